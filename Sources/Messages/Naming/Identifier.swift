import Synchronization

/// Makes UUIDv7 identifiers as text: 48 bits of time, then a counter and chance, so that ids made here later sort
/// later.
package enum Identifier {
    /// A new identifier for something that happens at `instant`.
    package static func make(at instant: Instant) -> String {
        var random = SystemRandomNumberGenerator()
        let order = Sequence.next(at: instant)
        let high = UInt64(order.milliseconds) << 16 | 0x7000 | UInt64(order.counter)
        let low = (random.next() as UInt64) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
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

    /// Twelve bits that grow within a millisecond; when they run out, the next millisecond is used early.
    private enum Sequence {
        private static let last = Mutex<(milliseconds: Int64, counter: UInt16)>((0, 0))

        static func next(at instant: Instant) -> (milliseconds: Int64, counter: UInt16) {
            last.withLock { last in
                if instant.milliseconds > last.milliseconds {
                    last = (instant.milliseconds, UInt16.random(in: 0..<256))
                } else if last.counter == 0xFFF {
                    last = (last.milliseconds + 1, 0)
                } else {
                    last.counter += 1
                }
                return last
            }
        }
    }
}
