import Messages

/// A PostgreSQL connection inside a transaction.
final class PostgresDriver: Driver {
    private let wire: PostgresWire
    private let leases: LeaseClock

    init(_ wire: PostgresWire, leases: LeaseClock) {
        self.wire = wire
        self.leases = leases
    }

    var dialect: Dialect { .postgres }

    func time() throws -> Instant? {
        switch leases {
        case .caller: nil
        case .database: Instant(milliseconds: try wire.databaseTime())
        }
    }

    func run(_ sql: String, _ parameters: Parameters, each inputs: Inputs?) throws -> Int {
        try wire.run(sql, Self.values(parameters), each: inputs)
    }

    func post(_ sql: String, _ parameters: Parameters, each inputs: Inputs?) throws {
        try wire.post(sql, Self.values(parameters), each: inputs)
    }

    func rows(_ sql: String, _ parameters: Parameters, each inputs: Inputs?) throws -> [Row] {
        let answer = try wire.rows(sql, Self.values(parameters), each: inputs)
        return answer.values.map { Row(columns: answer.columns.names, values: $0) }
    }

    func script(_ sql: String) throws {
        try wire.script(sql)
    }

    private static func values(_ parameters: Parameters) -> PostgresWire.Parameters {
        parameters.map { ($0.key, $0.value.sqlValue) }
    }
}
