-- Из снимков одного вида считается лучший, из нужных видов — худший.
local СТРОГОСТЬ = { enough = 0, blurred = 1, unmeasured = 2, stale = 3, small = 4, reused = 5, missing = 6 }

local ЧТО_СНЯТО = {
  pickup = "забранное", handout = "отданное", cash = "деньги", ["return"] = "возврат", entrance = "подъезд",
}

local function хуже(a, b) return СТРОГОСТЬ[a.case] > СТРОГОСТЬ[b.case] end

local function снимок(params, photo)
  local side = math.min(photo.width_px or 0, photo.height_px or 0)
  local function исход(case)
    return { case = case, values = {
      kind = ЧТО_СНЯТО[photo.kind], side_px = side, sharpness = photo.sharpness, age_s = photo.age_s } }
  end
  if photo.used_before then return исход("reused") end
  if side < params.min_side then return исход("small") end
  if (photo.age_s or 0) > params.max_age then return исход("stale") end
  if not photo.sharpness then return исход("unmeasured") end
  if photo.sharpness < params.min_sharpness then return исход("blurred") end
  return исход("enough")
end

return {
  api_level = 1,

  judge = function(params, facts)
    local худший
    for _, вид in ipairs(params.kinds) do
      local лучший = { case = "missing", values = { kind = ЧТО_СНЯТО[вид] } }
      for _, photo in ipairs(facts.photos or {}) do
        if photo.kind == вид then
          local итог = снимок(params, photo)
          if хуже(лучший, итог) then лучший = итог end
        end
      end
      if not худший or хуже(лучший, худший) then худший = лучший end
    end
    return худший
  end,
}
