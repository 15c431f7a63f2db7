import Messages

/// What becomes of an object in the course of a feed's day.
enum Fate: CaseIterable {
    /// Entered, and left alone.
    case quiet
    /// Its content changes, up to three times.
    case changed
    /// A document is unposted, changed, and posted again.
    case reposted
    /// A document gets an older date.
    case datedBack
    /// A document is entered with an older date, and changed.
    case enteredBack
    /// Marked for deletion.
    case marked
    /// Marked for deletion by mistake.
    case unmarked
    /// Deleted.
    case removed
    /// Deleted, and there again: out of a copy of the base, or as the undoing of a mistake.
    case restored

    /// Of a hundred objects, so many; the rest are quiet.
    private static let ofDocuments: [(Fate, Int)] = [
        (.changed, 12), (.reposted, 12), (.datedBack, 8), (.enteredBack, 5), (.marked, 4), (.unmarked, 3),
        (.restored, 3), (.removed, 3),
    ]
    private static let ofCatalogs: [(Fate, Int)] = [
        (.changed, 10), (.marked, 3), (.unmarked, 2), (.restored, 2), (.removed, 2),
    ]

    /// Draws the fate of an object.
    ///
    /// - Parameter isNeeded: others refer to it; 10.3 deletes nothing for good that is referred to.
    init(of object: Object103, isNeeded: Bool, _ numbers: inout SeededNumbers) {
        var dice = numbers.number(1...100)
        var fate = Fate.quiet
        for (next, share) in object.isDocument ? Self.ofDocuments : Self.ofCatalogs {
            if dice <= share {
                fate = next
                break
            }
            dice -= share
        }
        switch (object.kind, fate) {
        // What is marked in 10.3 is left to the administrator of УТ 11 with users.
        case (.user, _) where fate != .quiet: self = .changed
        case (_, .removed) where isNeeded: self = .changed
        default: self = fate
        }
    }

    /// What happens, in its order; entering comes first.
    func events(_ numbers: inout SeededNumbers) -> [(operation: Messages.Operation, state: State103)] {
        let entered = State103.asEntered
        let daysBack = numbers.number(1...30)
        let back = State103(daysBack: daysBack)
        switch self {
        case .quiet: return [(.upsert, entered)]
        case .changed: return Array(repeating: (.upsert, entered), count: numbers.number(2...4))
        case .reposted:
            return [true, false, false, true].map { (.upsert, State103(isPosted: $0)) }
        case .datedBack: return [(.upsert, entered), (.upsert, back)]
        case .enteredBack: return [(.upsert, back), (.upsert, back)]
        case .marked: return [(.upsert, entered), (.upsert, State103(isMarked: true))]
        case .unmarked: return [(.upsert, entered), (.upsert, State103(isMarked: true)), (.upsert, entered)]
        case .removed: return [(.upsert, entered), (.delete, entered)]
        case .restored: return [(.upsert, entered), (.delete, entered), (.upsert, entered)]
        }
    }
}
