import Connectors
import Messages
import Scripts

extension Settings {
    /// Where each target of these settings is, by the connectors of a revision.
    func destinations(
        for revision: Revision, variables: [String: String]
    ) throws(SettingsFault) -> [String: Destination] {
        var destinations: [String: Destination] = [:]
        var faults: [String] = []
        for (name, target) in targets.sorted(by: { $0.key < $1.key }) {
            guard let plugin = revision.connector(for: name) else {
                guard !revision.receivers.contains(name) else {
                    faults.append(
                        "targets.\(name): система «\(name)» забирает сама (kind: feed), посылать ей нечего: удалите "
                            + "targets.\(name)")
                    continue
                }
                faults.append(
                    "targets.\(name): для системы «\(name)» нет коннектора: ни в одном plugins/*/plugin.yaml "
                        + "нет target: \(name)")
                continue
            }
            do throws(SettingsFault) {
                destinations[name] = try target.destination(
                    for: plugin, in: environment, variables: variables, timeout: revision.retry.requestTimeout)
            } catch {
                faults += error.lines
            }
        }
        guard faults.isEmpty else { throw SettingsFault(faults) }
        return destinations
    }

    /// Targets that the revision's mappings write to and these settings do not have.
    func homelessTargets(of revision: Revision) -> [String] {
        Set(revision.mappings.map(\.target)).subtracting(targets.keys).subtracting(revision.receivers).sorted()
    }
}
