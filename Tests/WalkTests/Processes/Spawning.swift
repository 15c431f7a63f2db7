import Foundation

/// Starts processes. Foundation's `Process` will not do: its exit status may be asked for only some time after the end.
enum Spawning {
    /// Starts a process and returns its id; whoever starts it must wait for it.
    ///
    /// - Parameters:
    ///   - arguments: the path of the executable first.
    ///   - variables: `NAME=value`.
    ///   - input: what becomes standard input; nil for nothing to read.
    ///   - output: the file that standard output and error are appended to.
    ///   - group: the process group to join; 0 founds one.
    static func start(
        _ arguments: [String], _ variables: [String], input: Int32? = nil, output: String, group: pid_t
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, group)
        let words = arguments.map { strdup($0) } + [nil]
        let environment = variables.map { strdup($0) } + [nil]
        defer { for word in words + environment { free(word) } }
        var process: pid_t = 0
        let failure = posix_spawn(&process, arguments[0], &actions, &attributes, words, environment)
        guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EIO) }
        return process
    }
}
