import Foundation
import Messages
import Policies
import Scripts

/// A tree of policies that a test may change: the committed plugins and policies, without mappings.
struct PolicyTree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private(set) var files: [String: [UInt8]]

    /// What is committed.
    init() throws {
        let all = try TreeFiles(readingFrom: Self.root)
        files = all.files.filter { !$0.key.hasPrefix("mappings/") && !$0.key.hasPrefix("policies/master") }
    }

    /// Only the plans that every tree needs.
    static func bare() throws -> PolicyTree {
        var tree = try PolicyTree()
        tree.files = tree.files.filter { $0.key == "policies/retry.yaml" || $0.key.hasPrefix("plugins/ut") }
        return tree
    }

    subscript(path: String) -> String {
        get { String(decoding: files[path, default: []], as: UTF8.self) }
        set { files[path] = Array(newValue.utf8) }
    }

    /// Puts bytes that may be no text.
    mutating func put(_ bytes: [UInt8], at path: String) {
        files[path] = bytes
    }

    mutating func replace(_ old: String, with new: String, in path: String) {
        self[path] = self[path].replacing(old, with: new, maxReplacements: 1)
    }

    func revision() throws -> Revision { try Revision(files: TreeFiles(files: files)) }

    func policies() throws -> PolicySet {
        try PolicySet(try revision(), zone: TimeZone(identifier: "Europe/Moscow") ?? .gmt)
    }

    /// Everything that is wrong with it, as `check` tells.
    func findings() async -> [String] {
        do {
            return await PolicyCheck.run(try revision(), scripts: ScriptPool(workers: 1)).map(\.description)
        } catch let refused as TreeRefused {
            return refused.findings.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    /// What its rules say of a step.
    func decision(_ facts: JSON) async throws -> Decision {
        let judge = PolicyJudge(try policies(), scripts: ScriptPool(workers: 1))
        return await judge.judge(try StepFacts(facts))
    }
}
