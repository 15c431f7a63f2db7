import Messages
import Testing

/// A request of a sale's delivery at which the postman dies: before УТ 11 has carried it out, or after, its answer
/// still on the way.
struct Boundary: Sendable, CustomTestStringConvertible {
    private let name: String
    private let method: String
    private let path: String
    private let moment: String

    /// The fault that holds the request there.
    var fault: JSON {
        [
            "kind": "hold", "when": .string(moment),
            "match": ["method": .string(method), "path_contains": .string(path), "times": 1],
        ]
    }

    var testDescription: String { name }

    static let sale = "Document_РеализацияТоваровУслуг"
    static let all = [
        Boundary(name: "claimed, УТ 11 has not looked for it yet", method: "PATCH", path: sale, moment: "before"),
        Boundary(name: "about to be created", method: "POST", path: sale + "?", moment: "before"),
        Boundary(name: "created, the answer under way", method: "POST", path: sale + "?", moment: "after"),
        Boundary(name: "written, being compared", method: "GET", path: sale, moment: "after"),
        Boundary(name: "about to be posted", method: "POST", path: "/Post?", moment: "before"),
        Boundary(name: "posted, the answer under way", method: "POST", path: "/Post?", moment: "after"),
    ]
}
