import Foundation

/// How much the machine cares for us.
enum Priority {
    /// Goes before the neighbours, with all that is started from now on: what they want of the cores then costs less.
    /// Only root may; for others nothing changes.
    static func raise() {
        // Linux gives each thread a priority of its own, and a new one that of the thread that starts it.
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        for thread in threads.compactMap({ id_t($0) }) {
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), thread, -15)
        }
    }
}
