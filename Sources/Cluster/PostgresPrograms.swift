import Foundation

/// Where PostgreSQL's programs are on this machine.
struct PostgresPrograms: Sendable {
    /// The folder that has them all.
    let folder: URL

    /// Finds them: the newest version where Debian puts them, then where others do.
    init() throws {
        let debian = URL(filePath: "/usr/lib/postgresql")
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: debian.path)) ?? []
        let newestFirst = versions.sorted { (Double($0) ?? 0) > (Double($1) ?? 0) }
        let folders =
            newestFirst.map { debian.appending(path: $0).appending(path: "bin") }
            + ["/usr/local/pgsql/bin", "/usr/local/bin", "/usr/bin"].map { URL(filePath: $0) }
        let found = folders.first { folder in
            ["initdb", "postgres", "psql"].allSatisfy {
                FileManager.default.isExecutableFile(atPath: folder.appending(path: $0).path)
            }
        }
        guard let found else { throw ClusterFault("PostgreSQL is not here: install the postgresql") }
        folder = found
    }

    /// The path of one program.
    func path(_ name: String) -> String {
        folder.appending(path: name).path
    }
}
