import Messages

extension ConnectorOutcome {
    /// Reads the outcome that a connector's script returned; nil when it is none of the known ones.
    init?(_ value: JSON) {
        let reason = value["reason"]?.string ?? ""
        switch value["kind"]?.string {
        case "confirmed":
            guard let reference = value["reference"]?.string else { return nil }
            let posted = value["posted"]?.bool ?? false
            self = .confirmed(reference: reference, posted: posted, note: value["note"]?.string)
        case "written":
            guard let reference = value["reference"]?.string else { return nil }
            self = .written(reference: reference, reason: reason)
        case "later":
            let delay = value["class"]?.string.flatMap(Delay.init(rawValue:)) ?? .server
            self = .later(after: value["after_s"]?.int.map { .seconds(Int64($0)) }, reason: reason, class: delay)
        case "refused":
            self = .refused(reason: reason, detail: value["detail"]?.string, field: value["field"]?.string)
        case "unmatched":
            self = .unmatched(reason: reason, candidates: (value["candidates"]?.array ?? []).compactMap(Candidate.init))
        case "paused":
            self = .paused(reason: reason)
        case "fault":
            self = .fault(reason: reason, fields: (value["fields"]?.array ?? []).compactMap(FieldFault.init))
        default:
            return nil
        }
    }
}

extension FieldFault {
    /// Reads one `{field, sent, kept}` of a script's answer.
    fileprivate init?(_ value: JSON) {
        guard let field = value["field"]?.string else { return nil }
        self.init(field: field, sent: Self.text(value["sent"]), kept: Self.text(value["kept"]))
    }

    private static func text(_ value: JSON?) -> String {
        guard let value else { return "" }
        return value.string ?? value.text
    }
}
