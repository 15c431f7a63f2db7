import Foundation

/// What the kernel tells of processes, in /proc.
enum ProcessTable {
    /// One line of the table.
    struct Entry {
        let parent: pid_t
        /// Whether it has ended, and only waits for somebody to ask how.
        let isOver: Bool
        /// Seconds on a core so far, of its own.
        let ownSeconds: Double
        /// Seconds on a core of its children that have ended.
        let endedSeconds: Double
        /// When it was started, in ticks since the machine was: with the id it names one process for ever.
        let start: String
    }

    /// What is known of a process; nil when there is none.
    static func entry(_ process: pid_t) -> Entry? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let name = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[name...].split(separator: " ").map(String.init)
        guard fields.count > 20, let parent = pid_t(fields[2]) else { return nil }
        let ticks = fields[12...15].map { Double($0) ?? 0 }
        let second = Double(sysconf(Int32(_SC_CLK_TCK)))
        return Entry(
            parent: parent, isOver: fields[1] == "Z" || fields[1] == "X", ownSeconds: (ticks[0] + ticks[1]) / second,
            endedSeconds: (ticks[2] + ticks[3]) / second,
            start: fields[20])
    }

    /// Whether there is such a process and it has not ended.
    static func runs(_ process: pid_t) -> Bool {
        entry(process).map { !$0.isOver } ?? false
    }

    /// Memory that a process has in bytes; 0 when there is none.
    static func residentBytes(of process: pid_t) -> Int {
        let text = (try? String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }

    /// The most memory that a process has had in bytes; 0 when there is none.
    static func peakBytes(of process: pid_t) -> Int {
        let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
    }

    /// The processes that a process has started and that have not ended.
    static func children(of process: pid_t) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { entry($0)?.parent == process }
    }
}
