/// What a feed should do.
package struct FeedOrder: Sendable, Hashable {
    /// The postman's address: `http://127.0.0.1:8103`.
    package let postman: String
    package let login: String
    package let password: String
    /// How many objects; held within `Source103.sizes`.
    package let count: Int
    package let seed: UInt32
    /// How many requests are under way at once.
    package let inFlight: Int
    /// How many requests begin in a second at most; nil for as many as can.
    package let perSecond: Int?
    /// How often a request is sent before it is given up.
    package let tries: Int

    package init(
        postman: String, login: String, password: String, count: Int, seed: UInt32, inFlight: Int = 8,
        perSecond: Int? = nil, tries: Int = 4
    ) {
        self.postman = postman
        self.login = login
        self.password = password
        self.count = count
        self.seed = seed
        self.inFlight = min(max(inFlight, 1), 256)
        self.perSecond = perSecond.map { max($0, 1) }
        self.tries = max(tries, 1)
    }
}
