import Foundation

/// As whom the cluster runs: as us, and as Debian's user `postgres` where we are root, which PostgreSQL refuses to be.
struct ClusterAccount: Sendable {
    private static let name = "postgres"

    private let identity: [String]
    private let ids: (user: uid_t, group: gid_t)?

    init() throws {
        guard geteuid() == 0 else {
            (identity, ids) = ([], nil)
            return
        }
        guard let entry = getpwnam(Self.name)?.pointee else {
            throw ClusterFault("PostgreSQL does not run as root, and there is no user \(Self.name)")
        }
        ids = (entry.pw_uid, entry.pw_gid)
        identity = ["--reuid=\(entry.pw_uid)", "--regid=\(entry.pw_gid)", "--init-groups"]
    }

    /// A command to be run as this account, and to end with us.
    func command(_ arguments: [String], ending: String = "KILL") -> [String] {
        Self.guarded(arguments, ending: ending, identity)
    }

    /// A command that gets a signal from the kernel when its starter is gone. The shell is for a starter that went
    /// before that was arranged.
    static func guarded(_ arguments: [String], ending: String = "KILL", _ identity: [String] = []) -> [String] {
        ["setpriv", "--pdeathsig=\(ending)"] + identity
            + ["sh", "-c", "[ $PPID = \(getpid()) ] && exec \"$@\"", "sh"] + arguments
    }

    /// Makes a folder this account's.
    func own(_ folder: URL) throws {
        guard let ids, chown(folder.path, ids.user, ids.group) != 0 else { return }
        throw ClusterFault("cannot give \(folder.path) to \(Self.name): \(String(cString: strerror(errno)))")
    }
}
