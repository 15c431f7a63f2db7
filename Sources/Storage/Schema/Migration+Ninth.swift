extension Migration {
    /// Revisions that wait for a second caller.
    static let ninth = Migration(number: 9, title: "revisions that wait for a second caller") { dialect in
        dialect.translated(
            """
            CREATE TABLE proposal (
              revision TEXT PRIMARY KEY REFERENCES revision (id), at INTEGER NOT NULL, actor TEXT NOT NULL,
              base TEXT NOT NULL
            );

            """)
    }
}
