import Messages

/// Which part of a list is asked for (CF-10).
struct PageRequest: Sendable, Hashable {
    let page: Int
    let size: Int

    /// `page` from 1, `page_size` 1…100, by default 20.
    init(_ query: Query) throws(Problem) {
        page = try query.number("page", in: 1...1_000_000, default: 1)
        size = try query.number("page_size", in: 1...100, default: 20)
    }

    var offset: Int { (page - 1) * size }

    /// The members that tell the list's place and extent.
    func members(total: Int) -> [JSON.Member] {
        let pages = (total + size - 1) / size
        return [
            .init("page", .count(page)), .init("page_size", .count(size)), .init("total_items", .count(total)),
            .init("total_pages", .count(pages)), .init("has_next", .bool(page < pages)),
        ]
    }
}
