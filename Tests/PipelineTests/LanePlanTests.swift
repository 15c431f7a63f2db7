import Messages
import Testing

@testable import Pipeline

@Suite("Sharing a target among lanes")
struct LanePlanTests {
    /// What each lane gets when so much of each is due.
    private func share(_ due: [Lane: Int], free: Int, inFlight: [Lane: Int] = [:]) -> [Lane: Int] {
        var left = due
        let taken = LanePlan(free: free, laneLimit: 4, inFlight: inFlight).fill { lane, limit -> [Lane] in
            let count = min(limit, left[lane, default: 0])
            left[lane, default: 0] -= count
            return Array(repeating: lane, count: count)
        }
        return Dictionary(taken.map { ($0, 1) }, uniquingKeysWith: +)
    }

    @Test("a flood in one lane leaves the others their places")
    func flood() {
        #expect(share([.catalogs: 1000], free: 8) == [.catalogs: 4])
        #expect(
            share([.catalogs: 1000, .money: 1000, .notifications: 1], free: 8) == [
                .money: 4, .catalogs: 3, .notifications: 1,
            ])
    }

    @Test("the one place after an outage goes to money")
    func moneyFirst() {
        #expect(share([.catalogs: 9, .documents: 9, .money: 9], free: 1) == [.money: 1])
    }

    @Test("a lane that has nothing under way goes before one that has")
    func idleFirst() {
        let inFlight: [Lane: Int] = [.money: 3, .documents: 4]
        #expect(
            share([.money: 9, .documents: 9, .notifications: 9], free: 1, inFlight: inFlight) == [.notifications: 1])
    }

    @Test("no lane gets more than its limit, and all together no more than is free")
    func limits() {
        #expect(
            share([.catalogs: 9, .documents: 9], free: 20, inFlight: [.catalogs: 3]) == [.documents: 4, .catalogs: 1])
        #expect(share([.catalogs: 9], free: 0).isEmpty)
    }
}
