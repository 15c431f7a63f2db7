import Messages
import YAML

/// The numbers by which the pipeline works. Where a tree has no file but for retries, the plan's own numbers stand: so
/// a revision that was kept by an older build starts.
extension TreeReading {
    mutating func retry() -> RetryPlan? {
        let path = "policies/retry.yaml"
        guard files.files[path] != nil else {
            error(path, 1, nil, "нет файла: без него неизвестно, когда повторять отправку")
            return nil
        }
        return yaml(path) { document throws(YAMLFaults) in try RetryPlanReader.read(document) }
    }

    mutating func lookalikes() -> LookalikePlan {
        plan("lookalikes", LookalikePlan()) { document throws(YAMLFaults) in try LookalikePlanReader.read(document) }
    }

    mutating func retention() -> RetentionPlan {
        plan("retention", RetentionPlan()) { document throws(YAMLFaults) in try RetentionPlanReader.read(document) }
    }

    mutating func sla() -> SLAPlan {
        plan("sla", SLAPlan()) { document throws(YAMLFaults) in try SLAPlanReader.read(document) }
    }

    /// Who owns which kinds of objects; a tree that does not say so lets everything through.
    mutating func masters(_ contracts: [String: Contract]) -> MasterPlan {
        plan("master", .open) { document throws(YAMLFaults) in try MasterPlanReader.read(document, contracts) }
    }

    private mutating func plan<Plan>(
        _ name: String, _ standing: Plan, _ read: (YAMLDocument) throws(YAMLFaults) -> Plan
    ) -> Plan {
        let path = "policies/\(name).yaml"
        guard files.files[path] != nil else { return standing }
        return yaml(path, read) ?? standing
    }
}
