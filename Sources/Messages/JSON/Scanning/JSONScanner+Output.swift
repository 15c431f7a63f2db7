extension JSONScanner {
    /// Where in the output the next byte of the input comes to stand.
    var place: Int { written &+ (position &- runStart) }

    /// Copies what is canonical as it stands.
    mutating func flush() {
        guard position > runStart else { return }
        (output + written).update(from: input + runStart, count: position - runStart)
        written = place
        runStart = position
    }

    /// Writes the members of the innermost object anew in the order of their names; false when a name is repeated.
    mutating func sort(from first: Int) -> Bool {
        guard JSONScannedMember.sort(&members, from: first) else { return false }
        let (start, end) = (members[first...].lazy.map(\.start).min() ?? 0, place - 1)
        flush()
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: end - start) { old in
            guard let old = old.baseAddress else { return }
            old.initialize(from: output + start, count: end - start)
            var place = start
            for index in first..<members.count {
                if index > first {
                    output[place] = UInt8(ascii: ",")
                    place += 1
                }
                let member = members[index]
                (output + place).update(from: old + (member.start - start), count: member.end - member.start)
                place += member.end - member.start
            }
        }
        return true
    }
}
