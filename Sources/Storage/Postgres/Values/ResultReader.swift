import CPostgres

/// Reads the rows of a libpq result whose format is binary.
struct ResultReader {
    private let result: OpaquePointer
    private let types: [Oid]

    init(_ result: OpaquePointer) {
        self.result = result
        types = (0..<PQnfields(result)).map { PQftype(result, $0) }
    }

    /// The names of the columns.
    var columns: PostgresColumns {
        PostgresColumns((0..<PQnfields(result)).map { String(cString: PQfname(result, $0)) })
    }

    /// All rows, in the order of the answer.
    var values: [[SQLValue]] {
        (0..<PQntuples(result)).map { row in
            types.indices.map { value(row: row, column: Int32($0), type: types[$0]) }
        }
    }

    private func value(row: Int32, column: Int32, type: Oid) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
        switch type {
        case PostgresType.int8: return .integer(Self.number(bytes, Int64.self))
        case PostgresType.int4: return .integer(Int64(Self.number(bytes, Int32.self)))
        case PostgresType.int2: return .integer(Int64(Self.number(bytes, Int16.self)))
        case PostgresType.oid: return .integer(Int64(Self.number(bytes, UInt32.self)))
        case PostgresType.bool: return .integer(bytes[0] == 0 ? 0 : 1)
        case PostgresType.text, PostgresType.varchar, PostgresType.bpchar, PostgresType.name, PostgresType.char:
            return .text(String(decoding: bytes, as: UTF8.self))
        case PostgresType.bytea: return .blob(Array(bytes))
        case PostgresType.numeric: return .integer(Self.whole(bytes))
        case PostgresType.void: return .null
        default: preconditionFailure("column \(column) is of the type \(type), which nobody reads: cast it in SQL")
        }
    }

    private static func number<Number: FixedWidthInteger>(
        _ bytes: UnsafeRawBufferPointer, at place: Int = 0, _: Number.Type
    ) -> Number {
        Number(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: Number.self))
    }

    /// A numeric that has no fraction, such as a sum of bigints: digits to the base 10,000, the first of them worth
    /// 10,000 to the power of `weight`.
    private static func whole(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        let count = Int(number(bytes, Int16.self))
        let weight = Int(number(bytes, at: 2, Int16.self))
        let isNegative = number(bytes, at: 4, UInt16.self) == 0x4000
        precondition(count <= weight + 1 && weight < 5, "a numeric with a fraction, or too large: cast it in SQL")
        var value: Int64 = 0
        for place in 0..<(count == 0 ? 0 : weight + 1) {
            let digit = place < count ? Int64(number(bytes, at: 8 + 2 * place, Int16.self)) : 0
            value = value * 10_000 + (isNegative ? -digit : digit)
        }
        return value
    }
}
