package import Messages

/// Counts the changes of many objects and keeps a few examples of each kind: as large for a million objects as for a
/// thousand.
package struct ChangeTally: Sendable {
    /// One object by which a kind of change is shown.
    package struct Example: Sendable, Hashable {
        package let object: ObjectKey
        package let presentation: String?
        package let before: String
        package let after: String
    }

    /// One kind of change within one mapping.
    package struct Line: Sendable, Hashable {
        package let kind: AnswerChange.Kind
        package fileprivate(set) var objects: Int
        package fileprivate(set) var examples: [Example]
    }

    /// What one mapping changes.
    package struct Section: Sendable, Hashable {
        /// `mappings/Склады/to_ut11.lua`.
        package let mapping: String
        package fileprivate(set) var objects = 0
        /// The most frequent kind first.
        package var lines: [Line] {
            kinds.values.sorted { ($1.objects, "\($0.kind)") < ($0.objects, "\($1.kind)") }
        }

        /// Objects that also differ in a way that is not told apart any more.
        package fileprivate(set) var others = 0
        fileprivate var kinds: [AnswerChange.Kind: Line] = [:]
    }

    /// Examples of a kind, and kinds of a mapping: field names may be made of data.
    package static let mostExamples = 3
    package static let mostKinds = 500

    private var byMapping: [String: Section] = [:]

    package init() {}

    /// By the mapping's path.
    package var sections: [Section] { byMapping.values.sorted { $0.mapping < $1.mapping } }

    /// Takes in what one mapping changes for one object.
    package mutating func add(_ changes: [AnswerChange], mapping: String, object: ObjectKey, presentation: String?) {
        guard !changes.isEmpty else { return }
        byMapping[mapping, default: Section(mapping: mapping)].add(changes, object, presentation)
    }
}

extension ChangeTally.Section {
    fileprivate mutating func add(_ changes: [AnswerChange], _ object: ObjectKey, _ presentation: String?) {
        objects += 1
        var isOther = false
        for change in changes {
            if kinds[change.kind] == nil, kinds.count >= ChangeTally.mostKinds {
                isOther = true
                continue
            }
            kinds[change.kind, default: ChangeTally.Line(kind: change.kind, objects: 0, examples: [])]
                .add(change, object, presentation)
        }
        if isOther { others += 1 }
    }
}

extension ChangeTally.Line {
    fileprivate mutating func add(_ change: AnswerChange, _ object: ObjectKey, _ presentation: String?) {
        objects += 1
        guard examples.count < ChangeTally.mostExamples else { return }
        examples.append(
            ChangeTally.Example(
                object: object, presentation: presentation, before: change.before, after: change.after))
    }
}
