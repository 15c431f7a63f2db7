package import Foundation
package import Messages
package import Scripts
package import Storage

/// Reads the envelope of one message: what is wrong with it is said all at once, each fault with its place.
package struct MessageReader: Sendable {
    /// No member of the envelope may be longer.
    package static let textLimit = 200

    private let revision: Revision
    private let zones: [String: TimeZone]

    /// - Parameter zones: the time zone of each source, for times that 1С writes without one (E-02); UTC by default.
    package init(revision: Revision, zones: [String: TimeZone]) {
        self.revision = revision
        self.zones = zones
    }

    /// Under which revision it reads.
    package var revisionID: RevisionID { revision.id }

    /// The arrival that a JSON object describes.
    package func read(
        _ document: JSONDocument, caller: String, correlationID: String, at now: Instant
    ) throws(Problem) -> Arrival {
        guard let members = document.members else {
            throw Problem(.validationFormat, "Сообщение должно быть объектом JSON, а пришло: \(document.tree.kind).")
        }
        var envelope = Envelope(document, members)
        let source = envelope.text("source")
        let type = envelope.text("type")
        let id = envelope.guid("id")
        let version = envelope.version("version")
        let changedAt = envelope.time("changed_at", zone: source.flatMap { zones[$0] } ?? .gmt)
        let operation = envelope.operation("operation")
        let presentation = envelope.optionalText("presentation")
        let data = envelope.data("data", for: operation)
        envelope.finish()
        guard envelope.faults.isEmpty, let source, let type, let id, let version, let changedAt, let operation,
            let data
        else { throw envelope.problem }
        let lane = try lane(source, type)
        return Arrival(
            id: Identifier.make(at: now), key: ObjectKey(system: source, type: type, id: id), version: version,
            changedAt: changedAt, operation: operation, presentation: presentation, data: data.text,
            dataHash: data.digest,
            lane: lane, caller: caller, correlationID: correlationID, receivedAt: now)
    }

    /// A type needs a contract or a mapping to be taken in (E-03): else nobody could ever do anything with it.
    private func lane(_ source: String, _ type: String) throws(Problem) -> Lane {
        guard let contract = revision.contracts[source] else {
            let known = revision.contracts.keys.sorted().joined(separator: ", ")
            throw Problem(
                .validationUnknownType, "Система «\(source)» не описана. Описаны: \(known).",
                faults: [.init(field: "source", message: "нет контракта mappings/contracts/\(source)")])
        }
        if let described = contract.types[type] { return described.lane ?? .documents }
        guard revision.mappings(from: source, type: type).isEmpty else { return .documents }
        throw Problem(
            .validationUnknownType,
            "Тип «\(type)» системы «\(source)» не описан: опишите его в mappings/contracts/\(source) "
                + "или добавьте маппинг.",
            faults: [.init(field: "type", message: "неизвестный тип «\(type)»")])
    }
}
