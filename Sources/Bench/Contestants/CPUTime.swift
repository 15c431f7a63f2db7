import Foundation

/// This process' time on cores: what others do on the machine does not count, as with Lua's `os.clock`.
enum CPUTime {
    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
