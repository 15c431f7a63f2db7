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
        var output: [UInt8] = []
        output.reserveCapacity(36)
        for (word, dashes) in [(high, [8, 12]), (low, [0, 4])] {
            for digit in 0..<16 {
                if dashes.contains(digit) { output.append(UInt8(ascii: "-")) }
                output.append(hexadecimal[Int(word >> UInt64(60 - digit * 4) & 15)])
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static let hexadecimal = Array("0123456789abcdef".utf8)

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
