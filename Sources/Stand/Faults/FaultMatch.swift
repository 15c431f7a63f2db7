/// Which requests a fault strikes.
package struct FaultMatch: Sendable, Hashable {
    /// `POST`; nil for any.
    package let method: String?
    /// A piece of the decoded path and query: `Document_РеализацияТоваровУслуг`, `/Post?`.
    package let pathContains: String?
    /// The first matching request that is struck, from 1.
    package let nth: Int
    /// How many requests are struck; nil for all from then on.
    package let times: Int?

    package init(method: String? = nil, pathContains: String? = nil, nth: Int = 1, times: Int? = nil) {
        self.method = method?.uppercased()
        self.pathContains = pathContains
        self.nth = max(1, nth)
        self.times = times
    }

    func covers(method: String, path: String) -> Bool {
        (self.method ?? method) == method && (pathContains.map(path.contains) ?? true)
    }
}
