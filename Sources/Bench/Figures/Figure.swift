/// One line of the table: what is judged, by which bars.
enum Figure: String, CaseIterable {
    case acceptsOfOne, acceptsOfFifty, acceptCPU, loadCPU, paced100, paced1000, replay, sqlite, claims, snapshot,
        mapping, verdictRate, verdicts, backtest, backtestMemory
    case confirmed, fullJournal, memoryGrowth, memory, memoryGrowthSQLite, memorySQLite

    /// How a figure comes of what is measured.
    enum Measure {
        case value(Series)
        case share(Series, of: Series)
    }

    /// What it must reach, and what it should; nil where it is only reported.
    struct Bars {
        let floor: Double?
        let aim: Double
        let isSmallerBetter: Bool
    }

    var title: String {
        switch self {
        case .acceptsOfOne: "accepts/s, of pgbench's best single statement"
        case .acceptsOfFifty: "accepts/s, of pgbench with 50 accepts a transaction"
        case .acceptCPU: "CPU µs an accept, server + PostgreSQL"
        case .loadCPU: "the load generator's own CPU, µs a request"
        case .paced100: "accept p95 at 100/s, ms"
        case .paced1000: "accept p95 at 1,000/s, ms"
        case .replay: "replayed key: p95, of a fresh one"
        case .sqlite: "SQLite (FULL) accepts/s, of PostgreSQL's"
        case .claims: "claim + complete by 100, of pgbench's"
        case .snapshot: "claim rate under a held snapshot, of the rate without"
        case .mapping: "decode + map + encode, of lua5.4 with lua-cjson"
        case .verdictRate: "verdicts/s on one core, by all shipped policies"
        case .verdicts: "the same, of lua5.4 with lua-cjson"
        case .backtest: "stored steps/s of a policy backtest on two cores"
        case .backtestMemory: "its peak memory over all steps, of that over a quarter"
        case .confirmed: "POST → confirmed, messages/s, of accepts/s"
        case .fullJournal: "accepts/s with a full journal, of an empty store"
        case .memoryGrowth: "memory after all accepts, of that after a quarter"
        case .memory: "memory after all accepts, MiB"
        case .memoryGrowthSQLite: "the same growth on SQLite"
        case .memorySQLite: "the same memory on SQLite, MiB"
        }
    }

    var measure: Measure {
        switch self {
        case .acceptsOfOne: .share(.accepts, of: .floorOne)
        case .acceptsOfFifty: .share(.accepts, of: .floorFifty)
        case .acceptCPU: .value(.acceptCPU)
        case .loadCPU: .value(.loadCPU)
        case .paced100: .value(.paced100)
        case .paced1000: .value(.paced1000)
        case .replay: .share(.replayed, of: .fresh)
        case .sqlite: .share(.sqliteAccepts, of: .accepts)
        case .claims: .share(.claims, of: .floorClaims)
        case .snapshot: .share(.claimsHeld, of: .claimsFree)
        case .mapping: .share(.mappings, of: .plainLua)
        case .verdictRate: .value(.verdicts)
        case .verdicts: .share(.verdicts, of: .plainVerdicts)
        case .backtest: .value(.backtestSteps)
        case .backtestMemory: .share(.backtestMemoryEnd, of: .backtestMemoryQuarter)
        case .confirmed: .share(.confirmed, of: .acceptsAlone)
        case .fullJournal: .share(.acceptsFull, of: .acceptsEmpty)
        case .memoryGrowth: .share(.memoryEnd, of: .memoryQuarter)
        case .memory: .value(.memoryEnd)
        case .memoryGrowthSQLite: .share(.sqliteMemoryEnd, of: .sqliteMemoryQuarter)
        case .memorySQLite: .value(.sqliteMemoryEnd)
        }
    }

    var bars: Bars {
        switch self {
        case .acceptsOfOne: Bars(floor: 0.8, aim: 1.4, isSmallerBetter: false)
        case .acceptsOfFifty: Bars(floor: 0.2, aim: 0.4, isSmallerBetter: false)
        case .acceptCPU: Bars(floor: 250, aim: 110, isSmallerBetter: true)
        case .loadCPU: Bars(floor: 20, aim: 20, isSmallerBetter: true)
        case .paced100: Bars(floor: 20, aim: 5, isSmallerBetter: true)
        case .paced1000: Bars(floor: 30, aim: 8, isSmallerBetter: true)
        case .replay: Bars(floor: 1.5, aim: 1, isSmallerBetter: true)
        case .sqlite: Bars(floor: 0.7, aim: 1.1, isSmallerBetter: false)
        case .claims: Bars(floor: 0.6, aim: 0.9, isSmallerBetter: false)
        case .snapshot: Bars(floor: 0.4, aim: 0.8, isSmallerBetter: false)
        case .mapping: Bars(floor: 0.7, aim: 1, isSmallerBetter: false)
        case .verdictRate: Bars(floor: 20_000, aim: 50_000, isSmallerBetter: false)
        case .verdicts: Bars(floor: nil, aim: 0.7, isSmallerBetter: false)
        // A million in 60 s, and in 30.
        case .backtest: Bars(floor: 16_667, aim: 33_333, isSmallerBetter: false)
        case .confirmed: Bars(floor: nil, aim: 0.25, isSmallerBetter: false)
        case .fullJournal: Bars(floor: 0.8, aim: 0.95, isSmallerBetter: false)
        case .memoryGrowth, .memoryGrowthSQLite, .backtestMemory: Bars(floor: 1.1, aim: 1.03, isSmallerBetter: true)
        case .memory, .memorySQLite: Bars(floor: nil, aim: 80, isSmallerBetter: true)
        }
    }
}
