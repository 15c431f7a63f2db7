/// Lines of one file, over every run of a state: those that have code, as far as their function was called, those that
/// ran, and those in which a function begins that was called.
struct LinesRan: Sendable, Hashable {
    var code: Set<Int> = []
    var ran: Set<Int> = []
    var called: Set<Int> = []

    mutating func form(_ other: LinesRan) {
        code.formUnion(other.code)
        ran.formUnion(other.ran)
        called.formUnion(other.called)
    }
}
