import Messages
import YAML

/// A contract in our own form, made of the metadata that 1С or a tool over it gives: an EDMX of OData or a JSON dump.
package struct ContractImport: Sendable {
    /// The file's text.
    package let text: String
    /// Everything that could not be told or was guessed, in Russian, each with its type and attribute.
    package let doubts: [String]
    /// The names of the types that are described.
    package let types: [String]

    /// - Parameters:
    ///   - name: the file, for messages.
    ///   - system: the system that the contract is of: `ut11`.
    ///   - wanted: types by name, in whole or without their kind; all when empty.
    /// - Throws: when the file is neither, or has no type of a wanted name.
    package init(
        _ bytes: [UInt8], named name: String, system: String, types wanted: [String]
    ) throws(WorkbenchFault) {
        let (drafts, origin, left) = try Self.drafts(bytes, name)
        guard !drafts.isEmpty else { throw WorkbenchFault("\(name): в файле нет ни справочников, ни документов") }
        let chosen = try Self.chosen(wanted, of: drafts, name)
        types = chosen.map(\.name)
        doubts = chosen.flatMap { type in type.doubts.map { "\(type.name).\($0)" } } + (wanted.isEmpty ? left : [])
        let head = [
            "# Сделано из \(origin).",
            "# Оставьте только реквизиты, которые пишутся или читаются, и проверьте догадки: они в комментариях.",
            "system: \(system)", "types:",
        ]
        text = (head + chosen.flatMap(\.yaml)).joined(separator: "\n") + "\n"
    }

    private static func drafts(
        _ bytes: [UInt8], _ name: String
    ) throws(WorkbenchFault) -> (types: [DraftType], origin: String, left: [String]) {
        let file = name.split(separator: "/").last.map(String.init) ?? name
        let start = bytes.first { ![0xEF, 0xBB, 0xBF, 0x20, 0x0A, 0x0D, 0x09].contains($0) }
        if start == UInt8(ascii: "<") {
            let document = try EDMXDocument(try MarkupReader.read(bytes, named: name), named: name)
            let left = document.otherEntities.isEmpty ? [] : ["не объекты, пропущены: \(document.otherEntities.count)"]
            return (document.drafts, file, left)
        }
        let json: JSON
        do throws(JSONFault) {
            json = try JSONReader.read(bytes)
        } catch {
            throw WorkbenchFault("\(name):\(error.line): ни EDMX, ни JSON: \(error.sentence)")
        }
        let dump = try MetadataDump(json, named: name)
        return (dump.drafts, dump.origin.map { "\(file) (\($0.prefix(80)))" } ?? file, [])
    }

    private static func chosen(
        _ wanted: [String], of drafts: [DraftType], _ name: String
    ) throws(WorkbenchFault) -> [DraftType] {
        if wanted.isEmpty { return drafts }
        var chosen: [DraftType] = []
        for type in wanted {
            let found = drafts.filter { $0.name == type || $0.name.hasSuffix(".\(type)") }
            guard !found.isEmpty else {
                let known = drafts.map(\.name)
                let bare = known.compactMap { $0.split(separator: ".").last.map(String.init) }
                let near = NearestWord.advice(on: type, among: known + bare)
                throw WorkbenchFault("\(name): типа «\(type)» нет\(near)")
            }
            chosen += found.filter { draft in !chosen.contains { $0.name == draft.name } }
        }
        return chosen
    }
}
