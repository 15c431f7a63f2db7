import Foundation
import Messages
import Policies
import Scripts
import Testing

@Suite("The share of scans over a shift")
struct WindowTests {
    /// What a step's facts say of its scan, and what the shipped rules make of it.
    private static let scans: [(facts: [JSON.Member], mark: WindowMark)] = [
        ([.init("scans", [["code": "ORDER:4711", "symbology": "qr"]])], .hit),
        ([], .miss),
        ([.init("scans", [["code": "46070012", "manual": true, "has_photo": true]])], .miss),
        ([.init("scan", ["exempt": "товар без штрихкода"])], .excused),
    ]

    /// One try of an event, as it came in.
    private struct Sent {
        let event: Int
        let scan: Int
        let isLate: Bool
    }

    /// By hand: the best of what came in time of each event counts, three excuses are forgiven, the rest miss.
    private static func recount(_ sent: [Sent]) -> (operations: Int, hits: Int, excused: Int, late: Int) {
        let best = Dictionary(grouping: sent, by: \.event).mapValues { tries in
            tries.filter { !$0.isLate }.map { scans[$0.scan].mark }.max()
        }
        let marks = best.values.compactMap { $0 }
        let (hits, excused) = (marks.count { $0 == .hit }, marks.count { $0 == .excused })
        let forgiven = min(3, excused)
        return (marks.count - forgiven, hits, forgiven, best.count - marks.count)
    }

    private static func outcome(_ operations: Int, _ hits: Int) -> String {
        if operations < 20 { return "few" }
        if 100 * hits < 95 * operations { return "missed" }
        return 100 * hits < 97 * operations ? "on_edge" : "reached"
    }

    private static func step(_ sent: Sent, at start: Instant) throws -> PastStep {
        let at = start + .minutes(Int64(sent.event))
        let facts = JSON.object(
            [
                .init("step", "picked_up"), .init("at", .string(at.rfc3339)), .init("courier", "К-07"),
                .init("shift", "7-3"), .init("event", .string("e\(sent.event)")),
            ] + scans[sent.scan].facts)
        return PastStep(
            id: "", facts: try StepFacts(facts), receivedAt: sent.isLate ? start + .hours(72) : at, wasDone: true)
    }

    @Test("is what a recount by hand says, whatever comes late, twice, or in another order", arguments: 0..<25)
    func recounted(_ seed: UInt64) async throws {
        // Given
        var dice = SplitMix(seed: seed)
        let judge = PolicyJudge(try PolicyTree().policies(), scripts: ScriptPool(workers: 1))
        let start = try #require(Instant(rfc3339: "2026-12-01T06:00:00Z"))
        let misses = Int.random(in: 0...10, using: &dice)
        let sent = (0..<Int.random(in: 1...90, using: &dice)).map { event in
            let scan = Int.random(in: 0..<100, using: &dice) < misses ? Int.random(in: 1...3, using: &dice) : 0
            return Sent(event: event, scan: scan, isLate: Int.random(in: 0..<15, using: &dice) == 0)
        }
        let repeats = (0..<Int.random(in: 0...20, using: &dice)).map { _ in
            let first = sent[Int.random(in: 0..<sent.count, using: &dice)]
            return Sent(
                event: first.event, scan: Int.random(in: 0..<4, using: &dice), isLate: Bool.random(using: &dice))
        }
        let all = sent + repeats
        let expected = Self.recount(all)
        // When: the same events in four orders.
        var said: [Verdict] = []
        for _ in 0..<4 {
            var book = WindowBook(judge.policies)
            let steps = try all.shuffled(using: &dice).map { try Self.step($0, at: start) }
            for page in [steps[..<(steps.count / 2)], steps[(steps.count / 2)...]] {
                _ = await judge.judge(Array(page), &book)
            }
            let closed = book.close(before: nil)
            #expect(closed.count == 1)
            said += await judge.close(closed)
        }
        // Then
        let first = try #require(said.first)
        #expect(said.allSatisfy { $0.json == first.json })
        #expect(first.rule.id == "scan.share" && first.outcome == Self.outcome(expected.operations, expected.hits))
        let window = try #require(first.window)
        #expect(window["operations"]?.int == expected.operations && window["hits"]?.int == expected.hits, "\(window)")
        #expect(window["excused"]?.int == expected.excused && window["late"]?.int == expected.late, "\(window)")
        #expect(window["closed"] == true && window["key"] == "К-07/7-3")
    }

