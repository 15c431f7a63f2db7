import Testing

@Suite("The house rules are kept")
struct HouseTests {
    private let house = SourceTree.house

    @Test("the rules look at the whole house: at every room, and at themselves")
    func seesAll() {
        let rooms = Set(house.files.compactMap(\.room))
        #expect(rooms.isSuperset(of: Arrows.rooms.keys))
        #expect(rooms.isSuperset(of: ["CLua", "CYAML", "HouseTests", "YAMLTests"]))
        #expect(house.files.contains { $0.path == "Package.swift" })
        #expect(house.files.contains { $0.path == "Tests/HouseTests/HouseTests.swift" })
    }

    @Test("a file has at most 400 lines")
    func longFiles() { expectNone(house.longFiles) }

    @Test("a function has at most 70 lines")
    func longFunctions() { expectNone(house.longFunctions) }

    @Test("a line has at most 120 columns")
    func longLines() { expectNone(house.longLines) }

    @Test("a folder has at most 12 Swift files")
    func fullFolders() { expectNone(house.fullFolders) }

    @Test("names say what a thing is for")
    func emptyNames() { expectNone(house.emptyNames) }

    @Test("a file is named after its type")
    func misnamedFiles() { expectNone(house.misnamedFiles) }

    @Test("a room imports only what the table of arrows gives it")
    func strayImports() { expectNone(house.strayImports) }

    @Test("only Scripts imports CLua, only YAML imports CYAML, only Storage imports GRDB")
    func strayLibraries() { expectNone(house.strayLibraries) }

    @Test("only Storage contains SQL")
    func straySQL() { expectNone(house.straySQL) }

    @Test("only pochtar reads the environment")
    func strayEnvironment() { expectNone(house.strayEnvironment) }

    @Test("a protocol has at least two conformers")
    func lonelyProtocols() { expectNone(house.lonelyProtocols) }

    @Test("no task is detached")
    func detachedTasks() { expectNone(house.detachedTasks) }

    @Test("@unchecked Sendable has its reason right above")
    func unexplainedSendable() { expectNone(house.unexplainedSendable) }

    @Test("rooms speak package, not public")
    func publicDeclarations() { expectNone(house.publicDeclarations) }

    @Test("what other rooms may use says what it is")
    func undocumented() { expectNone(house.undocumented) }

    @Test("no work is left undone")
    func unfinishedWork() { expectNone(house.unfinishedWork) }

    private func expectNone(_ violations: [Violation], sourceLocation: SourceLocation = #_sourceLocation) {
        let list = violations.map(\.description).joined(separator: "\n")
        #expect(violations.isEmpty, "\n\(list)", sourceLocation: sourceLocation)
    }
}
