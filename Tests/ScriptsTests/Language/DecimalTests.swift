import Messages
import Scripts
import Testing

@Suite("Decimals")
struct DecimalTests {
    @Test("sums, differences, products and roundings are exact, as long division by hand finds them")
    func areExact() async throws {
        // Given pairs of numbers from a fixed seed
        var random = SeededGenerator(state: 20_261_127)
        let pairs = (0..<400).map { _ in
            (Self.number(&random), Self.number(&random), Int.random(in: 0...6, using: &random))
        }
        let arguments = pairs.map { JSON.array([.string($0.0), .string($0.1), JSON($0.2)]) }
        let tree = TreeFixture.plugin(
            """
            local out = {}
            for i, p in ipairs(a) do
              local x, y = dec(p[1]), dec(p[2])
              out[i] = { tostring(x + y + 0), tostring(x - y), tostring(x * y), tostring(round(x, p[3])),
                x < y, x == y, tostring(-x), tostring(round(x, 2) == round(x, 2)) }
            end
            return out
            """)
        // When
        let answer = try #require(try await tree.call(.array(arguments)).array)
        // Then
        #expect(answer.count == pairs.count)
        for (pair, got) in zip(pairs, answer) {
            let (x, y) = (ExactNumber(pair.0), ExactNumber(pair.1))
            let difference = x + y.negated
            #expect(got.array?[0].string == (x + y).text, "\(pair)")
            #expect(got.array?[1].string == difference.text, "\(pair)")
            // Whole numbers are Lua's integers, whose products have 64 bits.
            let isInteger = !x.text.contains(".") && !y.text.contains(".")
            if !isInteger || Int64((x * y).text) != nil { #expect(got.array?[2].string == (x * y).text, "\(pair)") }
            #expect(got.array?[3].string.map { ExactNumber($0).text } == x.rounded(pair.2).text, "\(pair)")
            #expect(got.array?[4].bool == difference.isNegative, "\(pair)")
            #expect(got.array?[5].bool == difference.units.isEmpty, "\(pair)")
            #expect(got.array?[7].string == "true")
        }
    }

    @Test(
        "read, divide and print as money does",
        arguments: [
            ("return dec '1 234,56' + 0", "1234.56"), ("return dec '\u{A0}-1\u{202F}000,5'", "-1000.5"),
            ("return dec(' 0012 ')", "12"), ("return dec(nil)", "null"), ("return tonumber('x')", "null"),
            ("return tonumber('1,5')", "1.5"), ("return div(10, 3, 2)", "3.33"), ("return div(-1, 2, 0)", "0"),
            ("return div(3, 2, 0)", "2"), ("return div(dec '0.1', dec '0.3', 4)", "0.3333"),
            ("return div(1, 8, 2)", "0.12"),
            ("return div(6, 3, 0) == 2", "true"), ("return round(dec '2.675', 2)", "2.68"),
            ("return round(dec '2.665', 2)", "2.66"),
            ("return round(5, 2)", "5"), ("return dec '1.50' == dec '1.5'", "true"), ("return dec '1.0' == 1", "true"),
            ("return dec '0.1' + dec '0.2' == dec '0.3'", "true"), ("return dec '2.5' * 2 == 5", "true"),
            ("return dec '0.5' < 1", "true"), ("return 2 >= dec '2.5'", "false"), ("return dec '7.5' // 2", "3"),
            ("return -dec '7.5' // 2", "-4"), ("return dec '7.5' % 2", "1.5"), ("return 7 // 2", "3"),
            ("return math.max(1, dec '1.5', 0)", "1.5"), ("return math.floor(dec '-1.5')", "-2"),
            ("return math.ceil(dec '1.2')", "2"),
            ("return string.format('%.2f руб. %05d', dec '1234.5', 42)", "\"1234.50 руб. 00042\""),
            ("return 'итого ' .. dec '1.10'", "\"итого 1.10\""), ("return type(dec '1.5')", "\"number\""),
            ("return math.type(dec '1.5')", "\"decimal\""),
            ("return dec '99999999999999999999' * 1", "99999999999999999999"),
        ])
    func money(_ body: String, _ answer: String) async throws {
        #expect(try await TreeFixture.plugin(body).call().text == answer)
    }

    @Test(
        "what would be wrong is an error that says what to do",
        arguments: [
            ("return dec 'x'", "не число"), ("return dec '1.5' + '2'", "dec(…)"), ("return dec '1.5' < 'x'", "dec(…)"),
            ("return div(1, 0, 2)", "деление на ноль"), ("return div(1, 3)", "сколько знаков"),
            ("return dec '99999999999999999999' * dec '99999999999999999999'", "больше 38 знаков"),
            ("return '10' + 1", "нельзя считать"), ("return dec '1.5' + nil", "nil"),
            ("return dec '1.5' % 0", "деление на ноль"),
        ])
    func mistakes(_ body: String, _ complaint: String) async throws {
        let fault = await #expect(throws: ScriptFault.self) { try await TreeFixture.plugin(body).call() }
        #expect(fault?.message.contains(complaint) == true, "\(fault?.message ?? "")")
    }

    private static func number(_ random: inout SeededGenerator) -> String {
        let digits = Int.random(in: 1...15, using: &random)
        let whole = (0..<digits).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
        let places = Int.random(in: 0...4, using: &random)
        let fraction = (0..<places).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
        return (Bool.random(using: &random) ? "-" : "") + String(Int(whole) ?? 0) + (places > 0 ? "." + fraction : "")
    }
}
