import Messages
import Scripts
import Testing

@Suite("How long things are kept, and how soon they must have arrived")
struct PlanTests {
    private static let retention = "journal: 90d\ntask_events: 180d\nidempotency_keys: 72h\ncoordinates: 30d\n"
    private static let sla = "delta:\n  nsi: 60s\n  documents: 120s\n  money: 180s\nfeed_silence: 30m\n"

    @Test("is what the tree says, and the launch plan's numbers where it says nothing")
    func plans() throws {
        let bare = try TreeFixture().revision()
        #expect(bare.retention == RetentionPlan() && bare.sla == SLAPlan())
        #expect(bare.retention.journal == .days(90) && bare.sla.delta(of: .money) == .seconds(180))
        let written = try TreeFixture([
            "policies/retention.yaml":
                "journal: 120d\ntask_events: 200d\nidempotency_keys: 96h\ncoordinates: 7d\n",
            "policies/sla.yaml": Self.sla.replacing("60s", with: "45s").replacing("30m", with: "10m"),
        ]).revision()
        #expect(
            written.retention
                == RetentionPlan(
                    journal: .days(120), taskEvents: .days(200), idempotencyKeys: .hours(96), coordinates: .days(7)))
        #expect(written.sla == SLAPlan(catalogs: .seconds(45), feedSilence: .minutes(10)))
        #expect(written.sla.delta(of: .deliveries) == nil)
    }

    @Test("may not be less than the launch plan promises, nor longer than a person's whereabouts may be kept")
    func bounds() {
        let wrong = [
            ("journal: 90d", "journal: 89d", "1:10: записи журнала обмена по плану запуска хранятся не меньше 90d"),
            ("180d", "179d", "2:14: события курьеров по плану запуска хранятся не меньше 180d"),
            ("72h", "71h", "3:19: ответы под ключами идемпотентности по плану запуска хранятся не меньше 72h"),
            ("30d", "31d", "4:14: координаты людей хранятся не дольше 30d: поставьте 30d или меньше"),
            ("journal: 90d", "journal: 90", "1:10: «journal»: ожидается длительность"),
            ("journal", "jurnal", "1:1: неизвестный ключ «jurnal»"),
        ]
        for (right, mistake, complaint) in wrong {
            let tree = TreeFixture(["policies/retention.yaml": Self.retention.replacing(right, with: mistake)])
            #expect(tree.refusals.contains { $0.hasPrefix("policies/retention.yaml:\(complaint)") }, "\(tree.refusals)")
        }
        #expect(TreeFixture(["policies/retention.yaml": Self.retention]).refusals == [])
    }

    @Test("a deadline that cannot be read is told at its place")
    func deadlines() {
        let wrong = [
            ("60s", "0s", "2:8: «nsi»: длительность"), ("money", "mony", "4:3: неизвестный ключ «mony»"),
            ("30m", "[30m]", "5:15: «feed_silence»: ожидается длительность"),
        ]
        for (right, mistake, complaint) in wrong {
            let tree = TreeFixture(["policies/sla.yaml": Self.sla.replacing(right, with: mistake)])
            #expect(tree.refusals.contains { $0.hasPrefix("policies/sla.yaml:\(complaint)") }, "\(tree.refusals)")
        }
        #expect(TreeFixture(["policies/sla.yaml": Self.sla]).refusals == [])
    }
}
