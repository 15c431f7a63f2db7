import Scripts

extension AnswerChange.Kind {
    /// What changes, for people: `контрагент.НаименованиеПолное изменится`.
    var sentence: String {
        switch self {
        case .fieldChanged(let path): "\(path) изменится"
        case .fieldAppeared(let path): "\(path) появится"
        case .fieldVanished(let path): "\(path) исчезнет"
        case .rowsChanged(let path): "\(path): другое число строк"
        case .slotAppeared(let slot): "слот «\(slot)» появится"
        case .slotVanished(let slot): "слот «\(slot)» исчезнет"
        case .slotRetyped(let slot): "слот «\(slot)» станет другого типа"
        case .outcome(let before, let after): "\(before) → \(after)"
        case .words(let word): "\(word): с другими словами"
        }
    }

    /// The same for machines: a sort, and what it is about.
    var code: (name: String, about: String) {
        switch self {
        case .fieldChanged(let path): ("field_changed", path)
        case .fieldAppeared(let path): ("field_appeared", path)
        case .fieldVanished(let path): ("field_vanished", path)
        case .rowsChanged(let path): ("rows_changed", path)
        case .slotAppeared(let slot): ("slot_appeared", slot)
        case .slotVanished(let slot): ("slot_vanished", slot)
        case .slotRetyped(let slot): ("slot_retyped", slot)
        case .outcome(let before, let after): ("outcome_changed", "\(before) → \(after)")
        case .words(let word): ("words_changed", word)
        }
    }
}
