package import Messages

/// Who asks: the name of an API key and what it may do.
package struct Caller: Sendable, Hashable {
    package let name: String
    package let roles: Set<Role>
    /// The system whose key it is; nil for a key that is nobody's in particular.
    package let system: String?

    package init(name: String, roles: Set<Role>, system: String? = nil) {
        self.name = name
        self.roles = roles
        self.system = system
    }

    /// Throws `auth.forbidden` unless the caller has at least one of the roles.
    package func requireRole(_ allowed: Set<Role>) throws(Problem) {
        guard roles.isDisjoint(with: allowed) else { return }
        let names = allowed.map(\.rawValue).sorted().joined(separator: ", ")
        throw Problem(
            .forbidden,
            "Ключу «\(name)» это не разрешено: нужна одна из ролей \(names). Попросите оператора выдать роль.")
    }
}
