import Messages
import Policies
import Scripts
import Testing

@Suite("A policy file that is wrong")
struct MalformedPolicyTests {
    /// A sound policy whose pieces the cases replace.
    private static let sound = """
        policy: место
        title: Место
        version: 1
        rules:
          - id: место.отдан
            when: { step: handed_over }
            kind: geo
            params: { radius: 100 m, soft_radius: 200 m }
            mode: enforce

        """

    /// Some text of the sound policy, what stands there instead, and what is to be said.
    private static let edits: [(String, String, String)] = [
        ("title: Место", "title:\tМесто\n\tversion: 1", ":3:1: "),
        ("title: Место", "title: Место\ntitle: Ещё раз", ":3:1: "),
        ("title: Место", "titel: Место", ":2:1: неизвестный ключ «titel»; может быть, «title»?"),
        ("title: Место", "title:", ":2:7: «title»: значения нет"),
        ("title: Место", "title: [Место]", "«title»: ожидается текст, а стоит список"),
        ("policy: место", "policy: другое", ":1:9: policy: «другое», а файл называется policies/место.yaml"),
        ("version: 1", "version: 0", ":3:10: «version»: 0 вне допустимого: от 1 до 1000000"),
        ("version: 1", "version: \"1\"", ":3:10: «version»: кавычки превращают число 1 в текст: уберите их"),
        ("version: 1", "version: 1\neffective_from: завтра", ":4:17: ожидается день, как 2026-12-01"),
        (
            "version: 1", "version: 1\neffective_from: 2026-12-31\nuntil: 2026-12-01",
            "until раньше effective_from: политика никогда не действует"
        ),
        ("version: 1", "version: 1\nscope: {}", ":4:8: scope пуст: назовите division, warehouse или courier"),
        ("version: 1", "version: 1\nscope: { curier: К-01 }", "неизвестный ключ «curier»; может быть, «courier»?"),
        ("rules:", "rules: []\nrest:", "«rules»: элементов в списке 0, а должно быть от 1 до 200"),
        ("  - id: место.отдан", "  id: место.отдан", ":6:9: двоеточие здесь лишнее"),
        ("    kind: geo", "   kind: geo", ":7:4: "),
        ("id: место.отдан", "title: Отдан", "нет обязательного ключа «id»: добавьте его"),
        (
            "kind: geo", "kind: gео",
            ":7:11: «kind»: ожидается одно из: «cash», «cash_ceiling», «geo», «photo», «returns», «scan», «share»"
        ),
        ("kind: geo", "kind: photos", "может быть, «photo»?"),
        ("mode: enforce", "mode: enforced", "«mode»: ожидается одно из: «shadow», «warn», «enforce»"),
        ("mode: enforce", "mode: enforce\n    on_unsure: photo", "ожидается одно из: «ask_photo»"),
        ("mode: enforce", "mode: enforce\n    severity: critical", "ожидается одно из: «low», «medium», «high»"),
        ("radius: 100 m", "radius: -100 m", ":8:23: «radius»: -100 вне допустимого: от 1 до 10000"),
        ("radius: 100 m", "radius: 100", "«radius»: ожидается число с единицей, а стоит «100»: напишите «10 m»"),
        ("radius: 100 m", "radius: 100 км", "ожидается число с единицей, а стоит «100 км»"),
        ("radius: 100 m", "radius: 1e3 m", "ожидается число с единицей"),
        ("radius: 100 m", "radius: сто", "ожидается число с единицей, а стоит «сто»"),
        ("radius: 100 m, ", "", "params: нет «radius» (Сколько метров до точки — ещё на месте): добавьте"),
        ("radius: 100 m", "radios: 100 m", "неизвестный ключ «radios»; может быть, «radius»?"),
        ("200 m }", "200 m, max_age: 10 минут }", "ожидается длительность, а стоит «10 минут»"),
        ("200 m }", "200 m, max_age: 20h", ":9:9: в наборе, открытом в строке 8, нет «,» или «}»: закройте скобку"),
        ("step: handed_over", "step: handed_ower", "может быть, «handed_over»?"),
        ("step: handed_over", "step: []", "«step»: элементов в списке 0"),
        ("step: handed_over", "step: handed_over, fact: geo.distanse_m, gt: 5", "может быть, «geo.distance_m»?"),
        ("step: handed_over", "step: handed_over, fact: geo.distance_m", "fact без сравнения: добавьте eq, in, exists"),
        ("step: handed_over", "step: handed_over, fact: courier, gt: 5", "gt: «courier» — строка"),
        ("step: handed_over", "step: handed_over, fact: geo, eq: 5", "«geo» — не одно значение"),
        ("step: handed_over", "step: handed_over, not: { }", "пустое условие: нужны fact со сравнением"),
        ("mode: enforce", "mode: enforce\n    reason: \"До {distance}\"", "«{distance}» не подставить"),
        ("mode: enforce", "mode: enforce\n    reason: { insider: Да }", "неизвестный ключ «insider»"),
        ("mode: enforce", "mode: enforce\n    mode_for: [{ mode: warn }]", "нет обязательного ключа «scope»"),
        ("mode: enforce", "mode: enforce\n    <<: { mode: warn }", ":10:5: "),
        ("title: Место", "title: !!binary TWVzdG8=", ":2:8: "),
        ("title: Место", "title: *нет", "после «&» и «*» нужно имя латиницей"),
        ("policy: место", "---\npolicy: место\n---\npolicy: ещё", ":3:1: "),
        ("title: Место", "title: \"Место", "policies/место.yaml:"),
        ("params: { radius: 100 m", "params: { radius: 100 m, radius: 90 m", "«radius»"),
        (
            "mode: enforce",
            "mode: enforce\n    window: { per: shift, counts: scan.operation, hits: [scanned], late_until: \"12:00\" }",
            ":9:11: доля шага не держит"
        ),
        (
            "mode: enforce",
            "mode: warn\n    window: { per: shift, counts: scan.operatoin, hits: [scanned], late_until: \"12:00\" }",
            "counts: правила «scan.operatoin» нет; может быть, «scan.operation»?"
        ),
        (
            "mode: enforce",
            "mode: warn\n    window: { per: shift, counts: scan.operation, hits: [scaned], late_until: \"12:00\" }",
            "у правила «scan.operation» нет исхода «scaned»; может быть, «scanned»?"
        ),
        (
            "mode: enforce",
            "mode: warn\n    window: { per: shift, counts: scan.share, hits: [reached], late_until: \"12:00\" }",
            "само считает долю"
        ),
        (
            "mode: enforce",
            "mode: warn\n    window: { per: month, counts: scan.operation, hits: [scanned], late_until: 25:00 }",
            ":10:20: «per»: ожидается одно из: «shift», «day», «week», «division_day»"
        ),
        (
            "mode: enforce",
            "mode: warn\n    window: { per: day, counts: scan.operation, hits: [scanned], late_until: полдень }",
            "ожидается время дня в кавычках, как \"12:00\", а стоит «полдень»"
        ),
        (
            "mode: enforce",
            "mode: warn\n    window: { per: day, counts: scan.operation, hits: [scanned], excuses: [exempt], "
                + "late_until: \"12:00\" }", "excuses и most_excuses пишут вместе"
        ),
        ("kind: geo", "kind: share", "вид share считает за срок: нужен window"),
        (
            "mode: enforce", "mode: enforce\n    then: [{ on: [outside], do: tell, whom: courier }]",
            ":10:19: «on»: ожидается одно из: «no_target»"
        ),
        (
            "mode: enforce", "mode: enforce\n    then: [{ on: [mock], at: close, do: tell, whom: courier }]",
            "at: close бывает только у правила с window"
        ),
        (
            "mode: enforce", "mode: enforce\n    then: [{ on: [mock], do: approve, whom: логист, escalate_after: 1h }]",
            "escalate_after и escalate_to пишут вместе"
        ),
    ]

