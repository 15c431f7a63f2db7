import Messages
import Pipeline
import Testing

@Suite("The bell")
struct BellTests {
    @Test("a wait ends when the bell rings, when its time is over, and when its task is cancelled")
    func endsWaits() async {
        let clock = ManualClock()
        let bell = Bell()

        let rung = Task { await bell.wait(atMost: .hours(1), on: clock.wall) }
        bell.ring()
        await rung.value

        let patient = Task { await bell.wait(atMost: .seconds(1), on: clock.wall) }
        let mover = Task {
            while !Task.isCancelled {
                clock.advance(.seconds(1))
                await Task.yield()
            }
        }
        await patient.value
        mover.cancel()

        let cancelled = Task { await bell.wait(atMost: .hours(1), on: ManualClock().wall) }
        cancelled.cancel()
        await cancelled.value
    }

    @Test("rung while nobody waits, it lets the next wait return at once")
    func remembersOneRing() async {
        let bell = Bell()
        bell.ring()
        await bell.wait(atMost: .hours(1), on: ManualClock().wall)
    }
}
