package import Messages

/// A caller's key: its secret is known only as a hash.
package struct APIKey: Sendable, Hashable {
    package let name: String
    /// SHA-256 of the secret, 64 hexadecimal digits.
    package let hash: String
    package let roles: Set<Role>
    package let createdAt: Instant
    package let revokedAt: Instant?

    package init(name: String, hash: String, roles: Set<Role>, createdAt: Instant, revokedAt: Instant? = nil) {
        self.name = name
        self.hash = hash
        self.roles = roles
        self.createdAt = createdAt
        self.revokedAt = revokedAt
    }
}
