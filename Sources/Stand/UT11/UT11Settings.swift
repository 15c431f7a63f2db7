/// How the simulated УТ 11 is published.
package struct UT11Settings: Sendable {
    package let login: String
    package let password: String
    /// Whether a `Ref_Key` in POST becomes the object's GUID; otherwise the base makes its own (E-24).
    package let honoursRefKey: Bool
    /// Whether wrong credentials get a login page with 200 rather than 401.
    package let answersLoginPage: Bool

    package init(
        login: String = "Обмен", password: String = "обмен", honoursRefKey: Bool = true,
        answersLoginPage: Bool = false
    ) {
        self.login = login
        self.password = password
        self.honoursRefKey = honoursRefKey
        self.answersLoginPage = answersLoginPage
    }
}
