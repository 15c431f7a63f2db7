import Messages

/// What the fields of an answer hang on, found by changing the message one attribute at a time and mapping it again.
///
/// What is told was seen: with another value of the attribute the field is another. What is not told may still matter
/// for another message.
package struct Provenance: Sendable {
    /// One field of the answer.
    package struct Field: Sendable, Hashable {
        /// `партнер.Наименование`, `объект.Товары.Цена`.
        package let path: String
        /// Source attributes with another value of which it is another; empty where none alone changes it.
        package let sources: [String]
        /// Where a field of that name is written: `mappings/Склады/to_ut11.lua:12, 20`, each line.
        package let places: [String]
    }

    package let fields: [Field]
    /// Source attributes with another value of which the message ends otherwise: skipped, unmatched, rejected.
    package let deciding: [String]

    init(
        _ mapping: Mapping, of revision: Revision, _ input: MappingInput, now: Instant, on pool: ScriptPool
    ) async throws(ScriptFault) {
        let contracts = revision.contracts
        let result = try await pool.map(
            mapping, of: revision, message: input.completed(for: mapping, contracts), now: now)
        guard case .objects(let objects) = result.outcome, let data = try? JSONReader.read(input.data) else {
            (fields, deciding) = ([], [])
            return
        }
        let answer = Self.leaves(objects)
        var sources: [String: Set<String>] = [:]
        var deciding: Set<String> = []
        for change in MessageVariation.all(of: data, contracts[mapping.system]?.types[mapping.type]) {
            let other = MappingInput(
                key: input.key, operation: input.operation, presentation: input.presentation,
                data: change.data.bytes(sortingKeys: false), needed: input.needed)
            let outcome = try? await pool.map(
                mapping, of: revision, message: other.completed(for: mapping, contracts), now: now
            ).outcome
            guard case .objects(let objects)? = outcome else {
                deciding.insert(change.path)
                continue
            }
            let changed = Self.leaves(objects)
            for path in answer.keys where answer[path] != changed[path] {
                sources[path, default: []].insert(change.path)
            }
        }
        self.deciding = deciding.sorted()
        fields = answer.keys.sorted().map { path in
            let name = path.split(separator: ".").last.map(String.init) ?? path
            return Field(
                path: path, sources: sources[path, default: []].sorted(),
                places: Self.places(of: name, mapping, revision))
        }
    }

    /// The values of an answer by their path, those of all rows of a table part together.
    private static func leaves(_ objects: [MappedObject]) -> [String: [JSON]] {
        var leaves: [String: [JSON]] = [:]
        func collect(_ value: JSON, _ path: String) {
            if let rows = value.array {
                for row in rows { collect(row, path) }
                return
            }
            guard let members = value.members, !members.contains(where: { $0.name.hasPrefix("$") }) else {
                return leaves[path, default: []].append(value)
            }
            for member in members { collect(member.value, "\(path).\(member.name)") }
        }
        for object in objects {
            if let fields = try? JSONReader.read(Array(object.content.utf8)) { collect(fields, object.slot) }
        }
        return leaves
    }

    /// Where the mapping writes a field of that name, or, when it does not, its libraries.
    private static func places(of name: String, _ mapping: Mapping, _ revision: Revision) -> [String] {
        func written(_ source: LuaSource) -> [String] {
            let lines = source.lines(writing: name).map { "\($0)" }
            return lines.isEmpty ? [] : ["\(source.path):\(lines.joined(separator: ", "))"]
        }
        let own = revision.source(of: mapping).map(written) ?? []
        guard own.isEmpty else { return own }
        return libraries(of: mapping, revision).flatMap(written)
    }

    /// The libraries that a mapping requires, and those that they require.
    private static func libraries(of mapping: Mapping, _ revision: Revision) -> [LuaSource] {
        guard let source = revision.source(of: mapping) else { return [] }
        return revision.tree.reached(from: source).dropFirst().sorted { $0.path < $1.path }
    }
}
