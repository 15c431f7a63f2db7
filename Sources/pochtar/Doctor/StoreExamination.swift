import Foundation
import Messages
import Storage

/// What the embedded store says of itself.
struct StoreExamination: Sendable {
    let findings: [Diagnosis]
    /// The revision that is live, and the tree that was refused after it.
    var live: RevisionID?
    var refused: Activation?
    /// When the newest journal entry was written.
    var lastEntry: Instant?

    /// Opens the store and asks; a store that is not there yet is no trouble.
    static func open(_ settings: Settings) async -> StoreExamination {
        let file = settings.storeFile
        guard FileManager.default.fileExists(atPath: file.path) else {
            return StoreExamination(
                findings: [
                    Diagnosis(
                        "хранилище", "\(file.path) ещё нет",
                        .notable(
                            remedy: "оно появится при первом pochtar serve; если данные уже были, проверьте --data"))
                ])
        }
        do {
            let store = try Store(.file(file))
            defer { try? store.close() }
            // Only the writer's connection has the settings that a commit is made with.
            let facts = try await store.transaction { try $0.engineFacts() }
            let (activations, last) = try await store.read { (try $0.activations(limit: 1), try $0.lastEntryAt()) }
            var examination = StoreExamination(findings: judge(facts, at: file))
            examination.live = try await store.read { try $0.liveActivation()?.revision }
            examination.refused = activations.first.flatMap { $0.isLive ? nil : $0 }
            examination.lastEntry = last
            return examination
        } catch {
            return StoreExamination(
                findings: [
                    Diagnosis(
                        "хранилище", "\(file.path) не открывается: \(error)",
                        .ill(remedy: "проверьте права и место на диске; если файл испорчен, верните его из копии"))
                ])
        }
    }

    static func judge(_ facts: EngineFacts, at file: URL) -> [Diagnosis] {
        [
            Diagnosis(
                "журнал SQLite \(facts.version)", "journal_mode=\(facts.journalMode)",
                facts.journalMode == "wal"
                    ? .well : .ill(remedy: "перенесите \(file.path) на локальный диск: WAL не работает по сети")),
            Diagnosis(
                "запись на диск", "synchronous=\(facts.synchronous == 2 ? "FULL" : String(facts.synchronous))",
                facts.synchronous == 2 ? .well : .ill(remedy: "эта сборка может потерять принятое: возьмите другую")),
            Diagnosis(
                "внешние ключи", facts.enforcesForeignKeys ? "проверяются" : "не проверяются",
                facts.enforcesForeignKeys ? .well : .ill(remedy: "возьмите SQLite, собранный с внешними ключами")),
            Diagnosis(
                "целость файла", facts.integrity,
                facts.integrity == "ok" ? .well : .ill(remedy: "остановите почтаря и верните \(file.path) из копии")),
            schema(facts),
        ]
    }

    private static func schema(_ facts: EngineFacts) -> Diagnosis {
        let strangers = Set(facts.schemaSteps).subtracting(facts.knownSteps).sorted()
        let steps = facts.schemaSteps.map(String.init).joined(separator: ", ")
        guard strangers.isEmpty else {
            return Diagnosis(
                "схема", "шаги \(steps), а эта сборка их не все знает",
                .ill(remedy: "хранилище новее программы: поставьте новую версию почтаря"))
        }
        return Diagnosis("схема", "шаги \(steps), все известны")
    }
}
