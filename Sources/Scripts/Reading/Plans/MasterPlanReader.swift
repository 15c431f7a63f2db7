import Messages
import YAML

/// Reads `policies/master.yaml`.
enum MasterPlanReader {
    static func read(
        _ document: YAMLDocument, _ contracts: [String: Contract]
    ) throws(YAMLFaults) -> MasterPlan {
        try document.read { root in
            guard let kinds = root.required("kinds")?.mapping() else { return nil }
            var owners: [String: String] = [:]
            let rules = kinds.entries().compactMap { rule($0, contracts, &owners) }
            return MasterPlan(rules: rules)
        }
    }

    /// `контрагенты: { master: ut103, types: { ut103: […], ut11: […] } }`.
    private static func rule(
        _ entry: YAMLNamed, _ contracts: [String: Contract], _ owners: inout [String: String]
    ) -> MasterPlan.Rule? {
        guard let map = entry.value.mapping() else { return nil }
        let master = map.required("master")
        guard let lists = map.required("types")?.mapping() else { return nil }
        var types: [String: [String]] = [:]
        for list in lists.entries() {
            guard let contract = contracts[list.name] else {
                list.value.fault(
                    "система «\(list.name)» не описана" + near(list.name, contracts.keys)
                        + ": нужен mappings/contracts/\(list.name)")
                continue
            }
            types[list.name] = list.value.items()?.compactMap { item -> String? in
                guard let name = item.string() else { return nil }
                guard contract.types[name] != nil else {
                    item.fault(
                        "тип «\(name)» не описан в контракте \(list.name)" + near(name, contract.types.keys))
                    return nil
                }
                if let other = owners.updateValue(entry.name, forKey: "\(list.name).\(name)") {
                    item.fault("тип «\(name)» системы \(list.name) уже назван в «\(other)»: хозяин у него один")
                    return nil
                }
                return name
            }
        }
        guard let name = master?.choice(of: types.keys.sorted()) else { return nil }
        return MasterPlan.Rule(kind: entry.name, master: name, types: types)
    }

    private static func near(_ word: String, _ candidates: some Collection<String>) -> String {
        NearestWord.to(word, among: candidates).map { ", может быть «\($0)»?" } ?? ""
    }
}
