import Messages

extension Caller {
    /// Throws `auth.forbidden` when the key is another system's: a system speaks for itself.
    func requireSystem(_ wanted: String) throws(Problem) {
        guard let system, system != wanted else { return }
        throw Problem(
            .forbidden, "Ключ «\(name)» — системы \(system), а речь о \(wanted). Возьмите ключ этой системы.")
    }

    /// The system that comes for what is its own: the key's, or the one that is named by whoever may speak for any.
    ///
    /// - Parameter named: what the request says.
    func receiver(named: String?) throws(Problem) -> String {
        if let named { try requireSystem(named) }
        if let system { return system }
        guard !seesOwnOnly else {
            throw Problem(
                .forbidden,
                "Ключ «\(name)» не знает своей системы, а чужое забирать нельзя. Попросите оператора: "
                    + "pochtar keys create имя --roles source --system ut103.")
        }
        guard let named else {
            let sentence = "чью ленту забрать: ut103"
            throw Problem(
                .validationRequired, "Параметр «system»: \(sentence).",
                faults: [.init(field: "system", message: sentence)])
        }
        return named
    }
}
