import Foundation
import Messages
import Synchronization

/// The faults in force, and the requests they hold. The same verbs serve tests in the process and the control API.
package final class FaultBoard: Sendable {
    /// What becomes of a held request.
    package enum Release: Sendable, Hashable {
        /// It goes on to its answer.
        case answer
        /// Its connection is reset; with `when: before` it never has an effect.
        case drop
    }

    /// A fault with what it has seen.
    struct Standing: Sendable {
        let fault: Fault
        var seen = 0
        var struck = 0
    }

    /// Somebody who waits until so many requests are held.
    struct Watcher {
        let atLeast: Int
        let resume: CheckedContinuation<Void, any Error>
    }

    struct State {
        var standing: [Standing] = []
        var held: [UUID: CheckedContinuation<Release, Never>] = [:]
        var watchers: [UUID: Watcher] = [:]
    }

    /// How many requests can be held; more are dropped at once.
    package static let holdLimit = 10_000

    let state = Mutex(State())

    package init() {}

    /// Puts these faults in force, in place of all others. What is held stays held.
    package func replace(_ faults: [Fault]) {
        state.withLock { $0.standing = faults.prefix(Fault.limit).map { Standing(fault: $0) } }
    }

    /// Ends all faults. What is held stays held.
    package func clear() {
        replace([])
    }

    /// The faults in force with the number of requests each has struck.
    package var faults: [(fault: Fault, struck: Int)] {
        state.withLock { $0.standing.map { ($0.fault, $0.struck) } }
    }

    /// What strikes a request: every delay that matches, and the first other fault that does.
    func claim(method: String, path: String) -> [Fault] {
        state.withLock { state in
            var striking: [Fault] = []
            for index in state.standing.indices {
                let fault = state.standing[index].fault
                guard fault.match.covers(method: method, path: path) else { continue }
                if fault.kind != .delay, striking.contains(where: { $0.kind != .delay }) { continue }
                state.standing[index].seen += 1
                let isDue = state.standing[index].seen >= fault.match.nth
                guard isDue, fault.match.times.map({ state.standing[index].struck < $0 }) ?? true else { continue }
                state.standing[index].struck += 1
                striking.append(fault)
            }
            return striking
        }
    }
}
