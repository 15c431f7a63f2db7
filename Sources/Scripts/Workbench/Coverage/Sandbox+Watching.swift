import CLua

extension Sandbox {
    /// Adds to a result which lines ran, and where its outcome was decided.
    func watch(_ result: inout MappingResult, of tree: ScriptTree) {
        for source in tree.sources {
            var lines = LinesRan()
            for line in 1...max(1, source.lineCount) {
                let bits = Int(pochtar_vm_line(vm, Int32(source.unit), Int32(line)))
                if bits & Int(POCHTAR_LINE_CODE) != 0 { lines.code.insert(line) }
                if bits & Int(POCHTAR_LINE_RAN) != 0 { lines.ran.insert(line) }
                if bits & Int(POCHTAR_LINE_CALLED) != 0 { lines.called.insert(line) }
            }
            if !lines.ran.isEmpty { result.lines[source.path] = lines }
        }
        if case .objects = result.outcome { return }
        var (unit, line) = (Int32(0), Int32(0))
        pochtar_vm_place(vm, &unit, &line)
        result.decided = tree.source(Int(unit)).map { DecidedPlace(file: $0.path, line: Int(line)) }
    }
}
