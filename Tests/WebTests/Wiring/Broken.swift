/// An error that nobody foresaw.
struct Broken: Error {
    let secret: String
}
