import Connectors
import Messages

/// Sees by trying whether a target creates an object under the GUID that we ask for (E-24): creates one, looks whose
/// GUID it got, and marks it for deletion.
struct WriteProbe: Sendable {
    let connector: Connector
    let contract: Contract
    let clock: WallClock

    /// Tries with a catalogue, which nothing is booked by.
    func run() async -> Diagnosis {
        let subject = "свой GUID в \(contract.system)"
        guard let type = Self.harmless(contract) else {
            return Diagnosis(
                subject, "пробовать не на чем",
                .notable(remedy: "опишите в контракте справочник с реквизитом Наименование"))
        }
        let mark = Identifier.make(at: clock.now())
        let wanted = GUID.derived(from: "doctor", name: mark)
        let created = await connector.deliver(job(type, .write, mark, wanted: wanted, reference: nil))
        guard case .confirmed(let reference, _, _) = created.outcome else {
            return Diagnosis(
                subject, "пробный объект \(type.name) не создан: \(created.outcome.sentence)",
                .ill(remedy: "проверьте, что пользователь может писать в \(type.name) через OData"))
        }
        let removed = await connector.deliver(job(type, .remove, mark, wanted: wanted, reference: reference))
        let rest =
            removed.outcome.kind == "confirmed"
            ? "" : "; пометить его на удаление не вышло: \(removed.outcome.sentence)"
        if reference == wanted { return Diagnosis(subject, "принимается (\(type.name) \(reference))\(rest)") }
        return Diagnosis(
            subject, "не принимается: просили \(wanted), получили \(reference)\(rest)",
            .ill(remedy: "поставьте targets.\(contract.system).ref_key_honoured: false — тогда объекты ищутся по метке")
        )
    }

    private func job(
        _ type: Contract.ObjectType, _ action: Dispatch.Action, _ mark: String, wanted: String, reference: String?
    ) -> ConnectorJob {
        ConnectorJob(
            dispatchID: mark,
            key: Dispatch.outgoingKey(message: mark, target: contract.system, slot: "", action: action),
            action: action, type: type, reference: reference, wanted: wanted, attempt: 1,
            fields: action == .write ? Self.fields(of: type, mark) : .object([]))
    }

    /// The catalogue whose fill check wants the fewest references; the first by name of several.
    private static func harmless(_ contract: Contract) -> Contract.ObjectType? {
        contract.types.values
            .filter { $0.name.hasPrefix("Справочник.") && $0.lane == .catalogs && $0.fields["Наименование"] != nil }
            .min { (requiredReferences($0), $0.name) < (requiredReferences($1), $1.name) }
    }

    private static func requiredReferences(_ type: Contract.ObjectType) -> Int {
        type.fields.values.count { field in
            if case .reference = field.kind { return field.isRequired }
            return false
        }
    }

    private static func fields(of type: Contract.ObjectType, _ mark: String) -> JSON {
        let members = type.fields.sorted { $0.key < $1.key }.compactMap { name, field -> JSON.Member? in
            guard field.isRequired || name == "Наименование" else { return nil }
            return value(field, mark).map { .init(name, $0) }
        }
        return .object(members)
    }

    private static func value(_ field: Field, _ mark: String) -> JSON? {
        switch field.kind {
        case .string(let length): .string(String("Проверка Почтаря \(mark)".prefix(length ?? 60)))
        case .number: .number("0")
        case .boolean: .bool(false)
        case .date: "2026-01-01T00:00:00"
        case .enumeration(let values): values.first.map(JSON.string)
        case .reference, .any: nil
        }
    }
}

extension ConnectorOutcome {
    /// Why it is not what we wished, in Russian.
    fileprivate var sentence: String {
        switch self {
        case .confirmed: "подтверждено"
        case .written(_, let reason), .later(_, let reason, _), .refused(let reason, _, _), .unmatched(let reason, _),
            .paused(let reason), .fault(let reason, _):
            reason
        }
    }
}
