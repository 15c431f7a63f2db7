package import Messages
import YAML

/// One immutable set of mappings, policies and plugins: read, compiled and validated as a whole, or refused.
package final class Revision: Sendable {
    package let id: RevisionID
    package let files: TreeFiles
    /// By system.
    package let contracts: [String: Contract]
    package let mappings: [Mapping]
    /// By name.
    package let plugins: [String: Plugin]
    /// The sorts of rules that plugins can judge, by name.
    package let ruleKinds: [String: RuleKind]
    package let retry: RetryPlan
    package let lookalikes: LookalikePlan
    package let retention: RetentionPlan
    package let sla: SLAPlan
    /// Who owns which kinds of objects now.
    package let masters: MasterPlan
    /// The lookup tables that scripts see as `ctx.tables`, by name.
    package let tables: JSON

    let tree: ScriptTree
    /// Whether any mapping reads other objects through references.
    package let hasNeeds: Bool
    /// By which fields an object of a target may look like ours, by target and the target's type.
    package let lookalikeGroups: [String: [String: [[String]]]]
    private let bySource: [String: [Mapping]]

    /// Reads, compiles and validates a tree. Files run to the end of what they declare; no `map` and no function of a
    /// plugin is called. Samples are the business of `TreeCheck`.
    package init(files: TreeFiles) throws(TreeRefused) {
        var reading = TreeReading(files)
        let contracts = reading.contracts()
        let tables = reading.lookups()
        let retry = reading.retry()
        let lookalikes = reading.lookalikes()
        let (retention, sla) = (reading.retention(), reading.sla())
        let masters = reading.masters(contracts)
        let sources = reading.sources()
        let libraries = sources.filter { $0.path.hasPrefix("mappings/lib/") }
        tree = ScriptTree(
            sources: sources,
            libraries: Dictionary(
                libraries.map { (TreeReading.stem($0.path), $0.unit) }, uniquingKeysWith: { first, _ in first }),
            lookups: tables.bytes(sortingKeys: true), types: ContractTypes(contracts))
        let scripts = reading.scripts(tree, contracts)
        guard reading.findings.isEmpty, let retry else { throw TreeRefused(findings: reading.findings) }
        id = files.revision
        self.files = files
        self.contracts = contracts
        self.tables = tables
        self.retry = retry
        self.lookalikes = lookalikes
        self.retention = retention
        self.sla = sla
        self.masters = masters
        mappings = scripts.mappings
        plugins = Dictionary(scripts.plugins.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        ruleKinds = Dictionary(scripts.rules.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        hasNeeds = scripts.mappings.contains { !$0.needs.isEmpty }
        lookalikeGroups = Self.lookalikeGroups(mappings, plugins, contracts, except: lookalikes.except)
        bySource = Dictionary(grouping: scripts.mappings) { "\($0.system).\($0.type)" }
    }

    /// The plugin by which a target is called; nil for one that comes itself, and for one that nobody knows.
    package func connector(for target: String) -> Plugin? {
        plugins.values.first { $0.target == target && $0.kind == .connector }
    }

    /// The systems that come themselves for what is for them.
    package var receivers: Set<String> {
        Set(plugins.values.lazy.filter { $0.kind == .feed }.map(\.target))
    }

    /// The mappings of one source type, one for each target.
    package func mappings(from system: String, type: String) -> [Mapping] {
        bySource["\(system).\(type)", default: []]
    }

    /// The attributes of a run that nobody reads: those that the mapping reads over none of its samples either. Known
    /// once `TreeCheck` has run.
    package func unread(_ result: MappingResult, of mapping: Mapping) -> [String] {
        result.unread.filter { !tree.isRead($0, by: mapping.unit) }
    }

    /// The translated source of a mapping, for places of findings.
    func source(of mapping: Mapping) -> LuaSource? { tree.source(mapping.unit) }
}
