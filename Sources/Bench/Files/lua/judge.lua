-- usage: judge.lua FOLDER answer | judge.lua FOLDER SECONDS
-- FOLDER has step.json, and rules.json: [{"file":"0.lua","params":{…}},…] with the files beside it.
local folder, mode = arg[1], arg[2]
local json = require "cjson"

local function read(name)
  local file = assert(io.open(folder .. "/" .. name))
  local text = file:read("a")
  file:close()
  return text
end

local environment = setmetatable({}, { __index = _G })
function environment.div(a, b, digits)
  local scale = 10 ^ digits
  return math.floor(a / b * scale + 0.5) / scale
end

environment.text = { len = utf8.len, sub = function(s, i, j)
  local n = utf8.len(s)
  if i < 0 then i = math.max(1, n + i + 1) end
  j = j and (j < 0 and n + j + 1 or math.min(j, n)) or n
  return i > j and "" or s:sub(utf8.offset(s, i), utf8.offset(s, j + 1) - 1)
end }

local rules = {}
for i, rule in ipairs(json.decode(read("rules.json"))) do
  local kind = assert(load(read(rule.file), rule.file, "t", environment))()
  rules[i] = { judge = kind.judge, params = json.encode(rule.params) }
end
local step = read("step.json")

-- As the host does: each rule gets values of its own, and its answer is text.
local function once()
  local said = {}
  for i, rule in ipairs(rules) do said[i] = json.encode(rule.judge(json.decode(rule.params), json.decode(step))) end
  return said
end

if mode == "answer" then
  print("[" .. table.concat(once(), ",") .. "]")
else
  local count, start, seconds = 0, os.clock(), tonumber(mode)
  repeat
    for _ = 1, 50 do once() end
    count = count + 50 * #rules
  until os.clock() - start >= seconds
  print(count / (os.clock() - start))
end
