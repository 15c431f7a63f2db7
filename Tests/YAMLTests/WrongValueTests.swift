import Foundation
import Testing

@testable import YAML

@Suite("A value of the wrong kind is refused with what to write instead")
struct WrongValueTests {
    struct Wrong: Sendable, CustomTestStringConvertible {
        let written: String
        let fragment: String
        let read: @Sendable (YAMLValue) -> Bool
        var testDescription: String { written }

        init<Value>(_ written: String, _ fragment: String, _ read: @escaping @Sendable (YAMLValue) -> Value?) {
            self.written = written
            self.fragment = fragment
            self.read = { read($0) != nil }
        }
    }

    static let scalars: [Wrong] = [
        Wrong("", "значения нет") { $0.string() },
        Wrong("~", "допишите его или удалите ключ") { $0.int() },
        Wrong("null", "значения нет") { $0.bool() },
        Wrong("''", "значения нет") { $0.string() },
        Wrong("[a]", "ожидается текст, а стоит список") { $0.string() },
        Wrong("{a: 1}", "а стоит набор ключей") { $0.string() },
        Wrong("yes", "напишите true или false") { $0.bool() },
        Wrong("off", "а стоит «off»") { $0.bool() },
        Wrong("да", "ожидается true или false") { $0.bool() },
        Wrong("True", "напишите true или false") { $0.bool() },
        Wrong("'true'", "кавычки превращают true в текст") { $0.bool() },
        Wrong("x", "ожидается одно из: «a», «b»") { $0.choice(of: ["a", "b"]) },
        Wrong("[1, 2, 3]", "элементов в списке 3, а должно быть от 1 до 2") { $0.strings(count: 1...2) },
        Wrong("1", "ожидается набор «ключ: значение»") { $0.mapping() },
        Wrong("первая строка и потом ещё много-много слов подряд", "много сл…»") { $0.items() },
    ]

    static let numbers: [Wrong] = [
        Wrong("abc", "напишите его цифрами") { $0.int() },
        Wrong("'12'", "кавычки превращают число 12 в текст") { $0.int() },
        Wrong("1.5", "без дробной части") { $0.int() },
        Wrong("0,5", "дробная часть отделяется точкой") { $0.double() },
        Wrong("1_000", "уберите разделители разрядов") { $0.int() },
        Wrong("1 000", "уберите разделители разрядов") { $0.decimal() },
        Wrong("010", "уберите ведущие нули") { $0.int() },
        Wrong("0x1F", "ожидается целое число") { $0.int() },
        Wrong("12:30:00", "ожидается целое число") { $0.int() },
        Wrong(".inf", "ожидается число") { $0.double() },
        Wrong("99999999999999999999", "слишком велико") { $0.int() },
        Wrong("11", "11 вне допустимого: от 1 до 10") { $0.int(in: 1...10) },
        Wrong("100.01", "100.01 вне допустимого: от 0 до 100") { $0.decimal(in: 0...100) },
        Wrong("95", "напишите «10 %»") { $0.quantity(["%"]) },
        Wrong("95 м", "ожидается число с единицей") { $0.quantity(["m", "km"]) },
        Wrong("101 %", "вне допустимого") { $0.quantity(["%"], in: 0...100) },
        Wrong("5м", "единицу латиницей") { $0.milliseconds() },
        Wrong("1.5h", "ожидается длительность") { $0.milliseconds() },
        Wrong("-5m", "ожидается длительность") { $0.milliseconds() },
        Wrong("2w", "500ms, 30s, 5m, 12h, 90d") { $0.milliseconds() },
        Wrong("9223372036854775807d", "вне допустимого") { $0.milliseconds() },
        Wrong("2d", "вне допустимого: от 1s до 1d") { $0.milliseconds(in: 1000...86_400_000) },
    ]

    @Test("of texts, flags, words and shapes", arguments: scalars)
    func refusesScalars(_ wrong: Wrong) throws { try refuses(wrong) }

    @Test("of numbers, quantities and durations", arguments: numbers)
    func refusesNumbers(_ wrong: Wrong) throws { try refuses(wrong) }

    private func refuses(_ wrong: Wrong) throws {
        let faults = try #require(throws: YAMLFaults.self) {
            try YAMLDocument(text: "ключ: \(wrong.written)", file: "f").read { map in
                map.required("ключ").flatMap { wrong.read($0) ? true : nil }
            }
        }
        #expect(faults.faults.count == 1)
        #expect(faults.faults[0].sentence.contains(wrong.fragment), "\(faults)")
        #expect(faults.faults[0].sentence.hasPrefix("«ключ»: "))
        #expect(faults.faults[0].place == YAMLPlace(file: "f", line: 1, column: wrong.written.isEmpty ? 6 : 7))
    }

    @Test("a wrong item of a list does not hide the next one")
    func wrongItems() throws {
        let faults = try #require(throws: YAMLFaults.self) {
            try YAMLDocument(text: "to: [1, x, 3, y]", file: "f").read { map in
                map.required("to")?.list { $0.int() }
            }
        }
        #expect(faults.faults.map(\.place.column) == [9, 15])
    }

    @Test(
        "the nearest key is offered for a letter lost, added, changed or swapped",
        arguments: ["radus_m", "radiuss_m", "radios_m", "raduis_m", "Radius_M"])
    func nearest(_ typo: String) throws {
        let faults = try #require(throws: YAMLFaults.self) {
            try YAMLDocument(text: "\(typo): 5", file: "f").read { map in
                map.optional("mode").map { _ in true } ?? map.optional("radius_m").map { _ in true } ?? true
            }
        }
        #expect(faults.faults[0].sentence == "неизвестный ключ «\(typo)»; может быть, «radius_m»?")
    }
}
