/// Chance that comes out the same for the same seed (SplitMix64), so that a failure can be tried again.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to one less than the limit.
    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

    /// True once in so many times.
    mutating func once(in times: Int) -> Bool { below(times) == 0 }

    /// One of several.
    mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }

    /// Some of several, so many at most, each once, in chance's order.
    mutating func some<Element>(_ limit: Int, of elements: [Element]) -> [Element] {
        Array(elements.shuffled(using: &self).prefix(below(limit) + 1))
    }
}
