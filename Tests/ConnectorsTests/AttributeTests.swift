import Connectors
import Messages
import Stand
import Testing

@Suite("Additional attributes of УТ 11")
struct AttributeTests {
    @Test("are found by name and merged: those of people stay, ours is one however often it is written")
    func merges() async throws {
        try await LoopbackUT11.serving { ut11 in
            // Given an item that people gave attributes of their own
            _ = await ut11.connector.deliver(try ut11.itemJob())
            let theirs: [JSON] = [
                Self.row(.string(Self.theirs), .number("12.5"), "Edm.Double"),
                Self.row(.string(Self.code), "старый", "Edm.String"),
                Self.row(
                    .string(Self.another), ["$ref": ["type": "Справочник.Партнеры", "id": .string(Self.theirs)]], nil),
            ]
            let entered = await ut11.connector.deliver(try ut11.attributes(.array(theirs)))
            let before = ut11.attributes
            // When
            let first = await ut11.connector.deliver(try ut11.attributes(Self.ours("88123", "Edm.String")))
            let effects = ut11.stand.base.effectCount
            let second = await ut11.connector.deliver(try ut11.attributes(Self.ours("88123", "Edm.String")))
            // Then
            #expect([entered, first, second].map(\.outcome.kind) == ["confirmed", "confirmed", "confirmed"])
            #expect(first.steps.map(\.method) == ["GET", "GET", "PATCH", "GET"])
            #expect(ut11.stand.base.effectCount == effects)
            #expect(ut11.attributes.count == 3)
            #expect([ut11.attributes[0], ut11.attributes[2]] == [before[0], before[2]])
            #expect(ut11.attributes[1]["Значение"] == "88123")
        }
    }

    @Test(
        "are kept with their types",
        arguments: [
            ("88123", "Edm.String"), (.number("1.50"), "Edm.Double"), (true, "Edm.Boolean"),
            ("2026-11-27T09:30:00", "Edm.DateTime"), (["$empty": true], "StandardODATA.Undefined"),
        ] as [(JSON, String)])
    func types(_ value: JSON, _ type: String) async throws {
        try await LoopbackUT11.serving { ut11 in
            let given = type.hasPrefix("Edm.") ? type : nil
            let report = await ut11.connector.deliver(try ut11.attributes(Self.ours(value, given)))
            #expect(report.outcome == .confirmed(reference: LoopbackUT11.item, posted: false, note: nil))
            #expect(ut11.attributes.map { $0["Значение_Type"]?.string } == [type])
        }
    }

    @Test("one that УТ 11 does not have is for a person, and nothing is written")
    func missing() async throws {
        try await LoopbackUT11.serving { ut11 in
            let report = await ut11.connector.deliver(
                try ut11.attributes(Self.ours("x", "Edm.String", name: "Номер B24")))
            guard case .unmatched(let reason, _) = report.outcome else {
                Issue.record("\(report.outcome)")
                return
            }
            #expect(reason.contains("Номер B24"))
            #expect(ut11.objects("Catalog_Номенклатура").isEmpty)
        }
    }

    /// «Код сайта», which the stand has; and two that only people know.
    private static let code = "b1f0a6d4-3c57-5e92-8a1d-6f24c09e7b58"
    private static let theirs = "bbbbbbbb-0000-4000-8000-000000000001"
    private static let another = "bbbbbbbb-0000-4000-8000-000000000002"

    private static func row(_ attribute: JSON, _ value: JSON, _ type: String?) -> JSON {
        var members: [JSON.Member] = [.init("Свойство", attribute), .init("Значение", value)]
        if let type { members.append(.init("Значение_Type", .string(type))) }
        return .object(members)
    }

    /// What `extra { [name] = value }` answers.
    private static func ours(_ value: JSON, _ type: String?, name: String = "Код сайта") -> JSON {
        let find: JSON = [
            "$find": [
                "key": ["Наименование": .string(name)],
                "type": "ПланВидовХарактеристик.ДополнительныеРеквизитыИСведения",
            ]
        ]
        return ["$merge": ["key": ["Свойство"], "rows": [row(find, value, type)]]]
    }
}

extension LoopbackUT11 {
    fileprivate var attributes: [[String: JSON]] {
        objects("Catalog_Номенклатура").first?.parts["ДополнительныеРеквизиты"] ?? []
    }

    fileprivate func attributes(_ part: JSON) throws -> ConnectorJob {
        let plain = try itemJob()
        return try job(
            plain.type.name, Self.item,
            .object((plain.fields.members ?? []) + [.init("ДополнительныеРеквизиты", part)]))
    }
}
