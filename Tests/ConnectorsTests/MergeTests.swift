import Connectors
import Messages
import Stand
import Testing

@Suite("Rows that are merged into those of people")
struct MergeTests {
    @Test("a new object gets our rows alone")
    func creates() async throws {
        try await Self.serving { ut11 in
            // When
            let report = await ut11.connector.deliver(try ut11.merging([Self.row(Self.common, "1")]))
            // Then
            #expect(report.steps.map(\.method) == ["GET", "POST", "GET"])
            #expect(report.outcome == .confirmed(reference: LoopbackUT11.partner, posted: false, note: nil))
            #expect(ut11.rows.map { $0["Представление"]?.string } == ["1"])
        }
    }

    @Test(
        "rows that people entered stay as they are, ours take the place of ours, and a repeat changes nothing",
        arguments: [true, false])
    func merges(honoursRefKey: Bool) async throws {
        try await Self.serving(honoursRefKey: honoursRefKey) { ut11 in
            // Given an object with a row of ours, before and behind which people put theirs
            _ = await ut11.connector.deliver(try ut11.merging([Self.row(Self.common, "1")]))
            let reference = try #require(ut11.objects("Catalog_Партнеры").first?.reference)
            try await ut11.enter(
                reference,
                [
                    Self.row(Self.theirs, "чужое", note: "не трогать"), Self.row(Self.common, "1", note: "от людей"),
                    Self.row(Self.another, "ещё", note: "моё"),
                ])
            let others = [ut11.rows[0], ut11.rows[2]]
            // When
            for version in ["2", "3"] {
                let report = await ut11.connector.deliver(
                    try ut11.merging([Self.row(Self.wholesale, version), Self.row(Self.common, version)]))
                #expect(report.outcome == .confirmed(reference: reference, posted: false, note: nil))
                #expect(report.steps.suffix(3).map(\.method) == ["GET", "PATCH", "GET"])
            }
            // Then
            #expect(ut11.rows.map { $0["Представление"]?.string } == ["чужое", "3", "ещё", "3"])
            #expect([ut11.rows[0], ut11.rows[2]] == others)
            let kinds = [Self.theirs, Self.common, Self.another, Self.wholesale]
            #expect(ut11.rows.map { $0["Вид_Key"]?.string } == kinds)
            // When
            let before = ut11.stand.base.effectCount
            let repeated = await ut11.connector.deliver(
                try ut11.merging([Self.row(Self.wholesale, "3"), Self.row(Self.common, "3")]))
            // Then
            #expect(repeated.outcome.kind == "confirmed")
            #expect(ut11.stand.base.effectCount == before)
        }
    }

    @Test("the key may be what find is still to find; of rows that people doubled one is left")
    func found() async throws {
        try await Self.serving { ut11 in
            // Given
            _ = await ut11.connector.deliver(try ut11.merging([]))
            try await ut11.enter(
                LoopbackUT11.partner,
                [Self.row(Self.common, "а"), Self.row(Self.theirs, "б"), Self.row(Self.common, "в")])
            let find: JSON = [
                "$find": ["key": ["Наименование": "Общая"], "type": "Справочник.ГруппыДоступаПартнеров"]
            ]
            // When
            let report = await ut11.connector.deliver(
                try ut11.merging([["Вид": find, "Тип": "Телефон", "Представление": "наше"]]))
            // Then
            #expect(report.outcome.kind == "confirmed")
            #expect(ut11.rows.map { $0["Представление"]?.string } == ["наше", "б"])
        }
    }

    @Test("two rows whose keys turn out to be one object are refused before anything is written")
    func doubled() async throws {
        try await Self.serving { ut11 in
            let report = await ut11.connector.deliver(
                try ut11.merging([Self.row(Self.common, "1"), Self.row(Self.common.uppercased(), "2")]))
            guard case .refused(let reason, _, _) = report.outcome else {
                Issue.record("\(report.outcome)")
                return
            }
            #expect(reason == "merge: Контакты: в строках 1 и 2 один и тот же ключ")
            #expect(report.steps.isEmpty)
        }
    }

