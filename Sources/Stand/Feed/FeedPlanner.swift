import Messages

/// Lays out a feed with everything that happens in life: a document before its items, a burst, repeats, a stale
/// version, several versions at once, a delete.
struct FeedPlanner {
    private let source: Source103
    private var moment: Instant
    private var numbers: SeededNumbers
    private var keys: SeededNumbers

    private static let batchSize = 10

    init(source: Source103, start: Instant) {
        self.source = source
        moment = start
        numbers = SeededNumbers(seed: source.seed, serial: 0, salt: 1)
        keys = SeededNumbers(seed: source.seed, serial: 0, salt: 2)
    }

    mutating func plan() -> [[FeedStep]] {
        let sales = source.of(.sale)
        let early = sales.prefix(max(1, sales.count / 20))
        let ground = source.of(.warehouse, .user, .itemGroup, .partnerGroup)
        let first = steps(ground, batched: true)
        let eager = early.map { step($0, version: 1) }
        let burst =
            steps(source.of(.item, .service), batched: true)
            + source.of(.partner, .branch, .pack, .contract).map { step($0, version: 1) }
        let rest = steps(source.of(.order, .sale).filter { !early.contains($0) }, batched: false)
        let repeats = self.repeats(of: burst + rest)
        let (changes, late) = self.changes()
        return [first, eager, burst.shuffled(using: &numbers), rest, repeats + changes, late, removals()]
    }

    /// Every twentieth request comes again as it was, every thirtieth under another key.
    private mutating func repeats(of steps: [FeedStep]) -> [FeedStep] {
        var found: [FeedStep] = []
        for (index, step) in steps.enumerated() where !step.isBatch {
            if index % 20 == 3 { found.append(step.repeated()) }
            if index % 30 == 5 { found.append(step.renamed(keys.guid())) }
        }
        return found
    }

    /// Newer versions of every eighth object: of some, three at once; of some the second comes after the third.
    private mutating func changes() -> (now: [FeedStep], late: [FeedStep]) {
        var now: [FeedStep] = []
        var late: [FeedStep] = []
        let changing = source.of(.item, .partner, .contract, .order, .sale, .warehouse).filter { $0.serial % 8 == 1 }
        for (index, object) in changing.enumerated() {
            let second = step(object, version: 2, intention: index % 4 == 1 ? .stale : .news)
            switch index % 4 {
            case 0: now += [second, step(object, version: 3), step(object, version: 4)]
            case 1:
                now.append(step(object, version: 3))
                late.append(second)
            default: now.append(second)
            }
        }
        return (now, late)
    }

    /// One item in a hundred and one sale in fifty are deleted, at least one sale.
    private mutating func removals() -> [FeedStep] {
        let used = Set(source.objects.flatMap(\.needs))
        let items = source.of(.item).filter { !used.contains($0.serial) && $0.serial % 8 != 1 }
        let sales = source.of(.sale).filter { $0.serial % 8 != 1 }
        let gone = items.suffix(max(items.isEmpty ? 0 : 1, items.count / 100)) + sales.suffix(max(1, sales.count / 50))
        return gone.map { object in
            let message = FeedMessage(object, version: 2, operation: .delete, changedAt: tick(), data: .object([]))
            return FeedStep([message], key: keys.guid(), intention: .news, isBatch: false, numbers: &numbers)
        }
    }

    private mutating func steps(_ objects: [Object103], batched: Bool) -> [FeedStep] {
        guard batched else { return objects.map { step($0, version: 1) } }
        let lined = objects.count / 3 / Self.batchSize * Self.batchSize
        var steps: [FeedStep] = []
        for start in stride(from: 0, to: lined, by: Self.batchSize) {
            let messages = objects[start..<(start + Self.batchSize)].map { message($0, version: 1) }
            steps.append(FeedStep(messages, key: keys.guid(), intention: .news, isBatch: true, numbers: &numbers))
        }
        return steps + objects.dropFirst(lined).map { step($0, version: 1) }
    }

    private mutating func step(
        _ object: Object103, version: Int, intention: FeedStep.Intention = .news
    ) -> FeedStep {
        FeedStep(
            [message(object, version: version)], key: keys.guid(), intention: intention, isBatch: false,
            numbers: &numbers)
    }

    private mutating func message(_ object: Object103, version: Int) -> FeedMessage {
        FeedMessage(
            object, version: version, operation: .upsert, changedAt: tick(),
            data: source.data(object, version: version))
    }

    private mutating func tick() -> Instant {
        moment = moment + .seconds(1)
        return moment
    }
}
