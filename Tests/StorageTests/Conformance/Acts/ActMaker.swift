import Foundation
import Messages

@testable import Storage

/// Thinks of acts: by chance, but knowing what the simulated store holds, so that most of them hit something.
struct ActMaker {
    static let targets = ["b24", "ut11"]
    static let lanes: [Lane] = [.catalogs, .money]
    static let types = ["Документ.Реализация", "Справочник.Номенклатура", "Справочник.Склады"]
    static let slots = ["контрагент", "партнер"]
    static let texts = ["Чайник", "чайник «Ёлка»", "iPhone 15 Pro", "100% хлопок_х", "a\\b'c\"d", "🫖", "нет ИНН", "%"]
    static let keys: [ObjectKey] = (0..<6).map { number in
        ObjectKey(
            system: "ut103", type: types[number % types.count],
            id: "0000000\(number)-1111-4111-8111-111111111111")
    }

    var dice: Dice
    private(set) var now = Instant(milliseconds: 1_795_780_800_000)
    private var made = 0

    init(seed: UInt64) {
        dice = Dice(seed: seed)
    }

    /// Lets some time pass.
    mutating func wait() {
        now = now + .milliseconds(Int64(1 + dice.below(dice.once(in: 4) ? 30_000 : 2000)))
    }

    /// An act that fits what the store holds.
    mutating func next(_ store: SimulatedStore) -> Act {
        switch dice.below(100) {
        case ..<18: accept(store)
        case ..<25: takeIn()
        case ..<34: claimInbox()
        case ..<46: settle(store)
        case ..<49: sortAgain(store)
        case ..<60: dice.once(in: 8) ? hastenPostings() : claimOutbox()
        case ..<72: record(store)
        case ..<76: rearrange(store)
        case ..<79: memory()
        case ..<86: keeping()
        default: read(store)
        }
    }

    /// A new name that sorts after all others.
    mutating func identifier() -> String {
        made += 1
        return String(format: "01a21ce0-%04x-7000-8000-000000000000", made)
    }

    mutating func text() -> String? { dice.once(in: 5) ? nil : dice.one(of: Self.texts) }

    mutating func reference() -> Reference {
        let key = dice.one(of: Self.keys)
        return Reference(targetType: key.type, source: key, name: text())
    }
}
