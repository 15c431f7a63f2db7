import Messages

extension Array where Element == JSON.Member {
    /// Gives the member of this name another value, where there is one.
    mutating func change(_ name: String, to value: JSON) {
        for place in indices where self[place].name == name { self[place].value = value }
    }
}
