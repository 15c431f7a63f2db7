package import Foundation
package import Messages

/// What a rate is counted over: steps of one courier, or of one division, in a period, and what each of them counts as.
///
///     window:
///       per: shift
///       counts: scan.operation
///       hits: [scanned]
///       excuses: [exempt]
///       most_excuses: 3
///       late_until: "12:00"
package struct RuleWindow: Sendable, Hashable {
    /// Whose steps of which time belong together.
    package enum Period: String, Sendable, Hashable, CaseIterable {
        /// A courier's shift, by the fact `shift`; his day where a step has none.
        case shift
        /// A courier's day, in the office's zone.
        case day
        /// A courier's week, from Monday.
        case week
        /// A day of a whole division.
        case divisionDay = "division_day"

        /// In Russian: «за смену».
        package var title: String {
            switch self {
            case .shift: "за смену"
            case .day: "за день"
            case .week: "за неделю"
            case .divisionDay: "за день по подразделению"
            }
        }
    }

    package let per: Period
    /// The rule whose verdicts are counted: the steps of which it is asked are the operations.
    package let counts: String
    /// Its cases that are what is wanted.
    package let hits: Set<String>
    /// Its cases that do not count at all.
    package let excuses: Set<String>
    /// No more excuses than so many in a window; those beyond are misses.
    package let mostExcuses: Int
    /// Until this time of the day after its period, from midnight, what was done in time may still come in.
    package let lateUntil: Span

    package init(
        per: Period, counts: String, hits: Set<String>, excuses: Set<String>, mostExcuses: Int, lateUntil: Span
    ) {
        self.per = per
        self.counts = counts
        self.hits = hits
        self.excuses = excuses
        self.mostExcuses = mostExcuses
        self.lateUntil = lateUntil
    }

    /// The name of the window that a step belongs to; nil when the facts do not say whose it is.
    package func key(of facts: StepFacts, in zone: TimeZone) -> String? {
        let owner = facts[per == .divisionDay ? "division" : "courier"]?.string
        guard let owner, !owner.isEmpty else { return nil }
        if per == .shift, let shift = facts["shift"]?.string { return "\(owner)/\(shift)" }
        let day = LocalDay(facts.at, in: zone)
        return "\(owner)/\(per == .week ? "неделя с \(day.monday)" : "\(day)")"
    }

    /// The moment after which a step's facts come too late to be counted.
    package func deadline(of facts: StepFacts, in zone: TimeZone) -> Instant {
        let day = LocalDay(facts.at, in: zone)
        let next = per == .week ? LocalDay(number: day.monday.number + 7) : LocalDay(number: day.number + 1)
        return next.start(in: zone) + lateUntil
    }

    /// What a verdict of the counted rule makes of a step; nil for a rule that failed to say anything.
    func mark(_ outcome: String) -> WindowMark? {
        if outcome == Verdict.policyError { return nil }
        return hits.contains(outcome) ? .hit : excuses.contains(outcome) ? .excused : .miss
    }
}
