import Messages
import Stand

/// The ledger as the stand tells it: what УТ 11 holds, and what is wrong with it.
struct LedgerReading: Sendable, CustomStringConvertible {
    /// One object of УТ 11.
    struct Holding: Sendable {
        let set: String
        let reference: String
        let witnesses: [Witness]
        let isPosted: Bool
        /// Posted with the content it has.
        let isPostedAsIs: Bool
        let isMarked: Bool
        let timesCreated: Int
        /// The kinds of its effects, in their order.
        let effects: [String]
    }

    let summary: JSON
    let holdings: [Holding]

    init(_ pages: [JSON]) {
        summary = pages.last?["summary"] ?? .null
        holdings = pages.flatMap { $0["ut11"]?.array ?? [] }.map(Holding.init)
    }

    var effectCount: Int { summary["effects"]?.int ?? -1 }

    /// Nothing lost, nothing twice, nothing out of order; empty when all is well.
    var complaints: [String] {
        ["lost", "twice", "out_of_order"].flatMap { sort in
            (summary["findings"]?[sort]?.array ?? []).map { "\(sort): \($0.text)" }
        } + (summary["lost"]?.int == nil ? ["no ledger: \(summary.text)"] : [])
    }

    /// Complaints but for those about objects that a late request struck: what a node had handed to its socket when it
    /// fell asleep may land after its successor's (decision 0012). Whether the newest version stands in the end is
    /// another question.
    var complaintsBesideLateRequests: [String] {
        let findings = summary["findings"]
        let late = Set((findings?["out_of_order"]?.array ?? []).compactMap { $0["object"]?.string })
        let twice = (findings?["twice"]?.array ?? []).filter { finding in
            let isLate = finding["sentence"]?.string?.contains("changed по ключу") == true
            return !(isLate && late.contains(finding["object"]?.string ?? ""))
        }
        return (findings?["lost"]?.array ?? []).map { "lost: \($0.text)" } + twice.map { "twice: \($0.text)" }
    }

    /// The objects that show some version of a fed object.
    func holding(_ object: Object103) -> [Holding] {
        holdings.filter { $0.witnesses.contains { $0.seed == object.seed && $0.serial == object.serial } }
    }

    /// Whether every entity that should show this version of the object does, each in one object.
    func shows(_ letter: FeedMessage) -> Bool {
        let holding = holding(letter.object)
        return letter.object.expected.allSatisfy { set in
            let there = holding.filter { $0.set == set }
            return there.count == 1 && there[0].witnesses.contains(letter.witness) && there[0].timesCreated == 1
        }
    }

    var description: String { "\(complaints) \(summary.text)" }
}

extension LedgerReading.Holding {
    fileprivate init(_ json: JSON) {
        set = json["entity"]?.string ?? ""
        reference = json["ref"]?.string ?? ""
        witnesses = (json["witnesses"]?.array ?? []).flatMap { Witness.all(in: $0.string ?? "") }
        isPosted = json["posted"] == true
        isPostedAsIs = json["posted_as_is"] == true
        isMarked = json["marked"] == true
        timesCreated = json["created"]?.int ?? 0
        effects = (json["effects"]?.array ?? []).compactMap { $0["kind"]?.string }
    }
}
