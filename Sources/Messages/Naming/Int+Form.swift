extension Int {
    /// The form of a word that Russian wants after this number: `сообщение` after 1 and 21, `сообщения` after 2,
    /// `сообщений` after 5 and 11.
    package func form(_ one: String, _ few: String, _ many: String) -> String {
        let (tens, ones) = (magnitude % 100 / 10, magnitude % 10)
        if tens == 1 { return many }
        return ones == 1 ? one : (2...4).contains(ones) ? few : many
    }
}
