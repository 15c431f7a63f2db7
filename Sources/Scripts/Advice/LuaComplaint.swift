import Foundation

/// Says in Russian what Lua says in English; what it does not know it leaves as it is.
enum LuaComplaint {
    /// A message of Lua for the integrator: his own names, his own language.
    static func translated(_ message: String) -> String {
        var text = LuaNames.demangled(message)
        for (pattern, replacement) in patterns {
            text = text.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression)
        }
        return text
    }

    private static let patterns: [(String, String)] = [
        ("attempt to index an? (\\w+) value", "нельзя взять поле у значения $1"),
        ("attempt to call an? (\\w+) value", "нельзя вызвать значение $1"),
        ("attempt to perform arithmetic on an? (\\w+) value", "нельзя считать со значением $1"),
        ("attempt to perform bitwise operation on an? (\\w+) value", "битовые действия не для значения $1"),
        ("attempt to concatenate an? (\\w+) value", "нельзя приклеить к строке значение $1"),
        ("attempt to get length of an? (\\w+) value", "нет длины у значения $1"),
        ("attempt to compare two (\\w+) values", "нельзя сравнить два значения $1"),
        ("attempt to compare (\\w+) with (\\w+)", "нельзя сравнить $1 и $2"),
        ("attempt to perform 'n(//|%%)0'", "деление на ноль"),
        ("attempt to assign to const variable '([^']*)'", "«$1» — константа"),
        ("number has no integer representation", "нужно целое число"),
        ("bad argument #(\\d+) to '([^']*)'", "аргумент $1 функции $2"),
        ("bad argument #(\\d+)", "аргумент $1"),
        ("(\\w+) expected, got no value", "нужно $1, а не передано ничего"),
        ("(\\w+) expected, got (\\w+)", "нужно $1, а передано $2"),
        ("\\(local '([^']*)'\\)", "(переменная «$1»)"),
        ("\\(global '([^']*)'\\)", "(имя «$1»)"),
        ("\\(field '([^']*)'\\)", "(поле «$1»)"),
        ("\\(upvalue '([^']*)'\\)", "(переменная «$1»)"),
        ("\\(method '([^']*)'\\)", "(метод «$1»)"),
        ("\\(constant '([^']*)'\\)", "(константа «$1»)"),
        ("unexpected symbol", "здесь этого быть не может"),
        ("'?([^' ]+)'? expected \\(to close '([^']+)' at line (\\d+)\\)", "не хватает $1 (закрыть $2 строки $3)"),
        ("'?([^' ]+)'? expected", "не хватает $1"),
        ("unfinished string", "строка не закрыта"),
        ("malformed number", "число не разобрать"),
        ("syntax error", "синтаксическая ошибка"),
        ("no visible label '([^']*)' for <?goto>? at line \\d+", "метки «$1» для goto здесь нет"),
        ("label '([^']*)' already defined on line (\\d+)", "метка «$1» уже есть в строке $2"),
        ("break outside (?:a )?loop at line \\d+", "break вне цикла"),
        ("cannot use '...' outside a vararg function", "… есть только у функций, объявленных с …"),
        (" near <eof>", ": файл кончился"),
        (" near '?(.*?)'?$", " (возле «$1»)"),
    ]
}
