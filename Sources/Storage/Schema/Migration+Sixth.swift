extension Migration {
    /// In which order documents whose posting waits are tried again, and what an object is sent again for.
    static let sixth = Migration(number: 6, title: "posting after others and in order of dates") { dialect in
        dialect.translated(
            """
            ALTER TABLE outbox ADD COLUMN dated INTEGER;
            CREATE INDEX outbox_posting ON outbox (target, dated, dispatch_id) WHERE dated IS NOT NULL;
            CREATE INDEX revisit_waiting ON revisit (waiting_id);

            """)
    }
}
