package import HTTPTypes
package import Hummingbird
package import Messages

/// The one place where a path gets a handler: who may call it, what its body is, and, for whatever changes state, that
/// it happens once.
package final class Routes {
    private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]

    private let router: Router<WebContext>
    private var known: [String: Set<HTTPRequest.Method>] = [:]
    let desk: Desk

    init(router: Router<WebContext>, desk: Desk) {
        self.router = router
        self.desk = desk
    }

    /// A route that anybody may call: health, metrics, documentation.
    package func open(
        _ method: HTTPRequest.Method, _ template: String,
        use handler: @escaping @Sendable (Request, WebContext) async throws -> Reply
    ) {
        on(method, template) { request, context in
            try await handler(request, context).response()
        }
    }

    /// A route that only reads.
    package func read(
        _ template: String, for roles: Set<Role>, use handler: @escaping @Sendable (Call) async throws -> Reply
    ) {
        let desk = desk
        on(.get, template) { request, context in
            let caller = try await desk.admit(request, context, roles: roles)
            return try await handler(desk.call(request, context, caller, body: .empty)).response()
        }
    }

    /// A route that takes something without an idempotency key (E-15): marks that may come any number of times, and
    /// questions too long for an address.
    package func receive(
        _ template: String, for roles: Set<Role>, body rule: BodyRule,
        use handler: @escaping @Sendable (Call) async throws -> Reply
    ) {
        let desk = desk
        on(.post, template) { request, context in
            let caller = try await desk.admit(request, context, roles: roles)
            let body = try await BodyReader(rule: rule).read(request, noting: context.trail)
            return try await handler(desk.call(request, context, caller, body: body)).response()
        }
    }

    func on(
        _ method: HTTPRequest.Method, _ template: String,
        _ serve: @escaping @Sendable (Request, WebContext) async throws -> Response
    ) {
        precondition(known[template]?.contains(method) != true, "\(method) \(template) has a handler already")
        known[template, default: []].insert(method)
        router.on(RouterPath(template), method: method) { request, context in
            context.trail.note { $0.template = template }
            return try await serve(request, context)
        }
    }

    /// Answers every other method of a known path with 405 and `Allow`; to be called once, after all routes are in.
    func refuseOtherMethods() {
        for (template, taken) in known {
            let allowed = taken.contains(.get) ? taken.union([.head]) : taken
            let allow = allowed.map(\.rawValue).sorted().joined(separator: ", ")
            for method in Self.methods where !allowed.contains(method) {
                on(method, template) { _, _ in
                    throw ProblemAnswer(
                        Problem(.methodNotAllowed, "Этот адрес принимает только \(allow)."), headers: [.allow: allow])
                }
            }
        }
    }
}
