/// One object of one feed, whatever its version.
package struct FedObject: Sendable, Hashable {
    package let seed: UInt32
    package let serial: Int
}
