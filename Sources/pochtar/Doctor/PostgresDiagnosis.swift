import Storage

/// What is well and what is not with a PostgreSQL server that keeps the store: first what could lose messages, then
/// what makes it slow.
struct PostgresDiagnosis {
    private let facts: PostgresFacts
    private let version: String

    init(_ facts: PostgresFacts, _ version: String) {
        self.facts = facts
        self.version = version
    }

    var findings: [Diagnosis] {
        [durability, pages, commits, encoding, standbys, autovacuum, wal, connections, oldest, days]
    }

    private func setting(_ name: String) -> String { facts.settings[name] ?? "?" }

    private var durability: Diagnosis {
        Diagnosis(
            "запись на диск, PostgreSQL \(version)", "fsync=\(setting("fsync"))",
            setting("fsync") == "on"
                ? .well : .ill(remedy: "включите fsync: без него сбой питания портит базу, и принятое теряется"))
    }

    private var pages: Diagnosis {
        Diagnosis(
            "целость страниц", "full_page_writes=\(setting("full_page_writes"))",
            setting("full_page_writes") == "on"
                ? .well : .ill(remedy: "включите full_page_writes: иначе недописанная страница не восстановится"))
    }

    private var commits: Diagnosis {
        let value = setting("synchronous_commit")
        return Diagnosis(
            "подтверждение записи", "synchronous_commit=\(value)",
            value == "off"
                ? .ill(remedy: "верните synchronous_commit=on: сейчас ответ 202 приходит раньше записи на диск") : .well
        )
    }

    private var encoding: Diagnosis {
        Diagnosis(
            "кодировка базы", setting("server_encoding"),
            setting("server_encoding") == "UTF8" ? .well : .ill(remedy: "создайте базу с ENCODING 'UTF8'"))
    }

    private var standbys: Diagnosis {
        let names = setting("synchronous_standby_names")
        guard !facts.standbys.isEmpty else {
            return names.isEmpty
                ? Diagnosis(
                    "реплика", "нет", .notable(remedy: "с диском пропадёт и база: заведите синхронную реплику"))
                : Diagnosis(
                    "реплика", "ждём «\(names)», а не подключена ни одна",
                    .ill(remedy: "верните реплику в строй или очистите synchronous_standby_names: запись стоит"))
        }
        let isSynchronous =
            facts.standbys.contains { $0.hasSuffix("sync") && !$0.hasSuffix("async") }
            || facts.standbys.contains { $0.hasSuffix("quorum") }
        return Diagnosis(
            "реплика", facts.standbys.joined(separator: ", "),
            isSynchronous ? .well : .notable(remedy: "последние секунды пропадут с диском: назовите её синхронной"))
    }

    private var autovacuum: Diagnosis {
        Diagnosis(
            "уборка", "autovacuum=\(setting("autovacuum"))",
            setting("autovacuum") == "on"
                ? .well : .ill(remedy: "включите autovacuum: очереди разбухнут, и приём встанет"))
    }

    private var wal: Diagnosis {
        let finding = "max_wal_size=\(setting("max_wal_size")), checkpoint_timeout=\(setting("checkpoint_timeout"))"
        return Diagnosis(
            "контрольные точки", finding,
            setting("max_wal_size") == "1GB"
                ? .notable(remedy: "для больших выгрузок поднимите max_wal_size до 8GB, checkpoint_timeout до 15min")
                : .well)
    }

    private var connections: Diagnosis {
        let most = Int(setting("max_connections")) ?? 100
        return Diagnosis(
            "соединения", "\(facts.connections) из \(most)",
            facts.connections * 10 > most * 9
                ? .notable(remedy: "новому узлу не хватит места: поднимите max_connections или закройте лишние") : .well
        )
    }

    private var oldest: Diagnosis {
        Diagnosis(
            "самая старая транзакция", "\(facts.oldestTransaction) с",
            facts.oldestTransaction > 600
                ? .notable(remedy: "она не даёт убирать очереди: найдите её в pg_stat_activity и закончите") : .well)
    }

    private var days: Diagnosis {
        guard let last = facts.journalDays.last else {
            return Diagnosis("журнал по дням", "частей ещё нет: их заводит pochtar serve")
        }
        return Diagnosis("журнал по дням", "частей: \(facts.journalDays.count), последняя \(last)")
    }
}
