package import Messages
import Scripts
import YAML

/// What is known of one courier step: an object of facts, `{"step":"handed_over","at":…,"geo":{"distance_m":132,…},…}`.
package struct StepFacts: Sendable, Hashable {
    package let json: JSON
    /// What the courier does.
    package let step: CourierStep
    /// When it was done, by the capture's clock.
    package let at: Instant

    /// The branch that holds what was counted in a rule's window: the host brings it, nobody else.
    static let window = "window"

    /// Facts that are known to be well-formed.
    init(_ json: JSON, step: CourierStep, at: Instant) {
        self.json = json
        self.step = step
        self.at = at
    }

    /// - Throws: `Problem` when the step or its time is not there, or the step is none.
    package init(_ json: JSON) throws(Problem) {
        guard let name = json["step"]?.string, !name.isEmpty else {
            throw Problem(.validationRequired, "Нет факта step: что делает курьер, например \"handed_over\".")
        }
        guard let step = CourierStep(rawValue: name) else {
            let steps = CourierStep.allCases.map(\.rawValue)
            let near = NearestWord.advice(on: name, among: steps)
            throw Problem(
                .validationFormat,
                "Шага «\(name)» нет\(near.isEmpty ? ": есть \(steps.joined(separator: ", "))" : near)",
                faults: [.init(field: "step", message: "такого шага нет\(near)")])
        }
        guard let at = json["at"]?.string.flatMap({ Instant(rfc3339: $0) }) else {
            throw Problem(.validationRequired, "Нет факта at: время с поясом, например \"2026-12-01T10:00:00+03:00\".")
        }
        self.json = json
        self.step = step
        self.at = at
    }

    /// A fact by its path; null and an empty object are not there.
    package subscript(path: String) -> JSON? {
        var value = json
        for name in path.split(separator: ".") {
            guard let next = value[String(name)], !next.isNull else { return nil }
            value = next
        }
        return value == .object([]) ? nil : value
    }

    /// What a window's rule is told: the branches that its kind declares, and the window.
    func told(_ window: JSON, to kind: RuleKind) -> JSON {
        let members = (json.members ?? []).filter { kind.branches.contains($0.name) && $0.name != Self.window }
        return .object(members + [.init(Self.window, window)])
    }
}
