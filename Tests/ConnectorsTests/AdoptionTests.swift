import Connectors
import Messages
import Stand
import Synchronization
import Testing

@Suite("Objects that were in УТ 11 before us")
struct AdoptionTests {
    static let theirs = "aaaaaaaa-0000-4000-8000-000000000001"
    static let others = "aaaaaaaa-0000-4000-8000-000000000002"

    @Test(
        "one that has the same fields is adopted and changed, whether УТ 11 takes our GUID or not",
        arguments: [true, false])
    func adopted(honoursRefKey: Bool) async throws {
        try await LoopbackUT11.serving { ut11 in
            // Given
            try await ut11.put(Self.theirs, name: "Ромашка ООО")
            try await ut11.put(Self.others, name: "Лютик ООО")
            // When
            let report = await ut11.connector.deliver(try ut11.matched([["Наименование"]]))
            // Then
            let note = "признан объект, который уже был в УТ 11 (Наименование)"
            #expect(report.outcome == .confirmed(reference: Self.theirs, posted: false, note: note))
            #expect(ut11.objects("Catalog_Партнеры").count == 2)
            #expect(ut11.stand.base.object("Catalog_Партнеры", Self.theirs)?.header["Клиент"] == true)
        }
    }

    @Test("groups are tried in order; one with an empty field says nothing, and none that fits means a new object")
    func groups() async throws {
        try await LoopbackUT11.serving { ut11 in
            // Given
            try await ut11.put(Self.theirs, name: "Ромашка ООО")
            // When
            let job = try ut11.matched([["Комментарий"], ["НаименованиеПолное", "Клиент"], ["Наименование"]])
            let found = await ut11.connector.deliver(job)
            let none = await ut11.connector.deliver(
                try ut11.matched([["Наименование", "Поставщик"]], name: "Никто", wanted: LoopbackUT11.counterparty))
            // Then
            #expect(found.steps.map(\.method) == ["GET", "GET", "PATCH", "GET"])
            #expect(found.outcome.kind == "confirmed")
            #expect(none.outcome == .confirmed(reference: LoopbackUT11.counterparty, posted: false, note: nil))
        }
    }

    @Test("of several nobody takes the first: they are named, and nothing is written")
    func several() async throws {
        try await LoopbackUT11.serving { ut11 in
            // Given
            try await ut11.put(Self.theirs, name: "Ромашка ООО")
            try await ut11.put(Self.others, name: "Ромашка ООО")
            let before = ut11.stand.base.effectCount
            // When
            let report = await ut11.connector.deliver(try ut11.matched([["Наименование"]])) { references, _ in
                .several(references)
            }
            // Then
            guard case .unmatched(let reason, let candidates) = report.outcome else {
                Issue.record("\(report.outcome)")
                return
            }
            #expect(reason == "в УТ 11 несколько объектов (2) с теми же полями Наименование: выберите один")
            #expect(Set(candidates.map(\.reference)) == [Self.theirs, Self.others])
            #expect(candidates.allSatisfy { $0.name == "Ромашка ООО" })
            #expect(ut11.stand.base.effectCount == before)
        }
    }

    @Test(
        "one that another object of the source has adopted is a double for a person; one made for another is passed by")
    func taken() async throws {
        try await LoopbackUT11.serving { ut11 in
            try await ut11.put(Self.theirs, name: "Ромашка ООО")
            let job = try ut11.matched([["Наименование"]])
            // When
            let double = await ut11.connector.deliver(job) { _, _ in .taken(by: "Ромашка") }
            // Then
            guard case .unmatched(let reason, _) = double.outcome else {
                Issue.record("\(double.outcome)")
                return
            }
            #expect(reason.contains("уже сопоставленный с «Ромашка»: похоже на дубль в 10.3"))
            // When
            let own = await ut11.connector.deliver(job) { _, _ in Adopted.none }
            // Then
            #expect(own.outcome == .confirmed(reference: LoopbackUT11.partner, posted: false, note: nil))
        }
    }

