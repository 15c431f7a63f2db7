/// What one look of the doctor found: one line, and what to do about it.
struct Diagnosis: Sendable, Hashable {
    /// How it stands.
    enum Verdict: Sendable, Hashable {
        case well
        /// Not broken, but worth knowing.
        case notable(remedy: String)
        case ill(remedy: String)
    }

    let subject: String
    let finding: String
    let verdict: Verdict

    init(_ subject: String, _ finding: String, _ verdict: Verdict = .well) {
        self.subject = subject
        self.finding = finding
        self.verdict = verdict
    }

    var isIll: Bool {
        if case .ill = verdict { true } else { false }
    }

    /// `плохо     журнал SQLite: delete. Что делать: …`
    var line: String {
        switch verdict {
        case .well: "ок        \(subject): \(finding)"
        case .notable(let remedy): "внимание  \(subject): \(finding). Что делать: \(remedy)"
        case .ill(let remedy): "плохо     \(subject): \(finding). Что делать: \(remedy)"
        }
    }
}
