import Messages
import YAML

/// Reads `policies/sla.yaml`.
enum SLAPlanReader {
    static func read(_ document: YAMLDocument) throws(YAMLFaults) -> SLAPlan {
        try document.read { root in
            let delta = root.required("delta")?.mapping()
            let catalogs = delta?.required("nsi").flatMap { span($0) }
            let documents = delta?.required("documents").flatMap { span($0) }
            let money = delta?.required("money").flatMap { span($0) }
            let silence = root.required("feed_silence").flatMap { span($0) }
            guard let catalogs, let documents, let money, let silence else { return nil }
            return SLAPlan(catalogs: catalogs, documents: documents, money: money, feedSilence: silence)
        }
    }

    private static func span(_ value: YAMLValue) -> Span? {
        value.milliseconds(in: 1000...Span.days(7).milliseconds).map(Span.init(milliseconds:))
    }
}
