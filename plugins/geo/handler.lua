-- Где был курьер. Чем дальше точка при той же точности, тем строже ответ: порядок проверок это и держит.
return {
  api_level = 1,

  judge = function(params, facts)
    local geo = facts.geo or {}
    if geo.no_target then return { case = "no_target" } end
    if geo.missing or not geo.distance_m or not geo.accuracy_m then return { case = "missing" } end
    local d, a, age = geo.distance_m, geo.accuracy_m, geo.age_s or 0
    local function исход(case)
      return { case = case, values = {
        distance_m = d, accuracy_m = a, reach_m = d + a, nearest_m = d > a and d - a or 0, age_s = age } }
    end
    if geo.mock then return исход("mock") end
    if age > params.max_age then return исход("stale") end
    if a > params.max_accuracy then return исход("coarse") end
    if d + a <= params.radius then return исход("inside") end
    if d <= params.radius then return исход("inside_probable") end
    if d - a <= params.radius then return исход("uncertain") end
    if d <= params.soft_radius then return исход("outside_ack") end
    return исход("outside_block")
  end,
}
