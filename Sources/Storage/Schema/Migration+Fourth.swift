extension Migration {
    /// What a target's objects are called, by how the names look; who waits until that is known; which source objects
    /// a person has said to be new there.
    static let fourth = Migration(number: 4, title: "names that look alike") { dialect in
        dialect.translated(
            """
            CREATE TABLE name_index (
              target TEXT NOT NULL, target_type TEXT NOT NULL,
              generation INTEGER NOT NULL, fields TEXT NOT NULL, began_at INTEGER NOT NULL, objects INTEGER NOT NULL,
              next_generation INTEGER, next_fields TEXT, next_began_at INTEGER, read INTEGER NOT NULL DEFAULT 0,
              last TEXT, due_at INTEGER NOT NULL DEFAULT 0, reason TEXT,
              lease_until INTEGER, lease_token INTEGER NOT NULL DEFAULT 0,
              PRIMARY KEY (target_type, target)
            );
            CREATE TABLE target_name (
              look TEXT NOT NULL, target_type TEXT NOT NULL, target TEXT NOT NULL, fields TEXT NOT NULL,
              generation INTEGER NOT NULL, reference TEXT NOT NULL, name TEXT NOT NULL, written TEXT NOT NULL,
              PRIMARY KEY (look, target_type, target, fields, generation, reference)
            );
            CREATE INDEX target_name_generation ON target_name (target_type, target, generation);
            CREATE TABLE name_wait (
              dispatch_id TEXT PRIMARY KEY, target TEXT NOT NULL, target_type TEXT NOT NULL
            );
            CREATE INDEX name_wait_for ON name_wait (target_type, target);
            CREATE TABLE newcomer (
              target TEXT NOT NULL, system TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL,
              slot TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL,
              PRIMARY KEY (object_id, object_type, system, target, slot)
            );

            """)
    }
}
