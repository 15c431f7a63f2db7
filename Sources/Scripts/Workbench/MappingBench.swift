import Foundation
package import Messages

/// Runs one mapping over one message for whoever writes it, and says everything that came of it.
package struct MappingBench: Sendable {
    /// What came of one message.
    package struct Run: Sendable {
        package let mapping: Mapping
        package let input: MappingInput
        /// What `ctx.now` said.
        package let now: Instant
        /// The answer in the form of an expected-answer file, or why there is none.
        package let answer: Result<JSON, ScriptFault>
        /// Filled attributes: which the mapping read, which it ignores, which nobody reads.
        package let read: [String]
        package let ignored: [String]
        package let unread: [String]
        package let trace: [String]
        package let instructions: Int
    }

    /// Why a message cannot be run.
    package struct Fault: Error, CustomStringConvertible {
        package let description: String
    }

    private let revision: Revision
    private let pool = ScriptPool(workers: 1, zone: .gmt)

    package init(_ revision: Revision) {
        self.revision = revision
    }

    /// The mappings of a type, named in whole or without its system and kind: `Склады`.
    package func mappings(of type: String?) -> [Mapping] {
        guard let type else { return revision.mappings }
        return revision.mappings.filter { mapping in
            let full = "\(mapping.system).\(mapping.type)"
            return full == type || mapping.type == type || mapping.type.hasSuffix("." + type)
        }
    }

    /// The samples beside a mapping.
    package func samples(of mapping: Mapping) -> [String] { SampleFiles.messages(beside: mapping, of: revision) }

    /// Where a sample beside a mapping lies.
    package func samplePath(_ name: String, _ mapping: Mapping) -> String { "\(mapping.samples)\(name).json" }

    /// Where the answer that is expected of a sample lies.
    package func expectedPath(of sample: String, _ mapping: Mapping) -> String {
        sample.dropLast(".json".count) + ".\(mapping.target).json"
    }

    /// Runs a message in the form of a sample file.
    package func run(_ mapping: Mapping, over message: [UInt8], named name: String) async throws -> Run {
        let sample: Sample
        do throws(Sample.Fault) {
            sample = try Sample(name, files: TreeFiles(files: [name: message]), target: mapping.target)
        } catch {
            throw Fault(description: "\(name):\(error.line): \(error.message)")
        }
        guard sample.input.key.system == mapping.system, sample.input.key.type == mapping.type else {
            throw Fault(
                description:
                    "\(name): это \(sample.input.key.system).\(sample.input.key.type), а \(mapping.file) — для "
                    + "\(mapping.system).\(mapping.type)")
        }
        let filled = sample.filledPaths
        do throws(ScriptFault) {
            let input = sample.input.completed(for: mapping, revision.contracts)
            let result = try await pool.map(mapping, of: revision, message: input, now: sample.now)
            let unread = Set(result.unread)
            let ignored = filled.filter { path in mapping.ignore.contains { path == $0 || path.hasPrefix($0 + ".") } }
            return Run(
                mapping: mapping, input: sample.input, now: sample.now,
                answer: .success(SampleAnswer.json(result.outcome)),
                read: filled.subtracting(unread).subtracting(ignored).sorted(), ignored: ignored.sorted(),
                unread: unread.sorted(), trace: result.trace, instructions: result.instructions)
        } catch {
            return Run(
                mapping: mapping, input: sample.input, now: sample.now, answer: .failure(error), read: [], ignored: [],
                unread: [],
                trace: [], instructions: 0)
        }
    }

    /// What the fields of a run's answer hang on; nothing for a message that ends without objects.
    package func provenance(of run: Run) async throws(ScriptFault) -> Provenance {
        try await Provenance(run.mapping, of: revision, run.input, now: run.now, on: pool)
    }

    /// Runs a sample of the tree.
    package func run(_ mapping: Mapping, sample path: String) async throws -> Run {
        guard let bytes = revision.files.files[path] else { throw Fault(description: "\(path): такого примера нет") }
        return try await run(mapping, over: bytes, named: path)
    }

    /// What differs between an answer and the one that is expected of a sample; nil when nothing is written down yet.
    package func differences(_ answer: JSON, of sample: String, _ mapping: Mapping) -> [String]? {
        guard let bytes = revision.files.files[expectedPath(of: sample, mapping)],
            let expected = try? JSONReader.read(bytes)
        else { return nil }
        return AnswerComparison.differences(expected: expected, got: answer).map(\.sentence)
    }
}
