import Messages
import Scripts
import Storage

extension Sorted {
    /// What the mappings of one message have answered so far.
    struct Answers {
        private var shares: [Sorted.Share] = []
        private var read: [ObjectKey: Int?] = [:]
        private var verdicts: [Sorted.Verdict] = []
        /// What none of the mappings so far has read; nil before the first.
        private var unread: Set<String>?

        private var refusedBy: MasterPlan.Rule?

        /// Everything that was answered, under the revision that did so.
        func sorted(under revision: RevisionID) -> Sorted {
            Sorted(
                revision: revision, shares: shares, read: read, unread: unread ?? [], verdicts: verdicts,
                refusedBy: refusedBy)
        }

        /// Nothing is carried over from a system that does not own the kind.
        mutating func refuse(_ key: ObjectKey, by rule: MasterPlan.Rule) {
            refusedBy = rule
            let reason = "Из \(key.system) не переносится. \(rule.sentence)"
            verdicts.append(.init(outcome: .skipped, reason: reason, detail: nil))
        }

        /// Notes what a mapping was given of other objects.
        mutating func note(read needed: [NeededObject]) {
            for object in needed { read[object.key] = .some(object.version?.ordinal) }
        }

        /// - Parameter unread: what the mapping has not read of the message; nil when it was not asked.
        mutating func take(_ outcome: MappingOutcome, of mapping: Mapping, unread: [String]? = nil) {
            switch outcome {
            case .objects(let objects):
                if let unread { self.unread = (self.unread ?? Set(unread)).intersection(unread) }
                shares.append(.init(target: mapping.target, slots: mapping.slots, objects: objects))
            case .wait(let key, let name):
                shares.append(
                    .init(
                        target: mapping.target, slots: mapping.slots, objects: [],
                        wait: Reference(stored: key, name: name)))
            case .skip(let why): verdicts.append(.init(outcome: .skipped, reason: why, detail: nil))
            case .unmatched(let field, let value):
                let reason = "нет соответствия для «\(value)» (\(field)): дополните таблицу"
                let detail: JSON = .object([.init("field", .string(field)), .init("value", .string(value))])
                verdicts.append(.init(outcome: .unmatched, reason: reason, detail: detail))
            case .reject(let why, let place):
                let reason = place.map { "\(why) (\($0))" } ?? why
                verdicts.append(.init(outcome: .rejected, reason: reason, detail: nil))
            }
        }

        mutating func take(_ fault: ScriptFault) {
            verdicts.append(.init(outcome: .failed, reason: "\(fault)", detail: fault.json))
        }

        /// No mapping could be asked.
        mutating func fail(_ reason: String) {
            verdicts.append(.init(outcome: .failed, reason: reason, detail: nil))
        }
    }
}

extension ScriptFault {
    /// Place and trace, for whoever mends the script.
    fileprivate var json: JSON {
        .object([
            .init("file", .string(file)), .init("line", JSON(line)), .init("message", .string(message)),
            .init("traceback", JSON(traceback)),
        ])
    }
}
