import Messages

/// A sort of rules that a plugin can judge: what its manifest declares. Its handler's `judge(params, facts)` is pure
/// and returns the name of a case and the values that it looked at.
package struct RuleKind: Sendable, Hashable {
    /// Something that `judge` is told of a step.
    package struct Fact: Sendable, Hashable {
        /// `geo.distance_m`; `photos[].width_px` for what each item of a list has.
        package let path: String
        package let sort: FactSort
        package let title: String
        /// The list whose items have it: `photos`; nil for a fact of the step itself.
        package let list: String?
        /// The names on the way to it, from the step or from an item of the list.
        package let names: [String]

        package init(path: String, sort: FactSort, title: String) {
            self.path = path
            self.sort = sort
            self.title = title
            let parts = path.split(separator: "[]", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            list = parts.count == 2 ? parts[0] : nil
            names = (parts.last ?? "").split(separator: ".").map(String.init)
        }
    }

    /// A figure that `judge` looked at: it stands in verdicts, and in texts as `{distance_m}`.
    package struct Figure: Sendable, Hashable {
        package let name: String
        package let unit: MeasureUnit?
        package let title: String
    }

    /// One way in which a rule can come out.
    package struct Case: Sendable, Hashable {
        package let name: String
        package let ruling: Ruling
        package let title: String
        /// What people read unless a policy says it better; nil for one that passes without a word.
        package let reason: String?
        /// What to do about it.
        package let fix: String?
    }

    /// A parameter with which a figure is compared.
    package struct Threshold: Sendable, Hashable {
        package let parameter: String
        package let figure: String
    }

    /// The folder's name: `geo`.
    package let name: String
    package let version: Int
    package let title: String
    package let parameters: [RuleParameter]
    package let facts: [Fact]
    package let figures: [Figure]
    package let cases: [Case]
    package let thresholds: [Threshold]
    /// `plugins/<name>/handler.lua`.
    package let file: String
    /// The first names of the facts.
    package let branches: Set<String>

    let unit: Int

    /// What `judge` is told of a step's facts: the branches that the manifest declares.
    func told(_ facts: JSON) -> JSON {
        .object((facts.members ?? []).filter { branches.contains($0.name) })
    }

    /// A parameter by its name; nil when there is none.
    package func parameter(_ name: String) -> RuleParameter? { parameters.first { $0.name == name } }

    /// A case by its name; nil when there is none.
    package func outcome(_ name: String) -> Case? { cases.first { $0.name == name } }

    /// Everything that may stand in a text in braces, with its unit.
    package var placeholders: [String: MeasureUnit?] {
        let told = parameters.map { ($0.name, $0.unit) } + figures.map { ($0.name, $0.unit) }
        return Dictionary(told) { first, _ in first }
    }
}