    @Test("tells the courier how many clean scans are missing, and holds no step up")
    func forecast() async throws {
        // Given
        let judge = PolicyJudge(try PolicyTree().policies(), scripts: ScriptPool(workers: 1))
        let start = try #require(Instant(rfc3339: "2026-12-01T06:00:00Z"))
        var book = WindowBook(judge.policies)
        let photo: JSON = ["kind": "pickup", "width_px": 1080, "height_px": 1440, "sharpness": 400, "age_s": 5]
        // When: two of twenty without a scan.
        var decisions: [Decision] = []
        for number in 0..<20 {
            let bare = try Self.step(Sent(event: number, scan: number < 2 ? 1 : 0, isLate: false), at: start)
            let facts = JSON.object((bare.facts.json.members ?? []) + [.init("photos", .array([photo]))])
            decisions += await judge.judge([PastStep(id: "\(number)", facts: try StepFacts(facts))], &book)
        }
        // Then: too few say nothing; at twenty he is told.
        #expect(decisions.dropLast().allSatisfy { $0.outcome == .pass })
        let last = try #require(decisions.last)
        let share = try #require(last.verdicts.first { $0.rule.id == "scan.share" })
        #expect(last.outcome == .warn && share.outcome == "behind")
        #expect(
            share.reason == "Со сканом 18 из 20 — 90 %, надо 95 %: ещё 20 подряд со сканом", "\(share.reason ?? "")")
        #expect(share.consequences(at: .step).map(\.deed) == [.tell] && share.next == nil)
    }

    @Test("a step that is held up is no operation yet")
    func heldUp() async throws {
        let judge = PolicyJudge(try PolicyTree().policies(), scripts: ScriptPool(workers: 1))
        var book = WindowBook(judge.policies)
        // No photo: the step does not go through.
        let facts: JSON = [
            "step": "picked_up", "at": "2026-12-01T06:00:00Z", "courier": "К-07", "shift": "7-3",
            "scans": [["code": "ORDER:4711", "symbology": "qr"]],
        ]
        let decision = await judge.judge([PastStep(id: "1", facts: try StepFacts(facts))], &book)[0]
        let share = try #require(decision.verdicts.first { $0.rule.id == "scan.share" })
        #expect(decision.outcome == .fail && share.window?["operations"] == 0)
    }

    @Test("windows of a day, a week and a division begin at the office's midnight, and know their last moment")
    func periods() throws {
        let zone = try #require(TimeZone(identifier: "Europe/Moscow"))
        func window(_ per: RuleWindow.Period) -> RuleWindow {
            RuleWindow(per: per, counts: "x", hits: [], excuses: [], mostExcuses: 0, lateUntil: .hours(12))
        }
        // Sunday evening in UTC is Monday in Moscow.
        let facts = try StepFacts([
            "step": "closed", "at": "2026-11-29T21:30:00Z", "courier": "К-07", "division": "Центр",
        ])
        let noon = try #require(Instant(rfc3339: "2026-12-01T12:00:00+03:00"))
        #expect(window(.day).key(of: facts, in: zone) == "К-07/2026-11-30")
        #expect(window(.shift).key(of: facts, in: zone) == "К-07/2026-11-30")
        #expect(window(.week).key(of: facts, in: zone) == "К-07/неделя с 2026-11-30")
        #expect(window(.divisionDay).key(of: facts, in: zone) == "Центр/2026-11-30")
        #expect(window(.day).deadline(of: facts, in: zone) == noon)
        #expect(window(.week).deadline(of: facts, in: zone) == noon + .hours(24 * 6))
        #expect(window(.day).key(of: try StepFacts(["step": "closed", "at": "2026-11-29T21:30:00Z"]), in: zone) == nil)
    }
}
