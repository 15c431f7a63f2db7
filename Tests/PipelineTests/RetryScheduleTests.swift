import Messages
import Testing

@testable import Pipeline

@Suite("The retry schedule")
struct RetryScheduleTests {
    private let schedule = RetrySchedule(plan: .ofThePlan)
    private let start = Instant(milliseconds: 1_795_780_800_000)

    private func decide(
        attempts: Int, after: Span = .zero, unreachable: Span = .zero, isOverload: Bool = false,
        retryAfter: Span? = nil, chance: Double = 0.5
    ) -> RetrySchedule.Decision {
        schedule.decide(
            attempts: attempts, createdAt: start, now: start + after, unreachable: unreachable,
            isOverload: isOverload, retryAfter: retryAfter, chance: chance)
    }

    @Test(
        "waits 1 min, 5 min, 15 min, 1 h, 3 h, 12 h",
        arguments: zip(1...6, [Span.minutes(1), .minutes(5), .minutes(15), .hours(1), .hours(3), .hours(12)]))
    func steps(attempt: Int, wait: Span) {
        #expect(decide(attempts: attempt) == .again(start + wait))
    }

    @Test("is stretched and shortened by chance, by 20 % at the most")
    func jitter() {
        #expect(decide(attempts: 2, chance: 0) == .again(start + .minutes(4)))
        #expect(decide(attempts: 2, chance: 1) == .again(start + .minutes(6)))
    }

    @Test("heeds Retry-After, between the planned wait and twice that")
    func retryAfter() {
        #expect(decide(attempts: 2, retryAfter: .minutes(7)) == .again(start + .minutes(7)))
        #expect(decide(attempts: 2, retryAfter: .seconds(1)) == .again(start + .minutes(5)))
        #expect(decide(attempts: 2, retryAfter: .hours(9)) == .again(start + .minutes(10)))
    }

    @Test("gives an overloaded target a minute at least")
    func overload() {
        #expect(decide(attempts: 1, isOverload: true, chance: 0) == .again(start + .seconds(60)))
    }

    @Test("makes one last try at the deadline, and then it is over")
    func deadline() {
        #expect(decide(attempts: 6, after: .hours(16)) == .again(start + .hours(24)))
        #expect(decide(attempts: 7, after: .hours(24)) == .dead)
    }

    @Test("time in which the target could not be reached does not count against the deadline")
    func outageDoesNotCount() {
        #expect(decide(attempts: 7, after: .hours(30), unreachable: .hours(10)) == .again(start + .hours(34)))
        #expect(decide(attempts: 7, after: .hours(34), unreachable: .hours(10)) == .dead)
    }
}
