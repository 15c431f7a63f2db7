-- Сходятся ли деньги, в копейках. Доли точные, как всё у почтаря: 0,3 % от суммы — ровно 0,3 %.
local СТРОГОСТЬ = { even = 0, rounding = 1, within = 2, explained = 3, unexplained = 4 }

local function часть(params, имя, due, given, объяснено)
  local difference = math.abs(given - due)
  local share = difference == 0 and 0 or due == 0 and 100 or div(difference * 100, due, 6)
  local function исход(case)
    return { case = case, values = {
      part = имя, due_kop = due, given_kop = given, difference_kop = difference, share_pct = share } }
  end
  if difference == 0 then return исход("even") end
  if difference < params.rounding then return исход("rounding") end
  if difference * 100 <= due * params.tolerance then return исход("within") end
  return исход(объяснено and "explained" or "unexplained")
end

return {
  api_level = 1,

  judge = function(params, facts)
    local cash = facts.cash or {}
    local объяснено = cash.has_comment and cash.has_photo
    local худшее
    for _, ч in ipairs {
      { "товар", cash.goods_due_kop, cash.goods_given_kop },
      { "доставку", cash.delivery_due_kop, cash.delivery_given_kop },
    } do
      if not ч[2] or not ч[3] then return { case = "unknown" } end
      local итог = часть(params, ч[1], ч[2], ч[3], объяснено)
      if not худшее or СТРОГОСТЬ[итог.case] > СТРОГОСТЬ[худшее.case] then худшее = итог end
    end
    return худшее
  end,
}
