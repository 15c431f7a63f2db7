import Messages

/// Files of samples folders that nothing runs: they look like a check and are none.
enum StraySamples {
    static func findings(_ revision: Revision) -> [Finding] {
        revision.files.paths(under: "mappings/", suffix: ".json").filter { $0.contains("/samples/") }.compactMap {
            path in
            complaint(path, revision).map { Finding(.error, file: path, line: 1, message: $0) }
        }
    }

    private static func complaint(_ path: String, _ revision: Revision) -> String? {
        let mappings = revision.mappings.filter { path.hasPrefix($0.samples) }
        if mappings.isEmpty { return "рядом нет маппинга, который это запустит" }
        if SampleFiles.isAnswer(path, revision) {
            let stem = path.split(separator: ".").dropLast(2).joined(separator: ".")
            return revision.files.files[stem + ".json"] == nil ? "это ожидаемый ответ, а примера \(stem).json нет" : nil
        }
        guard let message = try? JSONReader.read(revision.files.files[path, default: []]) else { return nil }
        let isRun = mappings.contains { mapping in
            message["source"]?.string == mapping.system && message["type"]?.string == mapping.type
        }
        if isRun || message["type"] == nil { return nil }
        return
            "пример другого типа: здесь запускаются "
            + mappings.map { "\($0.system).\($0.type)" }.joined(separator: ", ")
    }
}
