package import Messages
package import Storage

extension APIKey {
    /// Secrets have so many random bytes: 192 bits.
    private static let secretBytes = 24

    /// Makes a key and its secret, 48 hexadecimal digits; the secret is shown once and kept nowhere (E-23).
    package static func generate(
        name: String, roles: Set<Role>, system: String? = nil, at now: Instant
    ) -> (key: APIKey, secret: String) {
        var random = SystemRandomNumberGenerator()
        let secret = (0..<secretBytes).map { _ in
            let byte = UInt8.random(in: .min ... .max, using: &random)
            return (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        return (APIKey(name: name, hash: hash(of: secret), roles: roles, system: system, createdAt: now), secret)
    }

    /// How a secret is kept: its SHA-256. Secrets are random and long, so nothing slower is needed.
    package static func hash(of secret: String) -> String {
        Digest.hex(secret.utf8)
    }
}
