/// Everything that is wrong with a file, so that one look at it repairs all.
package struct YAMLFaults: Error, Sendable, Hashable, CustomStringConvertible {
    /// At least one, in the order of the file.
    package let faults: [YAMLFault]
    /// How many more there were than are kept.
    package let omitted: Int

    init(_ faults: [YAMLFault], omitted: Int = 0) {
        precondition(!faults.isEmpty, "an error names at least one fault")
        self.faults = faults.sorted { $0.place < $1.place }
        self.omitted = omitted
    }

    /// One line a fault.
    package var description: String {
        let lines = faults.map(\.description)
        return (omitted > 0 ? lines + ["…и ещё ошибок: \(omitted)"] : lines).joined(separator: "\n")
    }
}
