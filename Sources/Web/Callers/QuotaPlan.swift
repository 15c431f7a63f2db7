package import Messages

/// How often callers may ask (CF-29).
package struct QuotaPlan: Sendable, Hashable {
    /// So many requests a minute; as many may come at once.
    package struct Rule: Sendable, Hashable {
        package let perMinute: Int

        package init(perMinute: Int) {
            precondition(perMinute > 0, "a quota lets something through")
            self.perMinute = perMinute
        }
    }

    /// By the name of the key; stands over the roles.
    package let callers: [String: Rule]
    /// Roles that are not named here are unlimited.
    package let roles: [Role: Rule]

    package init(callers: [String: Rule] = [:], roles: [Role: Rule] = [.courier: Rule(perMinute: 600)]) {
        self.callers = callers
        self.roles = roles
    }

    /// The rule for a caller: its own, else the most generous of its roles; nil is unlimited.
    package func rule(for caller: Caller) -> Rule? {
        if let own = callers[caller.name] { return own }
        let rules = caller.roles.map { roles[$0] }
        guard !rules.contains(nil) else { return nil }
        return rules.compactMap { $0 }.max { $0.perMinute < $1.perMinute }
    }
}
