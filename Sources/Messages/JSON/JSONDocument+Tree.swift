extension JSONDocument {
    /// The document that a tree is written as.
    package init(_ tree: JSON) {
        guard let members = tree.members else {
            self.init(
                text: tree.bytes(sortingKeys: false), members: nil,
                digest: Digest.hex(tree.bytes(sortingKeys: true)))
            return
        }
        var text: [UInt8] = []
        let listed = members.enumerated().map { index, member in
            text.append(UInt8(ascii: index == 0 ? "{" : ","))
            text += JSON.string(member.name).bytes(sortingKeys: false)
            text.append(UInt8(ascii: ":"))
            let start = text.count
            text += member.value.bytes(sortingKeys: false)
            let canonical = member.value.isContainer ? Digest.hex(member.value.bytes(sortingKeys: true)) : nil
            return Member(name: member.name, digest: canonical, place: start..<text.count)
        }
        text += listed.isEmpty ? "{}".utf8 : "}".utf8
        var outline = JSONOutline()
        let pairs = zip(listed, members).sorted { $0.0.name.utf8.lexicographicallyPrecedes($1.0.name.utf8) }
        for (member, value) in pairs {
            outline.add(
                name: JSON.string(member.name).bytes(sortingKeys: false), value: value.value.bytes(sortingKeys: true),
                digest: member.digest)
        }
        self.init(text: text, members: listed, digest: outline.digest)
    }
}
