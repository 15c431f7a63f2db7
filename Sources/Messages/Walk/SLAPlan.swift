/// How soon a change must have arrived, and when silence becomes somebody's business (`policies/sla.yaml`); as the
/// launch plan says where a tree does not.
package struct SLAPlan: Sendable, Hashable {
    /// From the acceptance of a change to the target's confirmation: catalogues, documents, money.
    package let catalogs: Span
    package let documents: Span
    package let money: Span
    /// How long a system that comes itself may stay away while something waits for it.
    package let feedSilence: Span

    package init(
        catalogs: Span = .seconds(60), documents: Span = .seconds(120), money: Span = .seconds(180),
        feedSilence: Span = .minutes(30)
    ) {
        self.catalogs = catalogs
        self.documents = documents
        self.money = money
        self.feedSilence = feedSilence
    }

    /// How soon a change of a flow must have arrived; nil for a flow that nobody was promised anything of.
    package func delta(of lane: Lane) -> Span? {
        switch lane {
        case .catalogs: catalogs
        case .documents: documents
        case .money: money
        case .deliveries, .notifications: nil
        }
    }
}
