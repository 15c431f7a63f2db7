/// Which follow-ups are meant; nil leaves a side open.
package struct FollowupFilter: Sendable, Hashable {
    package var state: Followup.State?
    package var what: Followup.What?
    package var rule: String?
    package var courier: String?
    package var division: String?

    package init(
        state: Followup.State? = nil, what: Followup.What? = nil, rule: String? = nil, courier: String? = nil,
        division: String? = nil
    ) {
        self.state = state
        self.what = what
        self.rule = rule
        self.courier = courier
        self.division = division
    }
}
