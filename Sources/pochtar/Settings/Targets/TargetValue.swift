/// One value of a target's settings as it was written; what it must be is the plugin's business.
struct TargetValue: Sendable, CustomStringConvertible, CustomReflectable {
    /// How it was written.
    enum Content: Sendable {
        /// A scalar; `isQuoted` says that it is text beyond doubt.
        case plain(String, isQuoted: Bool)
        case secret(SecretReference)
    }

    let content: Content
    let origin: SettingOrigin

    /// Shows no literal: it may be a password.
    var description: String {
        switch content {
        case .plain: "…"
        case .secret(let reference): "\(reference)"
        }
    }

    /// Dumps show what the description shows.
    var customMirror: Mirror { Mirror(self, children: ["value": description]) }
}
