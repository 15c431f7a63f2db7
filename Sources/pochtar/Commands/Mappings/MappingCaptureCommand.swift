import ArgumentParser
import Foundation
import Messages
import Pipeline
import Scripts
import Storage

/// Makes a sample of a stored message, usually of a dead letter, with personal data masked.
struct MappingCaptureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capture",
        abstract: "Сделать примером сообщение из хранилища, например отказ; личные данные заменяются похожими.")

    @Argument(help: ArgumentHelp("Номер сообщения или отправки.", valueName: "message-id"))
    var message: String

    @Option(help: ArgumentHelp("Как назвать случай; по умолчанию — по номеру сообщения.", valueName: "случай"))
    var name: String?

    @Flag(help: "Оставить личные данные как есть. Такой пример не место в репозитории.")
    var keep = false

    @OptionGroup var options: SettingsOptions

    func validate() throws {
        guard let name else { return }
        let isPlain = !name.isEmpty && !name.hasPrefix("-") && !name.contains { "./\\".contains($0) || $0.isNewline }
        guard isPlain else { throw ValidationError("--name: имя файла без точек и косых черт") }
    }

    func run() async throws {
        let settings = try options.load().settings
        let revision: Revision
        do {
            revision = try Revision(files: try TreeFiles(readingFrom: settings.tree))
        } catch let refused as TreeRefused {
            throw CommandFault(refused.findings.map(\.description).joined(separator: "\n"))
        }
        let store = try options.openStore()
        defer { try? store.close() }
        let message = try await stored(in: store)
        let mappings = revision.mappings(from: message.key.system, type: message.key.type)
        guard let mapping = mappings.first else {
            throw CommandFault("Маппинга для \(message.key.system).\(message.key.type) в дереве нет.")
        }
        let path = MappingBench(revision).samplePath(name ?? "письмо-\(message.id.suffix(12))", mapping)
        let file = settings.tree.appending(path: path)
        guard !FileManager.default.fileExists(atPath: file.path) else {
            throw CommandFault("\(path) уже есть: не переписываю. Другое имя — в --name.")
        }
        let needed = try await needed(by: mappings, of: revision, message, store)
        let sample = SampleCapture(message, needed: needed).sample
        let mask = SampleMask(sample)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(((keep ? sample : mask.sample).indented + "\n").utf8).write(to: file, options: .withoutOverwriting)
        tell(path, mapping, mask.paths)
    }

    private func tell(_ path: String, _ mapping: Mapping, _ masked: [String]) {
        Console.output.line("\(path): создан")
        if keep {
            Console.output.line("Личные данные не заменены: \(masked.isEmpty ? "не найдены" : "они остались в файле").")
        } else if masked.isEmpty {
            Console.output.line("Личных данных не найдено: проверьте глазами.")
        } else {
            Console.output.line("Заменено: \(masked.joined(separator: ", ")). Остальное проверьте глазами.")
        }
        let type = mapping.type.split(separator: ".").last.map(String.init) ?? mapping.type
        Console.output.line("Ожидаемый ответ запишет pochtar mapping test \(type) --accept")
    }

    private func stored(in store: Store) async throws -> Message {
        let id = message.lowercased()
        let found = try await store.read { session in
            if let message = try session.message(id) { return Optional(message) }
            return try session.dispatch(id).flatMap { try session.message($0.messageID) }
        }
        guard let found else { throw CommandFault("Сообщения \(message) в хранилище нет.") }
        return found
    }

    /// What the mappings of all targets read of other objects: one sample serves them all.
    private func needed(
        by mappings: [Mapping], of revision: Revision, _ message: Message, _ store: Store
    ) async throws -> [NeededObject] {
        var needed: [NeededObject] = []
        for mapping in mappings where !mapping.needs.isEmpty {
            var search = NeedSearch(mapping, data: message.data.utf8, contracts: revision.contracts)
            needed += try await search.walk { keys in try await store.read { try $0.latestVersions(of: keys) } }
        }
        return needed
    }
}
