import Messages

/// Shares the free places of a target among the lanes: first one for each lane that has nothing under way, so that no
/// flood starves another lane, then the rest to the most urgent, none of them above its own limit.
struct LanePlan: Sendable {
    /// How many more deliveries may begin in all.
    let free: Int
    /// How many deliveries of one lane may be in flight.
    let laneLimit: Int
    let inFlight: [Lane: Int]

    /// The most that each lane could be given.
    var wishes: [Lane: Int] {
        Dictionary(
            uniqueKeysWithValues: Lane.allCases.map { lane in
                (lane, min(free, max(0, laneLimit - inFlight[lane, default: 0])))
            })
    }

    /// Takes work lane by lane; `take` gives at most the asked number, and nothing for a lane that has nothing due.
    func fill<Work>(_ take: (Lane, Int) throws -> [Work]) rethrows -> [Work] {
        let lanes = Lane.allCases.sorted { $0.urgency < $1.urgency }
        var taken: [Work] = []
        var busy = inFlight
        func more(_ lane: Lane, _ wish: Int) throws {
            let limit = min(wish, free - taken.count)
            guard limit > 0 else { return }
            let work = try take(lane, limit)
            busy[lane, default: 0] += work.count
            taken += work
        }
        for lane in lanes where busy[lane, default: 0] == 0 { try more(lane, 1) }
        for lane in lanes where busy[lane, default: 0] > 0 { try more(lane, laneLimit - busy[lane, default: 0]) }
        return taken
    }
}
