package import Messages

extension Session {
    /// Adds a caller's key. False when the name is taken.
    package func add(_ key: APIKey) throws -> Bool {
        try run(
            """
            INSERT INTO api_key (name, hash, roles, system, created_at) VALUES (:name, :hash, :roles, :system, :at)
            ON CONFLICT (name) DO NOTHING
            """,
            [
                "name": key.name, "hash": key.hash, "system": key.system, "at": key.createdAt,
                "roles": JSON.array(key.roles.map(\.rawValue).sorted().map(JSON.string)),
            ]) == 1
    }

    /// A key by its name, revoked ones too.
    package func key(named name: String) throws -> APIKey? {
        try row("SELECT * FROM api_key WHERE name = :name", ["name": name]).map(Self.key)
    }

    /// A key by the hash of its secret.
    package func key(withHash hash: String) throws -> APIKey? {
        try row("SELECT * FROM api_key WHERE hash = :hash", ["hash": hash]).map(Self.key)
    }

    /// All keys by name.
    package func keys() throws -> [APIKey] {
        try rows("SELECT * FROM api_key ORDER BY name").map(Self.key)
    }

    /// Makes a key useless from now on. False when there is no such key, or it was revoked before.
    package func revokeKey(named name: String, at now: Instant) throws -> Bool {
        try run(
            "UPDATE api_key SET revoked_at = :now WHERE name = :name AND revoked_at IS NULL",
            ["now": now, "name": name]) == 1
    }

    private static func key(_ row: Row) -> APIKey {
        APIKey(
            name: row.text("name"), hash: row.text("hash"),
            roles: Set((row.json("roles")?.array ?? []).compactMap { $0.string.flatMap(Role.init(rawValue:)) }),
            system: row.textIfAny("system"), createdAt: row.instant("created_at"),
            revokedAt: row.instantIfAny("revoked_at"))
    }
}
