import Foundation

/// The files that come with the bench.
enum Attachment: String {
    case sale = "sale.json"
    case catalogs = "catalogs.json"
    case schema = "pgbench/schema.sql"
    case acceptOne = "pgbench/accept_one.sql"
    case acceptFifty = "pgbench/accept_fifty.sql"
    case claim = "pgbench/claim.sql"
    case prelude = "lua/prelude.lua"
    case plain = "lua/plain.lua"

    var url: URL { Bundle.module.bundleURL.appending(path: "Files").appending(path: rawValue) }

    var text: String {
        get throws { try String(contentsOf: url, encoding: .utf8) }
    }
}
