import Foundation

/// The files that come with the bench.
enum Attachment: String {
    case sale = "sale.json"
    case catalogs = "catalogs.json"
    case schema = "pgbench/schema.sql"
    case acceptOne = "pgbench/accept_one.sql"
    case acceptFifty = "pgbench/accept_fifty.sql"
    case claim = "pgbench/claim.sql"
    case messages = "store/messages.sql"
    case inbox = "store/inbox.sql"
    case empty = "store/empty.sql"
    case depth = "store/depth.sql"
    case journal = "store/journal.sql"
    case hold = "store/hold.sql"
    case held = "store/held.sql"
    case release = "store/release.sql"
    case prelude = "lua/prelude.lua"
    case plain = "lua/plain.lua"
    case judge = "lua/judge.lua"
    case step = "step.json"

    var url: URL { Bundle.module.bundleURL.appending(path: "Files").appending(path: rawValue) }

    var text: String {
        get throws { try String(contentsOf: url, encoding: .utf8) }
    }

    /// The text as psql reads it, with values for its variables.
    func text(_ values: [String: String]) throws -> String {
        let settings = values.map { name, value in
            "\\set \(name) '\(value.replacing("\\", with: "\\\\").replacing("'", with: "''"))'\n"
        }
        return settings.joined() + (try text)
    }
}
