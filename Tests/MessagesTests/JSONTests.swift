import Messages
import Testing

@Suite("JSON without loss")
struct JSONTests {
    @Test(
        "numbers keep their digits, null differs from absent, an empty array from an empty object",
        arguments: [
            #"{"a":9007199254740993,"b":10.10,"c":1e400,"d":-0}"#,
            #"{"a":null,"b":[],"c":{}}"#,
            #"["а","\"\\",true,false,0.1]"#,
        ])
    func roundTrip(text: String) throws {
        #expect(try JSONReader.read(text.utf8).text == text)
    }

    @Test("a byte order mark is stepped over, as 1С writes one")
    func byteOrderMark() throws {
        let value = try JSONReader.read([0xEF, 0xBB, 0xBF] + Array("{\"a\":1}".utf8))
        #expect(value["a"]?.int == 1)
    }

    @Test("escapes and surrogate pairs are read")
    func escapes() throws {
        let value = try JSONReader.read(#""\u0427\ud83d\ude00\n\/""#.utf8)
        #expect(value.string == "Ч😀\n/")
    }

    @Test("the canonical form sorts names and leaves numbers as written")
    func canonical() throws {
        let one = try JSONReader.read(#"{"б":1.0,"а":{"y":1,"x":2}}"#.utf8)
        let other = try JSONReader.read(#"{ "а" : {"x":2, "y":1}, "б":1.0 }"#.utf8)
        #expect(one.canonical == #"{"а":{"x":2,"y":1},"б":1.0}"#)
        #expect(one.canonical == other.canonical)
    }

    @Test(
        "what is not JSON is refused with its place",
        arguments: [
            ("{\"a\":1,}", 1, 8), ("{\"a\":\n 01}", 2, 3), ("[1 2]", 1, 4), ("{\"a\":1,\"a\":2}", 1, 8), ("", 1, 1),
            ("\"\\ud800\"", 1, 8), ("tru", 1, 1), ("[1] x", 1, 5), ("\"a\tb\"", 1, 3), ("{a:1}", 1, 2),
        ])
    func faults(text: String, line: Int, column: Int) {
        #expect {
            try JSONReader.read(text.utf8)
        } throws: { error in
            guard let fault = error as? JSONFault else { return false }
            return fault.line == line && fault.column == column
        }
    }

    @Test("invalid UTF-8 and bottomless nesting are refused")
    func hostile() {
        #expect(throws: JSONFault.self) { try JSONReader.read([0x22, 0xC0, 0xAF, 0x22]) }
        #expect(throws: JSONFault.self) { try JSONReader.read(String(repeating: "[", count: 100_000).utf8) }
    }
}
