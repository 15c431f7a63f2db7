/// What went the way back to 10.3.
struct ReturnCount: Sendable, Hashable {
    /// What became of 10.3's messages, told to it.
    let confirmations: Int
    /// Objects of which УТ 11 told that they were written.
    let told: Int
    /// Of those, what reached 10.3 as a change: an echo does not.
    let applied: Int

    var lines: [String] {
        [
            "Подтверждений вернулось в 10.3: \(confirmations).",
            "УТ 11 прислала назад \(told) записанных объектов; эхом узнаны все, кроме \(applied).",
        ]
    }
}
