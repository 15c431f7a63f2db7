/// Why a list of faults was not taken.
package struct FaultUnreadable: Error, Sendable, Hashable {
    /// In Russian, for whoever wrote the list.
    package let sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }
}
