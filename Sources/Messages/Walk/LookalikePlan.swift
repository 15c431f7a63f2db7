/// How names that look alike are looked for among what a target has (`policies/lookalikes.yaml`).
package struct LookalikePlan: Sendable, Hashable {
    /// How old what is known of a target's names may be before they are read anew.
    package let age: Span
    /// How many objects are asked for at once.
    package let page: Int
    /// Target types whose names are numbers rather than names, or too many: nobody looks for lookalikes there.
    package let except: Set<String>

    package init(age: Span = .hours(1), page: Int = 1000, except: Set<String> = []) {
        self.age = age
        self.page = page
        self.except = except
    }
}
