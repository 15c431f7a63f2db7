/// A statement that writes a set of rows of one kind: see `Session.write`.
struct SetWrite: Sendable {
    /// The order in which kinds are written when several have gathered: what is referred to comes first, then what
    /// changes it, then what takes it away.
    enum Rank: Int, Sendable, Comparable {
        case message, object, movedObject, inbox, inboxAgain, sorting, dispatch, outbox, waits, revisits, need, unread,
            crossReference, state,
            postponing,
            leaving, leavingWaits, change
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
        /// Row after row.
        var values: [SQLValue] = []
        var names: Set<Name> = []

        /// Adds a row; false when it cannot join the others.
        mutating func add(_ row: [SQLValue], of kind: SetWrite) -> Bool {
            guard self.kind.sql == kind.sql else { return false }
            if kind.keyed > 0, !names.insert(Name(values: row[..<kind.keyed])).inserted { return false }
            values.append(contentsOf: row)
            return true
        }
    }

    /// What names a row. The first value tells most rows apart, and is quickly hashed where the others are not.
    private struct Name: Hashable {
        let values: ArraySlice<SQLValue>

        static func == (one: Name, other: Name) -> Bool { one.values.elementsEqual(other.values) }

        func hash(into hasher: inout Hasher) {
            hasher.combine(values.first)
        }
    }

    private var gathered: [SetWrite.Rank: Gathered] = [:]

    /// Adds a row; false when it cannot join the others of its kind before they are written.
    mutating func add<each Value: Bindable>(_ kind: SetWrite, _ values: repeat each Value) -> Bool {
        var row: [SQLValue] = []
        row.reserveCapacity(kind.columns.count)
        for value in repeat each values { row.append(value.sqlValue) }
        precondition(row.count == kind.columns.count, "a row has a value for each column")
        return gathered[kind.rank, default: Gathered(kind: kind)].add(row, of: kind)
    }

    /// Takes everything, in the order in which it is to be written.
    mutating func take() -> [(kind: SetWrite, rows: Inputs)] {
        guard !gathered.isEmpty else { return [] }
        defer { gathered = [:] }
        return gathered.values.sorted { $0.kind.rank < $1.kind.rank }
            .map { ($0.kind, Inputs(columns: $0.kind.columns, values: $0.values)) }
    }
}
