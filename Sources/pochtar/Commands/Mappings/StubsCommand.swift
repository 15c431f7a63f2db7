import ArgumentParser
import Foundation
import Scripts

/// Tells an integrator's editor of the objects and of the language.
struct StubsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lsp-stubs",
        abstract: "Описать контракты и язык маппингов для редактора (Lua language server).",
        discussion: """
            Пишет \(LuaStubs.folder)/*.lua и, если его нет, \(LuaStubs.settingsFile). Ревизии от них не меняются; \
            когда контракты меняются, pochtar check попросит повторить.
            """)

    @OptionGroup var options: TreeOptions

    func run() throws {
        let root = try options.root()
        let stubs: LuaStubs
        do {
            stubs = try LuaStubs(try TreeFiles(readingFrom: root))
        } catch let refused as TreeRefused {
            throw CommandFault(refused.description)
        }
        let changed = try stubs.write(under: root)
        for path in changed { Console.output.line("\(path): обновлён") }
        if changed.isEmpty { Console.output.line("Описания для редактора уже свежие.") }
    }
}
