import Messages
import Scripts
import Storage

/// What must be done so that a target has of one object exactly what a mapping answered: compared with what it was
/// last given and with what is still on its way. A pure function over what the transaction read.
struct SlotPlan {
    /// One step, in the order in which the target gets them.
    enum Step {
        /// The target has exactly this; nothing to send.
        case unchanged(MappedObject, position: Int, reference: String)
        /// It is on its way already, unchanged.
        case standing
        case write(MappedObject, position: Int, reference: String?)
        case remove(slot: String, targetType: String, position: Int, reference: String?)
        /// The target has told of itself that it is so: what we would write is its own change, come back.
        case echo(MappedObject, position: Int, reference: String, said: Message)
        case removalEcho(CrossReference, said: Message)
        /// The slot is somebody else's object: nothing to send once it is known whose.
        case share(MappedObject, position: Int, before: CrossReference?)
        /// A person said that it is somebody else's object, whatever the mapping answers: nothing to send.
        case double(MappedObject, position: Int, CrossReference)
        /// It was somebody else's object, and is no longer: nothing to send either.
        case unshare(CrossReference)
    }

    let steps: [Step]
    /// Dispatches that this message, or this mapping of it, takes the place of.
    let superseded: [Dispatch]

    /// - Parameters:
    ///   - objects: the mapping's answer, in writing order; empty for a deletion.
    ///   - known: what the target is known to have of the object.
    ///   - standing: the object's dispatches to this target that are still in the outbox.
    init(message: Message, objects: [MappedObject], known: [CrossReference], standing: [StandingDispatch]) {
        // What is somebody else's object is neither compared, changed nor taken away.
        let (shared, ours) = (known.filter(\.isShared), known.filter { !$0.isShared })
        let references = Dictionary(uniqueKeysWithValues: ours.map { ($0.slot, $0) })
        let older = standing.filter { $0.dispatch.ordinal < message.ordinal }
        let own = standing.filter { $0.dispatch.ordinal == message.ordinal }
        // What is being sent stays at the head; what was tried may exist in the target although nobody answered.
        let uncertain = older.filter { $0.dispatch.state == .sending || $0.dispatch.attempts > 0 }
        var superseded = older.map(\.dispatch).filter { $0.state != .sending }
        var steps: [Step] = []
        for (position, object) in objects.enumerated() {
            if object.isShared {
                superseded += own.map(\.dispatch).filter { $0.slot == object.slot && $0.state != .sending }
                steps.append(.share(object, position: position, before: known.first { $0.slot == object.slot }))
                continue
            }
            if let double = shared.first(where: { $0.slot == object.slot && $0.isDouble }) {
                superseded += own.map(\.dispatch).filter { $0.slot == object.slot && $0.state != .sending }
                steps.append(.double(object, position: position, double))
                continue
            }
            let mine = own.filter { $0.dispatch.slot == object.slot && $0.dispatch.action == .write }
            let hash = Self.hash(object)
            if mine.contains(where: { $0.fieldsHash == hash && $0.dispatch.state.isOnItsWay }) {
                steps.append(.standing)
                continue
            }
            superseded += mine.map(\.dispatch).filter { $0.state != .sending }
            let reference = references[object.slot]
            let isDisturbed = !mine.isEmpty || uncertain.contains { $0.dispatch.slot == object.slot }
            let isThere = reference.map { $0.fieldsHash == hash && !$0.isRemoved } ?? false
            if let reference, isThere, reference.messageID == message.id {
                steps.append(.standing)
            } else if let reference, isThere, !isDisturbed {
                steps.append(.unchanged(object, position: position, reference: reference.reference))
            } else {
                steps.append(.write(object, position: position, reference: reference?.reference))
            }
        }
        let (removals, replaced) = Self.removals(
            objects: objects, known: ours, uncertain: uncertain.map(\.dispatch), own: own.map(\.dispatch))
        let present = Set(objects.map(\.slot))
        let unshared = shared.filter { !$0.isRemoved && !present.contains($0.slot) }
        self.steps = steps + removals + unshared.map(Step.unshare)
        self.superseded = superseded + replaced
    }

    /// By what two answers for a slot are compared.
    static func hash(_ object: MappedObject) -> String {
        Digest.hex(of: object.targetType, object.content)
    }

    /// Slots that were there and are gone, the last written first.
    private static func removals(
        objects: [MappedObject], known: [CrossReference], uncertain: [Dispatch], own: [Dispatch]
    ) -> (steps: [Step], replaced: [Dispatch]) {
        let present = Set(objects.map(\.slot))
        var gone: [String: (type: String, reference: String?)] = [:]
        for dispatch in uncertain where dispatch.action == .write && !present.contains(dispatch.slot) {
            gone[dispatch.slot] = (dispatch.targetType, dispatch.reference)
        }
        for reference in known where !reference.isRemoved && !present.contains(reference.slot) {
            gone[reference.slot] = (reference.targetType, reference.reference)
        }
        var replaced: [Dispatch] = []
        var steps: [Step] = []
        for (offset, slot) in gone.keys.sorted().reversed().enumerated() {
            let mine = own.filter { $0.slot == slot && $0.action == .remove }
            if mine.contains(where: { $0.state.isOnItsWay }) { continue }
            replaced += mine
            guard let object = gone[slot] else { continue }
            steps.append(
                .remove(
                    slot: slot, targetType: object.type, position: objects.count + offset, reference: object.reference))
        }
        replaced += own.filter { $0.action == .write && !present.contains($0.slot) && $0.state != .sending }
        return (steps, replaced)
    }
}

extension DispatchState {
    /// Whether the same content need not be sent again.
    fileprivate var isOnItsWay: Bool { self == .queued || self == .sending || self == .written }
}
