/// Puts libyaml's terse English into a sentence that tells the writer of a policy what to do.
struct YAMLSyntaxProblem {
    let problem: String
    let context: String

    /// The fault: at the opening of what is not closed, otherwise where libyaml stumbled.
    func fault(at problemPlace: YAMLPlace, within contextPlace: YAMLPlace) -> YAMLFault {
        if problem == "found unexpected end of stream" || problem == "found unexpected document indicator" {
            return YAMLFault(at: contextPlace, "кавычка открыта и не закрыта: закройте её")
        }
        return YAMLFault(at: problemPlace, sentence(contextPlace))
    }

    private func sentence(_ context: YAMLPlace) -> String {
        switch problem {
        case "could not find expected ':'":
            "после ключа нет двоеточия: ключ начат в строке \(context.line), напишите «ключ: значение»"
        case "mapping values are not allowed in this context":
            "двоеточие здесь лишнее: возьмите значение в кавычки или поправьте отступ"
        case "mapping keys are not allowed in this context", "block sequence entries are not allowed in this context":
            "здесь не может начинаться ключ или список: перенесите на новую строку с отступом"
        case "did not find expected key":
            "ожидается ключ: проверьте отступ и кавычки (блок начат в строке \(context.line))"
        case "did not find expected '-' indicator":
            "ожидается «- » очередного элемента: проверьте отступ (список начат в строке \(context.line))"
        case "did not find expected ',' or ']'":
            "в списке, открытом в строке \(context.line), нет «,» или «]»: закройте скобку"
        case "did not find expected ',' or '}'":
            "в наборе, открытом в строке \(context.line), нет «,» или «}»: закройте скобку"
        case "did not find expected node content":
            "здесь ожидается значение: допишите его или удалите лишний знак"
        case "found character that cannot start any token":
            "с этого символа значение начинаться не может: возьмите его в кавычки"
        case "found unknown escape character", "did not find expected hexdecimal number",
            "found invalid Unicode character escape code":
            "неизвестная последовательность после «\\»: пишите «\\\\» или возьмите текст в одинарные кавычки"
        case "did not find expected alphabetic or numeric character":
            "после «&» и «*» нужно имя латиницей: если это текст, возьмите его в кавычки"
        case "did not find expected comment or line break", "found an indentation indicator equal to 0":
            "после «|» и «>» на этой строке больше ничего не пишется: текст начинайте с новой строки"
        case "did not find expected <document start>":
            "здесь ожидается конец файла: проверьте отступ и удалите лишнее"
        default: general
        }
    }

    private var general: String {
        if context.contains("directive") || problem.contains("directive") || problem.contains("incompatible") {
            return "строка не может начинаться с «%»: удалите её или возьмите текст в кавычки"
        }
        if context.contains("tag") || problem.contains("tag") || context.contains("parsing a node") {
            return "теги («!имя») не поддерживаются: если это текст, возьмите его в кавычки"
        }
        return "это не читается как YAML (\(problem)): проверьте отступы, кавычки и скобки"
    }
}
