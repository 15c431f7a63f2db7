import Messages

/// Lays out a day with everything that happens in life: documents before what they refer to, bursts, repeats, stale
/// versions, posting and unposting, older dates, marks, deletes, and what was deleted coming back.
struct FeedPlanner {
    /// One message with its place in the day, from 0 on.
    private struct Sending {
        let message: FeedMessage
        var place: Double
        var intention = FeedStep.Intention.news
    }

    /// Of a hundred.
    private static let eagerDocuments = 5
    private static let lateObjects = 6
    private static let staleVersions = 10
    private static let exactRepeats = 5
    private static let otherKeys = 3
    private static let quickSuccessors = 40
    /// In what part of the day everything is entered.
    private static let entering = 0.6
    private static let batchSize = 10
    private static let batches = 8
    private static let secondsOfDay = 80_000.0

    private let source: Source103
    private let start: Instant
    private let needed: Set<Int>
    /// Sent when half of the prices in it have gone out.
    private let lateColumn: Int?
    private var numbers: SeededNumbers
    private var keys: SeededNumbers

    init(source: Source103, start: Instant) {
        self.source = source
        self.start = start
        needed = Set(source.objects.flatMap(\.needs))
        lateColumn = source.of(.priceType).last?.serial
        numbers = SeededNumbers(seed: source.seed, serial: 0, salt: 1)
        keys = SeededNumbers(seed: source.seed, serial: 0, salt: 2)
    }

    mutating func plan() -> [FeedStep] {
        var sendings: [Sending] = []
        for object in source.objects { sendings += life(of: object) }
        return repeated(steps(inOrder(sendings)))
    }

    /// The versions of an object, each when it is sent.
    private mutating func life(of object: Object103) -> [Sending] {
        var place = Double(object.serial) / Double(source.objects.count) * Self.entering + part(of: 0.02)
        if object.isDocument, numbers.chance(Self.eagerDocuments) { place = part(of: 0.1) }
        // What others refer to stays behind in the exchange, with all its changes.
        let isLate = needed.contains(object.serial) && numbers.chance(Self.lateObjects)
        var lateness = isLate ? 0.1 + part(of: 0.25) : 0
        if object.serial == lateColumn { lateness = 0.5 }
        let fate = Fate(of: object, isNeeded: needed.contains(object.serial), &numbers)
        var sendings: [Sending] = []
        var moment = start
        for (index, event) in fate.events(&numbers).enumerated() {
            if index > 0 { place += numbers.chance(Self.quickSuccessors) ? 0.0005 : 0.01 + part(of: 0.2) }
            moment = max(moment + .seconds(1), start + .seconds(1) * (1 + place * Self.secondsOfDay))
            let data = source.data(object, version: index + 1, in: event.state)
            let message = FeedMessage(
                object, version: index + 1, operation: event.operation, changedAt: moment, data: data)
            sendings.append(Sending(message: message, place: place + lateness))
        }
        return shuffled(sendings)
    }

    /// Now and then a version overtakes the one before it.
    private mutating func shuffled(_ sendings: [Sending]) -> [Sending] {
        var sendings = sendings
        for index in sendings.indices.dropLast() where numbers.chance(Self.staleVersions) {
            sendings[index].place = sendings[index + 1].place + 0.002 + part(of: 0.02)
            sendings[index].intention = .stale
        }
        return sendings
    }

    private func inOrder(_ sendings: [Sending]) -> [Sending] {
        sendings.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }.map(\.element)
    }

    /// Requests in the order of the day; now and then the next ten messages of ten objects go as one.
    private mutating func steps(_ sendings: [Sending]) -> [FeedStep] {
        var steps: [FeedStep] = []
        var rest = sendings[...]
        while let first = rest.first {
            let next = rest.prefix(Self.batchSize)
            let isBatch =
                numbers.chance(Self.batches) && next.count == Self.batchSize
                && next.allSatisfy { $0.intention == .news }
                && Set(next.map(\.message.object.serial)).count == next.count
            let messages = isBatch ? next.map(\.message) : [first.message]
            steps.append(
                FeedStep(
                    messages, key: keys.guid(), intention: first.intention, isBatch: isBatch, numbers: &numbers))
            rest = rest.dropFirst(messages.count)
        }
        return steps
    }

    /// Some requests come again as they were, some under another key, a while later.
    private mutating func repeated(_ steps: [FeedStep]) -> [FeedStep] {
        var again: [Int: [FeedStep]] = [:]
        for (index, step) in steps.enumerated() where step.intention == .news && !step.isBatch {
            let place = min(index + numbers.number(1...40), steps.count - 1)
            if numbers.chance(Self.exactRepeats) { again[place, default: []].append(step.repeated()) }
            if numbers.chance(Self.otherKeys) { again[place, default: []].append(step.renamed(keys.guid())) }
        }
        return steps.enumerated().flatMap { index, step in [step] + (again[index] ?? []) }
    }

    private mutating func part(of whole: Double) -> Double {
        whole * Double(numbers.number(0...10_000)) / 10_000
    }
}
