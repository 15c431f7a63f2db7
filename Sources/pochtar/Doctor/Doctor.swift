import Foundation
import Logging
import Messages
import Scripts
import Storage

/// Looks at everything on which a postman's work rests, without changing anything but where it is asked to.
struct Doctor {
    let settings: Settings
    let variables: [String: String]
    /// Variables that look like ours and are not.
    let unknownVariables: [String]
    /// Whether it may create an object in the targets, and mark it for deletion, to see whose GUID it gets.
    let mayWrite: Bool
    let clock: WallClock
    let logger: Logger

    /// All findings, in the order in which a trouble is best looked for.
    func examine() async -> [Diagnosis] {
        var findings = [settingsFile]
        let tree = TreeExamination(root: settings.tree)
        let store = await StoreExamination.open(settings, variables)
        findings += store.findings
        findings += await tree.findings(live: store.live, refused: store.refused)
        findings += Machine(settings: settings, clock: clock, lastEntry: store.lastEntry).findings
        if let revision = tree.revision {
            let targets = TargetExamination(
                settings: settings, variables: variables, revision: revision, clock: clock, logger: logger)
            findings += await targets.findings(mayWrite: mayWrite)
        }
        return findings
    }

    private var settingsFile: Diagnosis {
        let subject = "настройки"
        let finding = "окружение \(settings.environment.rawValue), данные \(settings.data.path)"
        guard let stranger = unknownVariables.first else { return Diagnosis(subject, finding) }
        let list = unknownVariables.joined(separator: ", ")
        return Diagnosis(
            subject, finding + "; переменные \(list) ничего не значат",
            .notable(remedy: "проверьте, не опечатка ли \(stranger)"))
    }
}