    @Test("is told by its place and what to do, and nothing goes live", arguments: edits.indices)
    func told(_ number: Int) async throws {
        let (old, new, complaint) = Self.edits[number]
        #expect(Self.sound.contains(old), "\(old)")
        let text = Self.sound.replacing(old, with: new, maxReplacements: 1)
        let findings = await Self.findings(Array(text.utf8))
        #expect(findings.contains { $0.contains(complaint) }, "\(findings)")
        #expect(findings.allSatisfy { $0.hasPrefix("policies/место.yaml:") }, "\(findings)")
    }

    @Test("that is no text, too long, too deep or a bomb is told in one line")
    func monsters() async throws {
        let laughs = (1...9).reduce("a0: &a0 [x, x, x, x, x, x, x, x, x]\n") { text, level in
            text + "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
                + "]\n"
        }
        let monsters: [(String, [UInt8])] = [
            ("invalid UTF-8", Array("policy: место\ntitle: ".utf8) + [0xD0, 0x0A]),
            ("a NUL", Array("policy: ме\u{0}сто\n".utf8)),
            ("UTF-16", [0xFF, 0xFE, 0x70, 0x00]),
            ("binary", (0...255).map { UInt8($0) }),
            ("a line of 10 MB", Array("policy: ".utf8) + Array(repeating: UInt8(ascii: "x"), count: 10 << 20)),
            ("nested 100,000 deep", Array(repeating: UInt8(ascii: "["), count: 100_000)),
            ("a billion laughs", Array(laughs.utf8)),
            ("an anchor that holds itself", Array("policy: &a [*a]\n".utf8)),
            ("empty", []),
            ("a list", Array("- policy: место\n".utf8)),
        ]
        for (name, bytes) in monsters {
            let findings = await Self.findings(bytes)
            #expect(!findings.isEmpty && findings.count <= 3, "\(name): \(findings.prefix(4))")
            let isPlaced = findings.allSatisfy { $0.hasPrefix("policies/место.yaml:") && $0.count < 400 }
            #expect(isPlaced, "\(name): \(findings.map { $0.prefix(400) })")
        }
    }

