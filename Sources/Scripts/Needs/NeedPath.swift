/// A dotted path through references, as in a query of 1С: `ДоговорКонтрагента.ВалютаВзаиморасчетов`,
/// `Товары.ЗаказПокупателя.Товары`.
package struct NeedPath: Sendable, Hashable {
    /// At least two: what lies behind the last reference is a field or a table part of another object.
    package let names: [String]

    init(_ text: String) {
        names = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }
}
