import CLua
import Messages

/// One Lua state with what is compiled in it. Not thread-safe: belongs to one worker.
final class Sandbox {
    let vm: OpaquePointer
    /// Which lines run is kept.
    let isWatching: Bool
    /// The names that scripts of both kinds have.
    let words: (mappings: Vocabulary, plugins: Vocabulary)
    private(set) var programs: [ObjectIdentifier: Program] = [:]

    init(limits: ScriptLimits, isWatching: Bool = false) throws(ScriptFault) {
        var native = limits.native
        guard let vm = pochtar_vm_new(&native) else {
            throw ScriptFault(
                kind: .limit("память"), file: "", line: 0,
                message: "не удалось завести состояние Lua: не хватает памяти")
        }
        self.vm = vm
        self.isWatching = isWatching
        words = (Self.words(vm, plugin: false), Self.words(vm, plugin: true))
        if isWatching { pochtar_vm_watch(vm) }
    }

    /// Asked for while nothing runs: an entry forgets what the last run left.
    private static func words(_ vm: OpaquePointer, plugin: Bool) -> Vocabulary {
        var names = pochtar_text()
        guard pochtar_vm_vocabulary(vm, plugin, &names) == POCHTAR_OK else { return Vocabulary(lines: "") }
        let bytes = UnsafeRawBufferPointer(start: names.bytes, count: names.length)
        return Vocabulary(lines: String(decoding: bytes, as: UTF8.self))
    }

    deinit {
        pochtar_vm_free(vm)
    }

    /// Bytes that Lua holds.
    var used: Int { pochtar_vm_used(vm) }

    /// Frees what no later run can reach.
    func collect() {
        pochtar_vm_collect(vm)
    }

    /// The program of a tree, with its libraries and tables loaded on first use.
    func program(of tree: ScriptTree) throws(ScriptFault) -> Program {
        if let program = programs[ObjectIdentifier(tree)] { return program }
        var libraries: Int32 = 0
        var tables: Int32 = 0
        try check(pochtar_vm_libraries(vm, &libraries), tree)
        try check(withText(tree.lookups) { pochtar_vm_tables(vm, $0, &tables) }, tree)
        var program = Program(tree: tree, libraries: libraries, tables: tables)
        for (name, unit) in tree.libraries.sorted(by: { $0.key < $1.key }) {
            let chunk = try compile(unit, in: tree)
            program.chunks[unit] = chunk
            try check(withText(Array(name.utf8)) { pochtar_vm_add_library(vm, libraries, $0, chunk) }, tree)
        }
        programs[ObjectIdentifier(tree)] = program
        return program
    }

    /// The compiled form of a unit, and the program it belongs to.
    func chunk(_ unit: Int, of tree: ScriptTree) throws(ScriptFault) -> (program: Program, chunk: Int32) {
        let program = try program(of: tree)
        if let chunk = program.chunks[unit] { return (program, chunk) }
        let chunk = try compile(unit, in: tree)
        programs[ObjectIdentifier(tree)]?.chunks[unit] = chunk
        return (program, chunk)
    }

    /// What a file declares, functions as `{"$function":<line>}`: runs the file, calls nothing in it.
    func declaration(_ unit: Int, of tree: ScriptTree, plugin: Bool) throws(ScriptFault) -> JSON {
        let (program, chunk) = try chunk(unit, of: tree)
        var answer = pochtar_text()
        try check(pochtar_vm_declaration(vm, chunk, program.libraries, plugin, &answer), tree, unit)
        return try json(answer, tree, unit)
    }

    /// Calls a function of a plugin.
    func call(_ unit: Int, of tree: ScriptTree, function: String, _ arguments: [JSON]) throws(ScriptFault) -> JSON {
        try call(unit, of: tree, function: function, text: JSON.array(arguments).bytes(sortingKeys: false))
    }

    /// The same with arguments that are written already: an array of JSON.
    func call(_ unit: Int, of tree: ScriptTree, function: String, text: [UInt8]) throws(ScriptFault) -> JSON {
        let (program, chunk) = try chunk(unit, of: tree)
        var answer = pochtar_text()
        let status = withText(Array(function.utf8) + [0]) { name in
            withText(text) { arguments in
                let function = pochtar_text(bytes: name.bytes, length: name.length - 1)
                return pochtar_vm_call(vm, chunk, program.libraries, function, arguments, &answer)
            }
        }
        try check(status, tree, unit)
        return try json(answer, tree, unit)
    }

    /// The reader of a mapping's source type.
    func reader(_ mapping: Mapping, of tree: ScriptTree) throws(ScriptFault) -> OpaquePointer {
        if let known = programs[ObjectIdentifier(tree)]?.sources[mapping.unit] { return known }
        let source = try source(mapping.system, mapping.type, of: tree)
        programs[ObjectIdentifier(tree)]?.sources[mapping.unit] = source
        return source
    }

    /// The reader of a type that is read through references: apart from that of messages, whose own flags say what a
    /// mapping reads of them.
    func neededReader(_ system: String, _ type: String, of tree: ScriptTree) throws(ScriptFault) -> OpaquePointer {
        let name = "\(system).\(type)"
        if let known = programs[ObjectIdentifier(tree)]?.needed[name] { return known }
        let source = try source(system, type, of: tree)
        programs[ObjectIdentifier(tree)]?.needed[name] = source
        return source
    }

    private func source(_ system: String, _ type: String, of tree: ScriptTree) throws(ScriptFault) -> OpaquePointer {
        guard let source = pochtar_source_new(vm, system, type, tree.types[system, type]) else {
            throw ScriptFault(kind: .limit("память"), file: "", line: 0, message: "не хватает памяти")
        }
        return source
    }

    func slots(_ mapping: Mapping, of tree: ScriptTree) -> SlotTable {
        if let known = programs[ObjectIdentifier(tree)]?.slots[mapping.unit] { return known }
        let slots = SlotTable(mapping, types: tree.types)
        programs[ObjectIdentifier(tree)]?.slots[mapping.unit] = slots
        return slots
    }

    private func compile(_ unit: Int, in tree: ScriptTree) throws(ScriptFault) -> Int32 {
        guard let source = tree.source(unit) else {
            throw ScriptFault(kind: .missing, file: "", line: 0, message: "файла с номером \(unit) в ревизии нет")
        }
        var chunk: Int32 = 0
        let status = withText(source.translated) { pochtar_vm_compile(vm, Int32(unit), $0, &chunk) }
        guard status != POCHTAR_SYNTAX else { throw syntaxFault(source) }
        try check(status, tree, unit)
        return chunk
    }

    private func json(_ text: pochtar_text, _ tree: ScriptTree, _ unit: Int) throws(ScriptFault) -> JSON {
        do throws(JSONFault) {
            return try JSONReader.read(UnsafeRawBufferPointer(start: text.bytes, count: text.length))
        } catch {
            let file = tree.source(unit)?.path ?? ""
            throw ScriptFault(kind: .failed, file: file, line: 0, message: "ответ скрипта — не JSON: \(error)")
        }
    }

    func withText<Answer>(_ bytes: [UInt8], _ body: (pochtar_text) -> Answer) -> Answer {
        bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { body(pochtar_text(bytes: $0.baseAddress, length: $0.count)) }
        }
    }
}
