import Foundation
import Messages

/// A copy of the repository's mappings, policies and plugins that a test may change, with a retry policy for people in
/// a hurry: the plan's waits are minutes and hours.
struct TestTree: Sendable {
    let folder: URL

    init(in folder: URL) throws {
        self.folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for part in ["mappings", "policies", "plugins"] {
            try FileManager.default.copyItem(
                at: Product.repository.appending(path: part), to: folder.appending(path: part))
        }
        try Self.thinOut(folder)
        try write("policies/retry.yaml", Self.hurriedPolicy)
    }

    /// The mappings whose samples stay.
    private static let sampled = ["Контрагенты", "Номенклатура", "Склады"]

    /// Leaves the samples of a few mappings: a node runs all that are there before it takes a tree, and what the
    /// shipped ones say is looked at elsewhere.
    private static func thinOut(_ tree: URL) throws {
        let mappings = tree.appending(path: "mappings")
        for folder in try FileManager.default.contentsOfDirectory(atPath: mappings.path) {
            let samples = mappings.appending(path: folder).appending(path: "samples")
            guard !sampled.contains(folder.precomposedStringWithCanonicalMapping),
                FileManager.default.fileExists(atPath: samples.path)
            else { continue }
            try FileManager.default.removeItem(at: samples)
        }
    }

    func read(_ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    /// Writes a file in one step, as editors do.
    func write(_ path: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: path), options: .atomic)
    }

    /// Writes a file into a folder that is not there yet.
    func create(_ path: String, _ text: String) throws {
        let folder = folder.appending(path: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try write(path, text)
    }

    /// Takes a file away.
    func remove(_ path: String) throws {
        try FileManager.default.removeItem(at: folder.appending(path: path))
    }

    /// Replaces a text that must be there in a file.
    func edit(_ path: String, _ old: String, by new: String) throws {
        let text = try read(path)
        guard text.contains(old) else { throw Problem(.notFound, "no «\(old)» in \(path)") }
        try write(path, text.replacing(old, with: new))
    }

    /// Where a text begins in a file: `line:column`, from 1, in characters.
    func place(of text: String, in path: String) throws -> String {
        let lines = try read(path).split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            guard let start = line.range(of: text)?.lowerBound else { continue }
            return "\(number + 1):\(line.distance(from: line.startIndex, to: start) + 1)"
        }
        throw Problem(.notFound, "no «\(text)» in \(path)")
    }

    /// Changes the expected fields of every sample of a mapping's folder that has any: a changed mapping is taken only
    /// together with them.
    func expect(_ folder: String, target: String = "ut11", _ change: (inout [JSON.Member]) -> Void) throws {
        let samples = "mappings/\(folder)/samples"
        let names = try FileManager.default.contentsOfDirectory(atPath: self.folder.appending(path: samples).path)
        for name in names where name.hasSuffix(".\(target).json") {
            let path = samples + "/" + name
            guard let objects = try JSONReader.read(read(path).utf8)["objects"]?.array else { continue }
            let changed = objects.map { object in
                JSON.object(
                    (object.members ?? []).map { member in
                        guard member.name == "fields", var fields = member.value.members else { return member }
                        change(&fields)
                        return JSON.Member("fields", .object(fields))
                    })
            }
            try write(path, JSON.object([.init("objects", .array(changed))]).text)
        }
    }

    private static let hurriedPolicy = """
        schedule: [200ms, 500ms, 1s]
        jitter: 20 %
        deadline: 24h
        overload_penalty: 1s
        parked_escalation: 30m
        probe_every: 300ms
        breaker:
          share: 50 %
          calls: 10
          window: 60s
        lease: 7s
        request_timeout: 3s

        """
}
