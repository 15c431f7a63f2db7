import Messages

extension Session {
    /// Takes one arrival in: see `accept(_:)` for many.
    package func accept(_ arrival: Arrival) throws -> Acceptance {
        try accept([arrival])[0]
    }

    /// Makes arrivals durable, in their order, unless the same version of an object is already there.
    ///
    /// A version equal to the latest one changes nothing, and so does one that stands behind the fence of
    /// (source, type, id, version, changed_at, operation): both are answered with the message that came first.
    package func accept(_ arrivals: [Arrival]) throws -> [Acceptance] {
        var ledger = IntakeLedger(try versions(behind: arrivals))
        let acceptances = arrivals.map { ledger.enter($0) }
        try write(ledger)
        return acceptances
    }

    /// What is known of the arrivals' objects, and whether these very versions came before. The objects stay as they
    /// are until the transaction ends.
    private func versions(behind arrivals: [Arrival]) throws -> IntakeLedger.Known {
        let found = try rows(
            """
            SELECT input.n, o.system, o.object_type, o.object_id, o.message_id, o.version, o.operation, o.changed_at,
              o.arrivals, o.data_hash, f.id AS fence_id, f.data_hash AS fence_hash
            FROM input JOIN object o
              ON o.object_id = input.object_id AND o.object_type = input.object_type AND o.system = input.system
            LEFT JOIN message f ON f.object_id = input.object_id AND f.object_type = input.object_type
              AND f.system = input.system AND f.version = input.version AND f.changed_at = input.changed_at
              AND f.operation = input.operation
            ORDER BY o.object_id, o.object_type, o.system \(dialect.locking("o"))
            """,
            each: Inputs(
                arrivals, (.text("system"), \.key.system), (.text("object_type"), \.key.type),
                (.text("object_id"), \.key.id), (.text("version"), \.version), (.integer("changed_at"), \.changedAt),
                (.text("operation"), \.operation)))
        var known = IntakeLedger.Known()
        for row in found {
            known.objects[row.objectKey] = IntakeLedger.Latest(row)
            guard let first = row.textIfAny("fence_id") else { continue }
            known.fence[IntakeLedger.Version(arrivals[row.int("n") - 1])] = (first, row.text("fence_hash"))
        }
        return known
    }

    private func write(_ ledger: IntakeLedger) throws {
        for entered in ledger.messages {
            let arrival = entered.arrival
            try write(
                .message, arrival.id, arrival.key.system, arrival.key.type, arrival.key.id, entered.ordinal,
                arrival.version, arrival.changedAt, arrival.operation, arrival.presentation, arrival.data,
                entered.hash, arrival.caller, arrival.correlationID, arrival.receivedAt)
        }
        for object in ledger.objects { try write(object) }
        for entered in ledger.queued {
            let arrival = entered.arrival
            try enterInbox(
                arrival.id, arrival.key, entered.ordinal, arrival.lane, due: arrival.receivedAt, arrival.receivedAt)
        }
        for stale in ledger.stale {
            let sorting = Sorting(messageID: stale.arrival.id, outcome: .stale, reason: stale.reason, revision: nil)
            try noteSorting(sorting, at: stale.arrival.receivedAt)
        }
        for entry in ledger.entries { try note(entry) }
    }

    private func write(_ object: IntakeLedger.Object) throws {
        let latest = object.latest
        guard object.isMoved else {
            return try post(
                """
                UPDATE object SET arrivals = :arrivals
                WHERE object_id = :id AND object_type = :type AND system = :system
                """,
                [
                    "arrivals": latest.arrivals, "id": object.key.id, "type": object.key.type,
                    "system": object.key.system,
                ])
        }
        try write(
            object.isNew ? .newObject : .movedObject, object.key.id, object.key.type, object.key.system,
            latest.messageID, latest.ordinal, latest.version, latest.changedAt, latest.operation, latest.hash,
            object.presentation, latest.arrivals)
    }
}

extension SetWrite {
    fileprivate static let message = SetWrite(
        .message, keyed: 0,
        [
            .text("id"), .text("system"), .text("object_type"), .text("object_id"), .integer("ordinal"),
            .text("version"), .integer("changed_at"), .text("operation"), .text("presentation"), .text("data"),
            .text("data_hash"), .text("caller"), .text("correlation_id"), .integer("received_at"),
        ],
        """
        INSERT INTO message (id, system, object_type, object_id, ordinal, version, changed_at, operation,
          presentation, data, data_hash, caller, correlation_id, received_at)
        SELECT id, system, object_type, object_id, ordinal, version, changed_at, operation, presentation, data,
          data_hash, caller, correlation_id, received_at FROM input
        """)

    private static let objectColumns: [Inputs.Column] = [
        .text("object_id"), .text("object_type"), .text("system"), .text("message_id"), .integer("ordinal"),
        .text("version"), .integer("changed_at"), .text("operation"), .text("data_hash"), .text("presentation"),
        .integer("arrivals"),
    ]

    /// A new object whose row somebody else inserts at this moment is refused by its key; the transaction then runs
    /// again, and finds it.
    fileprivate static let newObject = SetWrite(
        .object, keyed: 3, objectColumns,
        """
        INSERT INTO object (object_id, object_type, system, message_id, ordinal, version, changed_at, operation,
          data_hash, presentation, arrivals)
        SELECT object_id, object_type, system, message_id, ordinal, version, changed_at, operation, data_hash,
          presentation, arrivals FROM input
        """)

    fileprivate static let movedObject = SetWrite(
        .movedObject, keyed: 3, objectColumns,
        """
        UPDATE object SET message_id = input.message_id, ordinal = input.ordinal, version = input.version,
          changed_at = input.changed_at, operation = input.operation, data_hash = input.data_hash,
          presentation = COALESCE(input.presentation, object.presentation), arrivals = input.arrivals
        FROM input WHERE object.object_id = input.object_id AND object.object_type = input.object_type
          AND object.system = input.system
        """)
}

extension IntakeLedger.Latest {
    fileprivate init(_ row: Row) {
        self.init(
            messageID: row.text("message_id"), ordinal: 0, version: row.text("version"),
            operation: row.text("operation"), changedAt: row.instant("changed_at"), hash: row.text("data_hash"),
            arrivals: row.int("arrivals"))
    }
}
