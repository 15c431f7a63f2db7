package import Messages
package import Storage

/// Somebody's word that what a follow-up asks for is done: a reason, a decision, or only that it was seen.
package struct FollowupAnswer: Sendable {
    package let followupID: String
    package let text: String?
    package let isApproved: Bool?
    package let actor: String

    package init(followupID: String, text: String?, isApproved: Bool?, actor: String) {
        self.followupID = followupID
        self.text = text
        self.isApproved = isApproved
        self.actor = actor
    }

    /// Closes the follow-up; returns it as it is then.
    ///
    /// - Throws: `not_found`, `conflict.state` when somebody else was quicker, `validation.format` for an answer to
    ///   another question.
    package func run(in session: Session, at now: Instant) throws -> Followup {
        guard let followup = try session.followup(followupID) else { throw Followup.unknown(followupID) }
        let faults = faults(of: followup)
        guard faults.isEmpty else {
            throw Problem(.validationFormat, "На поручение отвечают иначе — \(faults.sentence).", faults: faults)
        }
        let answer = Followup.Answer(at: now, actor: actor, text: text, isApproved: isApproved)
        guard try session.finish(followup: followupID, answer), let done = try session.followup(followupID) else {
            let first = try session.followup(followupID)?.answer.map { " \($0.at.rfc3339), \($0.actor)" } ?? ""
            throw Problem(.conflictingState, "На поручение «\(followupID)» уже ответили:\(first).")
        }
        return done
    }

    private func faults(of followup: Followup) -> [Problem.Fault] {
        var faults: [Problem.Fault] = []
        if followup.what == .askReason, text == nil {
            faults.append(.init(field: "answer", message: "спрашивают причину: напишите её"))
        }
        if followup.what == .approve, isApproved == nil {
            faults.append(.init(field: "approved", message: "просят решения: true — согласны, false — нет"))
        }
        if followup.what != .approve, isApproved != nil {
            faults.append(.init(field: "approved", message: "решения не просят (\(followup.what.rawValue)): уберите"))
        }
        return faults
    }
}

extension Followup {
    /// What is said of an id that is no follow-up's.
    package static func unknown(_ id: String) -> Problem {
        Problem(.notFound, "Поручения «\(id)» нет: номер неверен, или оно давно исполнено и забыто.")
    }
}
