/// Why a tool of the integrator's bench cannot do what it was asked: one Russian sentence.
package struct WorkbenchFault: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
