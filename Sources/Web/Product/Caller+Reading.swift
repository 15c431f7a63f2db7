import Messages

extension Caller {
    /// A source sees what it handed in itself, and nothing else.
    var seesOwnOnly: Bool { roles.isDisjoint(with: Role.staff) }

    /// What a caller is told besides, who may be looking for what another one handed in.
    var ownOnlyRemark: String { seesOwnOnly ? ", или его передал не ключ «\(name)»" : "" }
}
