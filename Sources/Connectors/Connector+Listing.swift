package import Messages
import Scripts

extension Connector {
    /// Asks the target for a page of what it has of a type: references, names, and the values of some fields.
    ///
    /// - Parameters:
    ///   - fields: which values are wanted.
    ///   - read: how many objects were read before, and the reference of the last of them.
    package func list(
        _ type: Contract.ObjectType, fields: [String], after read: Int, last: String?, page: Int
    ) async -> Listing {
        var subject: [JSON.Member] = [
            .init("type", .string(type.name)), .init("contract", ConnectorJob.describe(type)),
            .init("fields", .array(fields.map(JSON.string))), .init("read", JSON(read)), .init("page", JSON(page)),
        ]
        if let last { subject.append(.init("last", .string(last))) }
        var steps: [ConnectorStep] = []
        switch await walk("list", .object(subject), since: clock.now(), recording: &steps) {
        case .listing(let listing): return listing
        case .found: return .failed("коннектор \(plugin.name) ответил непонятно: plugins/\(plugin.name)/handler.lua")
        case .outcome(let outcome): return .failed(Self.reason(outcome))
        }
    }

    private static func reason(_ outcome: ConnectorOutcome) -> String {
        switch outcome {
        case .later(_, let reason, _), .paused(let reason), .unmatched(let reason, _), .written(_, let reason),
            .fault(let reason, _):
            reason
        case .refused(let reason, let detail, _): detail.map { "\(reason) (\($0))" } ?? reason
        case .confirmed: "коннектор подтвердил то, о чём не спрашивали"
        }
    }
}
