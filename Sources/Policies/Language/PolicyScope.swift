import Messages

/// For whom something holds. Each list that is not empty must have the step's; all empty is everybody.
package struct PolicyScope: Sendable, Hashable {
    package let divisions: Set<String>
    package let warehouses: Set<String>
    package let couriers: Set<String>

    package static let everybody = PolicyScope(divisions: [], warehouses: [], couriers: [])

    /// Whether the step is one of those for whom it holds.
    package func covers(_ facts: StepFacts) -> Bool {
        func has(_ set: Set<String>, _ fact: String) -> Bool {
            set.isEmpty || facts[fact]?.string.map(set.contains) ?? false
        }
        return has(divisions, "division") && has(warehouses, "warehouse") && has(couriers, "courier")
    }
}
