/// A member of an object that the scanner is in.
struct JSONScannedMember {
    /// The name without its quotes and escapes: in the input, or in the output where it was written with escapes.
    let name: UnsafePointer<UInt8>
    let nameCount: Int
    /// Where it stands in the output, from its name's opening quote, and where its value does.
    let start: Int
    let valueStart: Int
    let end: Int
    /// Where its value stands in the input.
    let input: Range<Int>

    /// Below zero when this one's name stands before the other's, zero when the names are the same.
    func compared(to other: JSONScannedMember) -> Int {
        let common = min(nameCount, other.nameCount)
        for index in 0..<common where name[index] != other.name[index] {
            return Int(name[index]) - Int(other.name[index])
        }
        return nameCount - other.nameCount
    }

    /// Sorts the members from one on by their names; false when a name is repeated.
    static func sort(_ members: inout ContiguousArray<JSONScannedMember>, from first: Int) -> Bool {
        guard members.count - first <= 24 else {
            members[first...].sort { $0.compared(to: $1) < 0 }
            return zip(members[first...], members[(first + 1)...]).allSatisfy { $0.compared(to: $1) != 0 }
        }
        // Of the few members that objects mostly have each is put in its place.
        for index in (first + 1)..<members.count {
            let member = members[index]
            var place = index
            while place > first {
                let order = members[place - 1].compared(to: member)
                guard order != 0 else { return false }
                guard order > 0 else { break }
                members[place] = members[place - 1]
                place -= 1
            }
            members[place] = member
        }
        return true
    }
}