    @Test("nothing to merge leaves the part alone, and what УТ 11 does not keep of our rows is a fault")
    func faults() async throws {
        try await Self.serving { ut11 in
            // Given
            _ = await ut11.connector.deliver(try ut11.merging([Self.row(Self.common, "1")]))
            // When
            let nothing = await ut11.connector.deliver(try ut11.merging([]))
            let long = String(repeating: "я", count: 25)
            let cut = await ut11.connector.deliver(try ut11.merging([Self.row(Self.theirs, long)]))
            // Then
            #expect(nothing.steps.map(\.method) == ["PATCH", "GET"])
            guard case .fault(_, let fields) = cut.outcome else {
                Issue.record("\(cut.outcome)")
                return
            }
            #expect(fields.map(\.field) == ["Контакты[1].Представление"])
            #expect(ut11.rows.count == 2)
        }
    }

    // What the stand has of «Общая» and «Оптовые»; the others are of nobody.
    private static let common = "69821f90-9c80-53a1-b975-2487e843f69e"
    private static let wholesale = "0a7d4f52-36e9-5f5e-9d0a-5d1f0c7be3a1"
    private static let theirs = "bbbbbbbb-0000-4000-8000-000000000001"
    private static let another = "bbbbbbbb-0000-4000-8000-000000000002"

    private static func row(_ kind: String, _ text: String, note: String? = nil) -> JSON {
        var members: [JSON.Member] = [
            .init("Вид", .string(kind)), .init("Тип", "Телефон"), .init("Представление", .string(text)),
        ]
        if let note { members.append(.init("Заметка", .string(note))) }
        return .object(members)
    }

    private static func serving(
        honoursRefKey: Bool = true, _ body: (LoopbackUT11) async throws -> Void
    ) async throws {
        try await LoopbackUT11.serving(
            honoursRefKey: honoursRefKey,
            reshape: { contract in
                var types = contract.types
                types["Справочник.Партнеры"] = types["Справочник.Партнеры"]?.withContacts(length: 20, asPeopleSee: true)
                return Contract(system: contract.system, types: types)
            }, body)
    }
}

extension Contract.ObjectType {
    /// With a table part of contacts, which people see one column more of than we do.
    fileprivate func withContacts(length: Int?, asPeopleSee: Bool) -> Contract.ObjectType {
        var columns = [
            "Вид": Field(kind: .reference(["Справочник.ГруппыДоступаПартнеров"])),
            "Тип": Field(kind: .enumeration(["Телефон", "Адрес"])),
            "Представление": Field(kind: .string(length: length)),
        ]
        if asPeopleSee { columns["Заметка"] = Field(kind: .string(length: nil)) }
        return Contract.ObjectType(
            name: name, title: title, fields: fields, tables: ["Контакты": columns], lane: lane, identity: identity,
            marker: marker)
    }
}

extension LoopbackUT11 {
    /// The part as УТ 11 has it now.
    fileprivate var rows: [[String: JSON]] { objects("Catalog_Партнеры").first?.parts["Контакты"] ?? [] }

    /// A partner with rows that are merged by their kind.
    fileprivate func merging(_ rows: [JSON]) throws -> ConnectorJob {
        try contacts(
            ["$merge": ["key": ["Вид"], "rows": .array(rows)]], asPeopleSee: false, reference: nil)
    }

    /// Writes the whole part, as people do.
    fileprivate func enter(_ reference: String, _ rows: [JSON]) async throws {
        let report = await connector.deliver(
            try contacts(.array(rows), asPeopleSee: true, reference: reference))
        guard report.outcome.kind == "confirmed" else { throw TreeLacks(name: "\(report.outcome)") }
    }

    private func contacts(_ part: JSON, asPeopleSee: Bool, reference: String?) throws -> ConnectorJob {
        let plain = try partnerJob()
        return ConnectorJob(
            dispatchID: plain.dispatchID, key: plain.key, action: .write,
            type: plain.type.withContacts(length: nil, asPeopleSee: asPeopleSee), reference: reference,
            wanted: plain.wanted, attempt: 1,
            fields: .object((plain.fields.members ?? []) + [.init("Контакты", part)]))
    }
}
