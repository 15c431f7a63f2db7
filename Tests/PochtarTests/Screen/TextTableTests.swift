import Testing

@testable import pochtar

@Suite("Tables on the screen")
struct TextTableTests {
    @Test("columns are as wide as their widest cell, numbers stand on the right, no line ends in blanks")
    func layout() {
        var table = TextTable([("Тип", .left), ("Число", .right), ("", .left)])
        table.add(["Склады", "7", "да"])
        table.add(["Контрагенты", "1200", ""])

        #expect(
            table.lines == [
                "Тип          Число",
                "──────────────────────",
                "Склады           7  да",
                "Контрагенты   1200",
            ])
    }
}