    @Test("several mistakes are told at once, in the order of the file")
    func together() async throws {
        let text = Self.sound.replacing("version: 1", with: "version: один").replacing(
            "mode: enforce", with: "mode: да"
        )
        .replacing("radius: 100 m", with: "radius: 100 ft")
        let findings = await Self.findings(Array(text.utf8))
        #expect(findings.count == 3, "\(findings)")
        #expect(findings.map { $0.split(separator: ":")[1] } == ["3", "8", "9"])
    }

    @Test("whose rule has the name of another one is told with both places")
    func repeated() async throws {
        let text = Self.sound.replacing("место.отдан", with: "geo.started")
        #expect(
            await Self.findings(Array(text.utf8)) == [
                "policies/место.yaml:5:5: правило «geo.started» уже есть в policies/geo.yaml:8:5: назовите его иначе"
            ])
    }

    @Test("an example that says what no rule can say is told at its word")
    func suites() async throws {
        var tree = try PolicyTree()
        tree["policies/suites/свои.yaml"] = """
            suite: Свои
            tests:
              - test: опечатка в исходе
                facts: { step: started, at: 2026-12-01T10:00:00+03:00, geo: { distanse_m: 5 } }
                expect: { geo.started: insode }
              - test: опечатка в правиле, и нет времени
                facts: { step: started }
                expect: { geo.strated: inside }

            """
        let findings = await tree.findings()
        let wanted = [
            ":4:", "факта «geo.distanse_m» никто не знает; может быть, «geo.distance_m»?",
            ":5:28: «geo.started»: ожидается одно из", "может быть, «inside»?",
            "правила «geo.strated» нет; может быть, «geo.started»?",
        ]
        for part in wanted { #expect(findings.contains { $0.contains(part) }, "\(part) in \(findings)") }
    }

    private static func findings(_ bytes: [UInt8]) async -> [String] {
        do {
            var tree = try PolicyTree()
            tree.put(bytes, at: "policies/место.yaml")
            return await tree.findings().filter { !$0.contains("предупреждение") }
        } catch {
            return ["\(error)"]
        }
    }
}
