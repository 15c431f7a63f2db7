package import Messages

/// A caller's key: its secret is known only as a hash.
package struct APIKey: Sendable, Hashable {
    package let name: String
    /// SHA-256 of the secret, 64 hexadecimal digits.
    package let hash: String
    package let roles: Set<Role>
    /// The system whose key it is; nil for people, and for whoever speaks for several.
    package let system: String?
    package let createdAt: Instant
    package let revokedAt: Instant?

    package init(
        name: String, hash: String, roles: Set<Role>, system: String? = nil, createdAt: Instant,
        revokedAt: Instant? = nil
    ) {
        self.name = name
        self.hash = hash
        self.roles = roles
        self.system = system
        self.createdAt = createdAt
        self.revokedAt = revokedAt
    }
}
