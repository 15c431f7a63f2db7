import Metrics
import Synchronization

/// How often values fell below each bound. Durations are kept in seconds.
final class HistogramSeries: TimerHandler, RecorderHandler {
    struct State: Sendable {
        /// One more than there are bounds: the last is for what lies above them all.
        var counts: [Int]
        var sum = 0.0
    }

    let bounds: [Double]
    private let guarded: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        guarded = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    var state: State { guarded.withLock { $0 } }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1_000_000_000) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let index = bounds.firstIndex { value <= $0 } ?? bounds.count
        guarded.withLock { state in
            state.counts[index] += 1
            state.sum += value
        }
    }
}
