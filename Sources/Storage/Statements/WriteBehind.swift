/// A statement that writes a set of rows of one kind: see `Session.write`.
struct SetWrite: Sendable {
    /// The order in which kinds are written when several have gathered: what is referred to comes first, then what
    /// changes it, then what takes it away.
    enum Rank: Int, Sendable, Comparable {
        case message, object, movedObject, inbox, inboxAgain, sorting, dispatch, outbox, waits, crossReference, state,
            postponing,
            leaving, leavingWaits
        case journal, idempotency

        static func < (one: Rank, other: Rank) -> Bool { one.rawValue < other.rawValue }
    }

    let rank: Rank
    let columns: [Inputs.Column]
    /// How many of the first columns name the row: a set has each name once.
    let keyed: Int
    let sql: String

    init(_ rank: Rank, keyed: Int, _ columns: [Inputs.Column], _ sql: String) {
        self.rank = rank
        self.keyed = keyed
        self.columns = columns
        self.sql = sql
    }
}

/// Rows that wait to be written, by kind. A row whose name is already among those of its kind must not be added: they
/// are written first.
struct WriteBehind {
    private struct Gathered {
        let kind: SetWrite
        var rows: [[SQLValue]] = []
        var names: Set<Name> = []
    }

    /// What names a row. The first value tells most rows apart, and is quickly hashed where the others are not.
    private struct Name: Hashable {
        let values: [SQLValue]

        func hash(into hasher: inout Hasher) {
            hasher.combine(values[0])
        }
    }

    private var gathered: [SetWrite.Rank: Gathered] = [:]

    /// Whether the row can join the others of its kind.
    func takes(_ row: [SQLValue], of kind: SetWrite) -> Bool {
        guard let known = gathered[kind.rank] else { return true }
        return known.kind.sql == kind.sql
            && !(kind.keyed > 0 && known.names.contains(Name(values: Array(row[..<kind.keyed]))))
    }

    mutating func add(_ row: [SQLValue], to kind: SetWrite) {
        precondition(row.count == kind.columns.count, "a row has a value for each column")
        gathered[kind.rank, default: Gathered(kind: kind)].rows.append(row)
        if kind.keyed > 0 { gathered[kind.rank]?.names.insert(Name(values: Array(row[..<kind.keyed]))) }
    }

    /// Takes everything, in the order in which it is to be written.
    mutating func take() -> [(kind: SetWrite, rows: [[SQLValue]])] {
        guard !gathered.isEmpty else { return [] }
        defer { gathered = [:] }
        return gathered.values.sorted { $0.kind.rank < $1.kind.rank }.map { ($0.kind, $0.rows) }
    }
}
