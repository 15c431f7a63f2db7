import CPostgres

extension PostgresFault {
    /// What a refused statement's result says.
    ///
    /// - Parameter isReading: the transaction was to write nothing; that it cannot says nothing of the server then.
    init(_ result: OpaquePointer, isReading: Bool = false) {
        func field(_ code: UnicodeScalar) -> String? {
            PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
        }
        let sqlstate = field("C")
        let constraint = field("n") ?? ""
        let isForgotten = field("R") == "RevalidateCachedQuery"
        kind =
            switch sqlstate {
            case "23505": .uniqueViolation(constraint: constraint)
            case "23514": .checkViolation(constraint: constraint)
            case "23503": .foreignKeyViolation(constraint: constraint)
            case "23502": .notNullViolation(column: field("c") ?? "")
            case "25006" where isReading: .other
            case "0A000" where isForgotten, "26000": .stalePlan
            default: Self.kinds[sqlstate ?? ""] ?? .other
            }
        self.sqlstate = sqlstate
        // The detail of a violation repeats the row, which belongs in no log.
        let detail = ["22", "23"].contains(sqlstate?.prefix(2)) ? nil : field("D")
        message = [field("M"), detail].compactMap(\.self).joined(separator: "; ")
    }

    /// Whether a result is the server's last word on its connection.
    static func isLastWord(_ result: OpaquePointer) -> Bool {
        guard let severity = PQresultErrorField(result, Int32(UnicodeScalar("V").value)) else { return false }
        return ["FATAL", "PANIC"].contains(String(cString: severity))
    }

    private static let kinds: [String: Kind] = [
        "25006": .readOnly,
        "53300": .tooManyConnections,
        "53100": .diskFull,
        "57P01": .shuttingDown,
        "57P02": .shuttingDown,
        "57P03": .shuttingDown,
        "40001": .serialization,
        "40P01": .deadlock,
        "57014": .timeout,
        "55P03": .lockTimeout,
        "25P03": .idleInTransaction,
    ]
}
