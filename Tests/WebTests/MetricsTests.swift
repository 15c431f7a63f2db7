import Foundation
import HTTPTypes
import HummingbirdTesting
import Messages
import Metrics
import NIOCore
import Pipeline
import Testing
import Web

@Suite struct MetricsTests {
    @Test("promtool finds nothing to complain of in a scrape with every metric of the catalogue")
    func promtool() async throws {
        // Given a postman that served something, and a value for each metric
        let postman = try await TestPostman()
        for metric in MetricDescription.catalogue {
            let labels = metric.labels.map { ($0, "значение \"\($0)\"\\\n") }
            switch metric.kind {
            case .counter: Counter(label: metric.name, dimensions: labels, factory: postman.registry).increment()
            case .gauge: Gauge(label: metric.name, dimensions: labels, factory: postman.registry).record(1.5)
            case .histogram:
                let timer = Timer(label: metric.name, dimensions: labels, factory: postman.registry)
                timer.recordNanoseconds(1_500_000_000)
            }
        }
        // When it is scraped
        try await postman.visit { client in
            _ = try await client.get("/health/live")
            let answer = try await client.get("/metrics")
            #expect(answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
            // Then promtool is content
            let (status, complaints) = try Promtool.check(String(buffer: answer.body))
            #expect(status == 0 && complaints.isEmpty, "\(complaints)")
        }
    }

    @Test("requests are counted and timed by template, not by path")
    func traffic() async throws {
        let postman = try await TestPostman()
        try await postman.visit { client in
            for id in 1...3 { _ = try await client.get("/api/v1/notes/\(id)", as: postman.operator) }
            _ = try await client.get("/nowhere/1")
            _ = try await client.get("/nowhere/2")
        }
        let text = await postman.registry.text()
        let labels = #"{method="GET",path="/api/v1/notes/{about}",status_code="200"}"#
        #expect(text.contains("http_requests_total\(labels) 3\n"))
        #expect(text.contains("http_request_duration_seconds_count\(labels) 3\n"))
        #expect(text.contains(#"http_requests_total{method="GET",path="none",status_code="404"} 2"#))
    }

    @Test("a histogram's buckets add up, and durations are in seconds")
    func histogram() async {
        let registry = PrometheusRegistry()
        let delay = Timer(label: "pochtar_delta_delay_seconds", dimensions: [("kind", "nsi")], factory: registry)
        for seconds in [1, 4, 45, 7200] as [Int64] { delay.recordNanoseconds(seconds * 1_000_000_000) }
        let text = await registry.text()
        for (bound, count) in [("1", 1), ("5", 2), ("30", 2), ("60", 3), ("1800", 3), ("+Inf", 4)] {
            #expect(text.contains("pochtar_delta_delay_seconds_bucket{kind=\"nsi\",le=\"\(bound)\"} \(count)\n"))
        }
        #expect(text.contains("pochtar_delta_delay_seconds_sum{kind=\"nsi\"} 7250\n"))
    }

    @Test("a change that came later than the plan promises is counted by kind, one that came in time is not")
    func late() async {
        let registry = PrometheusRegistry()
        let (meters, sla) = (Meters(factory: registry), SLAPlan(catalogs: .seconds(45)))
        meters.delay(lane: .catalogs, .seconds(45), promised: sla)
        meters.delay(lane: .catalogs, .seconds(46), promised: sla)
        meters.delay(lane: .money, .seconds(180), promised: sla)
        meters.delay(lane: .notifications, .hours(5), promised: sla)
        let text = await registry.text()
        #expect(text.contains("pochtar_delta_late_total{kind=\"nsi\"} 1\n"))
        #expect(!text.contains("pochtar_delta_late_total{kind=\"money\"}"))
        #expect(!text.contains("pochtar_delta_late_total{kind=\"notifications\"}"))
    }

    @Test("gauges are computed at the scrape; one that fails is counted and the others are still there")
    func collected() async {
        let registry = PrometheusRegistry()
        registry.collect { [MetricSample("pochtar_queue_depth", labels: ["money", "queued"], value: 7)] }
        registry.collect { throw Broken(secret: "") }
        registry.collect { [MetricSample("pochtar_parked", labels: ["documents"], value: 2)] }
        let text = await registry.text()
        #expect(text.contains("pochtar_queue_depth{lane=\"money\",state=\"queued\"} 7\n"))
        #expect(text.contains("pochtar_parked{lane=\"documents\"} 2\n"))
        #expect(text.contains("pochtar_scrape_failures_total 1\n"))
    }

    @Test("the same name and labels are one series, in whatever order the labels are given")
    func identity() async {
        let registry = PrometheusRegistry()
        let labels = [("source", "ut103"), ("type", "Справочник.Склады")]
        Counter(label: "pochtar_accepted_total", dimensions: labels, factory: registry).increment(by: 2)
        Counter(label: "pochtar_accepted_total", dimensions: labels.reversed(), factory: registry).increment()
        #expect(await registry.text().contains(#"pochtar_accepted_total{source="ut103",type="Справочник.Склады"} 3"#))
    }

    @Test("the process tells its memory, its processor time and its files")
    func process() {
        let start = Instant(milliseconds: 1_800_000_000_000)
        let samples = ProcessGauges(version: "1.2", startedAt: start).samples()
        let values = Dictionary(uniqueKeysWithValues: samples.map { ($0.name, $0.value) })
        #expect(values["process_resident_memory_bytes"].map { $0 > 1_000_000 } == true)
        #expect(values["process_cpu_seconds_total"].map { $0 > 0 } == true)
        #expect(values["process_open_fds"].map { $0 > 0 } == true)
        #expect(values["process_start_time_seconds"] == 1_800_000_000)
    }
}
