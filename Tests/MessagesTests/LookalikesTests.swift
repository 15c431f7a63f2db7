import Messages
import Testing

@Suite("Names that look the same")
struct LookalikesTests {
    @Test(
        "are folded into one text, whatever their letters, blanks, quotation marks, dashes and capitals are",
        arguments: [
            ("ООО Ромашка", "OOO Ромашка"), ("ООО Ромашка", "ооо  ромашка "), ("Торговый дом", "Торговый\u{A0}дом"),
            ("Семён", "Семен"), ("ООО «Весна»", "ООО \"Весна\""), ("Альфа-Трейд", "Альфа–Трейд"), ("ВАТА", "BATA"),
            ("й", "и\u{306}"), ("Склад", "Скл\u{AD}ад"), ("7701 234567", "7701234567"), ("Нота", "HOTA"),
            ("Нота", "\u{FEFF}Нота"),
        ])
    func same(_ one: String, _ other: String) {
        #expect(Lookalikes.folded(one) == Lookalikes.folded(other))
    }

    @Test(
        "other names stay others",
        arguments: [("Ромашка", "Ромашки"), ("М 8", "М8"), ("Дрель 3", "Дрель З"), ("Vita", "Вита")])
    func different(_ one: String, _ other: String) {
        #expect(Lookalikes.folded(one) != Lookalikes.folded(other))
        #expect(Lookalikes.difference(of: one, from: other) == nil)
    }

    @Test(
        "how one is written otherwise is said in words",
        arguments: [
            ("OOO Ромашка", "ООО Ромашка", "латинские «OOO» на местах 1–3"),
            ("Рoмашка", "Ромашка", "латинская «o» на месте 2"), ("Рома", "Pома", "русская «Р» на месте 1"),
            ("Торговый  дом", "Торговый дом", "2 пробела после «Торговый»"),
            ("Торговый\u{A0}дом", "Торговый дом", "неразрывный пробел после «Торговый»"),
            (" дом ", "дом", "пробел в начале, пробел в конце"), ("дом", "дом ", "нет пробела с краю"),
            ("Семён", "Семен", "«ё» вместо «е» на месте 4"), ("«дом»", "\"дом»", "кавычка « вместо \" на месте 1"),
            ("ДОМ", "дом", "другой регистр букв на месте 1"), ("до\u{AD}м", "дом", "невидимый знак на месте 2"),
            ("7701 234567", "7701234567", "цифры разделены пробелами иначе"),
        ])
    func said(_ text: String, _ other: String, _ words: String) {
        #expect(Lookalikes.difference(of: text, from: other) == words)
    }

    @Test("nothing is said of names that are written the same")
    func equal() {
        #expect(Lookalikes.difference(of: "ООО  «Дом»", from: "ООО  «Дом»") == nil)
    }
}
