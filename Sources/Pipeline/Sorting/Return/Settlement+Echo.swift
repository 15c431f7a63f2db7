import Messages
import Scripts
import Storage

/// Before anything is written to a system that tells of itself: whether it has told exactly this.
extension Settlement {
    /// A step as it stands once the target's own word is heard.
    func judged(
        _ step: SlotPlan.Step, of share: Sorted.Share, among surroundings: Surroundings
    ) -> SlotPlan.Step {
        guard back.isOpen else { return step }
        switch step {
        case .unchanged(let object, let position, let reference):
            guard let judge = judge(object.slot, of: share, among: surroundings), judge.word != .ours,
                !has(object, of: share, judge.said, among: surroundings)
            else { return step }
            return .write(object, position: position, reference: reference)
        case .write(let object, let position, let reference):
            guard let reference, let judge = judge(object.slot, of: share, among: surroundings),
                judge.word == .theirs, has(object, of: share, judge.said, among: surroundings)
            else { return step }
            return .echo(object, position: position, reference: reference, said: judge.said.message)
        case .remove(let slot, _, _, _):
            guard let judge = judge(slot, of: share, among: surroundings), judge.word == .theirs, judge.said.isDeleted,
                let known = known(slot, in: share.target, among: surroundings)
            else { return step }
            return .removalEcho(known, said: judge.said.message)
        case .standing, .echo, .removalEcho, .share, .double, .unshare: return step
        }
    }

    /// Writes down that the target has it by itself.
    func settle(
        echo object: MappedObject, of share: Sorted.Share, _ position: Int, _ reference: String, said: Message,
        in session: Session
    ) throws {
        let dispatch = dispatch(
            object, of: share, position: position, revision: sorted.revision, fields: object.content,
            state: .unchanged, reference: reference)
        let hash = SlotPlan.hash(object)
        try session.recordUnchanged(dispatch, fieldsHash: hash)
        // From the target's own moment on: what it tells of itself after that is newer.
        try session.remember(
            CrossReference(
                source: message.key, target: share.target, slot: object.slot, targetType: object.targetType,
                reference: reference, messageID: message.id, ordinal: message.ordinal, fieldsHash: hash,
                isRemoved: false),
            posted: nil, at: said.changedAt)
        let summary = "Эхо: \(share.target) сама прислала ровно это (версия \(said.version)), отправлять нечего"
        try note(.unchanged, dispatch, summary, in: session)
    }

    /// Who judges about a slot; nil when the target has told nothing of it, or something of it is on its way there.
    private func judge(_ slot: String, of share: Sorted.Share, among surroundings: Surroundings) -> EchoJudge? {
        let onItsWay = (surroundings.standing[message.key]?[share.target] ?? []).contains {
            $0.dispatch.slot == slot && ($0.dispatch.state == .sending || $0.dispatch.attempts > 0)
        }
        guard !onItsWay, let known = known(slot, in: share.target, among: surroundings),
            let said = surroundings.utterance(known, back)
        else { return nil }
        return EchoJudge(said, known: known)
    }

    /// Whether the target has told that its object is so.
    private func has(
        _ object: MappedObject, of share: Sorted.Share, _ said: Utterance, among surroundings: Surroundings
    ) -> Bool {
        guard said.message.operation == .upsert else { return false }
        var references: [Reference: String] = [:]
        for reference in object.references {
            references[reference] = surroundings.resolved(reference, in: share.target)
        }
        let own = surroundings.known[message.key]?[share.target] ?? []
        let fields = Placeholders.filled(object.content, references, own: own)
        return said.differences(from: fields).isEmpty
    }

    private func known(_ slot: String, in target: String, among surroundings: Surroundings) -> CrossReference? {
        surroundings.known[message.key]?[target]?.first { $0.slot == slot && !$0.isShared }
    }
}
