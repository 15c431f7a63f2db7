/// The registry of errors: each code has one meaning and one Russian title. Which HTTP status it becomes is
/// the web's business.
package enum ProblemCode: String, Sendable, Hashable, CaseIterable {
    case validationRequired = "validation.required"
    case validationFormat = "validation.format"
    case validationUnknownType = "validation.unknown_type"
    case validationTooLarge = "validation.too_large"
    case validationMediaType = "validation.media_type"
    case unreadable = "validation.unreadable"
    case invalidToken = "auth.invalid_token"
    case forbidden = "auth.forbidden"
    case notFound = "not_found"
    case methodNotAllowed = "method_not_allowed"
    case duplicate = "conflict.duplicate"
    case inProgress = "conflict.in_progress"
    case conflictingState = "conflict.state"
    case rateLimited = "rate_limit.exceeded"
    /// A state from which no way leads to the one that is wanted.
    case forbiddenTransition = "validation.transition"
    /// The policies do not let a courier's step through.
    case policyRefused = "policy.refused"
    case revisionRefused = "revision.refused"
    case needsSecond = "revision.needs_second"
    case storageUnavailable = "storage.unavailable"
    case overloaded = "overloaded"
    case internalError = "internal"

    /// What the code means, in Russian.
    package var title: String {
        switch self {
        case .validationRequired: "Нет обязательного значения"
        case .validationFormat: "Значение записано неверно"
        case .validationUnknownType: "Тип объекта не описан"
        case .validationTooLarge: "Запрос слишком велик"
        case .validationMediaType: "Неподходящий тип содержимого"
        case .unreadable: "Тело запроса не читается"
        case .invalidToken: "Нужно представиться"
        case .forbidden: "Не разрешено"
        case .notFound: "Не найдено"
        case .methodNotAllowed: "Метод не подходит"
        case .duplicate: "Ключ идемпотентности уже использован"
        case .inProgress: "Запрос с этим ключом ещё выполняется"
        case .conflictingState: "Сейчас этого сделать нельзя"
        case .rateLimited: "Слишком много запросов"
        case .forbiddenTransition: "Так состояние не меняется"
        case .policyRefused: "Шаг не проходит"
        case .revisionRefused: "Ревизия не принята"
        case .needsSecond: "Нужно второе согласие"
        case .storageUnavailable: "Хранилище недоступно"
        case .overloaded: "Очередь на запись заполнена"
        case .internalError: "Внутренняя ошибка"
        }
    }
}
