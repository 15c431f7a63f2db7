import Foundation

/// What to start: a program, its arguments, and where its words go.
struct ChildCommand: Sendable {
    /// The program, then its arguments.
    var arguments: [String]
    /// What it finds in its environment, beyond where programs are.
    var variables: [String: String] = [:]
    /// The file that standard output is appended to.
    var output: String
    /// The file that standard error is appended to.
    var error: String

    /// Starts it in the root folder, which every account may be in, and in a process group of its own, so that a
    /// terminal's Ctrl-C reaches only us; returns the process' id.
    func spawn() throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        let flags = O_WRONLY | O_CREAT | O_APPEND
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, flags, 0o644)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, error, flags, 0o644)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
        let words = Self.strings(["/usr/bin/env", "--chdir=/"] + arguments)
        let always = ["PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C"]
        let variables = Self.strings(always.merging(self.variables) { $1 }.map { "\($0.key)=\($0.value)" })
        defer { for word in words + variables { free(word) } }
        var process: pid_t = 0
        let failure = posix_spawn(&process, "/usr/bin/env", &actions, &attributes, words, variables)
        guard failure == 0 else {
            throw ClusterFault("cannot start \(arguments[0]): \(String(cString: strerror(failure)))")
        }
        return process
    }

    private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }
}
