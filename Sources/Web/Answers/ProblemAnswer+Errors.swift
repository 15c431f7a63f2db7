import HTTPTypes
import Hummingbird
import Messages
import Storage

extension ProblemAnswer {
    /// What a caller is told of any error: problems as they are, everything unforeseen as `internal` without a word of
    /// what it was.
    package init(telling error: any Error) {
        switch error {
        case let answer as ProblemAnswer: self = answer
        case let problem as Problem: self.init(problem)
        case let fault as StoreFault: self.init(fault.problem)
        case let error as any HTTPResponseError: self.init(Self.problem(of: error))
        case is CancellationError:
            self.init(
                Problem(
                    .overloaded, "Запрос прерван: сервер останавливается. Повторите его с тем же ключом.",
                    retryAfter: .seconds(5)))
        default:
            self.init(
                Problem(
                    .internalError,
                    "Произошла внутренняя ошибка. Повторите запрос с тем же ключом; если повторится, "
                        + "назовите поддержке номер запроса.",
                    internalDetail: "unforeseen error: \(String(reflecting: error).prefix(2000))"))
        }
    }

    private static func problem(of error: any HTTPResponseError) -> Problem {
        switch error.status.code {
        case 404: Problem(.notFound, "По этому адресу ничего нет. Проверьте путь.")
        case 413: Problem(.validationTooLarge, "Тело запроса слишком велико.")
        case 400..<500: Problem(.unreadable, "Запрос не читается.", internalDetail: "framework: \(error)")
        default: Problem(.internalError, "Произошла внутренняя ошибка.", internalDetail: "framework: \(error)")
        }
    }
}
