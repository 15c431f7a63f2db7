import Foundation
import Messages

/// What the samples of one mapping show of it, and what they leave unshown.
package struct MappingCoverage: Sendable {
    /// How one sample ended.
    package struct Ending: Sendable, Hashable {
        /// `objects`, `skip`, `unmatched`, `reject`, `wait`, `error`.
        package let word: String
        package let text: String
        package let sample: String
    }

    package let mapping: Mapping
    package private(set) var endings: [Ending] = []
    /// By target object and table part; empty where no contract speaks of them.
    package private(set) var fields: [FieldCoverage] = []
    /// Source attributes: read while filled, and never filled in any sample although the mapping does not ignore them.
    package private(set) var read: Set<String> = []
    package private(set) var unfilled: [String] = []
    /// Places that say skip, unmatched or reject and were not met: `31: unmatched(«ВидОперации»)`.
    package private(set) var unmet: [String] = []
    /// The mapping's own file.
    package private(set) var lines: LineCoverage?

    /// Lines of every file that ran, for putting several mappings together.
    private(set) var ran: [String: LinesRan] = [:]

    /// Runs every sample of a mapping.
    package init(of mapping: Mapping, _ revision: Revision) async {
        self.mapping = mapping
        let pool = ScriptPool(workers: 1, zone: .gmt, isWatching: true)
        var counter = FieldCoverageCounter(mapping, revision.contracts[mapping.target])
        var filled: Set<String> = []
        var decided: Set<DecidedPlace> = []
        for path in SampleFiles.messages(beside: mapping, of: revision) {
            guard let sample = try? Sample(path, files: revision.files, target: mapping.target),
                sample.input.key.system == mapping.system, sample.input.key.type == mapping.type
            else { continue }
            filled.formUnion(sample.filledPaths)
            do throws(ScriptFault) {
                let input = sample.input.completed(for: mapping, revision.contracts)
                let result = try await pool.map(mapping, of: revision, message: input, now: sample.now)
                note(result, sample)
                if case .objects(let objects) = result.outcome { counter.note(objects) }
                if let place = result.decided { decided.insert(place) }
            } catch {
                endings.append(Ending(word: "error", text: error.description, sample: path))
            }
        }
        fields = counter.scopes
        unfilled = Self.known(revision.contracts[mapping.system]?.types[mapping.type])
            .subtracting(filled).filter { path in
                !mapping.ignore.contains { path == $0 || path.hasPrefix($0 + ".") }
            }.sorted()
        guard let source = revision.source(of: mapping) else { return }
        lines = LineCoverage(source, ran[mapping.file, default: LinesRan()])
        unmet = source.decisions.filter { decision in
            !decided.contains(DecidedPlace(file: mapping.file, line: decision.line))
        }.map { "\($0.line): \($0.word)(\($0.text.map { "«\($0)»" } ?? "…"))" }
    }

    /// Lines of `mappings/lib`, which many mappings run, over all of theirs together.
    package static func libraries(_ all: [MappingCoverage], _ revision: Revision) -> [LineCoverage] {
        revision.tree.sources.filter { $0.path.hasPrefix("mappings/lib/") }.map { source in
            var lines = LinesRan()
            for coverage in all { coverage.ran[source.path].map { lines.form($0) } }
            return LineCoverage(source, lines)
        }
    }

    private mutating func note(_ result: MappingResult, _ sample: Sample) {
        for (file, lines) in result.lines { ran[file, default: LinesRan()].form(lines) }
        let ending: (word: String, text: String) =
            switch result.outcome {
            case .objects(let objects): ("objects", "\(objects.count)")
            case .skip(let why): ("skip", why)
            case .unmatched(let field, let value): ("unmatched", "\(field) = «\(value)»")
            case .wait(let key, let name): ("wait", "\(key.type) \(name ?? key.id)")
            case .reject(let why, _): ("reject", why)
            }
        endings.append(Ending(word: ending.word, text: ending.text, sample: sample.path))
        guard case .objects = result.outcome else { return }
        read.formUnion(
            sample.filledPaths.subtracting(result.unread).filter { path in
                !mapping.ignore.contains { path == $0 || path.hasPrefix($0 + ".") }
            })
    }

    private static func known(_ type: Contract.ObjectType?) -> Set<String> {
        guard let type else { return [] }
        let columns = type.tables.flatMap { table in table.value.keys.map { "\(table.key).\($0)" } }
        return Set(type.fields.keys).subtracting(["Ссылка"]).union(type.tables.keys).union(columns)
    }
}
