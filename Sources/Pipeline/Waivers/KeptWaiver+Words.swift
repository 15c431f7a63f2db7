package import Messages
import Policies
package import Storage

extension KeptWaiver {
    /// What it says, and how it stands at a moment.
    package func json(at now: Instant) -> JSON {
        let waiver = Waiver(self)
        return .object(
            (waiver.json.members ?? []) + [.init("state", .string(waiver.state(at: now).rawValue))])
    }

    /// Whom it is for: «курьеры К-01, К-02; склады С-1».
    var scopeWords: String {
        [("курьеры", couriers), ("подразделения", divisions), ("склады", warehouses)].filter { !$1.isEmpty }
            .map { "\($0) \($1.firstFew(5))" }.joined(separator: "; ")
    }

    /// What is said of an id that is no waiver's.
    package static func unknown(_ id: String) -> Problem {
        Problem(.notFound, "Послабления «\(id)» нет: номер неверен, или оно давно кончилось и забыто.")
    }
}

extension Waiver {
    /// The waiver that was kept.
    package init(_ kept: KeptWaiver) {
        self.init(
            id: kept.id, rule: kept.rule, couriers: Set(kept.couriers), divisions: Set(kept.divisions),
            warehouses: Set(kept.warehouses), from: kept.from, until: kept.until, reason: kept.reason,
            actor: kept.actor, createdAt: kept.createdAt, revokedAt: kept.revokedAt, revokedBy: kept.revokedBy)
    }
}
