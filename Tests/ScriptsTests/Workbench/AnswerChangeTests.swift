import Messages
import Testing

@testable import Scripts

@Suite("What two answers to one message differ in")
struct AnswerChangeTests {
    private static func object(_ content: String, slot: String = "контрагент", type: String = "Контрагенты")
        -> MappedObject
    {
        MappedObject(slot: slot, targetType: type, content: content, references: [])
    }

    private static func changes(_ before: [MappedObject], _ after: [MappedObject]) -> [AnswerChange] {
        AnswerChange.between(.outcome(.objects(before)), .outcome(.objects(after)))
    }

    @Test("fields that change, appear and vanish are named by their paths; rows once for a table's field")
    func fields() {
        let changes = Self.changes(
            [Self.object(#"{"А":1,"Б":"x","Т":[{"Ц":1,"К":2},{"Ц":2,"К":2}],"Р":[{"Ц":1}]}"#)],
            [Self.object(#"{"А":2,"В":{"$empty":true},"Т":[{"Ц":3,"К":2},{"Ц":4,"К":2}],"Р":[]}"#)])
        #expect(
            changes.map(\.kind) == [
                .fieldChanged("контрагент.А"), .fieldVanished("контрагент.Б"), .fieldChanged("контрагент.Т.Ц"),
                .rowsChanged("контрагент.Р"), .fieldAppeared("контрагент.В"),
            ])
        #expect(changes.map(\.after) == ["2", "ничего", "3", "строк: 0", "пусто"])
    }

    @Test("a placeholder is one value, shown by the name of what it means")
    func placeholders() {
        let reference = #"{"$ref":{"id":"1","name":"Ромашка","source":"Справочник.К","system":"ut103","type":"Т"}}"#
        let changes = Self.changes(
            [Self.object(#"{"П":\#(reference)}"#)], [Self.object(#"{"П":{"$own":"партнер"}}"#)])
        #expect(changes.map(\.kind) == [.fieldChanged("контрагент.П")])
        #expect(changes.first?.before == "Справочник.К «Ромашка»" && changes.first?.after == "слот партнер")
    }

    @Test("slots appear, vanish and change their type")
    func slots() {
        let changes = Self.changes(
            [Self.object("{}"), Self.object("{}", slot: "партнер")],
            [Self.object("{}", type: "Партнеры"), Self.object("{}", slot: "договор")])
        #expect(
            changes.map(\.kind) == [
                .slotRetyped("контрагент"), .slotVanished("партнер"), .slotAppeared("договор"),
            ])
    }

    @Test("another sort of answer is a change of its own; where a script broke is none")
    func outcomes() {
        func fault(_ line: Int, _ message: String) -> MappingAnswer {
            .fault(ScriptFault(kind: .failed, file: "a.lua", line: line, message: message))
        }
        let unmatched = MappingAnswer.outcome(.unmatched(field: "Ставка", value: "20"))
        #expect(
            AnswerChange.between(.outcome(.objects([])), unmatched).map(\.kind) == [
                .outcome(from: "объекты", to: "unmatched")
            ])
        #expect(AnswerChange.between(fault(1, "нет поля"), fault(2, "нет поля")).isEmpty)
        #expect(AnswerChange.between(fault(1, "а"), fault(1, "б")).map(\.kind) == [.words(of: "сбой скрипта")])
        #expect(
            AnswerChange.between(.unmapped, .outcome(.skip("x"))).map(\.kind) == [
                .outcome(from: "нет маппинга", to: "skip")
            ])
    }

    @Test("a tally is as large for many objects as for a few")
    func tally() {
        var tally = ChangeTally()
        for number in 0..<2000 {
            let change = AnswerChange(kind: .fieldChanged("поле \(number % 1000)"), before: "", after: "")
            tally.add(
                [change], mapping: "m", object: ObjectKey(system: "s", type: "t", id: "\(number)"), presentation: nil)
        }
        let section = tally.sections[0]
        #expect(section.objects == 2000 && section.lines.count == ChangeTally.mostKinds && section.others == 1000)
        #expect(section.lines.allSatisfy { $0.objects == 2 && $0.examples.count == 2 })
    }
}
