package import Messages

/// What was counted in a window so far.
package struct WindowCount: Sendable, Hashable {
    package var hits: Int
    package var misses: Int
    package var excused: Int
    /// Events that came after the deadline: they are kept and not counted.
    package var late: Int
    /// How many operations the whole window is expected to have; nil when nobody said.
    package var planned: Int?

    package init(hits: Int = 0, misses: Int = 0, excused: Int = 0, late: Int = 0, planned: Int? = nil) {
        self.hits = hits
        self.misses = misses
        self.excused = excused
        self.late = late
        self.planned = planned
    }

    /// Counts an event anew: it was counted as `before`, and is `after` now.
    package mutating func move(from before: WindowMark?, to after: WindowMark) {
        if let before { self[before] -= 1 }
        self[after] += 1
    }

    /// Somebody says how many operations the window is to have; the largest that was said stays.
    package mutating func expect(_ operations: Int?) {
        guard let operations else { return }
        planned = max(operations, planned ?? operations)
    }

    /// What `judge` is told as `window`: excuses beyond the window's own most are operations that missed.
    package func facts(_ window: RuleWindow, isClosed: Bool) -> JSON {
        let allowed = min(excused, window.mostExcuses)
        var members: [JSON.Member] = [
            .init("operations", JSON(hits + misses + excused - allowed)), .init("hits", JSON(hits)),
            .init("excused", JSON(allowed)), .init("late", JSON(late)), .init("closed", .bool(isClosed)),
        ]
        if let planned { members.append(.init("planned", JSON(planned))) }
        return .object(members)
    }

    private subscript(mark: WindowMark) -> Int {
        get {
            switch mark {
            case .hit: hits
            case .miss: misses
            case .excused: excused
            case .late: late
            }
        }
        set {
            switch mark {
            case .hit: hits = newValue
            case .miss: misses = newValue
            case .excused: excused = newValue
            case .late: late = newValue
            }
        }
    }
}
