import Messages
import Policies

/// The policies of a few earlier revisions, understood once, or known not to be; the one that was used longest ago is
/// forgotten first.
struct EarlierPolicies {
    private static let most = 8

    private var known: [(id: RevisionID, policies: PolicySet?)] = []

    /// Nil for a revision that nobody asked for yet, `.some(nil)` for one that this build does not understand.
    mutating func policies(of id: RevisionID) -> PolicySet?? {
        guard let place = known.firstIndex(where: { $0.id == id }) else { return nil }
        let found = known.remove(at: place)
        known.append(found)
        return .some(found.policies)
    }

    mutating func remember(_ policies: PolicySet?, of id: RevisionID) {
        known.removeAll { $0.id == id }
        known.append((id, policies))
        if known.count > Self.most { known.removeFirst() }
    }
}
