/// An error that a caller sees: a code for programs, sentences in Russian for people, detail in English for the
/// operator.
package struct Problem: Error, Sendable, Hashable {
    /// One fault inside a request.
    package struct Fault: Sendable, Hashable {
        /// Where it is: `data.Товары[2].Количество`, `строка 14`.
        package let field: String
        /// What is wrong and what to do, in Russian.
        package let message: String

        package init(field: String, message: String) {
            self.field = field
            self.message = message
        }
    }

    package let code: ProblemCode
    /// A short name of what went wrong, in Russian, without particulars.
    package let title: String
    /// What went wrong here and what to do about it, in Russian.
    package let detail: String
    package let faults: [Fault]
    /// How long the caller should wait before it asks again.
    package let retryAfter: Span?
    /// Where to look instead: the status of the work in progress, the message that came first.
    package let location: String?
    /// For the log only, in English.
    package let internalDetail: String?

    package init(
        _ code: ProblemCode, _ detail: String, faults: [Fault] = [], retryAfter: Span? = nil, location: String? = nil,
        internalDetail: String? = nil
    ) {
        self.code = code
        self.title = code.title
        self.detail = detail
        self.faults = faults
        self.retryAfter = retryAfter
        self.location = location
        self.internalDetail = internalDetail
    }
}

extension [Problem.Fault] {
    /// All of them in one sentence, each with its place.
    package var sentence: String { map { "\($0.field): \($0.message)" }.joined(separator: "; ") }
}
