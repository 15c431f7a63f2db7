import Messages

extension Instant: Bindable {
    static var kind: Inputs.Column.Kind { .integer }
    var sqlValue: SQLValue { .integer(milliseconds) }
}

extension Span: Bindable {
    static var kind: Inputs.Column.Kind { .integer }
    var sqlValue: SQLValue { .integer(milliseconds) }
}

extension RevisionID: Bindable {
    static var kind: Inputs.Column.Kind { .text }
    var sqlValue: SQLValue { .text(text) }
}

extension JSON: Bindable {
    static var kind: Inputs.Column.Kind { .text }
    var sqlValue: SQLValue { .text(text) }
}

extension RawRepresentable where Self: Bindable, RawValue == String {
    static var kind: Inputs.Column.Kind { .text }
    var sqlValue: SQLValue { .text(rawValue) }
}

extension Lane: Bindable {}
extension Operation: Bindable {}
extension DispatchState: Bindable {}
extension Dispatch.Action: Bindable {}
extension JournalKind: Bindable {}
extension Followup.What: Bindable {}
extension Followup.State: Bindable {}
