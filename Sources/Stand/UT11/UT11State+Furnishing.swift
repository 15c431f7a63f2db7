import Messages

extension UT11State {
    /// What a УТ 11 has before anybody sends anything, and mappings look for by name. Nobody's effect.
    private static let furniture = [
        ("Catalog_ГруппыДоступаПартнеров", "69821f90-9c80-53a1-b975-2487e843f69e", "Общая"),
        ("Catalog_ГруппыДоступаПартнеров", "0a7d4f52-36e9-5f5e-9d0a-5d1f0c7be3a1", "Оптовые"),
    ]

    /// Puts in what the contract knows of it.
    mutating func furnish(_ schema: ODataSchema) {
        for (set, reference, name) in Self.furniture where schema.entities[set] != nil {
            store(
                UT11Object(
                    set: set, reference: reference,
                    header: ["Description": .string(name), "DeletionMark": false], parts: [:]))
        }
    }
}
