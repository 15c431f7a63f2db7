/// Which files of a samples folder are messages, and which are expected answers.
enum SampleFiles {
    /// The messages beside a mapping; `<case>.<target>.json` is an answer when some mapping of the folder has that
    /// target.
    static func messages(beside mapping: Mapping, of revision: Revision) -> [String] {
        revision.files.paths(under: mapping.samples, suffix: ".json").filter { !isAnswer($0, revision) }
    }

    /// Whether a path is an expected answer.
    static func isAnswer(_ path: String, _ revision: Revision) -> Bool {
        guard let target = TreeReading.stem(path).split(separator: ".").last.map(String.init),
            TreeReading.stem(path).contains(".")
        else { return false }
        return revision.mappings.contains { path.hasPrefix($0.samples) && $0.target == target }
            || revision.contracts[target] != nil
    }
}
