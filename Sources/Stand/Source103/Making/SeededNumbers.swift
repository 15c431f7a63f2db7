/// Random numbers that come out the same for the same seed everywhere (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    /// Numbers for one thing of one feed: the same whatever was drawn for others.
    init(seed: UInt32, serial: Int, salt: Int = 0) {
        self.init(UInt64(seed) << 32 ^ UInt64(truncatingIfNeeded: serial) << 8 ^ UInt64(truncatingIfNeeded: salt))
        _ = next()
    }

    /// Numbers that belong to a name.
    init(name: String) {
        self.init(name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    /// True with the given chance in a hundred.
    mutating func chance(_ percent: Int) -> Bool {
        number(1...100) <= percent
    }

    mutating func one<Item>(of items: [Item]) -> Item {
        items[number(0...(items.count - 1))]
    }

    /// A GUID of version 4, in lower case.
    mutating func guid() -> String {
        let high = String(next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000, radix: 16)
        let low = String(next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000, radix: 16)
        let digits = Array(String(repeating: "0", count: 16 - high.count) + high + low)
        let cuts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return cuts.map { String(digits[$0]) }.joined(separator: "-")
    }
}
