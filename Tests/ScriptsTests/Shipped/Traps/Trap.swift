import Foundation
import Messages
import Scripts
import Testing

/// A place where УТ 10.3 and УТ 11 only seem to be alike, with a message that walks into it.
struct Trap: Sendable, CustomTestStringConvertible {
    /// The trap in the words of who has fallen into it.
    let name: String
    /// `Склады/обычный` of mappings/Склады/samples/обычный.json.
    let sample: String
    /// JSON by path in the message's data: `Товары.0.Коэффициент`.
    let changes: [String: String]
    /// What must come out, by path: see `Answer`.
    let expected: [String: String]

    init(_ name: String, _ sample: String, _ changes: [String: String] = [:], _ expected: [String: String]) {
        self.name = name
        self.sample = sample
        self.changes = changes
        self.expected = expected
    }

    var testDescription: String { name }

    /// The revision that is shipped, read once.
    static let revision = Result { try Revision(files: try TreeFiles(readingFrom: TreeFixture.shipped)) }

    /// The mapping's answer to the changed message, over the production pool.
    func answer() async throws -> Answer {
        let revision = try Self.revision.get()
        let parts = sample.split(separator: "/").map(String.init)
        let path = "mappings/\(parts[0])/samples/\(parts[1]).json"
        let mapping = try #require(revision.mappings.first { $0.file == "mappings/\(parts[0])/to_ut11.lua" })
        var message = try JSONReader.read(try #require(revision.files.files[path]))
        for (field, value) in changes {
            let value = try JSONReader.read(Array(value.utf8))
            message = Self.setting(value, at: ["data"] + field.split(separator: ".").map(String.init), of: message)
        }
        let run = try await MappingBench(revision).run(mapping, over: Array(message.text.utf8), named: path)
        return Answer(try run.answer.get(), isSingle: mapping.isSingle, tables: revision.tables)
    }

    private static func setting(_ value: JSON, at path: [String], of whole: JSON) -> JSON {
        guard let name = path.first else { return value }
        let rest = Array(path.dropFirst())
        if case .array(var items) = whole, let index = Int(name) {
            if index == items.count { items.append(.object([])) }
            items[index] = setting(value, at: rest, of: items[index])
            return .array(items)
        }
        var members = whole.members ?? []
        let place = members.firstIndex { $0.name == name }
        let changed = setting(value, at: rest, of: place.map { members[$0].value } ?? .object([]))
        if let place { members[place].value = changed } else { members.append(.init(name, changed)) }
        return .object(members)
    }
}
