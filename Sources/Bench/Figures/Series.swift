/// What is measured once a round.
enum Series: String, CaseIterable {
    case accepts, acceptCPU, loadCPU, floorOne, floorFifty, sqliteAccepts
    case paced100, paced1000, fresh, replayed
    case claims, floorClaims, claimsFree, claimsHeld
    case mappings, plainLua
    case verdicts, plainVerdicts
    case backtestSteps, backtestSeconds, backtestMemoryQuarter, backtestMemoryEnd
    case acceptsAlone, confirmed, officeCPU, standCPU, walkDatabaseCPU
    case acceptsEmpty, acceptsFull
    case memoryQuarter, memoryEnd, sqliteMemoryQuarter, sqliteMemoryEnd

    var title: String {
        switch self {
        case .accepts: "durable accepts over HTTP on PostgreSQL, 64 connections, a second"
        case .acceptCPU: "CPU of server and PostgreSQL, µs an accept"
        case .loadCPU: "CPU of the load generator, µs a request"
        case .floorOne: "pgbench: one CTE a transaction, the best of 8, 16 and 32 clients, rows a second"
        case .floorFifty: "pgbench: 50 accepts a transaction, the best of 1, 2 and 4 clients, rows a second"
        case .sqliteAccepts: "durable accepts over HTTP on SQLite (FULL), a second"
        case .paced100: "accept p95 at a paced 100/s, ms"
        case .paced1000: "accept p95 at a paced 1,000/s, ms"
        case .fresh: "p95 of a fresh key at a paced 200/s, ms"
        case .replayed: "p95 of a replayed key at a paced 200/s, ms"
        case .claims: "claim + complete 100 at a time by the storage's verbs, messages a second"
        case .floorClaims: "pgbench: the same statements, the best of 1, 2 and 4 clients, messages a second"
        case .claimsFree: "claim + complete in the last of 5 rounds of twice as much in as out, a second"
        case .claimsHeld: "the same while another session holds an old snapshot"
        case .mappings: "decode + map + encode of the sale in the host, one core, a second"
        case .plainLua: "the same script and prelude in lua5.4 with lua-cjson, one core, a second"
        case .verdicts: "«Отдан» judged by all shipped policies, one core, verdicts a second"
        case .plainVerdicts: "the same rules in lua5.4 with lua-cjson, one core, verdicts a second"
        case .backtestSteps: "stored steps judged again by `policy backtest` on SQLite, a second"
        case .backtestSeconds: "the whole command, s"
        case .backtestMemoryQuarter: "peak memory of a backtest over a quarter of the steps, MiB"
        case .backtestMemoryEnd: "peak memory of a backtest over all of them, MiB"
        case .acceptsAlone: "accepts by a server that only takes in, a second"
        case .confirmed: "POST → confirmed in the stand, messages a second"
        case .officeCPU: "CPU of the postman, µs a confirmed message"
        case .standCPU: "CPU of the stand, µs a confirmed message"
        case .walkDatabaseCPU: "CPU of PostgreSQL, µs a confirmed message"
        case .acceptsEmpty: "accepts with an empty store, a second"
        case .acceptsFull: "accepts with a full journal, a second"
        case .memoryQuarter: "resident memory of the server after a quarter of the accepts, MiB"
        case .memoryEnd: "resident memory of the server after all of them, MiB"
        case .sqliteMemoryQuarter: "on SQLite: resident memory of the server after a quarter of the accepts, MiB"
        case .sqliteMemoryEnd: "on SQLite: resident memory of the server after all of them, MiB"
        }
    }
}
