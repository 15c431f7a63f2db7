/// What a node does, where several share one store.
package enum Duties: String, Sendable, CaseIterable {
    case all
    /// Takes messages in and answers questions; others map and send.
    case intake
    /// Maps and sends, and answers questions; others take messages in.
    case walk
}
