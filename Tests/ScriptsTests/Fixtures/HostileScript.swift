import Testing

/// A script that means harm, and what must stop it.
struct HostileScript: Sendable, CustomTestStringConvertible {
    let name: String
    let body: String
    /// The limit that stops it; nil where an ordinary error does.
    let limit: String?

    var testDescription: String { name }

    init(_ name: String, _ limit: String?, _ body: String) {
        self.name = name
        self.limit = limit
        self.body = body
    }

    static let endless = [
        HostileScript("a loop without end", "инструкции", "while true do end"),
        HostileScript(
            "a loop inside pcall inside a loop", "инструкции",
            "while true do pcall(function() while true do end end) end"),
        HostileScript(
            "pcall of pcall", "инструкции", "while true do pcall(pcall, pcall, function() while true do end end) end"),
        HostileScript(
            "a loop in the handler of xpcall", "инструкции", "xpcall(error, function() while true do end end) return {}"
        ),
        HostileScript(
            "a handler that swallows", "инструкции",
            "while true do xpcall(function() while true do end end, function() return 1 end) end"),
        HostileScript(
            "__index", "инструкции",
            "local t = setmetatable({}, { __index = function() while true do end end }) "
                + "pcall(function() return t.x end) return {}"
        ),
        HostileScript(
            "__eq", "инструкции",
            "local m = { __eq = function() while true do end end } "
                + "return { x = setmetatable({}, m) == setmetatable({}, m) }"
        ),
        HostileScript(
            "__concat", "инструкции",
            "return setmetatable({}, { __concat = function() while true do end end }) .. 'x'"),
        HostileScript(
            "__tostring", "инструкции",
            "return tostring(setmetatable({}, { __tostring = function() while true do end end }))"),
        HostileScript(
            "__pairs", "инструкции",
            "for _ in pairs(setmetatable({}, { __pairs = function(t) return function() return 1 end, t end })) do end"),
        HostileScript("a comparator", "инструкции", "table.sort({ 3, 2, 1 }, function() while true do end end)"),
        HostileScript("a replacement of gsub", "инструкции", "('x'):gsub('x', function() while true do end end)"),
        HostileScript("tail calls", "инструкции", "local function f() return f() end f()"),
        HostileScript("goto", "инструкции", "::снова:: goto снова"),
        HostileScript("rows", "инструкции", "rows({ 1 }, function() while true do end end)"),
        HostileScript(
            "an error object with a slow text", nil,
            "error(setmetatable({}, { __tostring = function() while true do end end }))"),
        HostileScript("slow searches in a loop", "время", "local s = ('a'):rep(15000) while true do s:find('a-b') end"),
    ]

    static let greedy = [
        HostileScript("doubling a string", "память", "local s = 'x' while true do s = s .. s end"),
        HostileScript(
            "doubling a string inside pcall", "память",
            "local s = 'x' while true do pcall(function() while true do s = s .. s end end) end"),
        HostileScript("string.rep", "длина строки", "return ('x'):rep(1 << 40)"),
        HostileScript("string.rep inside pcall", "длина строки", "while true do pcall(string.rep, 'x', 1 << 40) end"),
        HostileScript("string.rep with a separator", "длина строки", "return (''):rep(1 << 40, 'x')"),
        HostileScript("gsub that multiplies", "память", "return (('x'):rep(100):gsub('x', ('y'):rep(1000000)))"),
        HostileScript(
            "a format of long texts", "длина строки",
            "local s = ('x'):rep(1000000) return string.format('%s%s', s, s)"),
        HostileScript(
            "tables in tables", "память",
            "local s, t = ('x'):rep(200), {} while true do t[#t + 1] = { s:byte(1, -1) } end"),
        HostileScript(
            "table.concat", "длина строки",
            "local s, t = ('x'):rep(100000), {} for i = 1, 100 do t[i] = s end return table.concat(t)"),
        HostileScript(
            "many long texts", "память",
            "local s, t = ('x'):rep(1000), {} for i = 1, 1000 do t[i] = s:rep(1000) .. i end"),
        HostileScript("table.unpack", nil, "return table.unpack({}, 1, 100000000)"),
        HostileScript(
            "too long an answer", "размер ответа", "return { Комментарий = ('x'):rep(1048576) .. ('x'):rep(1048576) }"),
        HostileScript(
            "too many rows", "узлы ответа",
            "local t, r = {}, { Сумма = 1 } for i = 1, 60000 do t[i] = r end return { Товары = t }"),
    ]

    static let deep = [
        HostileScript("recursion", "глубина вызовов", "local function f(n) return 1 + f(n + 1) end return f(1)"),
        HostileScript(
            "recursion through pcall", "глубина вызовов", "local function f() return pcall(f) end while true do f() end"
        ),
        HostileScript(
            "recursion through a metamethod", "глубина вызовов",
            "local t = setmetatable({}, { __index = function(t, k) return t[k .. 'x'] end }) "
                + "while true do pcall(function() return t.x end) end"
        ),
        HostileScript(
            "recursion through sort", "глубина вызовов", "local function f() table.sort({ 2, 1 }, f) end f()"),
        HostileScript(
            "recursion through gsub", "глубина вызовов", "local function f() return (('x'):gsub('x', f)) end f()"),
    ]

    static let patterns = [
        HostileScript(
            "a pattern of many repeats", "сложность шаблона", "return (('a'):rep(20000)):find(('a*'):rep(20) .. 'b')"),
        HostileScript(
            "a pattern inside pcall", "сложность шаблона",
            "while true do pcall(string.find, ('a'):rep(3000), '.-.-.-.-b') end"),
        HostileScript("gmatch", "сложность шаблона", "for x in (('a'):rep(9000)):gmatch('(.-)(.-)(.-)b') do end"),
        HostileScript(
            "many optional items", "сложность шаблона",
            "return (('a'):rep(60)):match(('a?'):rep(60) .. ('a'):rep(60))"),
        HostileScript("a pattern longer than any", "сложность шаблона", "return ('x'):find(('[a]'):rep(1000))"),
    ]

    static let forbidden = [
        HostileScript("__gc", nil, "setmetatable({}, { __gc = function() end })"),
        HostileScript("load", nil, "return load('return 1')"),
        HostileScript("dofile", nil, "return dofile('/etc/passwd')"),
        HostileScript("collectgarbage", nil, "collectgarbage('stop')"),
        HostileScript("coroutines", nil, "coroutine.wrap(function() end)()"),
        HostileScript("debug", nil, "debug.sethook()"),
        HostileScript("os", nil, "os.exit(1)"),
        HostileScript("io", nil, "io.open('/etc/passwd')"),
        HostileScript("string.dump", nil, "string.dump(function() end)"),
        HostileScript("rawset", nil, "rawset(string, 'rep', nil)"),
        HostileScript("require of a system module", nil, "require 'os'"),
        HostileScript("a global", nil, "x = 1"),
        HostileScript("a Cyrillic global", nil, "икс = 1"),
        HostileScript("a library's function", nil, "string.rep = nil"),
        HostileScript("the string metatable", nil, "getmetatable('').__index = {}"),
        HostileScript("a protected metatable", nil, "setmetatable(ctx.tables, {})"),
        HostileScript("a lookup table", nil, "ctx.tables.ндс.НДС20 = 'x'"),
        HostileScript("the document", nil, "doc.Наименование = 'x'"),
        HostileScript("the metatable of lists", nil, "getmetatable(doc.Товары).__index = {}"),
    ]
}
