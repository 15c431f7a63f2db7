import Connectors
import Messages
import Stand
import Testing

@Suite("What УТ 11 loses without saying so")
struct SilentLossTests {
    @Test("a string that УТ 11 cuts becomes a fault that shows what was sent and what was kept")
    func cut() async throws {
        let shorter: (Contract) -> Contract = {
            Self.replacing($0, "Наименование", with: Field(kind: .string(length: 7)))
        }
        try await LoopbackUT11.serving(reshape: shorter) { ut11 in
            // When
            let report = await ut11.connector.deliver(try ut11.partnerJob())
            // Then
            guard case .fault(let reason, let fields) = report.outcome else {
                Issue.record("\(report.outcome)")
                return
            }
            #expect(reason == "УТ 11 сохранила не то, что получила: Наименование")
            #expect(fields == [FieldFault(field: "Наименование", sent: "Ромашка ООО", kept: "Ромашка")])
        }
    }

    @Test("an attribute that УТ 11 does not know becomes a fault")
    func dropped() async throws {
        try await LoopbackUT11.serving(reshape: { Self.replacing($0, "НаименованиеПолное", with: nil) }) { ut11 in
            // When
            let report = await ut11.connector.deliver(try ut11.partnerJob())
            // Then
            guard case .fault(_, let fields) = report.outcome else {
                Issue.record("\(report.outcome)")
                return
            }
            let lost = FieldFault(field: "НаименованиеПолное", sent: "ООО «Ромашка»", kept: "не сохранено")
            #expect(fields == [lost])
        }
    }

    @Test("a number that УТ 11 keeps with fewer digits becomes a fault in its row")
    func rounded() async throws {
        try await LoopbackUT11.serving { ut11 in
            // Given
            try await ut11.prepareCatalogs()
            // When
            let report = await ut11.connector.deliver(try ut11.saleJob(price: "617.285"))
            // Then
            guard case .fault(_, let fields) = report.outcome else {
                Issue.record("\(report.outcome)")
                return
            }
            #expect(fields.map(\.field) == ["Товары[1].Цена"])
        }
    }

    /// УТ 11's own idea of its partners, with one attribute different or missing.
    private static func replacing(_ contract: Contract, _ name: String, with field: Field?) -> Contract {
        var types = contract.types
        if let type = types["Справочник.Партнеры"] {
            var fields = type.fields
            fields[name] = field
            types[type.name] = Contract.ObjectType(
                name: type.name, title: type.title, fields: fields, tables: type.tables, lane: type.lane,
                identity: type.identity, marker: type.marker)
        }
        return Contract(system: contract.system, types: types)
    }
}
