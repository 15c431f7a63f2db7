package import Messages

/// One object of the simulated УТ 11, with all that was done to it.
package struct UT11Object: Sendable {
    package let set: String
    package let reference: String
    /// Header values by the property's name on the wire.
    package internal(set) var header: [String: JSON]
    package internal(set) var parts: [String: [[String: JSON]]]
    package internal(set) var isPosted = false
    /// Grows with every write, also with one that changes nothing.
    package internal(set) var dataVersion: UInt64 = 0
    /// Physically deleted: only the ledger still sees it.
    package internal(set) var isDeleted = false
    package internal(set) var timesCreated = 0
    /// A bulk load has made it, not whoever sends.
    package internal(set) var wasLoaded = false
    package internal(set) var effects: [Effect] = []
    /// Effects that did not fit into `effects`.
    package internal(set) var effectsBeyondLimit = 0
    /// Which versions of fed objects its texts show now.
    package internal(set) var witnesses: Set<Witness> = []
    /// The newest version it ever showed, by fed object.
    package internal(set) var newest: [FedObject: Int] = [:]
    /// The content it was last posted with.
    var postedHash: ContentHash?

    /// How many effects of one object the ledger keeps.
    package static let effectLimit = 500

    /// Posted, and not changed since.
    package var isPostedAsIs: Bool { isPosted && postedHash == hash }

    package var isMarked: Bool { header["DeletionMark"] == .bool(true) }

    /// How people know it: a document's number and date, a catalogue item's name.
    package var presentation: String {
        if let number = header["Number"]?.string { return number + " от " + (header["Date"]?.string ?? "") }
        return header["Description"]?.string ?? ""
    }

    /// Which effect of the stand made it first.
    var birth: Int { effects.first?.ordinal ?? 0 }

    /// What the object says, without its deletion mark.
    var hash: ContentHash {
        var members = header.filter { $0.key != "DeletionMark" }.map { JSON.Member($0.key, $0.value) }
        for (name, rows) in parts {
            members.append(
                JSON.Member(name, .array(rows.map { .object($0.map { JSON.Member($0.key, $0.value) }) })))
        }
        return ContentHash(of: .object(members))
    }

    /// Every version that its texts, header and rows, show.
    func readWitnesses() -> Set<Witness> {
        var found = Set<Witness>()
        for row in [header] + parts.values.joined() {
            for case .string(let text) in row.values { found.formUnion(Witness.all(in: text)) }
        }
        return found
    }

    mutating func note(_ effect: Effect) {
        if effects.count < Self.effectLimit { effects.append(effect) } else { effectsBeyondLimit += 1 }
        if effect.kind == .created { timesCreated += 1 }
    }
}
