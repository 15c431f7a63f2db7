/// What a courier does that is judged, in the order of a delivery (requirements §6.2).
package enum CourierStep: String, Sendable, Hashable, CaseIterable {
    case pickedUp = "picked_up"
    case started
    case handedOver = "handed_over"
    case cashReturned = "cash_returned"
    case returnAccepted = "return_accepted"
    /// After a return was rejected.
    case returnGivenBack = "return_given_back"
    case closed

    /// What the courier presses.
    package var title: String {
        switch self {
        case .pickedUp: "Забрал"
        case .started: "Старт"
        case .handedOver: "Отдан"
        case .cashReturned: "Сдал деньги"
        case .returnAccepted: "Возврат принят"
        case .returnGivenBack: "Возврат отдан клиенту"
        case .closed: "Закрыт"
        }
    }
}
