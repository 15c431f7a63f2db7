import Foundation

/// The folders of one cluster: its data, its socket and its log. They end with it.
///
/// The name tells whose they are, so that a later run can clear what a killed one left.
struct ClusterHome: Sendable {
    /// Where log, socket and passing files are; short enough for a socket's path.
    let folder: URL
    /// Where the data is: in the home, or where it was wished.
    let data: URL

    /// Makes the folders and hands them to who the cluster runs as.
    ///
    /// - Parameter wished: where the data is to be; others than the owner must be able to pass through.
    init(data wished: URL?, account: ClusterAccount) throws {
        StaleHomes.clear()
        let temporary = FileManager.default.temporaryDirectory
        let roof = temporary.path.utf8.count < 40 ? temporary : URL(filePath: "/tmp")
        let name = StaleHomes.nameOfOurs()
        folder = roof.appending(path: name)
        data = wished?.appending(path: name) ?? folder.appending(path: "data")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        try account.own(folder)
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        try account.own(data)
        chmod(data.path, 0o700)
    }

    /// What the server has said so far.
    var log: URL { folder.appending(path: "log") }

    /// A new file for something that passes by.
    func passing() -> URL {
        folder.appending(path: "passing-\(UInt64.random(in: 0 ... .max))")
    }

    /// Removes everything.
    func remove() {
        PostmasterFile(data: data)?.releaseMemory()
        try? FileManager.default.removeItem(at: data)
        try? FileManager.default.removeItem(at: folder)
    }
}
