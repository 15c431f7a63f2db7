import Foundation

/// What a reader can try while postman and stand are up.
struct Invitation {
    let postman: Int
    let stand: Int
    let settings: Settings

    /// An object that nobody else sends.
    private static let id = "0f6b1d52-0000-4000-8000-000000000001"

    private static let message = """
        {"source":"ut103","type":"Справочник.Склады","id":"\(id)","version":"1","changed_at":"2026-11-27T09:30:00", \
        "operation":"upsert","presentation":"Склад «Пробный»","data":{"Наименование":"Пробный","ЭтоГруппа":false, \
        "ПометкаУдаления":false,"Родитель":null,"ВидСклада":"Оптовый","Подразделение":null}}
        """

    /// Lines for the shell, each with what it is for.
    var lines: [String] {
        let api = "http://127.0.0.1:\(postman)"
        let program = CommandLine.arguments.first ?? "pochtar"
        let store = settings.postgres == nil ? "--data \(settings.data.path)" : "--postgres …"
        return [
            "", "Почтарь и стенд работают; остановить — Ctrl-C. Попробуйте:", "",
            "# отправить объект (повтор с тем же ключом ничего не изменит)",
            "curl -sS -u dev:dev -H 'Content-Type: application/json' -H 'Idempotency-Key: try-1' "
                + "\(api)/api/v1/messages -d '\(Self.message)'",
            "# что с ним стало: номер сообщения возьмите из ответа",
            "curl -sS -u dev:dev \(api)/api/v1/messages/НОМЕР",
            "# где он и чего ждёт, одним предложением",
            "\(program) why \(Self.id) \(store)",
            "# очередь и журнал",
            "curl -sS -u dev:dev \(api)/api/v1/queue",
            "\(program) journal --object \(Self.id) \(store)",
            "# что держат оба стенда и сколько раз случился каждый эффект",
            "curl -sS 'http://127.0.0.1:\(stand)/stand/ledger?summary'",
            "# метрики",
            "curl -sS \(api)/metrics",
        ]
    }
}