    @Test("one with another article is not ours by its name: a person chooses; one with the same article needs nobody")
    func distinct() async throws {
        try await LoopbackUT11.serving { ut11 in
            // Given: the name is the same, what tells partners apart is not.
            try await ut11.put(Self.theirs, name: "Ромашка ООО", fullName: "ООО «Ромашка» (Тула)")
            let job = try ut11.matched([["Наименование"]], distinct: ["НаименованиеПолное"])
            // When
            let unlike = await ut11.connector.deliver(job) { references, unlike in
                references.isEmpty ? .unlike(unlike) : nil
            }
            // Then
            let candidate = Candidate(
                reference: Self.theirs, name: "Ромашка ООО",
                difference: "НаименованиеПолное: «ООО «Ромашка» (Тула)», у нас «ООО «Ромашка»»")
            let reason =
                "в УТ 11 есть объект с теми же полями Наименование, но отличается НаименованиеПолное: "
                + "выберите его или создайте новый"
            #expect(unlike.outcome == .unmatched(reason: reason, candidates: [candidate]))
            // When: there is one more, whose full name nobody has filled in.
            try await ut11.put(Self.others, name: "Ромашка ООО", fullName: "")
            let unsure = await ut11.connector.deliver(job) { references, unlike in
                references == [Self.others] && unlike == [Self.theirs] ? .several(references + unlike) : nil
            }
            // Then
            #expect(unsure.outcome.kind == "unmatched")
            // When: there is the one that is meant.
            let third = "aaaaaaaa-0000-4000-8000-000000000003"
            try await ut11.put(third, name: "Ромашка ООО")
            let report = await ut11.connector.deliver(job) { references, unlike in
                references == [third] && unlike.isEmpty ? .ours(reference: third) : nil
            }
            // Then
            let note = "признан объект, который уже был в УТ 11 (Наименование)"
            #expect(report.outcome == .confirmed(reference: third, posted: false, note: note))
        }
    }

    @Test("one with our mark for another object is being made for that one: it is not even asked for")
    func marked() async throws {
        try await LoopbackUT11.serving { ut11 in
            // Given
            try await ut11.put(Self.theirs, name: "Ромашка ООО", comment: "позвонить [П:0123456789ab]")
            // When
            let report = await ut11.connector.deliver(try ut11.matched([["Наименование"]])) { references, _ in
                Issue.record("asked for \(references)")
                return nil
            }
            // Then
            #expect(report.outcome == .confirmed(reference: LoopbackUT11.partner, posted: false, note: nil))
        }
    }

    @Test("an object that is marked for deletion is nobody's; the GUID comes before all groups")
    func guidFirst() async throws {
        try await LoopbackUT11.serving { ut11 in
            // Given
            try await ut11.put(Self.theirs, name: "Ромашка ООО", isMarked: true)
            // When
            let first = await ut11.connector.deliver(try ut11.matched([["Наименование"]]))
            try await ut11.put(Self.others, name: "Ромашка ООО")
            let second = await ut11.connector.deliver(try ut11.matched([["Наименование"]]))
            // Then
            #expect(first.outcome == .confirmed(reference: LoopbackUT11.partner, posted: false, note: nil))
            #expect(second.outcome == first.outcome)
        }
    }

