-- The words that a mapping is written in, as lean as plain Lua over lua-cjson gets them: what the sale's mapping needs to
-- come to the answer that the host comes to. It does less than the host: numbers are doubles, nothing is limited, and
-- nobody notes which fields were read.
local json = require "cjson"
local floor = math.floor

local prelude = {}

-- References know their type, and read as their name.
local reference = {}
reference.__tostring = function(r) return r.name or (r.type .. " " .. r.ref) end
reference.__eq = function(a, b) return a.ref == b.ref and (a.type == b.type or not a.type or not b.type) end

local zero = "00000000-0000-0000-0000-000000000000"
local function is_blank(text) return text == "" or text == zero or text == "0001-01-01T00:00:00" end

-- A field that nobody filled reads as nil, one that is not in the contract is a mistake.
local function strict(fields)
  return { __index = function(_, name)
    if not fields[name] then error("в объекте нет поля «" .. tostring(name) .. "»", 2) end
  end }
end

-- Makes an object of a decoded one: blanks away, references with their types, rows strict.
local function object(raw, fields)
  for name, value in next, raw do
    local kind, field = type(value), fields[name]
    if kind == "string" then
      if is_blank(value) then raw[name] = nil end
    elseif value == json.null then
      raw[name] = nil
    elseif kind == "table" then
      if value.ref then
        if is_blank(value.ref) then
          raw[name] = nil
        else
          value.type = value.type or field and field.type
          setmetatable(value, reference)
        end
      elseif field and field.rows then
        for i = 1, #value do object(value[i], field.rows) end
      end
    end
  end
  return setmetatable(raw, fields.strict)
end

-- A contract: { ["Поле"] = { type = "…" } | { rows = { … } } }.
function prelude.contract(fields)
  for _, field in pairs(fields) do
    if field.rows then prelude.contract(field.rows) end
  end
  fields.strict = strict(fields)
  return fields
end

function prelude.read(text, contract) return object(json.decode(text), contract) end

local empty = { ["$empty"] = true }

local function round(x, digits)
  local unit = 10 ^ digits
  local scaled = x * unit
  local whole = floor(scaled)
  local rest = scaled - whole
  if rest > 0.5 or rest == 0.5 and whole % 2 == 1 then whole = whole + 1 end
  return whole / unit
end

local text = {}
function text.left(s, count)
  if not s then return nil end
  local stop = utf8.offset(s, count + 1)
  return stop and s:sub(1, stop - 1) or s
end
function text.clean(s) return s and (s:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")) end

-- The names that a script sees. `load` gives the text of a module.
function prelude.environment(system, modules)
  local loaded, environment = {}, nil
  environment = {
    empty = empty, round = round, dec = tonumber, text = text, tonumber = tonumber, tostring = tostring,
    div = function(a, b, digits) return round(a / b, digits) end,
    ref = function(wanted, r)
      if not r then return empty end
      return { ["$ref"] = { type = wanted, system = system, source = r.type, id = r.ref, name = r.name } }
    end,
    each = function(rows, f)
      local list = {}
      for i = 1, rows and #rows or 0 do
        for _, made in ipairs({ f(rows[i], i) }) do list[#list + 1] = made end
      end
      return list
    end,
    skip = function(why) error({ skip = why }) end,
    unmatched = function(field, value) error({ unmatched = field, value = value }) end,
    reject = function(why, place) error({ reject = why, place = place }) end,
    require = function(name)
      loaded[name] = loaded[name] or assert(load(modules[name], name, "t", environment))()
      return loaded[name]
    end,
  }
  return environment
end

return prelude
