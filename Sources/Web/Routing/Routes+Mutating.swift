package import HTTPTypes
import Hummingbird
package import Messages
package import Pipeline
package import Storage

extension Routes {
    /// A route that changes state. The caller is admitted, the key and the body are read, and `prepare` checks all that
    /// can be checked without the database, before the key is looked up; `commit` then does the work at most once per
    /// (caller, method, template, key).
    ///
    /// - Parameters:
    ///   - prepare: throws a `Problem` for what is wrong with the request itself; that is not stored under the key.
    ///   - commit: runs claim, work and stored reply as one transaction.
    package func mutate<Work: Sendable>(
        _ method: HTTPRequest.Method, _ template: String, for roles: Set<Role>, body rule: BodyRule,
        prepare: @escaping @Sendable (Call) async throws -> Work,
        commit: @escaping @Sendable (IdempotencyClaim, Work) async throws -> CommitAnswer
    ) {
        let desk = desk
        on(method, template) { request, context in
            let caller = try await desk.admit(request, context, roles: roles)
            let key = try IdempotencyKey(request.headers)
            context.trail.note { $0.idempotencyKey = key.text }
            let body = try await BodyReader(rule: rule).read(request, noting: context.trail)
            let call = try desk.call(request, context, caller, body: body)
            let work = try await prepare(call)
            let print = Fingerprint(
                method: method.rawValue, route: template, parameters: call.parameters, query: call.query,
                mediaType: rule.mediaType, body: body)
            let claim = IdempotencyClaim(
                caller: caller.name, method: method.rawValue, route: template, key: key.text, fingerprint: print.text,
                correlationID: context.identity.correlationID)
            return try desk.answer(try await commit(claim, work), to: claim, print, context)
        }
    }

    /// A route whose work is an effect: a closure over the session that the committer runs in one transaction with the
    /// claim and the stored reply (E-11).
    package func mutate(
        _ method: HTTPRequest.Method, _ template: String, for roles: Set<Role>, body rule: BodyRule,
        by committer: Committer,
        prepare: @escaping @Sendable (Call) async throws -> @Sendable (Session, Instant) throws -> Reply
    ) {
        mutate(method, template, for: roles, body: rule, prepare: prepare) { claim, effect in
            try await committer.commit(claim, effect)
        }
    }
}
