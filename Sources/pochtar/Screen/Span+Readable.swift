import Messages

extension Span {
    /// The span as people say it: `12 с`, `5 мин`, `3 ч 20 мин`, `2 дн 4 ч`.
    var readable: String {
        let seconds = max(0, milliseconds / 1000)
        if seconds < 60 { return "\(seconds) с" }
        if seconds < 3600 { return "\(seconds / 60) мин" }
        if seconds < 86_400 { return "\(seconds / 3600) ч \(seconds / 60 % 60) мин" }
        return "\(seconds / 86_400) дн \(seconds / 3600 % 24) ч"
    }

    /// The span as a measurement: `85 мс`, `1,3 с`, `2 мин 5 с`.
    var measured: String {
        if milliseconds < 1000 { return "\(milliseconds) мс" }
        if milliseconds < 60_000 { return "\(milliseconds / 1000),\(milliseconds / 100 % 10) с" }
        return "\(milliseconds / 60_000) мин \(milliseconds / 1000 % 60) с"
    }
}
