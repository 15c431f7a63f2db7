/// What a `plugins/<name>/plugin.yaml` declares.
enum PluginManifest {
    /// How one system is called, or comes itself.
    case system(Plugin)
    /// A sort of rules.
    case rule(RuleKind)

    /// What `kind` may be.
    static let kinds = Plugin.Kind.allCases.map(\.rawValue) + ["rule"]
}
