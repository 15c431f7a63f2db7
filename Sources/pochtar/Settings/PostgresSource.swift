import YAML

/// The connection string of PostgreSQL, or a reference to it: a password may be in it.
enum PostgresSource: Sendable {
    case plain(String)
    case secret(SecretReference, origin: SettingOrigin)

    /// The string itself.
    ///
    /// - Parameter variables: where `env:` secrets are.
    func text(_ variables: [String: String]) throws(SettingsFault) -> String {
        switch self {
        case .plain(let text): text
        case .secret(let reference, let origin): try reference.resolve(variables, at: origin)
        }
    }

    /// Reads `postgres: host=… dbname=…` or `postgres: {secret: file:/run/secrets/postgres}`.
    init?(_ value: YAMLValue) {
        guard case .mapping = value.node else {
            guard let text = value.string() else { return nil }
            self = .plain(text)
            return
        }
        guard let written = value.mapping()?.required("secret"), let text = written.string() else { return nil }
        guard let reference = SecretReference(text) else {
            written.fault("секрет задаётся ссылкой: file:/путь/к/файлу или env:ИМЯ_ПЕРЕМЕННОЙ")
            return nil
        }
        self = .secret(reference, origin: .file(value.place))
    }
}
