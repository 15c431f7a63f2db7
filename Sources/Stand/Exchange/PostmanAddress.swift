/// Where the postman is, and as whom it is spoken to.
package struct PostmanAddress: Sendable, Hashable {
    /// `http://127.0.0.1:8103`.
    package let url: String
    package let login: String
    package let password: String

    package init(url: String, login: String, password: String) {
        self.url = url
        self.login = login
        self.password = password
    }
}
