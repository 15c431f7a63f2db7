import Foundation

/// The file in which a running postmaster tells of itself: `postmaster.pid`.
struct PostmasterFile {
    private let lines: [Substring]
    private let data: URL

    /// Reads it; nil when no postmaster runs, or was killed, in this folder.
    init?(data: URL) {
        let file = data.appending(path: "postmaster.pid")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        self.data = data
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    var processID: pid_t? { lines.first.flatMap { pid_t($0) } }

    /// Whether it answers queries, as a primary or as a standby.
    var isReady: Bool {
        lines.count > 7 && ["ready", "standby"].contains(lines[7].trimmingCharacters(in: .whitespaces))
    }

    /// Kills the postmaster and its backends, if this process still is one and works in this folder, and returns when
    /// they are gone.
    func endPostmaster() {
        guard let processID,
            let command = try? String(contentsOfFile: "/proc/\(processID)/cmdline", encoding: .utf8),
            command.contains(data.path)
        else { return }
        kill(processID, SIGSTOP)
        let family = [processID] + ProcessTable.children(of: processID)
        for process in family { kill(process, SIGKILL) }
        while family.contains(where: ProcessTable.runs) { usleep(1000) }
    }

    /// Gives back the piece of shared memory that a killed postmaster leaves to the machine, unless somebody uses it.
    func releaseMemory() {
        guard lines.count > 6, let id = lines[6].split(separator: " ").last.flatMap({ Int32($0) }) else { return }
        var facts = shmid_ds()
        guard shmctl(id, IPC_STAT, &facts) == 0, facts.shm_nattch == 0 else { return }
        shmctl(id, IPC_RMID, nil)
    }
}
