/// Why a command cannot go on: one Russian sentence and the exit code.
struct CommandFault: Error {
    let sentence: String
    let code: Int32

    /// Something is wrong with what the command was asked about.
    init(_ sentence: String) {
        self.sentence = sentence
        code = 1
    }

    /// The call itself is wrong.
    static func call(_ sentence: String) -> CommandFault {
        CommandFault(sentence, code: 2)
    }

    private init(_ sentence: String, code: Int32) {
        self.sentence = sentence
        self.code = code
    }
}
