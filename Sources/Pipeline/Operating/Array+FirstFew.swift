extension Array where Element == String {
    /// The first of them, and how many more there are: «А, Б, В и ещё 4».
    func firstFew(_ most: Int) -> String {
        prefix(most).joined(separator: ", ") + (count > most ? " и ещё \(count - most)" : "")
    }
}
