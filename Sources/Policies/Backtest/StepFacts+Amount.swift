import Messages

extension StepFacts {
    /// What the courier owes for the step, in kopecks: in one sum, or else for goods and delivery together; nil when
    /// nobody says.
    var amount: Int? {
        if let due = self["cash.due_kop"]?.int { return due }
        let parts = ["cash.goods_due_kop", "cash.delivery_due_kop"].compactMap { self[$0]?.int }
        return parts.isEmpty ? nil : parts.reduce(0, Volume.sum)
    }
}
