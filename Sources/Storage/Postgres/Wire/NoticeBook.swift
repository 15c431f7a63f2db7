import CPostgres

/// What the server said besides its answers. libpq calls it on the thread that reads the answers.
final class NoticeBook {
    /// The last warning since it was forgotten.
    var warning: String?

    /// Has libpq write the connection's notices here; the book must live as long as the connection.
    func hear(_ connection: OpaquePointer) {
        let receive: PQnoticeReceiver = { book, result in
            guard let book, let result else { return }
            Unmanaged<NoticeBook>.fromOpaque(book).takeUnretainedValue().note(result)
        }
        PQsetNoticeReceiver(connection, receive, Unmanaged.passUnretained(self).toOpaque())
    }

    private func note(_ result: OpaquePointer) {
        guard let severity = PQresultErrorField(result, Int32(UnicodeScalar("V").value)),
            String(cString: severity) == "WARNING"
        else { return }
        warning = PostgresFault(result).message
    }
}
