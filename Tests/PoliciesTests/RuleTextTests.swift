import Messages
import Scripts
import Testing

@Suite("Sentences with figures in braces")
struct RuleTextTests {
    @Test(
        "a name in braces is a figure; whatever else stands in braces is text",
        arguments: [
            ("", [], ""), ("без чисел", [], "без чисел"),
            ("до {distance_m}, можно {radius}", ["distance_m", "radius"], "до 132 м, можно 100 м"),
            ("{radius}{radius}", ["radius", "radius"], "100 м100 м"), ("{нет} {} { radius } {1a}", [], nil),
            ("{a{radius}}", ["radius"], "{a100 м}"), ("{radius", [], nil), ("radius}", [], nil),
            ("ж{_x9}ж", ["_x9"], "ж—ж"), ("{part}", ["part"], "товар {radius}"),
        ])
    func braces(_ text: String, _ names: [String], _ filled: String?) {
        let values: [String: JSON] = ["distance_m": 132, "radius": 100, "part": "товар {radius}"]
        let units: [String: MeasureUnit?] = ["distance_m": .metres, "radius": .metres, "part": nil]
        #expect(RuleText(text).names == names)
        #expect(RuleText(text).filled(values, units: units) == filled ?? text)
    }
}
