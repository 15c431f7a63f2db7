import Messages
import Policies
import Scripts

/// The policies of a few earlier revisions, understood once; the one that was used longest ago is forgotten first.
struct EarlierPolicies {
    private static let most = 8

    private var policies: [PolicySet] = []

    mutating func policies(of id: RevisionID) -> PolicySet? {
        guard let place = policies.firstIndex(where: { $0.revision.id == id }) else { return nil }
        let found = policies.remove(at: place)
        policies.append(found)
        return found
    }

    mutating func remember(_ set: PolicySet) {
        policies.append(set)
        if policies.count > Self.most { policies.removeFirst() }
    }
}
