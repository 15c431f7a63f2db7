import Messages

extension Role {
    /// Who may read whatever the postman knows.
    static let staff: Set<Role> = [.operator, .integrator, .analyst, .manager]

    /// The staff, and sources, each of its own messages and objects.
    static let readers = staff.union([.source])

    /// Who may let somebody off a rule for a while.
    static let waiverGivers: Set<Role> = [.analyst, .operator, .manager]

    /// Who decides deliveries, and passes on what couriers say.
    static let followupAnswerers: Set<Role> = [.operator, .manager]

    /// Who tells of courier tasks.
    static let taskGivers: Set<Role> = [.source, .b24, .manager, .operator]

    /// Who says what couriers do.
    static let stepTakers: Set<Role> = [.courier, .b24, .manager, .operator]
}
