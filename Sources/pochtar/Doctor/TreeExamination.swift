import Foundation
import Messages
import Policies
import Scripts
import Storage

/// What the tree on disk is, and whether it is what the postman works by.
struct TreeExamination: Sendable {
    private let root: URL
    private let read: Result<Revision, TreeRefused>

    /// Reads the tree.
    init(root: URL) {
        self.root = root
        do {
            read = .success(try Revision(files: try TreeFiles(readingFrom: root)))
        } catch let refused as TreeRefused {
            read = .failure(refused)
        } catch {
            read = .failure(
                TreeRefused(findings: [Finding(.error, file: root.path, line: 1, message: "не читается: \(error)")]))
        }
    }

    /// The tree's revision; nil when it is broken.
    var revision: Revision? { try? read.get() }

    /// Whether the tree is sound, and whether it is live.
    ///
    /// - Parameters:
    ///   - live: the revision that the store says is live.
    ///   - refused: the tree that was refused last, when none was accepted since.
    func findings(live: RevisionID?, refused: Activation?) async -> [Diagnosis] {
        switch read {
        case .failure(let refusal): return [broken(refusal.findings)]
        case .success(let revision):
            let findings = await TreeCheck.run(revision)
            let policies = await PolicyCheck.run(revision, scripts: ScriptPool(workers: 1))
            let errors = (findings + policies).filter { $0.severity == .error }
            guard errors.isEmpty else { return [broken(errors)] }
            return [
                Diagnosis("дерево", "\(root.path) годится, ревизия \(revision.id)"), standing(live, revision, refused),
            ]
        }
    }

    private func broken(_ findings: [Finding]) -> Diagnosis {
        Diagnosis(
            "дерево", "\(findings.first?.description ?? root.path), всего ошибок \(findings.count)",
            .ill(remedy: "исправьте и проверьте pochtar check; почтарь работает по последней годной ревизии"))
    }

    private func standing(_ live: RevisionID?, _ revision: Revision, _ refused: Activation?) -> Diagnosis {
        let subject = "ревизия в силе"
        guard let live else {
            return Diagnosis(subject, "ещё никакой", .notable(remedy: "запустите pochtar serve: он примет дерево"))
        }
        if live == revision.id { return Diagnosis(subject, "\(live), та же, что на диске") }
        let reason = refused?.findings.first.map { "; последней отказано: \($0)" } ?? ""
        return Diagnosis(
            subject, "\(live), а на диске \(revision.id)\(reason)",
            .notable(
                remedy:
                    "работающий почтарь примет дерево за 2 секунды; не принял — он остановлен или смотрит не туда"
            ))
    }
}
