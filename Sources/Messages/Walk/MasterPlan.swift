/// Which system owns which kind of objects now (`policies/master.yaml`): from the others nothing of it is carried over.
package struct MasterPlan: Sendable, Hashable {
    /// One kind of objects.
    package struct Rule: Sendable, Hashable {
        /// What people call the kind: «контрагенты».
        package let kind: String
        /// The system that owns it.
        package let master: String
        /// The kind's object types by system.
        package let types: [String: [String]]

        package init(kind: String, master: String, types: [String: [String]]) {
            self.kind = kind
            self.master = master
            self.types = types
        }

        /// The rule in words, for whoever has to know which one was used.
        package var sentence: String { "\(kind): хозяин — \(master) (policies/master.yaml)" }
    }

    /// Everything is carried over, whoever says it.
    package static let open = MasterPlan(rules: [])

    package let rules: [Rule]
    private let byType: [String: Rule]

    /// - Parameter rules: a type of a system is in one of them at most.
    package init(rules: [Rule]) {
        self.rules = rules
        var byType: [String: Rule] = [:]
        for rule in rules {
            for (system, types) in rule.types {
                for type in types { byType["\(system).\(type)"] = rule }
            }
        }
        self.byType = byType
    }

    /// The rule that forbids an object to be carried over; nil when its system may.
    package func refusal(of key: ObjectKey) -> Rule? {
        guard !byType.isEmpty, let rule = byType["\(key.system).\(key.type)"], rule.master != key.system else {
            return nil
        }
        return rule
    }
}
