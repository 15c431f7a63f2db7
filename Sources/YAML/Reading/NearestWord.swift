/// Finds what somebody probably meant.
package enum NearestWord {
    /// Longer words are not compared: the table is quadratic.
    private static let mostCharacters = 64

    /// The word nearest to `word`, when it differs in no more than about a third of its letters.
    package static func to(_ word: String, among candidates: some Collection<String>) -> String? {
        guard word.utf8.count <= 4 * mostCharacters else { return nil }
        let letters = Array(word.lowercased())
        let most = max(1, letters.count / 3)
        let near = candidates.map { (distance: distance(letters, Array($0.lowercased())), word: $0) }
        return near.filter { $0.distance <= most }.min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
    }

    /// `; может быть, «слово»?`, to stand at the end of a complaint; empty when nothing is near.
    package static func advice(on word: String, among candidates: some Collection<String>) -> String {
        to(word, among: candidates).map(advice(_:)) ?? ""
    }

    /// The same of a word that was found near.
    package static func advice(_ near: String) -> String { "; может быть, «\(near)»?" }

    /// Letters to insert, delete, replace or swap with their neighbour.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        guard left.count <= mostCharacters, right.count <= mostCharacters else { return .max }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            for j in right.indices {
                var best = min(row[j] + 1, last[j + 1] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
                let isSwap = i > 0 && j > 0 && left[i] == right[j - 1] && left[i - 1] == right[j]
                if isSwap { best = min(best, beforeLast[j - 1] + 1) }
                row.append(best)
            }
            (beforeLast, last) = (last, row)
        }
        return last[right.count]
    }
}
