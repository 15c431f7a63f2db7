import Messages
import Testing

@testable import Pipeline

@Suite("What a system tells of its object, beside what we would write")
struct UtteranceTests {
    private static let guid = "60e1b7c4-52d1-11ed-9d3a-00155d0a0001"

    @Test(
        "one value in two spellings is one",
        arguments: [
            (#"{"Вес":1.5}"#, #"{"Вес":1.500}"#), (#"{"Вес":10}"#, #"{"Вес":"10.00"}"#),
            (#"{"Имя":""}"#, "{}"), (#"{"Имя":{"$empty":true}}"#, #"{"Имя":null}"#), (#"{"Да":false}"#, "{}"),
            (#"{"Вес":0}"#, #"{"Вес":null}"#), (#"{"Имя":"Чай"}"#, #"{"Имя":"Чай  "}"#),
            (#"{"День":"2026-11-27T00:00:00"}"#, #"{"День":"2026-11-27T00:00:00.000"}"#),
            (
                #"{"Родитель":{"$empty":true}}"#,
                #"{"Родитель":{"ref":"00000000-0000-0000-0000-000000000000","type":"T"}}"#
            ),
            (#"{"Состав":[]}"#, "{}"), (#"{"Имя":{"$initial":"одно"}}"#, #"{"Имя":"другое"}"#),
            (#"{"Имя":"Чай"}"#, #"{"Имя":"Чай","Лишнее":1}"#),
        ])
    func same(_ wanted: String, _ said: String) throws {
        #expect(try Self.differences(wanted, said) == [])
    }

    @Test(
        "what is another value is told by its field, of a table part with its row",
        arguments: [
            (#"{"Вес":1.5}"#, #"{"Вес":1.501}"#, "Вес"), (#"{"Имя":"Чай"}"#, "{}", "Имя"),
            (#"{"Имя":""}"#, #"{"Имя":"Чай"}"#, "Имя"), (#"{"Да":true}"#, "{}", "Да"),
            (#"{"Состав":[{"Вес":1}]}"#, #"{"Состав":[{"Вес":2}]}"#, "Состав[1].Вес"),
            (#"{"Состав":[{"Вес":1}]}"#, "{}", "Состав: строк 0 вместо 1"),
            (
                #"{"Состав":{"$merge":{"key":["Имя"],"rows":[{"Имя":"а","Вес":1}]}}}"#, #"{"Состав":[{"Имя":"б"}]}"#,
                "Состав[1]"
            ),
            (#"{"Родитель":{"$own":"лицо"}}"#, #"{"Родитель":"x"}"#, "Родитель"),
        ])
    func different(_ wanted: String, _ said: String, _ field: String) throws {
        #expect(try Self.differences(wanted, said) == [field])
    }

    @Test("a reference is what it refers to, whatever it is called there")
    func references() throws {
        let ours = #"{"Родитель":{"$ref":{"id":"\#(Self.guid)","type":"T"}}}"#
        let theirs = #"{"Родитель":{"ref":"\#(Self.guid.uppercased())","type":"T","name":"Имя"}}"#
        #expect(try Self.differences(ours, theirs) == [])
        #expect(try Self.differences(ours, #"{"Родитель":"\#(Self.guid)"}"#) == [])
        #expect(try Self.differences(ours, theirs.replacing(#""type":"T""#, with: #""type":"U""#)) == ["Родитель"])
        let unknown = #"{"Родитель":{"$ref":{"id":"\#(Self.guid)","source":"T","system":"s","type":"T"}}}"#
        #expect(try Self.differences(unknown, theirs) == ["Родитель"])
        let find = #"{"Родитель":{"$find":{"key":{"Наименование":"Имя"},"type":"T"}}}"#
        #expect(try Self.differences(find, theirs) == [])
        #expect(try Self.differences(find, theirs.replacing("Имя", with: "Иное")) == ["Родитель"])
    }

    @Test("rows that leave those of others alone are looked for by their key")
    func merged() throws {
        let wanted = #"{"Состав":{"$merge":{"key":["Имя"],"rows":[{"Имя":"а","Вес":1}]}}}"#
        #expect(try Self.differences(wanted, #"{"Состав":[{"Имя":"б"},{"Имя":"а","Вес":1}]}"#) == [])
        #expect(try Self.differences(wanted, #"{"Состав":[{"Имя":"а","Вес":3}]}"#) == ["Состав[1].Вес"])
    }

    private static func differences(_ wanted: String, _ said: String) throws -> [String] {
        let key = ObjectKey(system: "ut11", type: "Справочник.Пробы", id: guid)
        let now = Instant(milliseconds: 1_795_780_800_000)
        let message = Message(
            id: "m", key: key, ordinal: 1, version: "1", changedAt: now, operation: .upsert, presentation: nil,
            data: said, caller: "ut11", correlationID: "c", receivedAt: now)
        let kinds = ["Вес": Field(kind: .number(digits: 10, fraction: 3)), "День": Field(kind: .date)]
        let type = Contract.ObjectType(
            name: key.type, title: nil, fields: kinds, tables: [:], lane: nil, identity: [], marker: nil)
        return Utterance(message, type: type).differences(from: try JSONReader.read(wanted.utf8))
    }
}
