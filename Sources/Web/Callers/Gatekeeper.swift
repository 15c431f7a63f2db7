import HTTPTypes
import Hummingbird
import Messages
import Storage

/// Lets callers in: who they are, and whether they have not asked too often.
package struct Gatekeeper: Sendable {
    /// `dev:dev`, which has every role, in the environment dev and from this machine only.
    private static let development = Credentials(name: "dev", secret: "dev")

    private static let developer = Caller(name: "dev", roles: Set(Role.allCases))

    private let ring: KeyRing
    private let quotas: QuotaMeter
    private let allowsDevelopmentKey: Bool

    /// - Parameter allowsDevelopmentKey: whether the environment is dev.
    package init(ring: KeyRing, quotas: QuotaMeter, allowsDevelopmentKey: Bool) {
        self.ring = ring
        self.quotas = quotas
        self.allowsDevelopmentKey = allowsDevelopmentKey
    }

    /// The caller, when the key is good, one of the roles fits and the quota is not used up.
    func admit(_ request: Request, _ context: WebContext, roles: Set<Role>, at now: Instant) async throws -> Caller {
        let caller = try await authenticate(request, context)
        context.trail.note { $0.caller = caller.name }
        try caller.requireRole(roles)
        try quotas.take(for: caller, at: now, noting: context.trail)
        return caller
    }

    private func authenticate(_ request: Request, _ context: WebContext) async throws -> Caller {
        do {
            let credentials = try Credentials(authorization: request.headers[.authorization])
            if allowsDevelopmentKey, context.isLoopback, credentials == Self.development {
                return Self.developer
            }
            guard let key = try await ring.key(for: credentials) else {
                throw Problem(.invalidToken, "Имя или секрет ключа не подходят, либо ключ отозван.")
            }
            return Caller(name: key.name, roles: key.roles, system: key.system)
        } catch let problem as Problem where problem.code == .invalidToken {
            let challenge = #"Basic realm="Pochtar", charset="UTF-8""#
            throw ProblemAnswer(problem, headers: [.wwwAuthenticate: challenge])
        }
    }
}
