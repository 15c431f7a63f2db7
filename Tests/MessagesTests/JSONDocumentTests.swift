import Messages
import Testing

@Suite("A JSON document")
struct JSONDocumentTests {
    @Test("it knows its members in their order, and their text as received")
    func members() throws {
        let document = try JSONDocument(#" {"б": {"x" : 1.0}, "а":"\u0427", "n":-1e5,"д":[ ]} "#.utf8)
        let members = try #require(document.members)
        #expect(members.map(\.name) == ["б", "а", "n", "д"])
        #expect(document.text(of: members[0]) == #"{"x" : 1.0}"#)
        #expect(members.map(document.value) == [["x": .number("1.0")], "Ч", .number("-1e5"), []])
        #expect(members.map { $0.digest != nil } == [true, false, false, true])
        #expect(members.map(document.isObject) == [true, false, false, false])
        #expect(document["а"]?.name == "а" && document["в"] == nil)
        #expect(try JSONDocument("[1]".utf8).members == nil)
    }

    @Test(
        "texts that mean the same have one digest",
        arguments: [
            (#"{"б":1.0,"а":{"y":1,"x":2}}"#, "{ \"а\" : {\"x\":2,\r\n\t\"y\":1}, \"б\":1.0 }"),
            (#"{"a":"Ч\/\ud83d\ude00\n"}"#, "{\"a\":\"\\u0427/😀\\u000A\"}"),
            (#"{"Имя":[1,{"б":"\"","а":""}]}"#, #"{"\u0418мя":[1,{"а":"","б":"\u0022"}]}"#),
            (#"{"a\"b":1,"№":2}"#, #"{"№":2, "a\u0022b":1}"#), (#"{"a":"\b\f"}"#, #"{"a":"\u0008\u000c"}"#),
            ("\u{FEFF}[1, 2]", "[1,2]"), ("{}", " { } "), (#"[{"b":1,"a":{}}]"#, #"[{"a":{},"b":1}]"#),
        ])
    func same(one: String, other: String) throws {
        #expect(try JSONDocument(one.utf8).digest == JSONDocument(other.utf8).digest)
        let digests = try [one, other].map { try JSONDocument($0.utf8).members?.compactMap(\.digest) }
        #expect(digests[0] == digests[1])
    }

    @Test(
        "texts that do not mean the same have two",
        arguments: [
            (#"{"a":1}"#, #"{"a":1.0}"#), (#"{"a":null}"#, "{}"), (#"{"a":[]}"#, #"{"a":{}}"#), ("[1,2]", "[2,1]"),
            (#"{"a":"1"}"#, #"{"a":1}"#), (#"{"a":{"b":{}}}"#, #"{"a":{},"b":{}}"#), (#"["a","b"]"#, #"["a,b"]"#),
            (#"{"a":[1]}"#, ##"{"a":"#\##(Digest.hex("[1]".utf8))"}"##),
        ])
    func different(one: String, other: String) throws {
        #expect(try JSONDocument(one.utf8).digest != JSONDocument(other.utf8).digest)
    }

    @Test("a document and the tree of its text agree, however the text is written", arguments: 0..<300)
    func agrees(seed: UInt64) throws {
        // Given a text with spaces, escapes and names in any order
        var texts = RandomJSON(seed: seed)
        let text = texts.text()
        // When it is read both ways
        let document = try JSONDocument(text)
        let tree = try JSONReader.read(text)
        // Then they are the same value, with the same digests
        #expect(document.tree == tree)
        #expect(document.digest == JSONDocument(tree).digest)
        #expect(document.members?.map(\.digest) == JSONDocument(tree).members?.map(\.digest))
        #expect(document.members?.map(document.value) == tree.members?.map(\.value))
    }

    @Test("a document refuses just what the reader refuses, in the same words", arguments: 0..<2000)
    func refuses(seed: UInt64) {
        // Given a text in which a few bytes are spoilt
        var texts = RandomJSON(seed: seed)
        let text = texts.spoiltText()
        // When it is read both ways
        let document = Result { () throws(JSONFault) in try JSONDocument(text).tree }
        let tree = Result { () throws(JSONFault) in try JSONReader.read(text) }
        // Then both say the same
        #expect(document == tree)
    }

    @Test("what 1С writes is not built as a tree: its text stays as it came")
    func stays() throws {
        for text in [#"{ "Имя" : "Ёж\u0427\/", "a":[1.50, true,null], "Қала":"№ 5 «и»" }"#, "[ ]", " 1 "] {
            #expect(try JSONDocument(text.utf8).text == Array(text.utf8))
        }
    }
}
