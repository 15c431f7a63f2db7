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

    /// Opens the store and asks; an embedded store that is not there yet is no trouble.
    ///
    /// - Parameter variables: where `env:` secrets are.
    static func open(_ settings: Settings, _ variables: [String: String]) async -> StoreExamination {
        let file = settings.storeFile
        guard settings.postgres != nil || FileManager.default.fileExists(atPath: file.path) else {
            return StoreExamination(
                findings: [
                    Diagnosis(
                        "хранилище", "\(file.path) ещё нет",
                        .notable(
                            remedy: "оно появится при первом pochtar serve; если данные уже были, проверьте --data"))
                ])
        }
        do {
            let store = try settings.openStore(variables)
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
            let remedy =
                settings.postgres == nil
                ? "проверьте права и место на диске; если файл испорчен, верните его из копии"
                : "проверьте, что сервер работает и строка подключения (--postgres) верна"
            return StoreExamination(findings: [Diagnosis("хранилище", "\(error)", .ill(remedy: remedy))])
        }
    }

    private static func judge(_ facts: EngineFacts, at file: URL) -> [Diagnosis] {
        switch facts.engine {
        case .sqlite(let sqlite): judge(sqlite, facts.version, at: file) + [schema(facts)]
        case .postgres(let postgres): PostgresDiagnosis(postgres, facts.version).findings + [schema(facts)]
        }
    }

    static func judge(_ facts: SQLiteFacts, _ version: String, at file: URL) -> [Diagnosis] {
        [
            Diagnosis(
                "журнал SQLite \(version)", "journal_mode=\(facts.journalMode)",
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
