package import YAML

extension Finding {
    /// What a YAML file has wrong, where it stands.
    package init(_ fault: YAMLFault) {
        self.init(
            .error, file: fault.place.file, line: fault.place.line, column: fault.place.column, message: fault.sentence)
    }
}
