import Connectors
import Messages
import Scripts
import Stand
import Testing

@Suite("What the stand's 10.3 sends, through the shipped mappings, into its УТ 11")
struct ShippedMappingTests {
    @Test("every object is mapped with nothing filled left unread, kept as sent, and posted where it was")
    func crosses() async throws {
        try await LoopbackUT11.serving { ut11 in
            // Given
            let source = Source103(seed: 7, count: 120)
            let furniture = ut11.stand.base.objects.count
            let scripts = ScriptPool(workers: 1)
            let revision = try LoopbackUT11.revision.get()
            #expect(await TreeCheck.run(revision).isEmpty)
            var unread = Set<String>()
            var kinds: [String: Int] = [:]
            // A branch has no partner of its own, but its head's.
            var heads: [String: String] = [:]
            for object in source.objects {
                // When
                let result = try await ut11.map(object, of: source, on: scripts)
                guard case .objects(let mapped) = result.outcome else {
                    #expect([.partnerGroup, .unit].contains(object.kind), "\(object.code): \(result.outcome)")
                    continue
                }
                let mapping = try #require(revision.mappings(from: "ut103", type: object.type).first)
                unread.formUnion(revision.unread(result, of: mapping))
                for target in mapped.map({ $0.settled(knowing: { _ in true }, confirming: { _ in true }) }) {
                    if target.isShared, let head = target.references.first?.source.id {
                        let above = heads["\(target.targetType) \(head)"] ?? head
                        heads["\(target.targetType) \(object.id)"] = above
                        continue
                    }
                    let fields = Self.resolved(
                        try JSONReader.read(Array(target.content.utf8)), object, mapped, heads)
                    let report = await ut11.connector.deliver(try ut11.job(target.targetType, object.id, fields))
                    // Then
                    let isPosted = fields["Проведен"] == true
                    #expect(report.outcome == .confirmed(reference: object.id, posted: isPosted, note: nil))
                    kinds[target.targetType, default: 0] += 1
                }
            }
            #expect(unread == [])
            #expect(kinds.count == 11)
            #expect(ut11.stand.base.objects.count == furniture + kinds.values.reduce(0, +))
        }
    }

    /// The target's GUIDs in place of references: with this УТ 11 they are the source's own.
    private static func resolved(
        _ value: JSON, _ object: Object103, _ mapped: [MappedObject], _ heads: [String: String]
    ) -> JSON {
        if let reference = value["$ref"], let type = reference["type"]?.string, let id = reference["id"]?.string {
            return ["$ref": ["type": .string(type), "id": .string(heads["\(type) \(id)"] ?? id)]]
        }
        if let slot = value["$own"]?.string {
            let owner = mapped.first { $0.slot == slot }
            let id = owner?.isShared == true ? owner?.references.first?.source.id : object.id
            return ["$ref": ["type": JSON(owner?.targetType), "id": JSON(id)]]
        }
        switch value {
        case .object(let members):
            return .object(members.map { .init($0.name, resolved($0.value, object, mapped, heads)) })
        case .array(let items): return .array(items.map { resolved($0, object, mapped, heads) })
        default: return value
        }
    }
}

extension LoopbackUT11 {
    /// The answer of the shipped mapping for one object of 10.3, which reads others of it.
    fileprivate func map(_ object: Object103, of source: Source103, on scripts: ScriptPool) async throws
        -> MappingResult
    {
        let revision = try Self.revision.get()
        guard let mapping = revision.mappings(from: "ut103", type: object.type).first else {
            throw TreeLacks(name: object.type)
        }
        let needed = object.needs.map { source.objects[$0 - 1] }.map { needed in
            NeededObject(
                key: needed.key,
                version: .init(
                    ordinal: 1, name: "1", presentation: nil, data: source.data(needed, version: 1).text))
        }
        let input = MappingInput(
            key: object.key, operation: .upsert, presentation: nil,
            data: source.data(object, version: 1).bytes(sortingKeys: false), needed: needed)
        return try await scripts.map(mapping, of: revision, message: input, now: .current())
    }
}
