import Messages
import Scripts
import Testing

@Suite("JSON through a script and back")
struct JSONRoundTripTests {
    @Test(
        "loses nothing",
        arguments: [
            "9007199254740993", "-9223372036854775808", "9223372036854775807", "9223372036854775808", "10.10",
            "0.000001",
            "-0.5", "123456789012345678901234567890.12", "null", "[]", "{}", "[null]", "[1,null,[],{}]", "true", "\"\"",
            "\"строка \\\"в\\\" кавычках\\n\\t\\\\ \\u0001 👍\"", #"{"a":null,"b":{"c":[]},"ё":1}"#,
        ])
    func losesNothing(_ text: String) async throws {
        // Given
        let value = try JSONReader.read(Array(text.utf8))
        // When
        let direct = try await TreeFixture.plugin("return a").call(value)
        let decoded = try await TreeFixture.plugin("return json.encode(json.decode(a))").call(.string(text))
        // Then
        #expect(direct.canonical == value.canonical)
        #expect(decoded.string == value.canonical)
    }

    @Test("a whole number is an integer however it is written, so that it equals one")
    func wholeNumbers() async throws {
        // Given
        let tree = TreeFixture.plugin("return { a.x == 1, a.y == 1, a.z == 100, a.n == nil, a.x }")
        // When
        let answer = try await tree.call(try JSONReader.read(Array(#"{"x":1.00,"y":1,"z":1e2,"n":null}"#.utf8)))
        // Then
        #expect(answer.text == "[true,true,true,true,1]")
    }

    @Test(
        "what is no JSON is an error",
        arguments: ["{", "[1,]", "01", "\"\u{1}\"", "tru", "1 2", "{\"a\" 1}", "\"\\ud800\""])
    func malformed(_ text: String) async throws {
        await #expect(throws: ScriptFault.self) {
            try await TreeFixture.plugin("return json.decode(a)").call(.string(text))
        }
    }

    @Test(
        "too deep a value names its limit",
        arguments: ["return json.decode(('['):rep(1000))", "local t = {} t.t = t return t"])
    func tooDeep(_ body: String) async throws {
        let fault = await #expect(throws: ScriptFault.self) { try await TreeFixture.plugin(body).call() }
        #expect(fault?.kind == .limit("вложенность значений"))
    }

    @Test("a plugin names things for URLs and by namespace")
    func plugins() async throws {
        // Given
        let tree = TreeFixture.plugin(
            "return { url.quote('Имя (1)/2'), guid.v5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com'), "
                + "guid.is('{6BA7B810-9dad-11d1-80b4-00c04fd430c8}'), guid.is('нет'), json.array() }")
        // When
        let answer = try await tree.call()
        // Then
        #expect(
            answer.text
                == "[\"%D0%98%D0%BC%D1%8F%20%281%29%2F2\",\"2ed6657d-e927-568b-95e1-2665a8aea6a2\",true,false,[]]")
    }
}
