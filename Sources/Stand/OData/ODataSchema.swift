package import Messages

/// All entity sets that the simulated УТ 11 publishes, made from a contract.
package struct ODataSchema: Sendable {
    /// By entity set: `Catalog_Партнеры`.
    package let entities: [String: ODataEntity]

    package init(_ contract: Contract) {
        entities = Dictionary(
            contract.types.values.map(ODataEntity.init).map { ($0.set, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func entity(_ set: String) throws(ODataFault) -> ODataEntity {
        guard let entity = entities[set] else { throw .noEntity(set) }
        return entity
    }
}
