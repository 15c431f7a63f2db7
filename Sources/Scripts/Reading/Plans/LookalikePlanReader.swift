import Messages
import YAML

/// Reads `policies/lookalikes.yaml`.
enum LookalikePlanReader {
    static func read(_ document: YAMLDocument) throws(YAMLFaults) -> LookalikePlan {
        try document.read { root in
            let age = root.required("age")?.milliseconds(in: 1...(90 * 86_400_000)).map(Span.init(milliseconds:))
            // A page shares a few objects with the one before it.
            let page = root.required("page")?.int(in: 100...10_000)
            let except = root.optional("except")?.list(count: 0...1000) { $0.string() } ?? []
            guard let age, let page else { return nil }
            return LookalikePlan(age: age, page: page, except: Set(except))
        }
    }
}
