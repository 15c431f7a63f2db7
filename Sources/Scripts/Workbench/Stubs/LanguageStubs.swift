/// The language of mappings for the Lua language server.
enum LanguageStubs {
    /// `mappings/.meta/language.lua`: every name that mappings have and Lua does not; one without a description too.
    static func text(_ vocabulary: Vocabulary) -> String {
        let known = Set(described.matches(of: /(?m)^(?:function )?([a-z_.]+)(?:\(| =)/).map { String($0.1) })
        let rest = vocabulary.words.filter { !known.contains($0.name) && !isLua($0.name) }
        return described
            + rest.map { word in
                let stub = word.isFunction ? "function \(word.name)(...) end" : "\(word.name) = nil"
                return "\n---Описания ещё нет.\n\(stub)\n"
            }
            .joined()
    }

    /// What Lua itself has, and an editor knows without us.
    private static func isLua(_ name: String) -> Bool {
        let library = name.prefix { $0 != "." }
        return ["string", "table", "math"].contains(library) || lua.contains(name)
    }

    private static let lua: Set<String> = [
        "assert", "error", "getmetatable", "ipairs", "next", "pairs", "pcall", "rawequal", "rawget", "rawlen",
        "require",
        "select", "setmetatable", "tonumber", "tostring", "type", "xpcall",
    ]

    private static let described = #"""
        ---@meta
        -- Сделано командой pochtar lsp-stubs: руками не правят.

        ---Ссылка на объект источника.
        ---@class Ссылка

        ---Значение, которое раскроет почтарь: ref, own, find, deferred, after, initial, merge, empty. Полей у него нет.
        ---@class Пометка

        ---@class Контекст
        ---@field now string Местное время: 2026-11-27T09:30:00
        ---@field tables table<string, table<string, any>> Таблицы mappings/tables по имени файла

        ---Объект приёмника этого типа, который получился из ссылки источника. Ещё не перешёл — документ ждёт его.
        ---Пустая ссылка — empty.
        ---@param тип string Тип в приёмнике: "Справочник.Партнеры"
        ---@param x? Ссылка
        ---@return Пометка
        function ref(тип, x) end

        ---Другой слот этого же ответа; он пишется раньше.
        ---@param слот string
        ---@return Пометка
        function own(слот) end

        ---Не ждать: отправить без ссылки и ещё раз, когда она появится.
        ---@param x? Пометка ref(…)
        ---@return Пометка?
        function deferred(x) end

        ---Истина, когда приёмник подтвердил каждый из этих объектов; до того документ записан и не проводится:
        ---Проведен = doc.Проведен and after(ref("Документ.ЗаказКлиента", doc.Сделка)).
        ---@param ... Пометка|Пометка[]|nil ref(…) или списки ref(…)
        ---@return Пометка|true
        function after(...) end

        ---Объект приёмника, который создали не мы: по полям, по наименованию или по GUID.
        ---@param тип string Тип в приёмнике
        ---@param ключ? string|table<string, any>
        ---@return Пометка|string
        function find(тип, ключ) end

        ---Только при создании; потом поле принадлежит приёмнику.
        ---@param v any
        ---@return Пометка?
        function initial(v) end

        ---Очистить поле в приёмнике. Поле, которого в ответе нет или оно nil, приёмник сохранит.
        ---@type Пометка
        empty = nil

        ---null из JSON. В ответе его быть не может: поле очищает empty.
        ---@type any
        null = nil

        ---Не наше, готово: в приёмнике ничего не будет.
        ---@param почему string
        function skip(почему) end

        ---Таблица не знает этого значения: объект ждёт, пока её поправят.
        ---@param поле string
        ---@param значение? any
        function unmatched(поле, значение) end

        ---Объект источника неверен: исправлять должен источник.
        ---@param почему string
        ---@param место? string
        function reject(почему, место) end

        ---Ссылка, если она этого типа источника, иначе nil.
        ---@generic T : Ссылка
        ---@param тип string Тип в источнике: "Документ.ЗаказПокупателя"
        ---@param x? T
        ---@return T?
        function only(тип, x) end

        ---Тип ссылки источника.
        ---@param x? Ссылка
        ---@return string?
        function type_of(x) end

        ---Поле как оно пришло, и пустое тоже.
        ---@param doc table
        ---@param поле string
        ---@return any
        function raw(doc, поле) end

        ---Табличная часть построчно; nil — пустая. Функция вернёт строку, несколько строк или ничего.
        ---@generic T
        ---@param список? T[]
        ---@param строка fun(r: T, номер: integer): any, any, any
        ---@return table[]
        function rows(список, строка) end

        ---То же, что rows.
        ---@generic T
        ---@param список? T[]
        ---@param строка fun(r: T, номер: integer): any, any, any
        ---@return table[]
        function each(список, строка) end

        ---Строки с одинаковым ключом вместе, по порядку первого появления; ссылки сравниваются как объекты.
        ---@generic T
        ---@param список? T[]
        ---@param ключ string|fun(r: T, номер: integer): any Имя поля или функция
        ---@return { key: any, rows: T[] }[]
        function group(список, ключ) end

        ---Тексты и числа через разделитель; nil и пустые пропускаются. Не осталось ничего — nil.
        ---@param список? table
        ---@param разделитель string
        ---@return string?
        function join(список, разделитель) end

        ---Новый список из элементов всех; nil — пустой. Исходные не меняются.
        ---@generic T
        ---@param список? T[]
        ---@param ... T[]?
        ---@return T[]
        function append(список, ...) end

        ---Табличная часть, которую ведут и люди: наши строки заменят строки с тем же ключом, остальные не тронут.
        ---@param ключ string|string[] Колонка или колонки, по которым узнают строку
        ---@param строки? table[]
        ---@return Пометка?
        function merge(ключ, строки) end

        ---Дополнительные реквизиты УТ 11 по наименованию; nil — не трогать, empty — очистить.
        ---@param значения table<string, any>
        ---@return Пометка?
        function extra(значения) end

        ---Показать значения в pochtar mapping run.
        ---@param ... any
        function trace(...) end

        ---Точное десятичное число.
        ---@param x string|number
        ---@return number
        function dec(x) end

        ---Округлить до знаков после запятой, половину — к чётному.
        ---@param x number
        ---@param знаков? integer
        ---@return number
        function round(x, знаков) end

        ---Частное с точностью до знаков после запятой.
        ---@param a number
        ---@param b number
        ---@param знаков integer
        ---@return number
        function div(a, b, знаков) end

        ---Разделить сумму по весам до копейки: части вместе равны сумме.
        ---@param сумма number
        ---@param веса number[]
        ---@param знаков? integer По умолчанию 2
        ---@return number[]
        function share(сумма, веса, знаков) end

        ---ИНН: 10 или 12 цифр, иначе nil.
        ---@param x? string
        ---@return string?
        function inn(x) end

        ---КПП: 9 знаков, иначе nil.
        ---@param x? string
        ---@return string?
        function kpp(x) end

        ---Телефон: +7XXXXXXXXXX, иначе nil.
        ---@param x? string
        ---@return string?
        function phone(x) end

        ---@class number_library
        number = {}

        ---Номер источника под своим префиксом.
        ---@param номер? string
        ---@param префикс string
        ---@param длина? integer По умолчанию 11
        ---@return string?
        function number.prefixed(номер, префикс, длина) end

        ---Текст в символах, а не в байтах. От nil — nil.
        ---@class text_library
        text = {}

        ---@param x? string
        ---@return string?
        function text.upper(x) end

        ---@param x? string
        ---@return string?
        function text.lower(x) end

        ---Первые n символов.
        ---@param x? string
        ---@param n integer
        ---@return string?
        function text.left(x, n) end

        ---Символы с первого по последний, от 1; с конца — отрицательные.
        ---@param x? string
        ---@param первый integer
        ---@param последний? integer
        ---@return string?
        function text.sub(x, первый, последний) end

        ---@param x? string
        ---@return integer?
        function text.len(x) end

        ---Без пробелов по краям, между словами — один.
        ---@param x? string
        ---@return string?
        function text.clean(x) end

        ---Для сравнения имён: без лишних пробелов, строчными, ё как е, похожие латинские буквы — русскими.
        ---@param x? string
        ---@return string?
        function text.normalize(x) end

        """#
}
