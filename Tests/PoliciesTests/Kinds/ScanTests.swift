import Messages
import Policies
import Scripts
import Testing

@Suite("What a scanner read")
struct ScanTests {
    private static let mark = "010460043993125621JgXJ5.T\u{1D}91EE06\u{1D}92Ab+/cD=="

    private static func verdict(_ scan: JSON) async throws -> Verdict {
        let decision = try await PolicyTree().decision([
            "step": "handed_over", "at": "2026-12-01T10:00:00Z", "scans": [scan],
        ])
        return try #require(decision.verdicts.first { $0.rule.id == "scan.operation" })
    }

    /// The code, what it is, its GTIN and the end of its number.
    private static let codes: [(code: String, symbology: String, kind: String, gtin: String?, serial: String?)] = [
        ("]E04600439931256", "EAN-13", "товар", "4600439931256", nil),
        ("46070012", "EAN-8", "товар", "46070012", nil),
        ("]C0356938035643809", "Code 128", "IMEI", nil, "…3809"),
        ("]C0C02XG0AAJG", "Code 128", "серийный номер", nil, "…AAJG"),
        ("]Q1Заказ 17", "QR", "текст", nil, nil),
        ("]d2" + mark, "GS1 DataMatrix", "код маркировки", "04600439931256", "…J5.T"),
        ("\u{1D}" + mark, "GS1 DataMatrix", "код маркировки", "04600439931256", "…J5.T"),
        ("]Q3" + mark, "GS1 QR", "код маркировки", "04600439931256", "…J5.T"),
        ("]C10104600439931256310300075010L-7", "GS1-128", "элементы GS1", "04600439931256", nil),
    ]

    @Test("is told by its sort, its GTIN and the end of its number", arguments: codes.indices)
    func read(_ index: Int) async throws {
        let wanted = Self.codes[index]
        let verdict = try await Self.verdict(["code": .string(wanted.code)])
        let values = JSON.object(verdict.values)
        #expect(verdict.outcome == "scanned", "\(verdict.json.text)")
        #expect(values["symbology"]?.string == wanted.symbology && values["kind"]?.string == wanted.kind, "\(values)")
        #expect(values["gtin"]?.string == wanted.gtin && values["serial"]?.string == wanted.serial, "\(values)")
    }

    @Test("says why it is not taken, and shows only its end")
    func broken() async throws {
        for (code, why) in [
            ("]E04600439931257", "Код …1257 не принят: контрольная цифра EAN-13 не сходится"),
            ("]C0" + String(repeating: "А", count: 5), "Код …АААА не принят: в Code 128 недопустимый знак"),
            ("]C0123", "Код … не принят: в Code 128 от 4 до 32 знаков, а здесь 3"),
            ("]d2010460043993125791EE06", "Код …EE06 не принят: контрольная цифра в (01) не сходится"),
            ("]d2010460043993125691EE06", "Код …EE06 не принят: в коде маркировки нет номера (21)"),
            ("]d221JgXJ5.T\u{1D}91EE06", "Код …EE06 не принят: в коде маркировки нет GTIN (01)"),
            ("]A0OT-17", "Код …T-17 не принят: вид кода «]A0» неизвестен"),
            ("]e00104600439931256", "Код …1256 не принят: GS1 DataBar здесь не принимается"),
            ("", "Код … не принят: код пуст"),
        ] {
            let verdict = try await Self.verdict(["code": .string(code)])
            #expect(verdict.outcome == "wrong_code" && verdict.reason == why, "\(verdict.json.text)")
        }
    }

    @Test("one wrong digit is found in every place of EAN-13, IMEI and a mark's GTIN")
    func oneDigit() async throws {
        let policies = PolicyJudge(try PolicyTree().policies(), scripts: ScriptPool(workers: 1))
        let (ean, imei) = (Array("4600439931256".utf8), Array("356938035643809".utf8))
        func wrong(_ digits: [UInt8]) -> [String] {
            digits.indices.flatMap { place in
                (1...9).map { step in
                    var other = digits
                    other[place] = 48 + (digits[place] - 48 + UInt8(step)) % 10
                    return String(decoding: other, as: UTF8.self)
                }
            }
        }
        let scans: [JSON] =
            wrong(ean).flatMap { [["code": .string("]E0" + $0)], ["code": .string("]d2010\($0)21ABC")]] }
            + wrong(imei).map { ["code": .string($0), "expects": "imei"] }
        let steps = try scans.map { scan in
            try StepFacts(["step": "picked_up", "at": "2026-12-01T10:00:00Z", "scans": [scan]])
        }
        for (scan, decision) in zip(scans, await policies.judge(steps)) {
            let verdict = try #require(decision.verdicts.first { $0.rule.id == "scan.operation" })
            #expect(verdict.outcome == "wrong_code", "\(scan.text)")
        }
    }

    @Test("whatever a scanner gives, there is one answer, and it is not an error", arguments: 0..<10)
    func complete(_ seed: UInt64) async throws {
        var dice = SplitMix(seed: seed)
        let judge = PolicyJudge(try PolicyTree().policies(), scripts: ScriptPool(workers: 1))
        let parts = [
            "]d2", "]C1", "]Q1", "]E0", "01", "04600439931256", "21", "\u{1D}", "10", "A", "ж", "%", "3103", "\u{0}",
        ]
        let kinds = ["ean8", "code128", "qr", "datamatrix", "gs1_datamatrix", "pdf417"]
        let steps = try (0..<80).map { _ in
            let code = (0..<Int.random(in: 0...7, using: &dice)).map { _ in parts.randomElement(using: &dice) ?? "" }
            var scan: [JSON.Member] = [.init("code", .string(code.joined()))]
            if Bool.random(using: &dice) {
                scan.append(.init("symbology", .string(kinds.randomElement(using: &dice) ?? "qr")))
            }
            if Bool.random(using: &dice) {
                let wanted = ["ean", "imei", "serial", "mark"].randomElement(using: &dice) ?? "ean"
                scan.append(.init("expects", .string(wanted)))
            }
            if Bool.random(using: &dice) { scan.append(.init("manual", .bool(Bool.random(using: &dice)))) }
            if Bool.random(using: &dice) { scan.append(.init("has_photo", .bool(Bool.random(using: &dice)))) }
            return try StepFacts([
                "step": "picked_up", "at": "2026-12-01T10:00:00Z", "scans": .array([.object(scan)]),
            ])
        }
        for (step, decision) in zip(steps, await judge.judge(steps)) {
            let verdict = try #require(decision.verdicts.first { $0.rule.id == "scan.operation" })
            #expect(verdict.outcome != Verdict.policyError, "\(step.json.text): \(verdict.json.text)")
            #expect(verdict.ruling == .pass || verdict.reason?.contains("Код —") == false, "\(verdict)")
        }
    }
}
