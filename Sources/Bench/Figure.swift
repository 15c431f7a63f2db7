/// One thing that is measured, with what it is compared to.
enum Figure: String, CaseIterable {
    case bare, accepts, acceptCPU, paced100, paced1000, replay, mappings, plainLua, residentMemory

    var title: String {
        switch self {
        case .bare: "GET /health/live, 64 connections, a second"
        case .accepts: "durable accepts over HTTP on SQLite (FULL), 4.7 KB, 64 connections, a second"
        case .acceptCPU: "CPU µs an accept (the mapping behind it included)"
        case .paced100: "accept p95 at a paced 100/s, ms"
        case .paced1000: "accept p95 at a paced 1,000/s, ms"
        case .replay: "replayed key: p95, of a fresh one"
        case .mappings: "decode + map + encode of a 30-line sale in the host, one core, a second"
        case .plainLua: "cjson decode + encode of the same body in lua5.4, one core, a second"
        case .residentMemory: "resident memory of the server at the end, MiB"
        }
    }

    /// What the figure is given as a share of.
    var comparedTo: Figure? {
        switch self {
        case .accepts: .bare
        case .mappings: .plainLua
        default: nil
        }
    }
}
