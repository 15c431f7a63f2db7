import Foundation
import Testing

@testable import YAML

@Suite("A reader gets typed values, and its writer gets every fault at once")
struct ReadingTests {
    private enum Mode: String, CaseIterable { case shadow, warn, enforce }

    private struct Rule: Equatable {
        let id: String
        let radius: Int
        let share: Double
        let price: String
        let mode: Mode
        let isOn: Bool
        let steps: [String]
        let window: Int64
    }

    private static func rule(_ map: YAMLMapping) -> Rule? {
        let id = map.required("id")?.string()
        let params = map.required("params")?.mapping()
        let radius = params?.required("radius_m")?.int(in: 1...10_000)
        let share = params?.optional("share")?.double(in: 0...1) ?? 0.5
        let price = params?.optional("price")?.decimal(in: 0...100_000) ?? "0"
        let mode = map.optional("mode")?.choice(Mode.self) ?? .shadow
        let isOn = map.optional("on")?.bool() ?? true
        let steps = map.optional("steps")?.strings(count: 1...3) ?? []
        let window = map.optional("window")?.milliseconds(in: 1000...86_400_000) ?? 60_000
        guard let id, let radius else { return nil }
        return Rule(
            id: id, radius: radius, share: share, price: price, mode: mode, isOn: isOn, steps: steps, window: window)
    }

    @Test("all types are read")
    func readsAll() throws {
        let text = """
            id: no
            params: { radius_m: 100, share: 0.25, price: 1990.00 }
            mode: enforce
            on: false
            steps: [взял, "отдал"]
            window: 12h
            """
        let rule = try YAMLDocument(text: text, file: "f").read(Self.rule)
        #expect(
            rule
                == Rule(
                    id: "no", radius: 100, share: 0.25, price: "1990.00", mode: .enforce, isOn: false,
                    steps: ["взял", "отдал"], window: 43_200_000))
    }

    @Test("what is absent takes its default")
    func defaults() throws {
        let rule = try YAMLDocument(text: "id: a\nparams: {radius_m: 7}", file: "f").read(Self.rule)
        #expect(rule.mode == .shadow && rule.isOn && rule.steps.isEmpty && rule.window == 60_000 && rule.price == "0")
    }

    @Test("all faults of a file are told, each at its own place, in the order of the file")
    func collects() throws {
        // Given a file with eight mistakes
        let text = """
            ident: a
            params: { radus_m: 100, share: 1.5 }
            mode: enforced
            on: yes
            steps: взял
            window: 2
            """
        // When it is read
        let faults = try #require(throws: YAMLFaults.self) {
            try YAMLDocument(text: text, file: "f").read(Self.rule)
        }
        // Then each is told
        let told = faults.faults.map { "\($0.place.line):\($0.place.column) \($0.sentence)" }
        let expected: [(String, String)] = [
            ("1:1 ", "нет обязательного ключа «id»"),
            ("1:1 ", "неизвестный ключ «ident»: здесь можно «id», «mode»"),
            ("2:9 ", "нет обязательного ключа «radius_m»"),
            ("2:11 ", "неизвестный ключ «radus_m»; может быть, «radius_m»?"),
            ("2:32 ", "«share»: 1.5 вне допустимого: от 0.0 до 1.0"),
            ("3:7 ", "а стоит «enforced»; может быть, «enforce»?"),
            ("4:5 ", "ожидается true или false, а стоит «yes»"),
            ("5:8 ", "«steps»: ожидается список, а стоит «взял»"),
            ("6:9 ", "ожидается длительность, а стоит «2»"),
        ]
        #expect(told.count == expected.count, "\(told)")
        for (line, (place, fragment)) in zip(told, expected) {
            #expect(line.hasPrefix(place) && line.contains(fragment), "\(line)")
        }
    }

    @Test("names that the file chooses are never unknown keys")
    func names() throws {
        let fields = try YAMLDocument(text: "Наименование: 1\nКод: 2", file: "f").read { map in
            map.entries().map { "\($0.name) \($0.place.line) \($0.value.int() ?? 0)" }
        }
        #expect(fields == ["Наименование 1 1", "Код 2 2"])
    }

    @Test("a reader that gives up early may leave the rest unjudged")
    func givesUp() throws {
        let faults = try #require(throws: YAMLFaults.self) {
            try YAMLDocument(text: "kind: x\nother: 1", file: "f").read { map -> Int? in
                map.required("kind")?.fault("такого вида нет")
                map.ignoreRest()
                return nil
            }
        }
        #expect(faults.faults.map(\.sentence) == ["такого вида нет"])
    }

    @Test("a mapping that nobody asks anything refuses all keys")
    func nothingKnown() throws {
        let faults = try #require(throws: YAMLFaults.self) {
            try YAMLDocument(text: "a: 1", file: "f").read { _ in true }
        }
        #expect(faults.description == "f:1:1: неизвестный ключ «a»: удалите его")
    }

    @Test(
        "an empty file is refused where a mapping is needed", arguments: ["", "\n\n", "# только слова\n", "---\n", "~"])
    func empty(_ text: String) throws {
        let faults = try #require(throws: YAMLFaults.self) {
            try YAMLDocument(text: text, file: "f").read { _ in true }
        }
        #expect(faults.faults.count == 1)
        #expect(faults.faults[0].sentence.contains("файл пуст"))
    }

    @Test("a root of another shape can be read as a value")
    func anyRoot() throws {
        #expect(try YAMLDocument(text: "[1, 2]", file: "f").readValue { $0.list { $0.int() } } == [1, 2])
    }

    @Test("numbers with units are read, with the space or without it")
    func quantities() throws {
        let read = try YAMLDocument(text: "[95 %, 100m, '12 h', -0.5 m, 7\u{A0}%]", file: "f").readValue { root in
            root.list { $0.quantity(["%", "m", "h"], in: -1...100) }
        }
        #expect(read.map { "\($0.number)|\($0.unit)" } == ["95|%", "100|m", "12|h", "-0.5|m", "7|%"])
    }

    @Test(
        "durations become milliseconds",
        arguments: [
            ("30s", 30_000), ("1m", 60_000), ("5m", 300_000), ("15m", 900_000), ("1h", 3_600_000), ("3h", 10_800_000),
            ("12h", 43_200_000), ("90d", 7_776_000_000), ("500ms", 500), ("0s", 0), ("12 h", 43_200_000),
            ("'5m'", 300_000),
        ] as [(String, Int64)])
    func durations(_ written: String, _ milliseconds: Int64) throws {
        #expect(try YAMLDocument(text: written, file: "f").readValue { $0.milliseconds() } == milliseconds)
    }
}
