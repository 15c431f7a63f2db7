/// One thing that is wrong with a file.
package struct YAMLFault: Error, Sendable, Hashable, CustomStringConvertible {
    package let place: YAMLPlace
    /// In Russian; says what is wrong and what to do.
    package let sentence: String

    package init(at place: YAMLPlace, _ sentence: String) {
        self.place = place
        self.sentence = sentence
    }

    /// `file:line:column: sentence`.
    package var description: String { "\(place): \(sentence)" }
}
