import Messages

extension Instant: Bindable {
    var sqlValue: SQLValue { .integer(milliseconds) }
}

extension Span: Bindable {
    var sqlValue: SQLValue { .integer(milliseconds) }
}

extension RevisionID: Bindable {
    var sqlValue: SQLValue { .text(text) }
}

extension JSON: Bindable {
    var sqlValue: SQLValue { .text(text) }
}

extension RawRepresentable where Self: Bindable, RawValue == String {
    var sqlValue: SQLValue { .text(rawValue) }
}

extension Lane: Bindable {}
extension Operation: Bindable {}
extension DispatchState: Bindable {}
extension Dispatch.Action: Bindable {}
extension JournalKind: Bindable {}
