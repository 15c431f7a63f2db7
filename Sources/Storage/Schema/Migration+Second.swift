extension Migration {
    /// Objects that are somebody else's, references that are not waited for, and whose objects are that were there.
    static let second = Migration(number: 2, title: "shared, deferred, adopted") { dialect in
        dialect.translated(
            """
            ALTER TABLE xref ADD COLUMN shared INTEGER NOT NULL DEFAULT 0;
            CREATE TABLE revisit (
              target TEXT NOT NULL, target_type TEXT NOT NULL,
              system TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL,
              waiting_system TEXT NOT NULL, waiting_type TEXT NOT NULL, waiting_id TEXT NOT NULL,
              lane TEXT NOT NULL, since INTEGER NOT NULL,
              PRIMARY KEY (object_id, target_type, object_type, system, target, waiting_id, waiting_type,
                waiting_system)
            );
            CREATE TABLE adoption (
              reference TEXT NOT NULL, target_type TEXT NOT NULL, target TEXT NOT NULL,
              system TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL,
              PRIMARY KEY (reference, target_type, target)
            );

            """)
    }
}
