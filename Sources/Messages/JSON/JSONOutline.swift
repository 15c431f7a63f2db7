/// The canonical text of an object in which objects and arrays are stood for by their digests: what a document's own
/// digest is made of. Members are to be added in the order of their names.
struct JSONOutline {
    private var text: [UInt8] = [UInt8(ascii: "{")]

    init() {
        text.reserveCapacity(1024)
    }

    /// Adds a member: its name in quotes, and its value in canonical form or the digest that stands for it. A digest is
    /// marked with what no JSON value begins with.
    mutating func add(name: some Sequence<UInt8>, value: some Sequence<UInt8>, digest: String?) {
        if text.count > 1 { text.append(UInt8(ascii: ",")) }
        text.append(contentsOf: name)
        text.append(UInt8(ascii: ":"))
        if let digest {
            text.append(UInt8(ascii: "#"))
            text.append(contentsOf: digest.utf8)
        } else {
            text.append(contentsOf: value)
        }
    }

    /// The digest of the whole object.
    var digest: String { Digest.hex(text + [UInt8(ascii: "}")]) }
}
