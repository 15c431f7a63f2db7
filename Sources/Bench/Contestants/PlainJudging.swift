import Foundation
import Messages
import Policies
import Scripts

/// The same rules in `lua5.4` with lua-cjson: the handlers as they are, without limits, exact numbers and texts.
struct PlainJudging {
    private let folder: URL

    /// Lays out what the script needs in a folder.
    init(_ setting: Setting, _ host: HostJudging, _ verdicts: [Policies.Verdict]) throws {
        folder = setting.folder.appending(path: "judging")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let sources = host.policies.revision.plainLua
        var listed: [JSON] = []
        for (index, rule) in verdicts.map(\.rule).enumerated() {
            guard let source = sources[rule.kind.file] else { throw BenchFault("\(rule.kind.file) is not there") }
            try Data(source).write(to: folder.appending(path: "\(index).lua"))
            listed.append(["file": .string("\(index).lua"), "params": rule.params])
        }
        try Data(JSON.array(listed).text.utf8).write(to: folder.appending(path: "rules.json"))
        // The one window that is judged is a shift's; the host counted it.
        let window = verdicts.compactMap(\.window).map { JSON.Member("window", $0) }
        let step = JSON.object((host.facts.json.members ?? []) + window)
        try Data(step.text.utf8).write(to: folder.appending(path: "step.json"))
    }

    /// The case that each rule comes to.
    func cases() throws -> [String] {
        (try JSONReader.read(run("answer").utf8).array ?? []).compactMap { $0["case"]?.string }
    }

    func perSecond(seconds: Int) throws -> Double {
        let text = try run("\(seconds)")
        guard let rate = Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw BenchFault("cannot read what lua5.4 says: \(text)")
        }
        return rate
    }

    private func run(_ mode: String) throws -> String {
        try Tool.run("lua5.4", [Attachment.judge.url.path, folder.path, mode])
    }
}
