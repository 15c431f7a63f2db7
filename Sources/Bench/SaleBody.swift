import Messages

/// The body that everything is measured with: a sale of 30 lines with Cyrillic text, about 4.7 KB.
enum SaleBody {
    /// A message with its own id; `%s` stands where the id goes.
    static let template: String = {
        let rows = (1...30).map { line in
            "{\"НомерСтроки\":\(line),\"Номенклатура\":{\"ref\":\"aaaaaaaa-0000-4000-8000-0000000000\(10 + line)\"},"
                + "\"Количество\":\(line),\"Цена\":\(100 + line).50,\"Сумма\":\(line * (100 + line)).00}"
        }
        return "{\"source\":\"ut103\",\"type\":\"Документ.РеализацияТоваровУслуг\",\"id\":\"%s\",\"version\":\"1\","
            + "\"changed_at\":\"2026-11-20T10:00:00\",\"operation\":\"upsert\","
            + "\"presentation\":\"Реализация ИМ000001234 от 20.11.2026\",\"data\":{\"Номер\":\"ИМ000001234\","
            + "\"Дата\":\"2026-11-20T10:00:00\",\"Комментарий\":\"позвонить за час до доставки, домофон 12\","
            + "\"Товары\":[\(rows.joined(separator: ","))]}}"
    }()

    /// The message for one id.
    static func message(id: String) -> String {
        template.replacing("%s", with: id)
    }

    /// The n-th id of a series.
    static func id(series: Int, _ number: Int) -> String {
        let tail = String(number)
        return "\(10_000_000 + series)-0000-4000-8000-" + String(repeating: "0", count: 12 - tail.count) + tail
    }
}
