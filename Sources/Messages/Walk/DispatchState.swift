/// Where a dispatch is on its way.
package enum DispatchState: String, Sendable, Codable, CaseIterable, Hashable {
    /// Ready, or waiting for its next try.
    case queued
    /// Claimed by a sender; its lease says until when.
    case sending
    /// The target has the object, but refuses to post it so far; posting is tried again.
    case written
    /// Waits until something it refers to is known in the target.
    case parked
    /// The target has it.
    case confirmed
    /// The target already had exactly this; nothing was sent.
    case unchanged
    /// A newer version of the same object took its place before it was sent.
    case superseded
    /// The target said no; the same bytes will not be tried again by themselves.
    case refused
    /// The deadline passed.
    case dead

    /// Whether anything may still happen to it without an operator.
    package var isLive: Bool {
        switch self {
        case .queued, .sending, .written, .parked: true
        case .confirmed, .unchanged, .superseded, .refused, .dead: false
        }
    }

    /// Whether it lies among the dead letters until somebody acts or a newer version comes (E-06).
    package var isDeadLetter: Bool { self == .refused || self == .dead }
}
