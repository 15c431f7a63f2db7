import Foundation
package import Messages

/// One version of one object on its way to the postman.
package struct FeedMessage: Sendable, Hashable {
    package let object: Object103
    package let witness: Witness
    package let operation: Messages.Operation
    package let changedAt: Instant
    /// The whole message as JSON text.
    package let body: [UInt8]

    /// One version as the exporter writes it.
    ///
    /// - Parameter data: the object's content; ignored for a delete.
    package init(_ object: Object103, version: Int, operation: Messages.Operation, changedAt: Instant, data: JSON) {
        self.object = object
        self.operation = operation
        self.changedAt = changedAt
        witness = object.witness(version)
        let presentation = Self.title(of: object.kind).map { $0 + " " + object.code } ?? object.name
        let envelope: JSON = [
            "source": "ut103", "type": .string(object.type), "id": .string(object.id),
            "version": .string(Self.dataVersion(object, version)), "changed_at": .string(Self.local(changedAt)),
            "operation": .string(operation.rawValue), "presentation": .string(presentation),
            "data": operation == .delete ? .object([]) : data,
        ]
        body = envelope.bytes(sortingKeys: false)
    }

    /// What documents are called by, before their numbers.
    private static func title(of kind: Object103.Kind) -> String? {
        switch kind {
        case .order: "Заказ покупателя"
        case .sale: "Реализация товаров и услуг"
        case .prices: "Установка цен номенклатуры"
        default: nil
        }
    }

    /// 1С's ВерсияДанных: eight bytes that grow, in base64.
    private static func dataVersion(_ object: Object103, _ version: Int) -> String {
        let counter = UInt64(object.seed) << 40 | UInt64(object.serial) << 12 | UInt64(version)
        return withUnsafeBytes(of: counter.bigEndian) { Data($0).base64EncodedString() }
    }

    /// A moment as 1С writes it: local time without a zone. The stand's 10.3 lives in UTC.
    private static func local(_ instant: Instant) -> String {
        String(instant.rfc3339.prefix(19))
    }
}
