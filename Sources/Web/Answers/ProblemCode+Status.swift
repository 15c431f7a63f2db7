import HTTPTypes
package import Messages

/// The one place where a problem becomes an HTTP status.
extension ProblemCode {
    package var status: Int {
        switch self {
        case .validationRequired, .unreadable: 400
        case .invalidToken: 401
        case .forbidden: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .duplicate, .inProgress, .conflictingState, .needsSecond: 409
        case .validationTooLarge: 413
        case .validationMediaType: 415
        case .validationFormat, .validationUnknownType, .revisionRefused, .forbiddenTransition, .policyRefused:
            422
        case .rateLimited: 429
        case .internalError: 500
        case .storageUnavailable, .overloaded: 503
        }
    }

    /// How long to wait when nobody said: an answer 503 or 429 always names a time, 1С's clients go by it.
    var standardRetryAfter: Span? {
        switch self {
        case .storageUnavailable: .seconds(5)
        case .overloaded, .rateLimited, .inProgress: .seconds(1)
        default: nil
        }
    }
}
