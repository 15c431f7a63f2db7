-- Можно ли принять возврат: первая строка, с которой что-то не так, и есть ответ.
local function есть(список, слово)
  for _, s in ipairs(список or {}) do
    if s == слово then return true end
  end
  return false
end

local function строка(params, line)
  if line.already_open then return "doubled" end
  if (line.quantity or 0) > (line.remaining or 0) or (line.quantity or 0) <= 0 then return "too_many" end
  if line.serial_required and not line.serial_given then return "serial_missing" end
  if line.serial_given and not line.serial_matches then return "serial_other" end
  if not есть(params.reasons[line.quality or ""], line.reason) then return "reason_unfit" end
  return nil
end

return {
  api_level = 1,

  judge = function(params, facts)
    local возврат, строки = facts["return"] or {}, facts.return_lines or {}
    if not возврат.sale_found then return { case = "no_sale" } end
    if #строки == 0 then return { case = "empty" } end
    for _, line in ipairs(строки) do
      local case = строка(params, line)
      if case then
        return { case = case, values = { sku = line.sku, quantity = line.quantity or 0, remaining = line.remaining or 0,
          quality = line.quality or "не указано", reason = line.reason or "не указана" } }
      end
    end
    local age = возврат.age_s or 0
    return { case = age > params.max_age and "late" or "allowed", values = { age_s = age } }
  end,
}
