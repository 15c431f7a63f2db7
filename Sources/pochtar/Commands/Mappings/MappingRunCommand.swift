import ArgumentParser
import Foundation
import Messages
import Scripts

/// Runs mappings over one message, and shows source, target and what is left.
struct MappingRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Запустить маппинги типа на одном сообщении: что прочитано, что получилось.")

    @Argument(
        help: ArgumentHelp("Тип объекта: Склады, Справочник.Склады или ut103.Справочник.Склады.", valueName: "тип"))
    var type: String

    @Option(help: ArgumentHelp("Сообщение в виде примера (samples/*.json).", valueName: "file"))
    var from: String

    @Flag(help: "Показать, от каких реквизитов зависит каждое поле ответа и где оно написано.")
    var why = false

    @OptionGroup var options: TreeOptions

    func run() async throws {
        let bench = MappingBench(try options.revision())
        let named = bench.mappings(of: type)
        guard !named.isEmpty else { throw CommandFault("Маппинга для «\(type)» нет.") }
        guard let bytes = FileManager.default.contents(atPath: from) else {
            throw CommandFault.call("Файл \(from) не читается.")
        }
        // A type may bear one name in both systems; what the message comes from decides.
        let source = (try? JSONReader.read(bytes))?["source"]?.string
        let own = named.filter { $0.system == source }
        let mappings = own.isEmpty ? named : own
        var isFaulty = false
        for mapping in mappings {
            do {
                let run = try await bench.run(mapping, over: Array(bytes), named: from)
                for line in MappingRunReport(run: run).lines { Console.output.line(line) }
                if why, case .success = run.answer {
                    let provenance = try await bench.provenance(of: run)
                    for line in ProvenanceReport(provenance: provenance).lines { Console.output.line(line) }
                }
                if case .failure = run.answer { isFaulty = true }
            } catch let fault as MappingBench.Fault {
                throw CommandFault(fault.description)
            } catch let fault as ScriptFault {
                throw CommandFault(fault.description)
            }
        }
        if isFaulty { throw ExitCode(1) }
    }
}
