import Messages
import Testing

@Suite("Names of things")
struct NamingTests {
    @Test("identifiers are UUIDv7: they sort in the order they were made, within a millisecond too, and never repeat")
    func identifiers() {
        let now = Instant(milliseconds: 1_795_780_800_000)
        let made = (0..<5000).map { _ in Identifier.make(at: now) }
        #expect(made == made.sorted())
        #expect(Set(made).count == made.count)
        #expect(made.allSatisfy { $0.count == 36 && Array($0)[14] == "7" })
    }

    @Test("a number has the form of the word that Russian wants after it")
    func forms() {
        let words = [0, 1, 2, 4, 5, 11, 14, 21, 22, 25, 101, 111, 112, -1].map { $0.form("раз", "раза", "разов") }
        #expect(
            words == [
                "разов", "раз", "раза", "раза", "разов", "разов", "разов", "раз", "раза", "разов", "раз", "разов",
                "разов", "раз",
            ])
    }

    @Test(
        "a GUID is read in every form 1С writes, and kept in one",
        arguments: [
            "C3314AE6-6899-11E8-8780-B06EBF2FAAF6", "{c3314ae6-6899-11e8-8780-b06ebf2faaf6}",
            "c3314ae6689911e88780b06ebf2faaf6",
        ])
    func guids(text: String) {
        #expect(GUID.normalized(text) == "c3314ae6-6899-11e8-8780-b06ebf2faaf6")
    }

    @Test(
        "what is no GUID is refused",
        arguments: ["", "c3314ae6", "c3314ae6-6899-11e8-8780-b06ebf2faafг", "c3314ae6_6899_11e8_8780_b06ebf2faaf6"])
    func noGUID(text: String) {
        #expect(GUID.normalized(text) == nil)
    }

    @Test("a derived GUID is the same each time, and differs by name")
    func derived() {
        let one = GUID.derived(from: "c3314ae6-6899-11e8-8780-b06ebf2faaf6", name: "второй")
        #expect(one == GUID.derived(from: "c3314ae6-6899-11e8-8780-b06ebf2faaf6", name: "второй"))
        #expect(one != GUID.derived(from: "c3314ae6-6899-11e8-8780-b06ebf2faaf6", name: "третий"))
        #expect(GUID.normalized(one) == one)
    }

    @Test("a digest of parts tells them apart")
    func digests() {
        #expect(Digest.hex(of: "ab", "c") != Digest.hex(of: "a", "bc"))
        #expect(Digest.hex("abc".utf8).hasPrefix("ba7816bf8f01cfea"))
    }
}
