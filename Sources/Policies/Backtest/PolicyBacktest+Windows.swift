import Messages
import Scripts

extension PolicyBacktest {
    /// Closes the windows that the past has left behind, or all of them when it ends, and counts how each came out
    /// against what was said then.
    ///
    /// - Parameters:
    ///   - isOver: whether no further steps come.
    ///   - past: what was said of windows, by rule and key, when they closed; those that it does not know are not
    ///     compared.
    package mutating func closeWindows(
        isOver: Bool, past: ([(rule: String, key: String)]) async throws -> [PastClosing]
    ) async rethrows {
        let closed = takeClosed(isOver: isOver)
        guard !closed.isEmpty else { return }
        let said = try await past(closed.map { (rule: $0.rule.id, key: $0.key) })
        for (window, verdict) in zip(closed, await judge.close(closed)) {
            let before = said.first { $0.rule == window.rule.id && $0.key == window.key }
            for index in curves.indices where curves[index].rule.id == window.rule.id {
                count(await judge.close(window, trying: curves[index].params), in: index)
            }
            add(window, before, verdict)
        }
    }
}
