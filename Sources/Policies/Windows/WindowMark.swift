/// What one event counts as. The best that was said of an event counts, so an event that comes twice is counted once,
/// and no order of events makes a difference.
package enum WindowMark: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// It came after the deadline: it is kept, and not counted.
    case late = -1
    case miss = 0
    case excused = 1
    case hit = 2

    package static func < (left: WindowMark, right: WindowMark) -> Bool { left.rawValue < right.rawValue }

    /// How an event is marked by what was said of it now, when it was marked before: the best stays, and what came too
    /// late is late.
    package func over(_ before: WindowMark?, isLate: Bool) -> WindowMark {
        max(isLate ? .late : self, before ?? .late)
    }
}
