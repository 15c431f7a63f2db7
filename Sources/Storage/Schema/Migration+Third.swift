extension Migration {
    /// Which objects were read when another was mapped, and in which version (E-04).
    static let third = Migration(number: 3, title: "what mappings read of other objects") { dialect in
        dialect.translated(
            """
            CREATE TABLE need (
              system TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL,
              reader_system TEXT NOT NULL, reader_type TEXT NOT NULL, reader_id TEXT NOT NULL,
              ordinal INTEGER NOT NULL CHECK (ordinal > 0),
              PRIMARY KEY (object_id, object_type, system, reader_id, reader_type, reader_system)
            );
            CREATE INDEX need_reader ON need (reader_id, reader_type, reader_system);

            """)
    }
}
