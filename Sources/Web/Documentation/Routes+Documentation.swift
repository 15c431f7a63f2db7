import HTTPTypes
import Messages

extension Routes {
    /// The pages that problems and refusals point at.
    func documentation() {
        open(.get, IdempotencyKey.documentation) { _, _ in
            .text(DocumentationPage.idempotency.html, type: "text/html; charset=utf-8")
        }
        open(.get, ProblemDocument.documentation) { _, _ in
            .text(DocumentationPage.problems.html, type: "text/html; charset=utf-8")
        }
    }
}
