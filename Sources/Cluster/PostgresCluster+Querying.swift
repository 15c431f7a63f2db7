import Foundation

extension PostgresCluster {
    /// Makes a database, empty or as a copy of another, to which nobody may be connected then.
    package func createDatabase(_ name: String, from template: String = "template0") async throws {
        try await createDatabases([name], from: template)
    }

    /// Makes several databases in one go. The copy goes through the write-ahead log: the other way makes the server
    /// write everything out twice, which takes ten times as long.
    package func createDatabases(_ names: [String], from template: String = "template0") async throws {
        let statements = names.map { "CREATE DATABASE \"\($0)\" TEMPLATE \"\(template)\" STRATEGY wal_log;" }
        try await execute(statements.joined(separator: "\n"))
    }

    /// Runs statements, each in a transaction of its own; the first that fails ends it with its error.
    package func execute(_ sql: String, database: String = "postgres") async throws {
        _ = try await psql(sql, database)
    }

    /// The rows that statements give, as text; NULL is an empty text.
    package func query(_ sql: String, database: String = "postgres") async throws -> [[String]] {
        let text = try await psql(sql, database)
        return text.dropLast(text.hasSuffix("\n") ? 1 : 0).split(separator: "\u{1E}").map { row in
            row.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// Runs a program of PostgreSQL on this cluster to its end, and returns what it wrote to standard output.
    @discardableResult
    package nonisolated func program(_ name: String, _ arguments: [String]) async throws -> String {
        try await run(
            [programs.path(name), "--host", home.folder.path, "--port", "\(port)", "--username=postgres"] + arguments)
    }

    private nonisolated func psql(_ sql: String, _ database: String) async throws -> String {
        let script = home.passing()
        defer { try? FileManager.default.removeItem(at: script) }
        try Data(sql.utf8).write(to: script)
        return try await program(
            "psql",
            [
                "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--field-separator=\u{1F}",
                "--record-separator=\u{1E}", "--set=ON_ERROR_STOP=1", "--file", script.path, database,
            ])
    }

    /// Runs a command to its end; an exit code other than 0 is an error with what it said.
    @discardableResult
    nonisolated func run(_ arguments: [String]) async throws -> String {
        let (output, error) = (home.passing(), home.passing())
        for file in [output, error] {
            try Data().write(to: file)
        }
        defer {
            for file in [output, error] { try? FileManager.default.removeItem(at: file) }
        }
        let child = try await ChildProcess.start(
            ChildCommand(arguments: arguments, output: output.path, error: error.path))
        let code = await child.ended()
        guard code == 0 else {
            let said = String(decoding: try Data(contentsOf: error), as: UTF8.self)
            throw ClusterFault("\(arguments.joined(separator: " ")) ended with \(code): \(said)")
        }
        return String(decoding: try Data(contentsOf: output), as: UTF8.self)
    }
}
