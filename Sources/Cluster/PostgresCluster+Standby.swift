import Foundation

extension PostgresCluster {
    /// Starts a standby on a port of its own, and returns once it streams.
    ///
    /// - Parameter synchronous: from then on every commit here waits until the standby has it on its disk.
    package func standby(synchronous: Bool) async throws -> PostgresCluster {
        let standby = PostgresCluster(
            port: try FreePort.find(), programs: programs, account: account,
            home: try ClusterHome(data: nil, account: account))
        try await run(
            account.command([
                programs.path("pg_basebackup"), "--host=127.0.0.1", "--port=\(port)", "--username=postgres",
                "--pgdata", standby.home.data.path, "--write-recovery-conf", "--wal-method=stream",
                "--checkpoint=fast", "--no-sync",
            ]))
        try standby.configure([:])
        try await standby.launch()
        try await wait(until: ["streaming"])
        if synchronous {
            try await execute("ALTER SYSTEM SET synchronous_standby_names = '*'; SELECT pg_reload_conf()")
            try await wait(until: ["streaming", "sync"])
        }
        return standby
    }

    /// Makes a standby a primary, and returns once it is one.
    package func promote() async throws {
        guard try await query("SELECT pg_promote(true, 60)") == [["t"]] else {
            throw ClusterFault("the standby was not promoted: \(log.suffix(2000))")
        }
    }

    /// Waits for a standby in all these states at once.
    private func wait(until states: [String]) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while try await !query("TABLE pg_stat_replication").contains(where: { Set($0).isSuperset(of: states) }) {
            guard ContinuousClock.now < deadline else { throw ClusterFault("the standby never was \(states)") }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
