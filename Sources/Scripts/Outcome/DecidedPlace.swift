/// Where a script called skip, unmatched or reject.
struct DecidedPlace: Sendable, Hashable {
    let file: String
    let line: Int
}
