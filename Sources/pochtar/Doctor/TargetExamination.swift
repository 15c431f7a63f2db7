import Connectors
import Foundation
import Logging
import Messages
import Scripts

/// Whether the targets can be reached, and how they take to what we ask of them.
struct TargetExamination: Sendable {
    let settings: Settings
    let variables: [String: String]
    let revision: Revision
    let clock: WallClock
    let logger: Logger

    /// One finding for each target, two when it may be written to.
    func findings(mayWrite: Bool) async -> [Diagnosis] {
        let scripts = ScriptPool(workers: 1, zone: settings.zone)
        var findings: [Diagnosis] = []
        for (name, target) in settings.targets.sorted(by: { $0.key < $1.key }) {
            findings += await examine(name, target, scripts, mayWrite: mayWrite)
        }
        findings += settings.homelessTargets(of: revision).map { name in
            Diagnosis(
                "система \(name)", "маппинги пишут в неё, а настроек нет",
                .ill(remedy: "допишите targets.\(name) в файл настроек: до того отправления копятся"))
        }
        return findings
    }

    private func examine(
        _ name: String, _ target: TargetSettings, _ scripts: ScriptPool, mayWrite: Bool
    ) async -> [Diagnosis] {
        let subject = "система \(name)"
        guard let plugin = revision.connector(for: name) else {
            return [
                Diagnosis(subject, "нет коннектора", .ill(remedy: "нужен plugins/*/plugin.yaml с target: \(name)"))
            ]
        }
        do {
            let destination = try target.destination(
                for: plugin, in: settings.environment, variables: variables, timeout: revision.retry.requestTimeout)
            let peer = PeerClient(destination: destination)
            let connector = Connector(
                plugin: plugin, revision: revision, scripts: scripts, peer: peer, clock: clock, logger: logger)
            let reached = await connector.probe()
            var findings = [Self.judge(reached, subject, destination)]
            if mayWrite, reached == .up, let contract = revision.contracts[name] {
                findings.append(await WriteProbe(connector: connector, contract: contract, clock: clock).run())
            }
            try? await peer.shutdown()
            return findings
        } catch {
            return [
                Diagnosis(subject, error.lines.joined(separator: "; "), .ill(remedy: "исправьте настройки системы"))
            ]
        }
    }

    private static func judge(_ result: ProbeResult, _ subject: String, _ destination: Destination) -> Diagnosis {
        switch result {
        case .up: Diagnosis(subject, "\(destination.baseURL) отвечает и пускает")
        case .down(let reason):
            Diagnosis(
                subject, "\(destination.baseURL): \(reason)",
                .ill(remedy: "проверьте адрес, публикацию, логин и пароль; отправления дождутся"))
        }
    }
}
