import Foundation
import Synchronization

/// Makes UUIDv7 identifiers as text: 48 bits of time, then a counter and chance, so that ids made here later sort
/// later.
package enum Identifier {
    /// A new identifier for something that happens at `instant`.
    package static func make(at instant: Instant) -> String {
        let next = Sequence.next(at: instant)
        let high = UInt64(next.milliseconds) << 16 | 0x7000 | UInt64(next.counter)
        let low = next.chance & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return text(high, low)
    }

    private static func text(_ high: UInt64, _ low: UInt64) -> String {
        String(unsafeUninitializedCapacity: 36) { output in
            var place = 0
            for digit in 0..<32 {
                if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
                    output[place] = UInt8(ascii: "-")
                    place += 1
                }
                let word = digit < 16 ? high : low
                output[place] = Hexadecimal.digit(UInt8(truncatingIfNeeded: word >> UInt64(60 - digit % 16 * 4) & 15))
                place += 1
            }
            return place
        }
    }

    /// Twelve bits that grow within a millisecond; when they run out, the next millisecond is used early. Chance is
    /// asked of the system for many identifiers at once: an accept needs four of them.
    private struct Sequence {
        private static let gathered = 32
        private static let last = Mutex(Sequence())

        private var milliseconds: Int64 = 0
        private var counter: UInt16 = 0
        private var chance: [UInt64] = []

        static func next(at instant: Instant) -> (milliseconds: Int64, counter: UInt16, chance: UInt64) {
            last.withLock { $0.next(at: instant) }
        }

        private mutating func next(at instant: Instant) -> (milliseconds: Int64, counter: UInt16, chance: UInt64) {
            let chance = nextChance()
            if instant.milliseconds > milliseconds {
                milliseconds = instant.milliseconds
                counter = UInt16(truncatingIfNeeded: chance >> 62) << 6
            } else if counter == 0xFFF {
                milliseconds += 1
                counter = 0
            } else {
                counter += 1
            }
            return (milliseconds, counter, chance)
        }

        private mutating func nextChance() -> UInt64 {
            if let next = chance.popLast() { return next }
            chance = Array(repeating: 0, count: Self.gathered)
            chance.withUnsafeMutableBytes { bytes in
                if let start = bytes.baseAddress { arc4random_buf(start, bytes.count) }
            }
            return chance.removeLast()
        }
    }
}
