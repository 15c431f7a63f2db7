import Testing

@testable import YAML

@Suite("A file cannot ask for more than its limits", .timeLimit(.minutes(1)))
struct LimitTests {
    @Test("a line of 10 MB is refused by its size, without being parsed")
    func longLine() throws {
        let bytes = Array("a: ".utf8) + [UInt8](repeating: 0x78, count: 10_000_000)
        let fault = try first { try YAMLDocument(bytes, file: "f") }
        #expect(fault.place == YAMLPlace(file: "f", line: 1, column: 1))
        #expect(fault.sentence.contains("файл больше 2097152 байт"))
    }

    @Test("a line as long as the limit is read")
    func longestLine() throws {
        let text = "a: " + String(repeating: "x", count: YAMLLimits.standard.bytes - 3)
        let document = try YAMLDocument(text: text, file: "f")
        guard case .mapping(let entries, _) = document.root, case .scalar(let scalar) = entries.first?.value else {
            Issue.record("no scalar")
            return
        }
        #expect(scalar.text.utf8.count == YAMLLimits.standard.bytes - 3)
    }

    @Test("a billion laughs end at the alias that passes the budget, at once")
    func billionLaughs() throws {
        // Given nine levels of nine aliases each
        var text = "a0: &a0 [ха, ха, ха, ха, ха, ха, ха, ха, ха]\n"
        for level in 1...9 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        // When it is read
        let fault = try first { try YAMLDocument(text: text, file: "f") }
        // Then three levels are read, and the fourth line is where it ends
        #expect(fault.place.line == 4)
        #expect(fault.sentence.contains("разворачиваются больше чем в 1000"))
    }

    @Test("a few aliases stand for what they point at, at the place of the anchor")
    func fewAliases() throws {
        let document = try YAMLDocument(text: "a: &x {r: 1}\nb: *x", file: "f")
        guard case .mapping(let entries, _) = document.root else {
            Issue.record("no mapping")
            return
        }
        #expect(entries[0].value == entries[1].value)
        #expect(entries[1].value.place == YAMLPlace(file: "f", line: 1, column: 4))
    }

    @Test("32 levels are read and the 33rd is refused where it opens")
    func depth() throws {
        let deepest = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(throws: Never.self) { try YAMLDocument(text: deepest, file: "f") }
        let fault = try first { try YAMLDocument(text: "[\(deepest)]", file: "f") }
        #expect(fault.place.column == 33)
        #expect(fault.sentence.contains("вложенность больше 32 уровней"))
    }

    @Test("aliases cannot build more depth than brackets may")
    func aliasedDepth() throws {
        // Given twenty levels behind an anchor, and an alias twenty levels down
        let deep = String(repeating: "[", count: 20) + "1" + String(repeating: "]", count: 20)
        let text = "a: &x \(deep)\nb: " + deep.replacing("1", with: "*x")
        // When it is read, then the alias is one level too many
        let fault = try first { try YAMLDocument(text: text, file: "f") }
        #expect(fault.place == YAMLPlace(file: "f", line: 2, column: 24))
        #expect(fault.sentence.contains("вложенность"))
    }

    @Test("two megabytes of brackets, of dashes and of question marks end fast", arguments: ["[", "- ", "? ", "{a: "])
    func hostileNesting(_ piece: String) throws {
        let text = String(repeating: piece, count: 2_000_000 / piece.count)
        let fault = try first { try YAMLDocument(text: text, file: "f") }
        #expect(fault.place.line == 1)
    }

    private func first(_ read: () throws -> YAMLDocument) throws -> YAMLFault {
        try #require(try #require(throws: YAMLFaults.self) { _ = try read() }.faults.first)
    }
}
