/// One YAML file, read strictly: no duplicate keys, tags, merges, second documents or runaway aliases, within limits.
package struct YAMLDocument: Sendable {
    package let file: String
    /// An empty file is an empty scalar at its beginning.
    package let root: YAMLNode

    private let mostFaults: Int

    /// Reads the bytes of a file; `file` is the name under which faults are told.
    package init(_ bytes: [UInt8], file: String, limits: YAMLLimits = .standard) throws(YAMLFaults) {
        let complaints = YAMLComplaints(most: limits.faults)
        let body = YAMLTextCheck.body(of: bytes, file: file, limits: limits, to: complaints)
        try complaints.settle()
        let tree = Self.tree(body, file, limits, complaints)
        try complaints.settle()
        self.file = file
        root = tree ?? .scalar(YAMLScalar(text: "", quoted: false, place: YAMLPlace(file: file, line: 1, column: 1)))
        mostFaults = limits.faults
    }

    /// Reads a text, as tests and examples do.
    package init(text: String, file: String, limits: YAMLLimits = .standard) throws(YAMLFaults) {
        try self.init(Array(text.utf8), file: file, limits: limits)
    }

    /// Turns a file whose root is a mapping into a value.
    ///
    /// Throws every fault found, unknown keys included, whatever `read` returned. Without faults `read` must return
    /// a value: nil says "a fault has been told".
    package func read<Value>(_ read: (YAMLMapping) -> Value?) throws(YAMLFaults) -> Value {
        try readValue { root in root.mapping().flatMap(read) }
    }

    /// The same for a file whose root may be anything.
    package func readValue<Value>(_ read: (YAMLValue) -> Value?) throws(YAMLFaults) -> Value {
        let complaints = YAMLComplaints(most: mostFaults)
        let readers = YAMLReaders()
        let value = read(YAMLValue(root, label: nil, complaints: complaints, readers: readers))
        readers.finish()
        try complaints.settle()
        guard let value else { preconditionFailure("a reader that returns nothing tells why") }
        return value
    }

    private static func tree(
        _ body: ArraySlice<UInt8>, _ file: String, _ limits: YAMLLimits, _ complaints: YAMLComplaints
    ) -> YAMLNode? {
        body.withUnsafeBufferPointer { text in
            var builder = YAMLTreeBuilder(limits: limits, complaints: complaints)
            do throws(YAMLFault) {
                return try builder.build(YAMLEventStream(text, file: file))
            } catch {
                complaints.add(error)
                return nil
            }
        }
    }
}
