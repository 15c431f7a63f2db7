import Foundation
package import Messages

/// What the operating system says of this process; read at each scrape.
package struct ProcessGauges: Sendable {
    private let version: String
    private let startedAt: Instant

    package init(version: String, startedAt: Instant) {
        self.version = version
        self.startedAt = startedAt
    }

    /// Processor time, memory, open files, the start and the build. What the system does not tell is left out.
    package func samples() -> [MetricSample] {
        var samples = [
            MetricSample("pochtar_build_info", labels: [version], value: 1),
            MetricSample("process_start_time_seconds", value: Double(startedAt.milliseconds) / 1000),
            MetricSample("process_cpu_seconds_total", value: Self.processorSeconds),
        ]
        if let pages = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
            .compactMap({ Double($0) }),
            pages.count > 1
        {
            let page = Double(sysconf(Int32(_SC_PAGESIZE)))
            samples.append(MetricSample("process_virtual_memory_bytes", value: pages[0] * page))
            samples.append(MetricSample("process_resident_memory_bytes", value: pages[1] * page))
        }
        if let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            samples.append(MetricSample("process_open_fds", value: Double(files.count)))
        }
        return samples
    }

    private static var processorSeconds: Double {
        var usage = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &usage)
        return Double(usage.tv_sec) + Double(usage.tv_nsec) / 1_000_000_000
    }
}
