import Messages
import Testing

@testable import Pipeline

@Suite("The breaker")
struct BreakerTests {
    private let start = Instant(milliseconds: 1_795_780_800_000)

    @Test("opens when half of at least ten calls within a minute failed, and not before")
    func opens() {
        var breaker = Breaker(plan: .ofThePlan, full: 8)
        for second in 0..<9 {
            #expect(breaker.failed(at: start + .seconds(Int64(second)), reason: "нет связи") == nil)
        }
        #expect(breaker.failed(at: start + .seconds(9), reason: "нет связи") == .opened(reason: "нет связи"))
        #expect(breaker.allowance == 0)
    }

    @Test("failures that lie more than a minute apart do not add up")
    func window() {
        var breaker = Breaker(plan: .ofThePlan, full: 8)
        for minute in 0..<100 {
            #expect(breaker.failed(at: start + .seconds(Int64(minute) * 61), reason: "нет связи") == nil)
        }
        #expect(!breaker.isOpen)
    }

    @Test("successes outweigh a minority of failures")
    func minority() {
        var breaker = Breaker(plan: .ofThePlan, full: 8)
        for _ in 0..<11 { breaker.reached(at: start) }
        for _ in 0..<10 { #expect(breaker.failed(at: start, reason: "нет связи") == nil) }
        #expect(breaker.failed(at: start, reason: "нет связи") != nil)
    }

    @Test("one answer that lets nobody in is enough")
    func shutOut() {
        var breaker = Breaker(plan: .ofThePlan, full: 8)
        #expect(breaker.shutOut(at: start, reason: "401") == .opened(reason: "401"))
        #expect(breaker.shutOut(at: start, reason: "401") == nil)
    }

    @Test("asks every 30 s while open, and says that it closed when the target answers")
    func probes() {
        var breaker = Breaker(plan: .ofThePlan, full: 8)
        _ = breaker.shutOut(at: start, reason: "401")
        #expect(!breaker.wantsProbe(at: start + .seconds(29)))
        #expect(breaker.wantsProbe(at: start + .seconds(30)))
        #expect(breaker.probed(isUp: false, at: start + .seconds(30)) == nil)
        #expect(!breaker.wantsProbe(at: start + .seconds(59)))
        #expect(breaker.wantsProbe(at: start + .seconds(60)))
        #expect(breaker.probed(isUp: true, at: start + .seconds(60)) == .closed)
    }

    @Test("lets deliveries back in one, two, four at a time, then all")
    func ramps() {
        var breaker = Breaker.open(plan: .ofThePlan, full: 8, at: start)
        _ = breaker.probed(isUp: true, at: start)
        var seen: [Int] = []
        for _ in 0..<7 {
            seen.append(breaker.allowance)
            breaker.reached(at: start)
        }
        #expect(seen == [1, 2, 2, 4, 4, 4, 4])
        #expect(breaker.allowance == 8)
    }

    @Test("a failure while ramping opens it again at once")
    func relapse() {
        var breaker = Breaker.open(plan: .ofThePlan, full: 8, at: start)
        _ = breaker.probed(isUp: true, at: start)
        #expect(breaker.failed(at: start, reason: "снова нет связи") == .opened(reason: "снова нет связи"))
    }
}
