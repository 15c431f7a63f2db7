import Messages

extension Role {
    /// Who may read whatever the postman knows.
    static let staff: Set<Role> = [.operator, .integrator, .analyst, .manager]

    /// The staff, and sources, each of its own messages and objects.
    static let readers = staff.union([.source])
}
