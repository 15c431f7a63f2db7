package import Messages

/// What is known of one courier step: an object of facts, `{"step":"handed_over","at":…,"geo":{"distance_m":132,…},…}`.
package struct StepFacts: Sendable, Hashable {
    package let json: JSON
    /// What the courier does: `handed_over`.
    package let step: String
    /// When it was done, by the capture's clock.
    package let at: Instant

    /// - Throws: `Problem` (422) when the step or its time is not there.
    package init(_ json: JSON) throws(Problem) {
        guard let step = json["step"]?.string, !step.isEmpty else {
            throw Problem(.validationRequired, "Нет факта step: что делает курьер, например \"handed_over\".")
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
