import Testing

@testable import YAML

@Suite("A file becomes a tree that knows where everything stands")
struct TreeTests {
    private static let text = """
        # policies/geo.yaml
        policy: geo
        title: "Гео-контроль"
        rules:
          - id: geo.handed_over
            params: { радиус: 100, имя: 'Отдан' }
            reason: |
              Первая строка
              Вторая
        """

    @Test("keys and values keep line and column, counted in characters")
    func places() throws {
        let root = try entries(YAMLDocument(text: Self.text, file: "geo").root)
        #expect(root.map(\.key.text) == ["policy", "title", "rules"])
        #expect(root[1].key.place == YAMLPlace(file: "geo", line: 3, column: 1))
        #expect(root[1].value.place == YAMLPlace(file: "geo", line: 3, column: 8))
        guard case .sequence(let rules, let place) = root[2].value else {
            Issue.record("no list")
            return
        }
        #expect(place == YAMLPlace(file: "geo", line: 5, column: 3))
        let rule = try entries(rules[0])
        #expect(rule[0].key.place == YAMLPlace(file: "geo", line: 5, column: 5))
        let params = try entries(rule[1].value)
        #expect(params[1].key.place == YAMLPlace(file: "geo", line: 6, column: 28))
        #expect(params[1].value.place == YAMLPlace(file: "geo", line: 6, column: 33))
    }

    @Test("scalars keep their text and whether they were quoted")
    func quoting() throws {
        let root = try entries(YAMLDocument(text: "a: no\nb: 'no'\nc: |\n  x\n  y\nd: 1.10\ne:\n", file: "f").root)
        let scalars = root.compactMap { entry in if case .scalar(let scalar) = entry.value { scalar } else { nil } }
        #expect(scalars.map(\.text) == ["no", "no", "x\ny\n", "1.10", ""])
        #expect(scalars.map(\.quoted) == [false, true, true, false, false])
        #expect(scalars.map(\.isNull) == [false, false, false, false, true])
    }

    @Test("a byte order mark and CRLF, as Notepad writes them, shift no column")
    func notepad() throws {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("а: 1\r\nб: 2\r\n".utf8)
        let root = try entries(YAMLDocument(bytes, file: "f").root)
        #expect(root[0].key.place == YAMLPlace(file: "f", line: 1, column: 1))
        #expect(root[1].value.place == YAMLPlace(file: "f", line: 2, column: 4))
    }

    @Test("a document mark at the beginning and an end mark are harmless")
    func marks() throws {
        #expect(try entries(YAMLDocument(text: "---\na: 1\n...\n", file: "f").root).count == 1)
    }

    @Test(
        "a scalar without a declared type means what JSON could say, and none of YAML's surprises",
        arguments: [
            ("true", YAMLMeaning.boolean(true)), ("false", .boolean(false)), ("~", .null), ("null", .null), ("", .null),
            ("12", .number("12")), ("-0.50", .number("-0.50")), ("0", .number("0")), ("'12'", .text("12")),
            ("yes", .text("yes")), ("no", .text("no")), ("on", .text("on")), ("True", .text("True")),
            ("007", .text("007")), ("0x1F", .text("0x1F")), ("1_000", .text("1_000")), ("12:30", .text("12:30")),
            ("1e3", .text("1e3")), (".5", .text(".5")), ("5.", .text("5.")), ("+7", .text("+7")),
            (".inf", .text(".inf")), ("2026-11-27", .text("2026-11-27")), ("\"true\"", .text("true")),
        ])
    func meanings(_ written: String, _ meaning: YAMLMeaning) throws {
        let root = try entries(YAMLDocument(text: "a: \(written)", file: "f").root)
        guard case .scalar(let scalar) = root[0].value else {
            Issue.record("no scalar")
            return
        }
        #expect(scalar.meaning == meaning)
    }

    private func entries(_ node: YAMLNode) throws -> [YAMLEntry] {
        guard case .mapping(let entries, _) = node else {
            throw YAMLFault(at: node.place, "not a mapping")
        }
        return entries
    }
}
