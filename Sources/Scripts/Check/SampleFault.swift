/// Why a sample cannot be read.
struct SampleFault: Error {
    var line = 1
    var column: Int?
    let message: String
}
