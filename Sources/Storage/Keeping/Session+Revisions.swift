import Foundation
package import Messages

extension Session {
    /// Keeps a revision's files, so that a node starts even when the tree on disk is broken.
    package func keepRevision(_ id: RevisionID, files: [String: [UInt8]], at now: Instant) throws {
        let members = files.sorted { $0.key < $1.key }
            .map { JSON.Member($0.key, .string(Data($0.value).base64EncodedString())) }
        try post(
            """
            INSERT INTO revision (id, files, stored_at) VALUES (:id, :files, :now) ON CONFLICT (id) DO NOTHING
            """, ["id": id, "files": JSON.object(members), "now": now])
    }

    /// The files of a revision; nil when it was never kept.
    package func revisionFiles(_ id: RevisionID) throws -> [String: [UInt8]]? {
        guard let row = try row("SELECT files FROM revision WHERE id = :id", ["id": id]) else { return nil }
        var files: [String: [UInt8]] = [:]
        for member in row.json("files")?.members ?? [] {
            files[member.name] = Data(base64Encoded: member.value.string ?? "").map(Array.init)
        }
        return files
    }

    /// Notes that a revision became the live one, or why it was refused; the newest live one counts.
    package func record(_ activation: Activation) throws {
        try post(
            """
            INSERT INTO activation (id, revision, at, actor, outcome, findings)
            VALUES (:id, :revision, :at, :actor, :outcome, :findings)
            """,
            [
                "id": activation.id, "revision": activation.revision, "at": activation.at,
                "actor": activation.actor, "outcome": activation.isLive ? "live" : "refused",
                "findings": JSON.array(activation.findings.map(JSON.string)),
            ])
    }

    /// The newest activations, newest first.
    package func activations(limit: Int) throws -> [Activation] {
        try rows("SELECT * FROM activation ORDER BY id DESC LIMIT :limit", ["limit": limit]).map(Self.activation)
    }

    /// The revision that is live for all nodes.
    package func liveActivation() throws -> Activation? {
        try liveActivations(limit: 1).first
    }

    /// The newest activations that made a revision live, newest first.
    package func liveActivations(limit: Int) throws -> [Activation] {
        try rows(
            "SELECT * FROM activation WHERE outcome = 'live' ORDER BY id DESC LIMIT :limit", ["limit": limit]
        ).map(Self.activation)
    }

    /// Whether a revision was ever live.
    package func wasLive(_ revision: RevisionID) throws -> Bool {
        try row(
            "SELECT 1 AS yes FROM activation WHERE outcome = 'live' AND revision = :revision LIMIT 1",
            ["revision": revision]) != nil
    }

    /// Notes that a revision, whose files are kept, waits for a second caller, as a change to what is live now. Who
    /// asked first stays, unless that was nobody; returns whether it waits only from now on.
    ///
    /// - Parameter nobodies: actors behind whom nobody stands.
    package func propose(_ proposal: Proposal, nobodies: Set<String>) throws -> Bool {
        let known = try self.proposal(proposal.revision)
        let actor = known.flatMap { nobodies.contains($0.actor) ? nil : $0.actor } ?? proposal.actor
        try post(
            """
            INSERT INTO proposal (revision, at, actor, base) VALUES (:revision, :at, :actor, :base)
            ON CONFLICT (revision) DO UPDATE SET actor = excluded.actor, base = excluded.base
            """,
            ["revision": proposal.revision, "at": proposal.at, "actor": actor, "base": proposal.base])
        return known == nil
    }

    /// The revisions that wait for a second caller, the newest first.
    package func proposals() throws -> [Proposal] {
        try rows("SELECT * FROM proposal ORDER BY at DESC, revision").map(Self.proposal)
    }

    /// What is known of a revision that waits for a second caller; nil when it does not.
    package func proposal(_ revision: RevisionID) throws -> Proposal? {
        try row("SELECT * FROM proposal WHERE revision = :revision", ["revision": revision]).map(Self.proposal)
    }

    /// The revision waits for nobody any more; returns whether it did.
    package func withdrawProposal(_ revision: RevisionID) throws -> Bool {
        try run("DELETE FROM proposal WHERE revision = :revision", ["revision": revision]) > 0
    }

    private static func proposal(_ row: Row) -> Proposal {
        Proposal(
            revision: RevisionID(row.text("revision")), at: row.instant("at"), actor: row.text("actor"),
            base: RevisionID(row.text("base")))
    }

    private static func activation(_ row: Row) -> Activation {
        Activation(
            revision: RevisionID(row.text("revision")), at: row.instant("at"), actor: row.text("actor"),
            isLive: row.text("outcome") == "live", findings: row.json("findings")?.array?.compactMap(\.string) ?? [],
            id: row.text("id"))
    }
}
