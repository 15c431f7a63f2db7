import Foundation
import Scripts
import Testing

/// One mistake that somebody makes in the shipped tree, with what `check` must say of it.
struct Plant: Sendable, CustomTestStringConvertible {
    let kind: String
    let file: String
    /// The first such text of the file, and what it becomes.
    let old: String
    let new: String
    /// A text on the line that is to be named; nil when it is the line where the two texts part.
    let at: String?
    /// Of the sentence: the thing or what to do about it.
    let said: String
    /// A second edit, without which the first would be another mistake.
    let also: (file: String, old: String, new: String)?

    /// - Parameter file: a path, or `Склады` for mappings/Склады/to_ut11.lua.
    init(
        _ kind: String, _ file: String, _ old: String, _ new: String, at: String? = nil, _ said: String,
        also: (file: String, old: String, new: String)? = nil
    ) {
        self.kind = kind
        self.file = file.contains("/") ? file : "mappings/\(file)/to_ut11.lua"
        self.old = old
        self.new = new
        self.at = at
        self.said = said
        self.also = also
    }

    var testDescription: String { kind }

    /// The shipped tree, read once.
    static let tree = Result { try TreeFiles(readingFrom: TreeFixture.shipped) }

    /// The tree with the mistake in it, and the line that is to be named. Of the samples those of the mapping itself
    /// stay: what the others answer is no part of the mistake.
    func planted() throws -> (tree: TreeFiles, line: Int) {
        let folder = file.split(separator: "/").dropLast().joined(separator: "/")
        var files = try Self.tree.get().files
        if file.hasSuffix("/to_ut11.lua") || file.contains("/samples/") {
            let own = folder.hasSuffix("/samples") ? folder + "/" : folder + "/samples/"
            files = files.filter { !$0.key.contains("/samples/") || $0.key.hasPrefix(own) }
        }
        if let also { try edit(&files, also.file, also.old, also.new) }
        let start = try edit(&files, file, old, new)
        let text = String(decoding: files[file, default: []], as: UTF8.self)
        let same = zip(old, new).prefix { $0 == $1 }.count
        let place = text.index(text.startIndex, offsetBy: start + min(same, new.count))
        let named = try at.map { try #require(text.range(of: $0)?.lowerBound) } ?? place
        return (TreeFiles(files: files), text[..<named].count { $0.isNewline } + 1)
    }

    @discardableResult
    private func edit(_ files: inout [String: [UInt8]], _ file: String, _ old: String, _ new: String) throws -> Int {
        var text = String(decoding: try #require(files[file]), as: UTF8.self)
        let range = try #require(text.range(of: old), "\(file): «\(old)»")
        let start = text.distance(from: text.startIndex, to: range.lowerBound)
        text.replaceSubrange(range, with: new)
        files[file] = Array(text.utf8)
        return start
    }

    /// What `pochtar check` tells of a tree.
    static func findings(in tree: TreeFiles) async -> [Finding] {
        do throws(TreeRefused) {
            return await TreeCheck.run(try Revision(files: tree))
        } catch {
            return error.findings
        }
    }
}
