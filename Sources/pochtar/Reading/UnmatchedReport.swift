import Messages
import Storage

/// The protocol of the unmatched as people read it: one line for each value that a table lacks, with how many objects
/// wait for it; then each object that waits for a choice.
struct UnmatchedReport {
    let items: [UnmatchedItem]
    let total: Int

    var lines: [String] {
        guard !items.isEmpty else { return ["Несопоставленного нет."] }
        let tables = items.filter { $0.dispatchID == nil }
        let choices = items.filter { $0.dispatchID != nil }
        let rest = total > items.count ? ["", "Показано \(items.count) из \(total)."] : []
        return section("Дополните mappings/tables", missing(tables))
            + section("Выберите объект приёмника", choices.flatMap(choice)) + rest
    }

    private func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [title + ":"] + lines.map { "  " + $0 }
    }

    private func missing(_ items: [UnmatchedItem]) -> [String] {
        Dictionary(grouping: items) { $0.reason ?? "" }
            .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
            .map { reason, items in
                let example = items[0].presentation ?? items[0].object.description
                let remark = items[0].detail?["value"]?.string.flatMap(Lookalikes.remark).map { " (\($0))" } ?? ""
                return "\(items.count) × \(reason)\(remark); например, \(example)"
            }
    }

    private func choice(_ item: UnmatchedItem) -> [String] {
        let name = item.presentation ?? item.object.description
        let remark = Lookalikes.remark(name).map { " (\($0))" } ?? ""
        let candidates = (item.detail?["candidates"]?.array ?? []).map { candidate in
            let found = candidate["name"]?.string ?? ""
            let said = candidate["difference"]?.string ?? Lookalikes.remark(found)
            let remark = said.map { " (\($0))" } ?? ""
            return "    \(candidate["reference"]?.string ?? "") «\(found)»\(remark)"
        }
        return [
            "\(item.dispatchID ?? "") \(name)\(remark) → \(item.target ?? "") \(item.targetType ?? ""): "
                + (item.reason ?? "")
        ] + candidates
    }
}
