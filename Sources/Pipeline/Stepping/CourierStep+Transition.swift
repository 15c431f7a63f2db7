import Messages
import Policies
import Storage

extension CourierStep {
    /// The states in which the step may be done, and the state that it leads to; nil for none of its own (ST-01).
    private var transition: (before: Set<CourierTask.State>, after: CourierTask.State?) {
        switch self {
        case .pickedUp: ([.ready], .pickedUp)
        case .started: ([.pickedUp], .onRoute)
        case .handedOver: ([.onRoute], .delivered)
        case .cashReturned: ([.delivered], .cashReturned)
        case .returnAccepted: ([.pickedUp, .onRoute, .delivered], nil)
        case .returnGivenBack: ([.pickedUp, .onRoute, .delivered, .cashReturned, .done, .failed], nil)
        case .closed: ([.delivered, .cashReturned], .done)
        }
    }

    /// The step that brings a task into a state; nil for a state that no courier's step leads to.
    init?(into state: CourierTask.State) {
        guard let step = Self.allCases.first(where: { $0.transition.after == state }) else { return nil }
        self = step
    }

    /// The state after the step.
    ///
    /// - Throws: `conflict.state` for a task that is there already, `validation.transition` for one from which no way
    ///   leads there; both states are named (ST-02, ST-05).
    func state(after state: CourierTask.State, of task: String) throws(Problem) -> CourierTask.State {
        let (before, after) = transition
        if before.contains(state) { return after ?? state }
        if state == after {
            throw Problem(
                .conflictingState,
                "Задача «\(task)» уже в состоянии \(state.rawValue): второй раз «\(title)» не отмечают.")
        }
        let from = before.map(\.rawValue).sorted().joined(separator: ", ")
        throw Problem(
            .forbiddenTransition,
            "Задача «\(task)» в состоянии \(state.rawValue), а «\(title)» (\((after ?? state).rawValue)) бывает после "
                + "\(from). Отметьте сначала то, что было раньше.")
    }
}
