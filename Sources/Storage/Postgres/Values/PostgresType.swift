import CPostgres

/// The types of PostgreSQL that Storage sends and reads, by the numbers (OIDs) that are the same in every server.
enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let char: Oid = 18
    static let name: Oid = 19
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let oid: Oid = 26
    static let bpchar: Oid = 1042
    static let varchar: Oid = 1043
    static let numeric: Oid = 1700
    static let void: Oid = 2278
    /// The server finds out by itself.
    static let unknown: Oid = 0
}

extension Inputs.Column.Kind {
    /// The type of one element.
    var type: Oid {
        switch self {
        case .integer: PostgresType.int8
        case .text: PostgresType.text
        case .blob: PostgresType.bytea
        }
    }

    /// The type of an array of them.
    var arrayType: Oid {
        switch self {
        case .integer: 1016
        case .text: 1009
        case .blob: 1001
        }
    }

    /// The array's type as SQL says it.
    var arrayName: String {
        switch self {
        case .integer: "bigint[]"
        case .text: "text[]"
        case .blob: "bytea[]"
        }
    }
}

extension SQLValue {
    /// What a parameter that holds this value is declared as.
    var type: Oid {
        switch self {
        case .null: PostgresType.unknown
        case .absent(let kind): kind.type
        case .integer: PostgresType.int8
        case .text: PostgresType.text
        case .blob: PostgresType.bytea
        }
    }
}
