local касса = require "обратно_касса"

return {
  api_level = 1,
  from = "ut11.Документ.ПриходныйКассовыйОрдер",
  to   = "ut103.Документ.ПриходныйКассовыйОрдер",

  ignore = касса.не_читает {
    "НомерСменыКурьера",                   -- свой реквизит УТ 11 без места в 10.3
  },

  map = function(doc, ctx)
    local ордер = касса.ордер(doc, ctx, ctx.tables.операции_пко, function(r) return r.ОснованиеПлатежа end)
    ордер.ПринятоОт = doc.ПринятоОт or empty
    return ордер
  end,
}
