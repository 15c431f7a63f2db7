import Messages

extension Session {
    /// How each source type fared on its way to a target, by the journal and the dispatches.
    package func crossings(to target: String) throws -> [TypeCrossing] {
        let objects = try counts("SELECT object_type, COUNT(*) AS number FROM object GROUP BY object_type")
        let versions = try counts("SELECT object_type, COUNT(*) AS number FROM message GROUP BY object_type")
        let confirmed = try counts(
            """
            SELECT o.object_type, COUNT(*) AS number FROM object o
            WHERE EXISTS (SELECT 1 FROM dispatch d WHERE d.message_id = o.message_id AND d.target = :target
                AND d.state IN ('confirmed', 'unchanged'))
              AND NOT EXISTS (SELECT 1 FROM dispatch d WHERE d.message_id = o.message_id AND d.target = :target
                AND d.state NOT IN ('confirmed', 'unchanged', 'superseded'))
            GROUP BY o.object_type
            """, ["target": target])
        let nothing = try counts(
            """
            SELECT o.object_type, COUNT(*) AS number FROM object o JOIN sorting s ON s.message_id = o.message_id
            WHERE s.outcome IN ('mapped', 'skipped', 'kept')
              AND NOT EXISTS (SELECT 1 FROM dispatch d WHERE d.message_id = o.message_id AND d.target = :target)
            GROUP BY o.object_type
            """, ["target": target])
        let (mapped, parked, woken) = (try noted(.mapped), try noted(.parked), try noted(.woken))
        let delays = try confirmationDelays(to: target)
        return objects.keys.sorted().map { type in
            TypeCrossing(
                type: type, objects: objects[type, default: 0], versions: versions[type, default: 0],
                mapped: mapped[type, default: 0],
                parked: parked[type, default: 0], woken: woken[type, default: 0],
                confirmed: confirmed[type, default: 0],
                nothing: nothing[type, default: 0], delays: delays[type, default: []])
        }
    }

    /// How far the walk has come.
    package func walkFigures() throws -> WalkFigures {
        let states = try rows("SELECT state, COUNT(*) AS number FROM dispatch GROUP BY state")
            .reduce(into: [String: Int]()) { $0[$1.text("state")] = $1.int("number") }
        func dispatches(_ wanted: DispatchState...) -> Int { wanted.reduce(0) { $0 + (states[$1.rawValue] ?? 0) } }
        return WalkFigures(
            accepted: try row("SELECT COUNT(*) AS number FROM message")?.int("number") ?? 0,
            sorted: try row("SELECT COUNT(*) AS number FROM sorting")?.int("number") ?? 0,
            parked: dispatches(.parked), confirmed: dispatches(.confirmed, .unchanged),
            held: dispatches(.refused, .dead))
    }

    /// How many versions of each type the journal tells this of.
    private func noted(_ kind: JournalKind) throws -> [String: Int] {
        try counts(
            """
            SELECT object_type, COUNT(DISTINCT message_id) AS number FROM journal
            WHERE kind = :kind AND object_type IS NOT NULL GROUP BY object_type
            """, ["kind": kind])
    }

    private func confirmationDelays(to target: String) throws -> [String: [Span]] {
        let found = try rows(
            """
            SELECT m.object_type, MAX(j.at) - m.received_at AS delay
            FROM journal j JOIN message m ON m.id = j.message_id
            WHERE j.kind = 'confirmed' AND j.target = :target
            GROUP BY m.id, m.object_type, m.received_at ORDER BY delay
            """, ["target": target])
        return Dictionary(grouping: found) { $0.text("object_type") }
            .mapValues { $0.map { .milliseconds(Int64($0.int("delay"))) } }
    }

    private func counts(
        _ query: String, _ parameters: KeyValuePairs<String, any Bindable> = [:]
    ) throws -> [String: Int] {
        Dictionary(
            uniqueKeysWithValues: try rows(query, parameters).map { ($0.text("object_type"), $0.int("number")) })
    }
}
