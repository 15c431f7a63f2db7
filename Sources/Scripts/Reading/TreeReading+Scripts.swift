import Messages
import YAML

extension TreeReading {
    /// What the scripts of a tree are.
    typealias Declared = (mappings: [Mapping], plugins: [Plugin], rules: [RuleKind])

    /// Compiles every script and reads what it declares.
    mutating func scripts(_ tree: ScriptTree, _ contracts: [String: Contract]) -> Declared {
        var mappings: [Mapping] = []
        var plugins: [Plugin] = []
        var rules: [RuleKind] = []
        for source in tree.sources where compiles(source, tree) {
            let parts = source.path.split(separator: "/").map(String.init)
            if parts.count == 3, parts[0] == "plugins", parts[2] == "handler.lua" {
                switch plugin(source, tree, folder: parts[1]) {
                case .system(let plugin): plugins.append(plugin)
                case .rule(let rule): rules.append(rule)
                case nil: break
                }
            } else if parts.count == 3, parts[0] == "mappings", parts[2].hasPrefix("to_") {
                if let mapping = mapping(source, tree, contracts) { mappings.append(mapping) }
            } else if !source.path.hasPrefix("mappings/lib/") {
                error(
                    source.path, 1, nil,
                    "этот файл никто не запустит: скрипты лежат в mappings/<Объект>/to_<система>.lua, "
                        + "mappings/lib/ и plugins/<имя>/handler.lua")
            }
        }
        refuseDoubles(mappings)
        plugins += feeds()
        refuseRivals(plugins)
        return (mappings, plugins, rules)
    }

    private mutating func compiles(_ source: LuaSource, _ tree: ScriptTree) -> Bool {
        attempt(source) { sandbox throws(ScriptFault) in
            let alone = ScriptTree(sources: tree.sources, libraries: [:], lookups: Array("{}".utf8), types: tree.types)
            _ = try sandbox.chunk(source.unit, of: alone)
            return true
        } ?? false
    }

    private mutating func declaration(_ source: LuaSource, _ tree: ScriptTree, plugin: Bool) -> JSON? {
        attempt(source) { sandbox throws(ScriptFault) in
            try sandbox.declaration(source.unit, of: tree, plugin: plugin)
        }
    }

    /// Runs something in a state of its own, under small limits.
    private mutating func attempt<Answer>(
        _ source: LuaSource, _ body: (Sandbox) throws(ScriptFault) -> Answer
    ) -> Answer? {
        do throws(ScriptFault) {
            return try body(try Sandbox(limits: .declaration))
        } catch {
            if !findings.contains(where: { $0.file == error.file && $0.line == max(1, error.line) }) {
                add(error, in: source.path)
            }
            return nil
        }
    }

    private mutating func mapping(
        _ source: LuaSource, _ tree: ScriptTree, _ contracts: [String: Contract]
    ) -> Mapping? {
        guard let declaration = declaration(source, tree, plugin: false) else { return nil }
        var reader = MappingReader(source, contracts: contracts)
        let mapping = reader.read(declaration)
        findings += reader.findings
        return mapping
    }

    private mutating func plugin(_ source: LuaSource, _ tree: ScriptTree, folder: String) -> PluginManifest? {
        let path = "plugins/\(folder)/plugin.yaml"
        guard files.files[path] != nil else {
            error(source.path, 1, nil, "рядом нет plugin.yaml")
            return nil
        }
        let read = yaml(path) { document throws(YAMLFaults) in
            try PluginReader.read(document, folder: folder, unit: source.unit)
        }
        if case .system(let plugin) = read, plugin.kind == .feed {
            error(source.path, 1, nil, "у ленты (kind: feed) обработчика нет: система забирает сама, файл лишний")
            return nil
        }
        guard let read, let declaration = declaration(source, tree, plugin: true) else { return nil }
        if declaration["api_level"]?.int != 1 {
            error(source.path, source.place(ofKey: "api_level")?.line ?? 1, nil, "api_level: эта версия понимает 1")
        }
        func demand(_ functions: [String], of whom: String) {
            for function in functions where declaration[function]?["$function"] == nil {
                error(source.path, 1, nil, "\(whom) нужна функция \(function)")
            }
        }
        switch read {
        case .rule:
            demand(["judge"], of: "виду правил")
            return read
        case .system(var plugin):
            demand(["start", "next", "probe", "probed"], of: "коннектору")
            plugin.canList = declaration["list"]?["$function"] != nil
            return .system(plugin)
        }
    }

    private mutating func refuseDoubles(_ mappings: [Mapping]) {
        let doubles = Dictionary(grouping: mappings) { "\($0.system).\($0.type) → \($0.target)" }
        for (name, group) in doubles.sorted(by: { $0.key < $1.key }) where group.count > 1 {
            error(group[1].file, 1, nil, "\(name): такой маппинг уже есть в \(group[0].file)")
        }
    }

    /// Manifests without a handler: feeds, or connectors that lack theirs.
    private mutating func feeds() -> [Plugin] {
        files.paths(under: "plugins/", suffix: "/plugin.yaml").compactMap { path in
            let handler = path.replacing("plugin.yaml", with: "handler.lua")
            let parts = path.split(separator: "/").map(String.init)
            guard files.files[handler] == nil, parts.count == 3 else { return nil }
            let read = yaml(path) { document throws(YAMLFaults) in
                try PluginReader.read(document, folder: parts[1], unit: 0)
            }
            guard let read else { return nil }
            if case .system(let plugin) = read, plugin.kind == .feed { return plugin }
            error(path, 1, nil, "рядом нет handler.lua")
            return nil
        }
    }

    /// A system is either called or comes itself.
    private mutating func refuseRivals(_ plugins: [Plugin]) {
        for (target, rivals) in Dictionary(grouping: plugins, by: \.target).sorted(by: { $0.key < $1.key })
        where rivals.count > 1 && rivals.contains(where: { $0.kind == .feed }) {
            error(
                rivals[1].file, 1, nil,
                "для системы «\(target)» два плагина (\(rivals.map(\.name).sorted().joined(separator: ", "))): "
                    + "она или забирает сама (feed), или ей посылают (connector)")
        }
    }
}
