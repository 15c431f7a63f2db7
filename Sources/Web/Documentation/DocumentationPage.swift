import Messages

/// A page for those who write against the API, in Russian.
struct DocumentationPage: Sendable {
    let title: String
    /// HTML, escaped.
    let body: String

    var html: String {
        """
        <!doctype html>
        <html lang="ru">
        <head><meta charset="utf-8"><title>\(title)</title></head>
        <body><h1>\(title)</h1>
        \(body)
        </body>
        </html>
        """
    }

    /// The rules of `Idempotency-Key`.
    static let idempotency = DocumentationPage(
        title: "Повтор запросов: Idempotency-Key",
        body: """
            <p>Каждый запрос, который что-то меняет (POST, PUT, PATCH, DELETE), несёт заголовок
            <code>Idempotency-Key</code>: 1–128 печатных символов ASCII, в кавычках или без.
            Один ключ — одно дело одного вызывающего на одном адресе.</p>
            <ul>
            <li>Связь оборвалась или пришёл ответ 5xx, 429 или 409 <code>conflict.in_progress</code>: повторите
            тот же запрос с тем же ключом и тем же телом, выждав <code>Retry-After</code>.</li>
            <li>Дело уже сделано: придёт первый ответ, байт в байт, с заголовком
            <code>Idempotent-Replayed: true</code>.</li>
            <li>Тело, параметры или путь другие: 409 <code>conflict.duplicate</code>, ничего не выполнено.</li>
            <li>Ключа нет: 400 <code>validation.required</code>.</li>
            <li>Ошибка в самом запросе (400, 413, 415, 422) под ключом не запоминается: исправьте и пришлите снова
            с тем же ключом.</li>
            <li>Ключи помнятся не меньше 72 часов (<code>policies/retention.yaml</code>).</li>
            </ul>
            """)

    /// Every code that `application/problem+json` may carry.
    static let problems = DocumentationPage(
        title: "Коды ошибок",
        body: "<table>\n<tr><th>код</th><th>HTTP</th><th>что значит</th></tr>\n"
            + ProblemCode.allCases.map { code in
                "<tr id=\"\(code.rawValue)\"><td><code>\(code.rawValue)</code></td><td>\(code.status)</td>"
                    + "<td>\(code.title)</td></tr>"
            }.joined(separator: "\n") + "\n</table>")
}
