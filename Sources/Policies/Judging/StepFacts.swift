package import Messages
import YAML

/// What is known of one courier step: an object of facts, `{"step":"handed_over","at":…,"geo":{"distance_m":132,…},…}`.
package struct StepFacts: Sendable, Hashable {
    package let json: JSON
    /// What the courier does.
    package let step: CourierStep
    /// When it was done, by the capture's clock.
    package let at: Instant

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
}
