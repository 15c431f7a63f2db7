-- Доля за окно. Всё сравнивается умножением и потому точно; показанная доля округлена вниз и вердикту не противоречит.

-- Сколько удачных подряд нужно, чтобы 100 × (hits + n) стало не меньше share × (operations + n); nil — никогда.
local function осталось_до(share, hits, operations)
  local долг = share * operations - 100 * hits
  if долг <= 0 then return 0 end
  if share == 100 then return nil end
  return -(-долг // (100 - share))
end

local function исход(params, window, values)
  local сотен = 100 * values.hits
  if values.operations < params.min_sample then return "few" end
  if values.needed == 0 then
    return params.warn_at and сотен < params.warn_at * values.operations and "on_edge" or "reached"
  end
  if window.closed then return "missed" end
  if not values.needed or values.left and values.needed > values.left then return "lost" end
  return "behind"
end

return {
  api_level = 1,

  judge = function(params, facts)
    local window = facts.window or {}
    local operations, hits = window.operations or 0, window.hits or 0
    if hits < 0 or hits > operations then error("window.hits " .. hits .. ", а window.operations " .. operations) end
    local values = {
      operations = operations, hits = hits, misses = operations - hits, excused = window.excused, late = window.late,
      share_pct = operations > 0 and div(100000 * hits // operations, 1000, 3) or nil,
      needed = осталось_до(params.share, hits, operations),
      spare = math.max(0, 100 * hits // params.share - operations),
      left = window.planned and math.max(0, window.planned - operations) }
    return { case = исход(params, window, values), values = values }
  end,
}
