import Messages
import Scripts

/// One run of a mapping as its author reads it: what was read of the source, what came out, what nobody looked at.
struct MappingRunReport {
    let run: MappingBench.Run

    var lines: [String] {
        let head = ["── \(run.mapping.file) ← \(run.input.presentation ?? run.input.key.id)"]
        switch run.answer {
        case .failure(let fault): return head + [fault.description] + trace
        case .success(let answer):
            return head + source + ["", "Получилось:"] + answer.indented.split(separator: "\n").map { "  \($0)" }
                + trace + ["", "Инструкций: \(run.instructions)."]
        }
    }

    private var source: [String] {
        [("Прочитано", run.read), ("В ignore", run.ignored), ("НИКТО НЕ ЧИТАЕТ", run.unread)]
            .filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1.joined(separator: ", "))" }
    }

    private var trace: [String] { run.trace.isEmpty ? [] : ["", "trace:"] + run.trace.map { "  \($0)" } }
}
