package import Messages
import Policies
import Scripts
import Storage

/// Somebody's word that a rule does not hold some people's steps up for a while.
package struct WaiverGrant: Sendable {
    /// How far ahead a waiver may end: what is to last longer is a change of the policy.
    static let longest = Span.days(90)
    /// How far back it may begin: steps that were done without a network come late.
    static let furthestBack = Span.days(3)

    /// A rule's id, or a policy's name for all of its rules.
    package let rule: String
    package let couriers: [String]
    package let divisions: [String]
    package let warehouses: [String]
    /// Nil is now.
    package let from: Instant?
    package let until: Instant
    /// Who asked, and why.
    package let reason: String
    package let actor: String
    package let correlationID: String?

    package init(
        rule: String, couriers: [String] = [], divisions: [String] = [], warehouses: [String] = [],
        from: Instant? = nil, until: Instant, reason: String, actor: String, correlationID: String? = nil
    ) {
        self.rule = rule
        self.couriers = couriers
        self.divisions = divisions
        self.warehouses = warehouses
        self.from = from
        self.until = until
        self.reason = reason
        self.actor = actor
        self.correlationID = correlationID
    }

    /// Keeps the waiver, with a journal entry.
    ///
    /// - Parameter policies: what is live; a waiver of what is not there would wait for nobody.
    /// - Throws: `validation.format` with all faults by field.
    func run(in session: Session, at now: Instant, among policies: PolicySet) throws -> KeptWaiver {
        let faults = faults(at: now, among: policies)
        guard faults.isEmpty else { throw Self.problem(faults) }
        let waiver = KeptWaiver(
            id: Identifier.make(at: now), rule: rule, couriers: Set(couriers).sorted(),
            divisions: Set(divisions).sorted(), warehouses: Set(warehouses).sorted(), from: from ?? now, until: until,
            reason: reason, actor: actor, createdAt: now)
        try session.add(waiver)
        try session.note(
            JournalEntry(
                at: now, kind: .waived, correlationID: correlationID, revision: policies.revision.id,
                summary:
                    "\(actor) даёт послабление: «\(rule)» не держит (\(waiver.scopeWords)) с \(waiver.from.rfc3339) "
                    + "до \(until.rfc3339): \(reason)",
                detail: Waiver(waiver).json))
        return waiver
    }

    private func faults(at now: Instant, among policies: PolicySet) -> [Problem.Fault] {
        var faults: [Problem.Fault] = []
        if let complaint = policies.complaint(onWaiving: rule) {
            faults.append(.init(field: "rule", message: complaint))
        }
        if couriers.isEmpty, divisions.isEmpty, warehouses.isEmpty {
            faults.append(
                .init(
                    field: "scope",
                    message: "послабления для всех не бывает: назовите courier, division или warehouse, "
                        + "а для всех измените политику"))
        }
        if let complaint = Self.complaint(until: until, from: from ?? now, at: now) {
            faults.append(.init(field: "until", message: complaint))
        }
        if let from, from < now - Self.furthestBack {
            let earliest = (now - Self.furthestBack).rfc3339
            faults.append(.init(field: "from", message: "раньше, чем три дня назад: начните с \(earliest)"))
        }
        return faults
    }

    /// What is wrong with an end; nil when nothing is.
    static func complaint(until: Instant, from: Instant, at now: Instant) -> String? {
        if until <= now { return "это уже прошло: нужно время после \(now.rfc3339)" }
        if until <= from { return "не позже начала: нужно время после \(from.rfc3339)" }
        guard until > now + longest else { return nil }
        return "дольше 90 дней: нужно не позже \((now + longest).rfc3339), а навсегда меняется политика"
    }

    static func problem(_ faults: [Problem.Fault]) -> Problem {
        Problem(.validationFormat, "Послабление записано неверно — \(faults.sentence).", faults: faults)
    }
}
