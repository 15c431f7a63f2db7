package import Messages

/// One folder of plugins/: its manifest. A connector's handler runs through `ScriptPool.call`.
package struct Plugin: Sendable, Hashable {
    /// One setting that an environment gives a plugin.
    package struct Setting: Sendable, Hashable {
        /// What may be written as its value.
        package enum Kind: String, Sendable, CaseIterable {
            case string
            case number
            case boolean
            case duration
            case secret
        }

        package let name: String
        package let kind: Kind
        package let isRequired: Bool
        /// What stands when the environment says nothing.
        package let defaultValue: JSON?
        package let title: String?
    }

    /// How Swift shows a target who we are; the values are names of settings.
    package enum Authorization: Sendable, Hashable {
        case none
        case basic(login: String, password: String)
        case bearer(token: String)
    }

    /// How a target gets what is for it.
    package enum Kind: String, Sendable, CaseIterable {
        /// It is called: a script knows its protocol.
        case connector
        /// It comes for it itself: nothing is sent, and there is nothing to set.
        case feed
    }

    package let name: String
    package let kind: Kind
    /// The target system: `ut11`.
    package let target: String
    package let version: Int
    package let title: String
    package let authorization: Authorization
    /// In the order of the manifest.
    package let settingsSchema: [Setting]
    /// `plugins/<name>/handler.lua`; of a feed its manifest.
    package let file: String
    /// Whether it can tell what the target has: its `list`.
    package internal(set) var canList = false

    let unit: Int

    /// Values by default; a secret stands as `{"$secret":"password"}`. What is required and has no default is absent.
    package var settings: JSON {
        .object(
            settingsSchema.compactMap { setting in
                if setting.kind == .secret { return .init(setting.name, ["$secret": .string(setting.name)]) }
                return setting.defaultValue.map { .init(setting.name, $0) }
            })
    }
}
