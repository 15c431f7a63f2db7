import Messages
import Stand
import Storage

/// Shows how far a feed has come: one line that changes in a terminal, a line every two seconds elsewhere.
struct ProgressLine {
    private static let pause = Span.seconds(2)

    let console: Console
    private var shownAt: Span?

    init(console: Console) {
        self.console = console
    }

    /// Shows the figures `after` the start of the feed; the last ones are always shown.
    mutating func show(_ feed: FeedProgress, _ figures: WalkFigures, after: Span, isLast: Bool) {
        let text = Self.text(feed, figures, after: after)
        if console.isTerminal {
            console.write("\r\u{1B}[2K" + text + (isLast ? "\n" : ""))
            return
        }
        if let shownAt, !isLast, after - shownAt < Self.pause { return }
        shownAt = after
        console.line(text)
    }

    /// `00:07  отдано 312 из 640 · принято 290 · разобрано 280 · ждут другого 12 · в УТ 11 250`
    static func text(_ feed: FeedProgress, _ figures: WalkFigures, after: Span) -> String {
        let seconds = max(0, after.milliseconds / 1000)
        let clock = "\(two(seconds / 60)):\(two(seconds % 60))"
        var parts = [
            "отдано \(feed.sent) из \(feed.planned)", "принято \(figures.accepted)", "разобрано \(figures.sorted)",
            "ждут другого \(figures.parked)", "в УТ 11 \(figures.confirmed)",
        ]
        if figures.held > 0 { parts.append("отказов \(figures.held)") }
        if feed.retried > 0 { parts.append("повторов из-за сбоев \(feed.retried)") }
        return clock + "  " + parts.joined(separator: " · ")
    }

    private static func two(_ number: Int64) -> String {
        (number < 10 ? "0" : "") + String(number)
    }
}
