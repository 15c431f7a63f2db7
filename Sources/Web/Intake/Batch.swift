import Messages
import Pipeline
import Storage

/// The lines of a batch: those that are messages, and what is wrong with the others.
struct Batch: Sendable {
    private struct Line: Sendable {
        let number: Int
        let content: Result<Arrival, Problem>
    }

    private let receipt: Receipt
    private let lines: [Line]

    /// Reads every line by itself, under one revision.
    init(_ call: Call, _ reader: MessageReader) {
        receipt = Receipt(correlationID: call.identity.correlationID, revision: reader.revisionID)
        lines = call.body.lines.map { Line(number: $0.number, content: Self.read($0, call, reader)) }
    }

    /// The lines that are messages, in order.
    var arrivals: [Arrival] { lines.compactMap { try? $0.content.get() } }

    /// The answer, given what became of the messages, in the order of `arrivals`.
    func reply(_ acceptances: [Acceptance]) -> Reply {
        var rest = acceptances[...]
        return receipt.reply(
            to: lines.map { line in
                switch line.content {
                case .failure(let problem): return receipt.line(line.number, problem)
                case .success:
                    guard let acceptance = rest.popFirst() else { preconditionFailure("an acceptance is missing") }
                    return receipt.line(line.number, acceptance)
                }
            })
    }

    private static func read(_ line: BodyLine, _ call: Call, _ reader: MessageReader) -> Result<Arrival, Problem> {
        do throws(Problem) {
            guard line.count <= BodyLimit.message.bytes else {
                throw Problem(
                    .validationTooLarge,
                    "Строка \(line.number) больше предела «\(BodyLimit.message.name)»: "
                        + "\(BodyLimit.message.readable) на объект.")
            }
            let document: JSONDocument
            switch line.document {
            case .success(let read): document = read
            case .failure(let fault):
                throw Problem(
                    .unreadable, "Строка \(line.number) не читается как JSON: \(fault.sentence).",
                    faults: [.init(field: "столбец \(fault.column)", message: fault.sentence)])
            }
            let arrival = try reader.read(
                document, caller: call.caller.name, correlationID: call.identity.correlationID, at: call.now)
            try call.caller.requireSystem(arrival.key.system)
            return .success(arrival)
        } catch {
            return .failure(error)
        }
    }
}
