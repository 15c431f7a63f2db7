/// What the rows of one sale have in common.
struct SaleTerms {
    let date: String
    let isPosted: Bool
    let countsTax: Bool
    let includesTax: Bool
    let organisation: String
    let department: String
    let prices: String

    init(numbers: inout SeededNumbers, date: String, in state: State103) {
        self.date = date
        let wasPosted = numbers.chance(90)
        isPosted = !state.isMarked && state.isPosted ?? wasPosted
        countsTax = numbers.chance(90)
        includesTax = numbers.chance(80)
        organisation = numbers.one(of: ["Торговый дом Почтарь ООО", "Ходячий С. К. ИП"])
        department = numbers.one(of: Source103.departments)
        prices = numbers.one(of: ["Розничная", "Оптовая"])
    }
}
