import Testing

@Suite("The rules about declarations see what must not be")
struct DeclarationRuleTests {
    private func tree(_ text: String) -> SourceTree { SourceTree(["Sources/Web/A.swift": text]) }

    @Test("a protocol with one conformer is told, with two it is not, wherever they are")
    func protocols() {
        let one = [
            "Sources/Web/Door.swift": "package protocol Door: Sendable {}",
            "Sources/Web/Gate.swift": "struct Gate: Sendable, Door {}\nprotocol Wide: Door {}\nstruct W1: Wide {}",
            "Sources/Web/W2.swift": "final class W2<T: Door>: Wide {}",
        ]
        #expect(SourceTree(one).lonelyProtocols.map(\.path) == ["Sources/Web/Door.swift"])
        let two = one.merging(["Tests/WebTests/Hatch.swift": "extension Web.Hatch: Door {}"]) { $1 }
        #expect(SourceTree(two).lonelyProtocols.isEmpty)
    }

    @Test("a detached task is told, a plain one is not")
    func tasks() {
        #expect(tree("let a = Task.detached { 1 }\nTask<Int, Never>.detached { 1 }").detachedTasks.count == 2)
        #expect(tree("let a = Task { detached() } // Task.detached").detachedTasks.isEmpty)
    }

    @Test("@unchecked Sendable without a reason right above is told")
    func unchecked() {
        #expect(tree("final class A: @unchecked Sendable {}").unexplainedSendable.map(\.line) == [1])
        #expect(tree("// Mutex\nfinal class A: @unchecked Sendable {}").unexplainedSendable.count == 1)
        #expect(
            tree("// A lock guards the handle.\n\nfinal class A: @unchecked Sendable {}").unexplainedSendable.count == 1
        )
        #expect(tree("// A lock guards the handle.\nfinal class A: @unchecked Sendable {}").unexplainedSendable.isEmpty)
    }

    @Test("public is told in rooms, and left alone in words and in tests")
    func publicity() {
        #expect(tree("\npublic struct A {}\npackage import B // public").publicDeclarations.map(\.line) == [2])
        #expect(SourceTree(["Tests/WebTests/A.swift": "public struct A {}"]).publicDeclarations.isEmpty)
    }

    @Test(
        "a package type or function without documentation is told",
        arguments: [
            "package struct A {}", "package final class A {}", "package protocol A {}", "package static func go() {}",
            "// not documentation\npackage enum A {}", "@discardableResult\npackage func go() {}",
            "/// far away\n\npackage actor A {}", "extension A {\n    package func go() {}\n}",
        ])
    func undocumented(_ text: String) {
        #expect(tree(text).undocumented.count == 1)
    }

    @Test(
        "what is documented, not for others, or evident is not",
        arguments: [
            "/// A.\npackage struct A {}", "/// Goes.\n@discardableResult\npackage func go() {}", "struct A {}",
            "package static func < (left: A, right: A) -> Bool { true }",
            "package func encode(to encoder: any Encoder) {}",
            "extension A: Factory {\n    package func make() {}\n}", "package let a: Int", "package init() {}",
            "package var description: String { \"\" }", "package import A",
        ])
    func documented(_ text: String) {
        #expect(tree(text).undocumented.isEmpty)
    }

    @Test("a note of work left undone is told in Swift comments and in C")
    func notes() {
        let note = "TO" + "DO"
        #expect(tree("struct A {}\n// \(note): later").unfinishedWork.map(\.line) == [2])
        #expect(SourceTree(["Sources/CLua/a.c": "/* FIX\("ME")(x) */"]).unfinishedWork.count == 1)
        #expect(tree("let a = \"\(note)\" // \(note.lowercased())").unfinishedWork.isEmpty)
    }
}
