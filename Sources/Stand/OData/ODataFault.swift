package import Messages

/// An error as 1С's OData answers it: a status, its own code and a sentence.
package struct ODataFault: Error, Sendable, Hashable {
    package let status: Int
    /// 0 to 21 from the vendor's table; −1 when the configuration's code or the service itself failed.
    package let code: Int
    package let message: String

    /// `{"odata.error":{"code":"9","message":{"lang":"ru","value":"…"}}}`.
    package var json: JSON {
        [
            "odata.error": [
                "code": .string(String(code)), "message": ["lang": "ru", "value": .string(message)],
            ]
        ]
    }

    static let noInstance = ODataFault(status: 404, code: 9, message: "Экземпляр сущности не найден")
    static let wrongAddress = ODataFault(status: 404, code: 6, message: "Неверный URL")
    static let wrongMethod = ODataFault(
        status: 405, code: 19, message: "Использованный HTTP-метод запрещен в данном контексте")
    static let inside = ODataFault(status: 500, code: -1, message: "Произошла внутренняя ошибка OData сервиса")

    static func noEntity(_ set: String) -> ODataFault {
        ODataFault(status: 404, code: 8, message: "Тип сущности \"\(set)\" не найден")
    }

    static func keyTaken(_ key: String) -> ODataFault {
        ODataFault(status: 400, code: 15, message: "Сущность с ключом \"\(key)\" уже существует")
    }

    /// The value is echoed, as 1С does.
    static func unreadable(_ value: JSON) -> ODataFault {
        ODataFault(status: 400, code: 1, message: "Не удалось разобрать строку: \(value.string ?? value.text)")
    }

    static func wrongValue(_ property: String) -> ODataFault {
        ODataFault(status: 400, code: 4, message: "Неверное значение свойства \"\(property)\"")
    }

    static func wrongOption(_ text: String) -> ODataFault {
        ODataFault(status: 400, code: 14, message: "Ошибка разбора опций запроса: \(text)")
    }

    /// The configuration's own refusal: posting, mostly.
    static func refusal(_ message: String) -> ODataFault {
        ODataFault(status: 500, code: -1, message: message)
    }
}
