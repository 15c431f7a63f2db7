package import Foundation
package import Messages
package import YAML

/// One number, switch or list that a policy gives to a rule.
package struct RuleParameter: Sendable, Hashable {
    /// What may be written.
    package enum Sort: String, Sendable, CaseIterable {
        case number
        case duration
        case boolean
        /// One of given words.
        case word
        /// A list of given words, none of them twice.
        case words
        /// Lists of texts under names: `{ new: [не подошло], defect: [брак] }`.
        case groups
    }

    package let name: String
    package let sort: Sort
    package let unit: MeasureUnit?
    /// The numbers that make sense at all, in the unit; of a duration, in seconds.
    package let range: ClosedRange<Decimal>
    /// The numbers, as `judge` gets them, that one caller may put in force alone; nil when the range is all there is.
    package var guardRail: ClosedRange<Decimal>?
    /// The words that may be written.
    package let words: [String]
    package let isRequired: Bool
    /// What `judge` gets where a policy says nothing.
    package let defaultValue: JSON?
    package let title: String

    /// Reads a value from a policy: what `judge` gets. Metres, percents and pixels are numbers, times seconds, roubles
    /// kopecks. Nil after a fault was told.
    package func read(_ value: YAMLValue) -> JSON? {
        switch sort {
        case .boolean: return value.bool().map(JSON.bool)
        case .word: return value.choice(of: words).map(JSON.string)
        case .words: return list(value)
        case .groups: return groups(value)
        case .duration:
            let limits = (milliseconds(range.lowerBound), milliseconds(range.upperBound))
            return value.milliseconds(in: limits.0...limits.1).map(Self.seconds)
        case .number:
            guard let unit else { return value.decimal(in: range).map(JSON.number) }
            guard let number = value.quantity([unit.rawValue], in: range)?.number else { return nil }
            return unit == .roubles ? kopecks(number, value) : .number(number)
        }
    }

    /// A value as `judge` gets it, as a number; nil for what is none.
    package static func figure(_ value: JSON?) -> Decimal? {
        guard case .number(let text) = value else { return nil }
        return Decimal(string: text)
    }

    /// A figure as `judge` gets it, in words for people.
    package func readable(_ figure: Decimal) -> String {
        let number = Double("\(figure)") ?? 0
        return unit?.text(of: number) ?? MeasureUnit.grouped(number, decimals: 3)
    }

    private func list(_ value: YAMLValue) -> JSON? {
        guard let items = value.items(count: 1...100) else { return nil }
        var seen = Set<String>()
        let read = items.map { item -> String? in
            guard let word = item.choice(of: words) else { return nil }
            guard seen.insert(word).inserted else {
                item.fault("«\(word)» стоит в списке дважды: уберите повтор")
                return nil
            }
            return word
        }
        return read.contains(nil) ? nil : .array(read.compactMap { $0 }.map(JSON.string))
    }

    private func groups(_ value: YAMLValue) -> JSON? {
        guard let entries = value.mapping()?.entries() else { return nil }
        if entries.isEmpty {
            value.fault("ни одного списка нет: напишите «имя: [слово, слово]»")
            return nil
        }
        let lists = entries.map { entry in
            entry.value.strings(count: 1...100).map { JSON.Member(entry.name, .array($0.map(JSON.string))) }
        }
        return lists.contains(nil) ? nil : .object(lists.compactMap { $0 })
    }

    private func kopecks(_ number: String, _ value: YAMLValue) -> JSON? {
        let amount = (Decimal(string: number) ?? 0) * 100
        guard let whole = Int("\(amount)") else {
            value.fault("в рублях не больше двух знаков после точки, а стоит \(number)")
            return nil
        }
        return JSON(whole)
    }

    private func milliseconds(_ seconds: Decimal) -> Int64 {
        Int64(truncating: NSDecimalNumber(decimal: seconds * 1000))
    }

    private static func seconds(_ milliseconds: Int64) -> JSON {
        milliseconds.isMultiple(of: 1000)
            ? JSON(Int(milliseconds / 1000)) : .number("\(Decimal(milliseconds) / 1000)")
    }
}
