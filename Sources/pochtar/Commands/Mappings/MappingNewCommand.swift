import ArgumentParser
import Foundation
import Messages
import Scripts

/// Begins a mapping from one message.
struct MappingNewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Начать маппинг по одному сообщению: черновик и первый пример.")

    @Option(help: ArgumentHelp("Сообщение целиком: source, type, id, operation, data.", valueName: "file"))
    var from: String

    @Option(help: ArgumentHelp("Система-приёмник.", valueName: "система"))
    var target = "ut11"

    @Option(help: ArgumentHelp("Тип в приёмнике, если он называется иначе.", valueName: "тип"))
    var to: String?

    @OptionGroup var options: TreeOptions

    func run() async throws {
        let root = try options.root()
        guard let bytes = FileManager.default.contents(atPath: from), let message = try? JSONReader.read(bytes) else {
            throw CommandFault.call("\(from) не читается как JSON.")
        }
        let skeleton: MappingSkeleton
        do {
            skeleton = try MappingSkeleton(
                message: message, target: target, targetType: to, contracts: try options.revision().contracts)
        } catch let fault as MappingBench.Fault {
            throw CommandFault(fault.description)
        }
        try write(Data(skeleton.text.utf8), to: root, skeleton.path)
        try write(Data((message.indented + "\n").utf8), to: root, skeleton.samplePath)
        Console.output.line("Дальше: pochtar mapping run, потом pochtar mapping test --accept и pochtar check.")
    }

    private func write(_ data: Data, to root: URL, _ path: String) throws {
        let file = root.appending(path: path)
        guard !FileManager.default.fileExists(atPath: file.path) else {
            throw CommandFault("\(path) уже есть: не переписываю.")
        }
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
        Console.output.line("\(path): создан")
    }
}
