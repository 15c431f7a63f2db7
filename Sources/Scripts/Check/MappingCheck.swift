import Foundation
import Messages
import YAML

/// Runs the samples of one mapping and judges the answers against the expected ones and the target's contract.
struct MappingCheck {
    let mapping: Mapping
    let revision: Revision
    private(set) var findings: [Finding] = []
    private var lint: ContractLint
    /// Samples by unread path, and the paths that some sample's run did read.
    private var unread: [String: [String]] = [:]
    private var read: Set<String> = []

    init(_ mapping: Mapping, of revision: Revision) {
        self.mapping = mapping
        self.revision = revision
        lint = ContractLint(mapping, contract: revision.contracts[mapping.target])
    }

    mutating func run(on pool: ScriptPool) async {
        let paths = SampleFiles.messages(beside: mapping, of: revision)
        for path in paths {
            do throws(Sample.Fault) {
                let sample = try Sample(path, files: revision.files, target: mapping.target)
                guard sample.input.key.system == mapping.system, sample.input.key.type == mapping.type else { continue }
                await run(sample, on: pool)
            } catch {
                findings.append(
                    Finding(.error, file: path, line: error.line, column: error.column, message: error.message))
            }
        }
        if paths.isEmpty {
            tell(.warning, "map", "у маппинга нет ни одного примера: положите сообщение в \(mapping.samples)")
        }
        revision.tree.note(read: read, by: mapping.unit)
        tellUnread()
        for complaint in lint.complaints() { tell(complaint) }
    }

    private mutating func run(_ sample: Sample, on pool: ScriptPool) async {
        do throws(ScriptFault) {
            let input = sample.input.completed(for: mapping, revision.contracts)
            let result = try await pool.map(mapping, of: revision, message: input, now: sample.now)
            if case .objects(let objects) = result.outcome, sample.input.operation == .upsert {
                lint.note(objects)
                for path in result.unread { unread[path, default: []].append(sample.path) }
                read.formUnion(sample.filledPaths.subtracting(result.unread))
            }
            compare(SampleAnswer.json(result.outcome), sample)
        } catch {
            let file = error.file.isEmpty ? mapping.file : error.file
            let message = "\(error.message) (пример \(sample.path))"
            if let wrong = error.message.firstMatch(of: /«([^»]+)» — не GUID/), tell(message, inTables: String(wrong.1))
            {
                return
            }
            findings.append(
                Finding(.error, file: file, line: max(1, error.line), column: error.column, message: message))
        }
    }

    private mutating func compare(_ got: JSON, _ sample: Sample) {
        guard let bytes = revision.files.files[sample.expectedPath] else {
            let answer = got.text
            findings.append(
                Finding(
                    .error, file: sample.path, line: 1,
                    message: "нет ожидаемого ответа \(sample.expectedPath); сейчас получается \(answer.prefix(300))"))
            return
        }
        do throws(JSONFault) {
            let expected = try JSONReader.read(bytes)
            let places = AnswerPlaces(bytes, file: sample.expectedPath)
            for difference in AnswerComparison.differences(expected: expected, got: got) {
                let place = places.place(of: difference.path)
                findings.append(
                    Finding(
                        .error, file: sample.expectedPath, line: place.line, column: place.column,
                        message: difference.sentence))
            }
        } catch {
            findings.append(
                Finding(
                    .error, file: sample.expectedPath, line: error.line, column: error.column, message: error.sentence))
        }
    }

    private mutating func tellUnread() {
        for (path, samples) in unread.sorted(by: { $0.key < $1.key }) where !read.contains(path) {
            tell(
                .warning, "ignore",
                "реквизит «\(path)» заполнен, но его никто не читает: прочтите его или впишите в ignore "
                    + "(примеров: \(samples.count), первый \(samples[0]))")
        }
    }

    private mutating func tell(_ complaint: ContractLint.Complaint) {
        if let value = complaint.value, tell(complaint.message, inTables: value) { return }
        let source = revision.source(of: mapping)
        let place = source.flatMap { AnswerComplaint(complaint.message).place(from: $0, in: revision.tree) }
        findings.append(
            Finding(
                .error, file: place?.source.path ?? mapping.file, line: place?.token.line ?? 1,
                column: place?.token.column, message: complaint.message))
    }

    /// Tells where a lookup table holds a wrong value; false when no table does, or a script writes it itself.
    private mutating func tell(_ message: String, inTables value: String) -> Bool {
        guard !revision.tree.sources.contains(where: { $0.place(ofString: value) != nil }),
            let place = LookupPlaces.place(of: value, in: revision.files)
        else { return false }
        let finding = Finding(.error, file: place.file, line: place.line, column: place.column, message: message)
        if !findings.contains(where: { ($0.file, $0.line) == (place.file, place.line) }) { findings.append(finding) }
        return true
    }

    private mutating func tell(_ severity: Finding.Severity, _ key: String, _ message: String) {
        let source = revision.source(of: mapping)
        let token = source?.place(ofKey: key) ?? source?.place(ofKey: "map")
        findings.append(
            Finding(severity, file: mapping.file, line: token?.line ?? 1, column: token?.column, message: message))
    }
}