    @Test("initial is for an object that is being made: an adopted one keeps what it has")
    func initial() async throws {
        try await LoopbackUT11.serving { ut11 in
            // Given
            try await ut11.put(Self.theirs, name: "Ромашка ООО")
            let fields: (String) -> JSON = { name in
                [
                    "Наименование": .string(name), "НаименованиеПолное": "x", "ЮрФизЛицо": "Компания",
                    "ГруппаДоступа": ["$initial": .string(LoopbackUT11.known)],
                    "Комментарий": ["$initial": "заведён почтарём"], "Клиент": ["$initial": true],
                ]
            }
            // When
            let adopted = await ut11.connector.deliver(
                try ut11.matched([["Наименование"]], fields: fields("Ромашка ООО")))
            let made = await ut11.connector.deliver(
                try ut11.matched([["Наименование"]], wanted: LoopbackUT11.counterparty, fields: fields("Новый")))
            // Then
            #expect([adopted.outcome.kind, made.outcome.kind] == ["confirmed", "confirmed"])
            let partner = ut11.stand.base.object("Catalog_Партнеры", Self.theirs)
            #expect(partner?.header["Комментарий"]?.string != "заведён почтарём")
            let new = ut11.stand.base.object("Catalog_Партнеры", LoopbackUT11.counterparty)
            #expect(new?.header["Комментарий"] == "заведён почтарём" && new?.header["Клиент"] == true)
        }
    }

    @Test("find takes the object of that name, remembers it for a while, and never makes one")
    func find() async throws {
        try await LoopbackUT11.serving { ut11 in
            let find: (String) -> JSON = { name in
                ["$find": ["key": ["Наименование": .string(name)], "type": "Справочник.ГруппыДоступаПартнеров"]]
            }
            // When
            let first = await ut11.connector.deliver(
                try ut11.matched([], fields: Self.partner(group: find("Общая"))))
            let second = await ut11.connector.deliver(
                try ut11.matched([], fields: Self.partner(group: find("Общая"))))
            let missing = await ut11.connector.deliver(
                try ut11.matched([], fields: Self.partner(group: ["$initial": find("Никакая")])))
            // Then
            #expect(first.steps.map(\.method) == ["GET", "PATCH", "POST", "GET"])
            #expect(second.steps.map(\.method) == ["PATCH", "GET"])
            let group = ut11.stand.base.object("Catalog_Партнеры", LoopbackUT11.partner)?.header["ГруппаДоступа_Key"]
            #expect(group == "69821f90-9c80-53a1-b975-2487e843f69e")
            guard case .unmatched(let reason, let candidates) = missing.outcome else {
                Issue.record("\(missing.outcome)")
                return
            }
            #expect(reason.hasPrefix("в УТ 11 нет Справочник.ГруппыДоступаПартнеров с Наименование = Никакая"))
            #expect(candidates.isEmpty)
        }
    }

    private static func partner(group: JSON) -> JSON {
        [
            "Наименование": "Ромашка ООО", "НаименованиеПолное": "x", "ЮрФизЛицо": "Компания", "ГруппаДоступа": group,
        ]
    }
}

extension LoopbackUT11 {
    /// A partner whose object may be there already.
    fileprivate func matched(
        _ groups: [[String]], distinct: [String] = [], name: String = "Ромашка ООО",
        wanted: String = LoopbackUT11.partner, fields: JSON? = nil
    ) throws -> ConnectorJob {
        let plain = try partnerJob(name: name)
        return ConnectorJob(
            dispatchID: plain.dispatchID, key: plain.key, action: .write, type: plain.type, reference: nil,
            wanted: wanted, attempt: 1, fields: fields ?? plain.fields, match: groups, distinct: distinct)
    }

    /// Puts a partner into УТ 11 as somebody there would.
    fileprivate func put(
        _ reference: String, name: String, fullName: String = "ООО «Ромашка»", comment: String = "",
        isMarked: Bool = false
    ) async throws {
        let fields: JSON = [
            "Наименование": .string(name), "НаименованиеПолное": .string(fullName), "ЮрФизЛицо": "Компания",
            "ГруппаДоступа": .string(Self.known), "ПометкаУдаления": .bool(isMarked),
            "Комментарий": .string(comment),
        ]
        let report = await connector.deliver(try job("Справочник.Партнеры", reference, fields))
        guard report.outcome.kind == "confirmed" else { throw TreeLacks(name: "\(report.outcome)") }
    }
}
