import Messages
import YAML

/// Gathers what is wrong while a tree is read, so that one look at it repairs all.
struct TreeReading {
    let files: TreeFiles
    var findings: [Finding] = []

    init(_ files: TreeFiles) {
        self.files = files
    }

    /// Reads a YAML file with a reader of its content; nil when faults were found.
    mutating func yaml<Value>(_ path: String, _ read: (YAMLDocument) throws(YAMLFaults) -> Value) -> Value? {
        do throws(YAMLFaults) {
            return try read(try YAMLDocument(files.files[path, default: []], file: path))
        } catch {
            findings += error.faults.map(Finding.init)
            return nil
        }
    }

    mutating func error(_ file: String, _ line: Int = 1, _ column: Int? = nil, _ message: String) {
        findings.append(Finding(.error, file: file, line: line, column: column, message: message))
    }

    mutating func add(_ fault: ScriptFault, in file: String) {
        error(fault.file.isEmpty ? file : fault.file, max(1, fault.line), fault.column, fault.message)
    }

    /// Every contract of the tree, by system. A contract may lie in several files: `contracts/<system>/<topic>.yaml`.
    mutating func contracts() -> [String: Contract] {
        var contracts: [String: Contract] = [:]
        var files: [String: String] = [:]
        for path in self.files.paths(under: "mappings/contracts/", suffix: ".yaml") {
            guard let part = yaml(path, { document throws(YAMLFaults) in try ContractReader.read(document) }) else {
                continue
            }
            for type in part.types.keys.sorted() {
                let name = "\(part.system).\(type)"
                if let other = files.updateValue(path, forKey: name) {
                    error(path, 1, nil, "тип «\(type)» системы «\(part.system)» уже описан в \(other)")
                }
            }
            contracts[part.system] = contracts[part.system].map { $0.joined(with: part) } ?? part
        }
        return contracts
    }

    /// The lookup tables as one object: `ctx.tables`.
    mutating func lookups() -> JSON {
        var members: [JSON.Member] = []
        for path in files.paths(under: "mappings/tables/", suffix: ".yaml") {
            guard let table = yaml(path, { document throws(YAMLFaults) in try LookupReader.read(document) }) else {
                continue
            }
            members.append(.init(Self.stem(path), table))
        }
        return .object(members)
    }

    /// Cuts and translates every script of the tree.
    mutating func sources() -> [LuaSource] {
        var sources: [LuaSource] = []
        for path in files.files.keys.sorted() where path.hasSuffix(".lua") {
            do throws(LuaMistake) {
                sources.append(
                    try LuaSource(unit: sources.count + 1, path: path, bytes: files.files[path, default: []]))
            } catch {
                self.error(path, error.line, error.column, error.message)
            }
        }
        return sources
    }

    /// `виды_цен` of `mappings/tables/виды_цен.yaml`.
    static func stem(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.split(separator: ".").dropLast().joined(separator: ".")
    }
}
