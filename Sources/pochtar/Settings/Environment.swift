/// What a postman is set up for. In `dev` it trusts its machine; everywhere else nothing is taken on trust.
enum Environment: String, CaseIterable, Sendable {
    case dev
    case test
    case uat
    case prod
}
