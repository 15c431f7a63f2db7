package import Foundation

/// A PostgreSQL of one's own for tests and measurements: a data folder, a postmaster, a port on loopback.
///
/// It ends with whoever started it: with the last reference, with `stop`, and by the kernel's signal when the process
/// is killed; a later run clears the folders. Everybody on the machine may connect, so nothing of worth belongs in it.
package actor PostgresCluster {
    /// Where it listens on 127.0.0.1.
    package nonisolated let port: Int
    nonisolated let programs: PostgresPrograms
    nonisolated let account: ClusterAccount
    nonisolated let home: ClusterHome
    private var postmaster: ChildProcess?

    init(port: Int, programs: PostgresPrograms, account: ClusterAccount, home: ClusterHome) {
        self.port = port
        self.programs = programs
        self.account = account
        self.home = home
    }

    deinit {
        postmaster?.killFamily()
        home.remove()
    }

    /// Makes a cluster and starts it: UTF-8, locale C, superuser `postgres`, no passwords, fsync on.
    ///
    /// - Parameters:
    ///   - settings: what stands in its `postgresql.conf` beyond that.
    ///   - folder: where its data is to be, on a small file system say; others must be able to pass through.
    package static func start(settings: [String: String] = [:], folder: URL? = nil) async throws -> PostgresCluster {
        let (programs, account) = (try PostgresPrograms(), try ClusterAccount())
        let cluster = PostgresCluster(
            port: try FreePort.find(), programs: programs, account: account,
            home: try ClusterHome(data: folder, account: account))
        try await cluster.run(
            account.command([
                programs.path("initdb"), "--pgdata", cluster.home.data.path, "--username=postgres", "--auth=trust",
                "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions",
            ]))
        try cluster.configure(settings)
        try await cluster.launch()
        return cluster
    }

    /// Where `postgres` is reached as the superuser `postgres`.
    package nonisolated var dsn: String { dsn(database: "postgres") }

    /// Where a database is reached as the superuser `postgres`.
    package nonisolated func dsn(database: String) -> String {
        "postgres://postgres@127.0.0.1:\(port)/\(database)"
    }

    /// The same by the Unix socket, the way that PostgreSQL's own programs take here.
    package nonisolated func socketDSN(database: String) -> String {
        "host=\(home.folder.path) port=\(port) user=postgres dbname=\(database)"
    }

    /// The folder of the Unix socket.
    package nonisolated var socketFolder: URL { home.folder }

    /// The folder of the data.
    package nonisolated var dataFolder: URL { home.data }

    /// What the server has logged so far.
    package nonisolated var log: String {
        (try? String(contentsOf: home.log, encoding: .utf8)) ?? ""
    }

    /// The postmaster's process id; nil when it does not run.
    package var processID: Int32? {
        postmaster.flatMap { $0.exitCode == nil ? $0.processID : nil }
    }

    /// Appends to the configuration; a setting that stands twice counts as it stands last.
    nonisolated func configure(_ settings: [String: String]) throws {
        let ours = [
            "listen_addresses": "127.0.0.1", "port": "\(port)", "unix_socket_directories": home.folder.path,
            "dynamic_shared_memory_type": "mmap", "log_min_messages": "warning",
        ]
        let lines = ours.merging(settings) { $1 }.sorted { $0.key < $1.key }
            .map { "\($0.key) = '\($0.value.replacing("'", with: "''"))'\n" }
        let file = try FileHandle(forWritingTo: home.data.appending(path: "postgresql.conf"))
        defer { try? file.close() }
        try file.seekToEnd()
        try file.write(contentsOf: Data(lines.joined().utf8))
    }

    /// Starts a postmaster and waits until it answers.
    func launch() async throws {
        let command = ChildCommand(
            arguments: account.command([programs.path("postgres"), "-D", home.data.path], ending: "QUIT"),
            output: home.log.path, error: home.log.path)
        let started = try await ChildProcess.start(command)
        postmaster = started
        let deadline = ContinuousClock.now + .seconds(120)
        while true {
            if let file = PostmasterFile(data: home.data), file.processID == started.processID, file.isReady { return }
            guard started.exitCode == nil, ContinuousClock.now < deadline else {
                throw ClusterFault("PostgreSQL did not start: \(log.suffix(2000))")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Stops it and returns once it has ended; the data stays for `restart`.
    package func stop(_ mode: StopMode = .fast) async {
        postmaster?.send(mode.signal)
        await postmaster?.ended()
    }

    /// Ends it as a power failure would, the postmaster and all its backends; the data stays for `restart`.
    package func kill() {
        postmaster?.killFamily()
    }

    /// Ends it as `kill` does, and removes everything; for the end of the process, when nobody can wait.
    nonisolated func remove() {
        PostmasterFile(data: home.data)?.endPostmaster()
        home.remove()
    }

    /// Stops it if it runs, and starts it again on the same data and port; recovery included.
    package func restart(_ mode: StopMode = .fast) async throws {
        await stop(mode)
        try await launch()
    }
}
