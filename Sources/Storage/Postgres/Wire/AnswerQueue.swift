/// What the server still has to answer, in the order in which it was sent.
struct AnswerQueue {
    /// One answer to come.
    enum Awaited {
        case prepare(PostgresStatement.Variant)
        case statement(PostgresStatement.Variant, Wanted)
        case commit
        case sync
    }

    /// What is kept of a statement's answer.
    enum Wanted {
        case nothing
        case count
        case rows
    }

    private var answers: [Awaited] = []
    private var first = 0

    var isEmpty: Bool { first == answers.count }

    mutating func append(_ awaited: Awaited) {
        answers.append(awaited)
    }

    /// The answer that comes next.
    var next: Awaited? { isEmpty ? nil : answers[first] }

    mutating func removeFirst() {
        first += 1
        if isEmpty { removeAll() }
    }

    mutating func removeAll() {
        answers.removeAll(keepingCapacity: true)
        first = 0
    }
}
