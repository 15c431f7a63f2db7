-- usage: plain.lua FOLDER answer | plain.lua FOLDER SECONDS
-- FOLDER has prelude.lua, body.json, contract.json, tables.json, mapping.lua, and the modules as lib/NAME.lua, listed in lib/names.
local folder, mode = arg[1], arg[2]
package.path = folder .. "/?.lua;" .. package.path
local json, prelude = require "cjson", require "prelude"

local function read(name)
  local file = assert(io.open(folder .. "/" .. name))
  local text = file:read("a")
  file:close()
  return text
end

local modules = {}
for name in read("lib/names"):gmatch("[^\n]+") do modules[name] = read("lib/" .. name .. ".lua") end
local environment = prelude.environment("ut103", modules)
local mapping = assert(load(read("mapping.lua"), "mapping", "t", environment))()
local contract = prelude.contract(json.decode(read("contract.json")))
local ctx = { now = "2026-11-20T10:00:00", tables = json.decode(read("tables.json")) }
local body = read("body.json")

local function once() return json.encode(mapping.map(prelude.read(body, contract), ctx)) end

if mode == "answer" then
  print(once())
else
  local count, start, seconds = 0, os.clock(), tonumber(mode)
  repeat
    for _ = 1, 50 do once() end
    count = count + 50
  until os.clock() - start >= seconds
  print(count / (os.clock() - start))
end
