import Messages
import Stand
import Storage
import Testing

@testable import pochtar

@Suite("The reckoning at the end of the main job")
struct ReckoningTests {
    private static let empty = Ledger(
        sent: SentLog(), base: UT11Database(contract: Contract(system: "ut11", types: [:]), clock: .system))

    @Test("a row for each type, a sum of all, and the ledger's verdict as the last line")
    func table() {
        let reckoning = Self.reckoning(crossings: [
            Self.crossing("Справочник.Склады", delays: [.milliseconds(80), .milliseconds(1300)]),
            Self.crossing("Справочник.Номенклатура", delays: [.seconds(65)]),
        ])

        #expect(reckoning.isGood)
        #expect(reckoning.lines.last == "0 lost, 0 twice")
        let rows = reckoning.lines.filter { $0.hasPrefix("Справочник.") || $0.hasPrefix("Всего") }
        #expect(rows.count == 3)
        #expect(rows[0].hasSuffix(" 80 мс      1,3 с"))
        #expect(rows[1].contains("2 / 1"))
        #expect(rows[2].contains("4 / 2"))
        #expect(rows[2].hasSuffix("1 мин 5 с"))
    }

    @Test("what is stuck is told and is no success, though nothing is lost")
    func stuck() {
        let reckoning = Self.reckoning(stuck: ["Реализация 1: ждёт номенклатуру"], limit: .minutes(5))

        #expect(!reckoning.isGood)
        #expect(reckoning.lines.contains("За 5 мин не улеглось. Что застряло и почему:"))
        #expect(reckoning.lines.contains("  Реализация 1: ждёт номенклатуру"))
        #expect(reckoning.lines.last == "0 lost, 0 twice")
    }

    @Test("the line of progress tells each stage, and troubles only when there are any")
    func progress() {
        let calm = WalkFigures(accepted: 10, sorted: 8, parked: 2, confirmed: 5, held: 0)
        let troubled = WalkFigures(accepted: 10, sorted: 8, parked: 2, confirmed: 5, held: 1)

        #expect(
            ProgressLine.text(FeedProgress(), calm, after: .seconds(67))
                == "01:07  отдано 0 из 0 · принято 10 · разобрано 8 · ждут другого 2 · в УТ 11 5")
        #expect(ProgressLine.text(FeedProgress(), troubled, after: .zero).hasSuffix(" · отказов 1"))
    }

    private static func crossing(_ type: String, delays: [Span]) -> TypeCrossing {
        TypeCrossing(
            type: type, objects: 3, versions: 4, mapped: 4, parked: 2, woken: 1, confirmed: 3, nothing: 0,
            delays: delays)
    }

    private static func reckoning(
        crossings: [TypeCrossing] = [], stuck: [String] = [], limit: Span? = nil
    ) -> Reckoning {
        Reckoning(
            crossings: crossings, sent: [], feed: FeedProgress(), ledger: empty, stuck: stuck,
            undecided: Undecided(), took: .seconds(3), limit: limit)
    }
}
