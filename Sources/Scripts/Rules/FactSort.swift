package import Messages

/// What a fact is.
package enum FactSort: String, Sendable, Hashable, CaseIterable {
    case number
    /// A number without a fraction: kopecks, pieces, pixels.
    case whole
    case boolean
    case string

    /// Whether a value is of this sort.
    package func covers(_ value: JSON) -> Bool {
        switch (self, value) {
        case (.number, .number), (.boolean, .bool), (.string, .string): true
        case (.whole, .number): value.int != nil
        default: false
        }
    }

    /// In Russian, for complaints.
    package var title: String {
        switch self {
        case .number: "число"
        case .whole: "целое число"
        case .boolean: "true или false"
        case .string: "строка"
        }
    }
}
