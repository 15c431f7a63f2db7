package import Messages

/// Why the store could not do what it was asked; the caller may try again later, nothing was half done.
package enum StoreFault: Error, Sendable, Hashable {
    /// The list of waiting writes is full.
    case overloaded(waiting: Int)
    /// The database did not take the transaction: locked, full, read-only, broken.
    case unavailable(String)

    /// What a caller of the API is told.
    package var problem: Problem {
        switch self {
        case .overloaded(let waiting):
            Problem(
                .overloaded, "Запись отстаёт от приёма. Повторите запрос позже с тем же ключом.",
                retryAfter: .seconds(2),
                internalDetail: "\(waiting) writes waiting")
        case .unavailable(let detail):
            Problem(
                .storageUnavailable, "Хранилище сейчас не принимает запись. Повторите запрос позже с тем же ключом.",
                retryAfter: .seconds(5), internalDetail: detail)
        }
    }
}
