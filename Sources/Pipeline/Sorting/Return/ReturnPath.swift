import Messages
import Scripts

/// What settling has to know because systems answer: which of them come for what is theirs, and what the fields of
/// their objects are.
struct ReturnPath: Sendable {
    /// Nobody answers.
    static let none = ReturnPath(receivers: [], contracts: [:])

    /// The systems that come themselves for what became of their messages.
    let receivers: Set<String>
    let contracts: [String: Contract]

    private init(receivers: Set<String>, contracts: [String: Contract]) {
        self.receivers = receivers
        self.contracts = contracts
    }

    /// As a revision has it.
    init(_ revision: Revision) {
        self.init(receivers: revision.receivers, contracts: revision.contracts)
    }

    /// Whether objects can come back to where they came from.
    var isOpen: Bool { !receivers.isEmpty }

    /// A type of a system, as its contract describes it.
    func type(_ name: String, of system: String) -> Contract.ObjectType? { contracts[system]?.types[name] }
}
