import Messages
import Policies
import Scripts
import Testing

@Suite("A waiver")
struct WaiverTests {
    private static let from = "2026-12-01T10:00:00+03:00"
    private static let until = "2026-12-02T10:00:00+03:00"

    private static func waiver(
        _ rule: String, couriers: Set<String> = ["К-01"], warehouses: Set<String> = [], revoked: String? = nil
    ) throws -> Waiver {
        Waiver(
            id: "п-1", rule: rule, couriers: couriers, divisions: [], warehouses: warehouses,
            from: try #require(Instant(rfc3339: from)), until: try #require(Instant(rfc3339: until)),
            reason: "Иванов просит", actor: "логист", createdAt: try #require(Instant(rfc3339: from)),
            revokedAt: revoked.flatMap { Instant(rfc3339: $0) }, revokedBy: revoked.map { _ in "он" })
    }

    private static func facts(at: String = from, courier: String = "К-01") throws -> StepFacts {
        try StepFacts(["step": "handed_over", "at": .string(at), "courier": .string(courier), "warehouse": "С-1"])
    }

    @Test("it is of a rule or of all of a policy's, and for those who are in its scope")
    func scope() throws {
        let rule = try #require(try PolicyTree().policies().rule("geo.handed_over"))
        let cases: [(Waiver, Bool)] = [
            (try Self.waiver("geo.handed_over"), true), (try Self.waiver("geo"), true),
            (try Self.waiver("geo.started"), false), (try Self.waiver("photo"), false),
            (try Self.waiver("geo", couriers: ["К-02"]), false),
            (try Self.waiver("geo", warehouses: ["С-1"]), true), (try Self.waiver("geo", warehouses: ["С-2"]), false),
        ]
        for (waiver, covers) in cases {
            #expect(waiver.covers(rule: rule, policy: "geo", facts: try Self.facts()) == covers, "\(waiver)")
        }
    }

    @Test("the step's own time counts: not before, not at the end, and not after it was revoked")
    func time() throws {
        let rule = try #require(try PolicyTree().policies().rule("geo.handed_over"))
        let whole = try Self.waiver("geo")
        let cut = try Self.waiver("geo", revoked: "2026-12-01T12:00:00+03:00")
        let cases = [
            ("2026-12-01T09:59:59.999+03:00", false, false), (Self.from, true, true),
            ("2026-12-01T11:59:59.999+03:00", true, true), ("2026-12-01T12:00:00+03:00", true, false),
            ("2026-12-02T09:59:59.999+03:00", true, false), (Self.until, false, false),
        ]
        for (moment, isWhole, isCut) in cases {
            let facts = try Self.facts(at: moment)
            #expect(whole.covers(rule: rule, policy: "geo", facts: facts) == isWhole, "\(moment)")
            #expect(cut.covers(rule: rule, policy: "geo", facts: facts) == isCut, "\(moment)")
        }
    }

    @Test("what it waives must be there; a misspelt name is answered with the nearest")
    func names() throws {
        let policies = try PolicyTree().policies()
        #expect(policies.complaint(onWaiving: "geo") == nil && policies.complaint(onWaiving: "geo.started") == nil)
        #expect(policies.complaint(onWaiving: "geo.startd")?.hasSuffix("может быть, «geo.started»?") == true)
        #expect(policies.complaint(onWaiving: "всё подряд и сразу")?.contains("есть политики cash, geo") == true)
    }
}
