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

    private static func activation(_ row: Row) -> Activation {
        Activation(
            revision: RevisionID(row.text("revision")), at: row.instant("at"), actor: row.text("actor"),
            isLive: row.text("outcome") == "live", findings: row.json("findings")?.array?.compactMap(\.string) ?? [],
            id: row.text("id"))
    }
}
