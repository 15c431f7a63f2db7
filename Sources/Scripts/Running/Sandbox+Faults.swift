import CLua
import Foundation

extension Sandbox {
    /// Throws what an entry of the C side reports.
    func check(_ status: pochtar_status, _ tree: ScriptTree, _ unit: Int = 0) throws(ScriptFault) {
        guard status != POCHTAR_OK else { return }
        let fault = pochtar_vm_fault(vm).pointee
        let source = tree.source(Int(fault.unit)) ?? tree.source(unit)
        let message = text(fault.message, fault.message_length)
        let traceback = fault.traceback_length > 0 ? traced(text(fault.traceback, fault.traceback_length), tree) : nil
        let limit = fault.limit.map { String(cString: $0) }
        let place = fault.line > 0 ? nil : source.flatMap { AnswerComplaint(message).place(from: $0, in: tree) }
        let sentence = LuaComplaint.translated(message)
        throw ScriptFault(
            kind: limit.map(ScriptFault.Kind.limit) ?? (status == POCHTAR_MISSING ? .missing : .failed),
            file: (place?.source ?? source)?.path ?? "", line: place?.token.line ?? Int(fault.line),
            column: place?.token.column,
            message: limit.map { Self.explanation(of: $0) }
                ?? sentence
                + LuaAdvice.about(
                    sentence, in: source, of: tree,
                    knowing: source?.path.hasPrefix("plugins/") == true ? words.plugins : words.mappings),
            traceback: traceback)
    }

    private static func explanation(of limit: String) -> String {
        let advice =
            switch limit {
            case "инструкции": "скрипт выполняется слишком долго; нет ли цикла без конца"
            case "время": "скрипт выполняется дольше отведённого времени"
            case "память": "скрипт занял слишком много памяти"
            case "глубина вызовов": "вызовы вложены слишком глубоко; нет ли бесконечной рекурсии"
            case "длина строки": "строка длиннее 1 МиБ"
            case "сложность шаблона": "на такой строке шаблон может искать слишком долго; упростите его"
            case "размер ответа", "узлы ответа": "ответ слишком велик"
            case "вложенность значений": "значения вложены слишком глубоко; нет ли таблицы внутри самой себя"
            case "знаки числа": "в числе больше 38 знаков"
            default: "скрипт остановлен"
            }
        return "сработал предел «\(limit)»: \(advice)"
    }

    /// The calls in the integrator's own names and files.
    private func traced(_ trace: String, _ tree: ScriptTree) -> String {
        trace.split(separator: "\n").dropFirst().map { line in
            var text = line.trimmingCharacters(in: .whitespaces)
            if let match = text.firstMatch(of: /^F(\d+):/), let unit = Int(match.1), let source = tree.source(unit) {
                text = source.path + ":" + text[match.range.upperBound...]
            }
            return LuaNames.demangled(text)
        }
        .joined(separator: "\n")
    }

    private func text(_ bytes: UnsafePointer<CChar>?, _ length: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
    }

    /// The fault of a file that does not compile, with the column of the token that Lua stumbled over.
    func syntaxFault(_ source: LuaSource) -> ScriptFault {
        let fault = pochtar_vm_fault(vm).pointee
        let line = Int(fault.line)
        let message = text(fault.message, fault.message_length)
        let token = offender(in: source, line: line, message: message)
        var sentence = LuaComplaint.translated(message)
        if let token, token.kind != .end, let near = sentence.range(of: " (возле «") {
            sentence = sentence[..<near.lowerBound] + " (возле «\(token.text)»)"
        }
        let place = token.map { LuaSlip(sentence, at: $0, in: source) }
        return ScriptFault(
            kind: .failed, file: source.path, line: place?.token.line ?? line, column: place?.token.column,
            message: place?.sentence ?? sentence)
    }

    /// The first token with which the source up to it can no longer be continued: found by compiling beginnings.
    private func offender(in source: LuaSource, line: Int, message: String) -> LuaToken? {
        if message.hasSuffix("near <eof>") { return source.tokens.last }
        if let jump = message.firstMatch(of: /(goto|break)\b.* at line (\d+)/) {
            return source.tokens.last { $0.text == jump.1 && $0.line == Int(jump.2) }
        }
        let candidates = source.tokens.indices.filter {
            source.tokens[$0].line == line && source.tokens[$0].kind != .end
        }
        guard var low = candidates.first, var high = candidates.last else { return nil }
        while low < high {
            let middle = (low + high) / 2
            if canContinue(source, after: middle) { low = middle + 1 } else { high = middle }
        }
        return canContinue(source, after: low) ? nil : source.tokens[low]
    }

    private func canContinue(_ source: LuaSource, after last: Int) -> Bool {
        let end = source.tokens[last].range.upperBound
        let tokens = Array(source.tokens[...last])
        let mark = LuaToken(kind: .end, text: "", range: end..<end, line: tokens[last].line, column: 0)
        guard let beginning = try? LuaTranslation.translate(Array(source.source[..<end]), tokens + [mark]) else {
            return false
        }
        var chunk: Int32 = 0
        let status = withText(beginning) { pochtar_vm_compile(vm, Int32(source.unit), $0, &chunk) }
        guard status == POCHTAR_SYNTAX else { return true }
        let fault = pochtar_vm_fault(vm).pointee
        return text(fault.message, fault.message_length).hasSuffix("near <eof>")
    }
}
