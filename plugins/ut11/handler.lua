-- УТ 11 по OData, какая она на самом деле: неизвестный реквизит и лишние знаки строки выбрасывает молча, проверку
-- заполнения не вызывает, на повторный POST создаёт второй объект. Поэтому: PATCH → 404 → POST под своим GUID, после
-- записи — чтение и сверка, и только потом проведение.

local ПУСТОЙ_GUID, ПУСТАЯ_ДАТА = "00000000-0000-0000-0000-000000000000", "0001-01-01T00:00:00"
local НАБОРЫ = {
  ["Справочник"] = "Catalog_", ["Документ"] = "Document_", ["ПланВидовХарактеристик"] = "ChartOfCharacteristicTypes_",
}
local СТАНДАРТНЫЕ = {
  ["Наименование"] = "Description", ["Код"] = "Code", ["Номер"] = "Number", ["Дата"] = "Date",
  ["ПометкаУдаления"] = "DeletionMark", ["Проведен"] = "Posted", ["Родитель"] = "Parent", ["Владелец"] = "Owner",
  ["ЭтоГруппа"] = "IsFolder",
}
-- Столько найденных по ключевым полям ещё можно проверить на нашу метку.
local ПРЕДЕЛ_ПОИСКА = 50
-- На столько объектов каждая страница списка заходит за предыдущую.
local НАХЛЁСТ = 50

-- ── Имена ────────────────────────────────────────────────────────────────────────────────────────────────────────

local function набор(тип)
  local вид, имя = тип:match("^([^.]+)%.(.+)$")
  return (НАБОРЫ[вид] or error("тип " .. тип .. " в OData не пишется")) .. имя
end


local function адрес(тип, guid, действие)
  local путь = "/" .. url.quote(набор(тип))
  if guid then путь = путь .. "(guid'" .. guid .. "')" end
  return путь .. (действие or "")
end

local function составная(поле) return поле.type == "ref" and #поле.to > 1 end

-- Значение любого типа и составная ссылка называют свой тип рядом, в …_Type.
local function тип_рядом(поле) return поле.type == "any" or составная(поле) end

local function свойство(имя, поле)
  local основа = СТАНДАРТНЫЕ[имя] or имя
  if поле.type == "ref" and not составная(поле) then return основа .. "_Key" end
  return основа
end

-- ── Что посылаем ─────────────────────────────────────────────────────────────────────────────────────────────────

local ПУСТЫЕ = { string = "", enum = "", boolean = false, number = 0, date = ПУСТАЯ_ДАТА, ref = ПУСТОЙ_GUID }

-- Значение для OData и тип ссылки составного реквизита.
local function значение(поле, v)
  if type(v) == "table" then
    if v["$empty"] then
      if тип_рядом(поле) then return "", "StandardODATA.Undefined" end
      return ПУСТЫЕ[поле.type]
    end
    local ссылка = v["$ref"] or error("значение реквизита не разобрать")
    return ссылка.id, "StandardODATA." .. набор(ссылка.type)
  end
  return v
end

-- initial(v) — только для создания: у существующего объекта это поле ведёт сама УТ 11. nil — в этой записи поля нет.
local function при(создание, v)
  if type(v) ~= "table" or v["$initial"] == nil then return v end
  if создание then return v["$initial"] end
  return nil
end

-- merge(ключ, строки): наши строки встают на место тех, у кого тот же ключ, прочие в УТ 11 остаются.
local function слияние(v) return type(v) == "table" and v["$merge"] or nil end

-- `простой_тип` — тип значения, которое бывает любым: «Edm.String».
local function положить(тело, имя, поле, v, простой_тип)
  local готовое, тип = значение(поле, v)
  тело[свойство(имя, поле)] = готовое
  if тип_рядом(поле) then тело[свойство(имя, поле) .. "_Type"] = тип or простой_тип end
end

-- Одна на все версии объекта: ключ отправки у каждой версии свой, а потеряться мог ответ на любую. GUID 10.3 подряд
-- созданных объектов различаются одним знаком, поэтому берётся его хеш.
local function метка(dispatch)
  local хеш = dispatch.wanted and guid.v5(dispatch.wanted, dispatch.type) or dispatch.key
  return "[П:" .. хеш:gsub("-", ""):sub(1, 12) .. "]"
end

-- Без своего GUID объект узнают только по метке; она дописывается к комментарию и не вытесняется длиной реквизита.
local function с_меткой(dispatch, текст)
  local длина, наша = dispatch.contract.fields[dispatch.contract.marker].length, метка(dispatch)
  if текст == "" then return наша end
  if длина then текст = text.left(текст, длина - text.len(наша) - 1) end
  return текст .. " " .. наша
end

-- GUID, под которым УТ 11 создаст объект; nil — выберет сама, и тогда объект ищут по ключевым полям и метке.
local function свой_guid(dispatch, settings)
  return settings.ref_key_honoured and (dispatch.reference or dispatch.wanted) or nil
end

local function нужна_метка(dispatch, settings)
  return not свой_guid(dispatch, settings) and dispatch.contract.marker
end

local function строка_тела(поля, строка)
  local итог = {}
  for колонка, ячейка in pairs(строка) do
    if поля[колонка] then положить(итог, колонка, поля[колонка], ячейка, строка[колонка .. "_Type"]) end
  end
  return итог
end

-- Строки с номерами по порядку; LineNumber без кавычек 1С не принимает.
local function пронумеровать(строки)
  for i, строка in ipairs(строки) do строка.LineNumber = tostring(i) end
  return #строки > 0 and строки or json.array()
end

-- Наши строки табличной части; второе — ключ, если она сливается с той, что в УТ 11.
local function наши_строки(поля, v)
  local часть, сливается = {}, слияние(v)
  for i, строка in ipairs(сливается and сливается.rows or v) do часть[i] = строка_тела(поля, строка) end
  return часть, сливается and сливается.key
end

-- По чему строка узнаётся: значения колонок ключа в одном написании, нашем и УТ 11.
local function ключ_строки(поля, ключ, строка)
  local части = {}
  for i, колонка in ipairs(ключ) do
    local поле, v = поля[колонка], строка[свойство(колонка, поля[колонка])]
    if поле.type == "number" then v = round(tonumber(v) or 0, поле.fraction)
    elseif поле.type == "date" then v = tostring(v):sub(1, 19)
    elseif поле.type == "ref" then v = tostring(v):lower()
    else v = tostring(v):gsub("%s+$", "") end
    части[i] = tostring(v)
  end
  return table.concat(части, "\n")
end

local function по_номерам(часть)
  local строки = {}
  for i, строка in ipairs(часть) do строки[i] = { номер = tonumber(строка.LineNumber) or i, строка = строка } end
  table.sort(строки, function(a, b) return a.номер < b.номер end)
  for i, с in ipairs(строки) do строки[i] = с.строка end
  return строки
end

-- Чужая строка уходит обратно такой, какой пришла, без того, что OData дописывает от себя.
local function чужая(строка)
  for имя in pairs(строка) do
    if имя == "Ref_Key" or имя:find("@", 1, true) then строка[имя] = nil end
  end
  return строка
end

-- Наши строки среди тех, что уже есть. Если с нашим ключом их несколько, остаётся одна — наша.
local function слить(поля, ключ, наши, есть)
  local новые, вставлена, итог = {}, {}, {}
  for _, строка in ipairs(наши) do новые[ключ_строки(поля, ключ, строка)] = строка end
  for _, строка in ipairs(по_номерам(есть)) do
    local k = ключ_строки(поля, ключ, строка)
    if not новые[k] then итог[#итог + 1] = чужая(строка)
    elseif not вставлена[k] then
      вставлена[k] = true
      итог[#итог + 1] = новые[k]
    end
  end
  for _, строка in ipairs(наши) do
    if not вставлена[ключ_строки(поля, ключ, строка)] then итог[#итог + 1] = строка end
  end
  return итог
end

-- Есть ли что сливать с тем, что в УТ 11: тогда перед изменением объект надо прочесть.
local function сливается(dispatch)
  for имя in pairs(dispatch.contract.tables) do
    local v = слияние(dispatch.fields[имя])
    if v and #v.rows > 0 then return true end
  end
  return false
end

-- Разные find и ref могли привести к одному объекту: тогда две наши строки — об одном, и верна из них неизвестно какая.
local function двойной_ключ(dispatch)
  for имя, поля in pairs(dispatch.contract.tables) do
    local v = слияние(dispatch.fields[имя])
    if v then
      local видели, строки = {}, наши_строки(поля, dispatch.fields[имя])
      for i, строка in ipairs(строки) do
        local k = ключ_строки(поля, v.key, строка)
        if видели[k] then return имя .. ": в строках " .. видели[k] .. " и " .. i .. " один и тот же ключ" end
        видели[k] = i
      end
    end
  end
  return nil
end

-- Тело запроса. Проведен — не реквизит, а действие; ЭтоГруппа задаётся только при создании. `есть` — объект, каким он
-- прочитан из УТ 11; без него сливаемая часть состоит из одних наших строк.
local function тело(dispatch, settings, создание, есть)
  local итог = {}
  for имя, значение_поля in pairs(dispatch.fields) do
    local поля, поле, v = dispatch.contract.tables[имя], dispatch.contract.fields[имя], при(создание, значение_поля)
    if v == nil then                       -- initial при изменении
    elseif поля then
      local строки, ключ = наши_строки(поля, v)
      if ключ and есть then строки = слить(поля, ключ, строки, есть[имя] or {}) end
      if not ключ or #строки > 0 then итог[имя] = пронумеровать(строки) end
    elseif имя ~= "Проведен" and (имя ~= "ЭтоГруппа" or создание) then
      положить(итог, имя, поле or error("реквизита " .. имя .. " нет в контракте"), v)
    end
  end
  local реквизит = нужна_метка(dispatch, settings)
  if реквизит and (создание or итог[реквизит]) then итог[реквизит] = с_меткой(dispatch, итог[реквизит] or "") end
  return итог
end

local function запрос(dispatch, method, path, state, body, query)
  query = query or {}
  query["$format"] = "json"
  local headers = { Accept = "application/json", ["Idempotency-Key"] = dispatch.key }
  if body then headers["Content-Type"] = "application/json; charset=utf-8" end
  return { request = { method = method, path = path, query = query, headers = headers, body = body }, state = state }
end

-- ── Что значит ответ ─────────────────────────────────────────────────────────────────────────────────────────────

local function итог(kind, поля)
  поля.kind = kind
  return { outcome = поля }
end

local function ошибка_odata(response)
  local e = response.json and response.json["odata.error"]
  if not e then return nil end
  local текст = e.message
  if type(текст) == "table" then текст = текст.value end
  return { code = tostring(e.code or ""), text = tostring(текст or "") }
end

local function подождать(response)
  local секунд = tonumber(response.headers and response.headers["retry-after"] or "")
  return секунд and секунд > 0 and секунд or nil
end

local СБОИ = {
  timeout = { "timeout", "УТ 11 не ответила вовремя" }, reset = { "network", "соединение с УТ 11 оборвалось" },
  refused = { "network", "УТ 11 не принимает соединения" }, dns = { "network", "адрес УТ 11 не найден" },
  tls = { "network", "не удалось установить защищённое соединение с УТ 11" },
  oversized = { "server", "ответ УТ 11 длиннее допустимого" },
}

local function это_html(response)
  local вид = response.headers["content-type"] or ""
  return вид:find("html", 1, true) ~= nil or (response.body or ""):match("^%s*<") ~= nil
end

-- Итог неудачного ответа; nil — ответ удачный. `пустой_можно` — тело не обязательно (Post, Unpost).
local function неудача(response, пустой_можно)
  if response.error then
    local сбой = СБОИ[response.error] or { "network", "нет связи с УТ 11: " .. response.error }
    return итог("later", { class = сбой[1], reason = сбой[2] })
  end
  local код, ошибка = response.status, ошибка_odata(response)
  if код == 401 or код == 403 then return итог("paused", { reason = "УТ 11 не пускает: ответ " .. код }) end
  if код == 429 then
    return итог("later", { class = "overload", after_s = подождать(response), reason = "УТ 11 просит подождать (429)" })
  end
  if код == 408 or код == 425 then return итог("later", { class = "timeout", reason = "УТ 11 ответила " .. код }) end
  if код >= 500 and not (код == 500 and ошибка) then
    return итог("later", { class = "server", after_s = подождать(response), reason = "УТ 11 ответила " .. код })
  end
  if код >= 300 and код < 400 then
    return итог("paused", { reason = "УТ 11 перенаправляет на другой адрес; похоже на страницу входа" })
  end
  if ошибка then
    local имя = ошибка.text ~= "" and ошибка.text or "код " .. ошибка.code
    return итог("refused", { reason = "УТ 11 отказала: " .. имя, detail = "HTTP " .. код .. ", код " .. ошибка.code })
  end
  if код == 204 or пустой_можно and код < 300 and not response.json and not response.body then return nil end
  if not response.json then
    local что = это_html(response) and "страницей; похоже на страницу входа" or "не в JSON"
    return итог("paused", { reason = "УТ 11 ответила " .. что .. " (" .. код .. ")" })
  end
  if код >= 400 then return итог("refused", { reason = "УТ 11 отказала: ответ " .. код }) end
  return nil
end

-- Объекта нет: именно код 9; 404 без него — нет набора или публикации.
local function нет_объекта(response)
  local ошибка = response.status == 404 and ошибка_odata(response)
  return ошибка and ошибка.code == "9" or false
end

local function уже_есть(response)
  local ошибка = ошибка_odata(response)
  return ошибка and ошибка.code == "15" or false
end

-- ── Сверка ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- Числа УТ 11 отдаёт как Double: сравниваются после округления до знаков реквизита; даты — до секунды; концевые
-- пробелы и вид перевода строки 1С не хранит.
local function равны(поле, послано, хранится)
  if хранится == nil or хранится == null then return false end
  if поле.type == "any" and type(послано) == "number" then return tonumber(хранится) == послано end
  if поле.type == "number" then
    local число = tonumber(хранится)
    return число ~= nil and round(число, поле.fraction) == послано
  elseif поле.type == "date" then
    return tostring(хранится):sub(1, 19) == послано:sub(1, 19)
  elseif поле.type == "ref" then
    return tostring(хранится):lower() == послано:lower()
  elseif (поле.type == "string" or поле.type == "any") and type(хранится) == "string" and type(послано) == "string" then
    local function ровно(s) return (s:gsub("\r\n", "\n"):gsub("%s+$", "")) end
    return ровно(хранится) == ровно(послано)
  end
  return хранится == послано
end

local function показать(v)
  if v == nil or v == null then return "не сохранено" end
  return text.left(tostring(v), 200)
end

local function сверить_поля(поля, послано, хранится, путь, разница)
  for имя, поле in pairs(поля) do
    local с = свойство(имя, поле)
    if послано[с] ~= nil and not равны(поле, послано[с], хранится[с]) then
      разница[#разница + 1] = { field = путь .. имя, sent = показать(послано[с]), kept = показать(хранится[с]) }
    end
  end
end

local function сверить_строки(имя, поля, наши, их, разница)
  if #их ~= #наши then
    разница[#разница + 1] = { field = имя, sent = #наши .. " строк", kept = #их .. " строк" }
    return
  end
  их = по_номерам(их)
  for i, строка in ipairs(наши) do сверить_поля(поля, строка, их[i], имя .. "[" .. i .. "].", разница) end
end

-- При слиянии сверяются только наши строки: каждая есть в УТ 11, и ровно одна.
local function сверить_слитое(имя, поля, ключ, наши, их, разница)
  local по_ключу, сколько = {}, {}
  for _, строка in ipairs(их) do
    local k = ключ_строки(поля, ключ, строка)
    по_ключу[k], сколько[k] = строка, (сколько[k] or 0) + 1
  end
  for i, строка in ipairs(наши) do
    local k, место = ключ_строки(поля, ключ, строка), имя .. "[" .. i .. "]"
    if (сколько[k] or 0) ~= 1 then
      разница[#разница + 1] = { field = место, sent = "1 строка", kept = (сколько[k] or 0) .. " строк" }
    else
      сверить_поля(поля, строка, по_ключу[k], место .. ".", разница)
    end
  end
end

local function сверить(dispatch, послано, хранится)
  local разница = {}
  сверить_поля(dispatch.contract.fields, послано, хранится, "", разница)
  for имя, поля in pairs(dispatch.contract.tables) do
    local наши, слитое = послано[имя], слияние(dispatch.fields[имя])
    if наши and слитое then сверить_слитое(имя, поля, слитое.key, наши, хранится[имя] or {}, разница)
    elseif наши then сверить_строки(имя, поля, наши, хранится[имя] or {}, разница) end
  end
  table.sort(разница, function(a, b) return a.field < b.field end)
  return разница
end

-- ── Шаги ─────────────────────────────────────────────────────────────────────────────────────────────────────────

local function прочитать(dispatch, state, stage)
  state.stage = stage
  return запрос(dispatch, "GET", адрес(dispatch.type, state.reference), state)
end

-- Сливать можно только с тем, что есть: тогда объект сначала читается.
local function изменить(dispatch, settings, state, есть)
  if not есть and сливается(dispatch) then return прочитать(dispatch, state, "merge") end
  state.stage = "patch"
  return запрос(dispatch, "PATCH", адрес(dispatch.type, state.reference), state, тело(dispatch, settings, false, есть))
end

local function создать(dispatch, settings, state)
  state.stage = "create"
  local новое = тело(dispatch, settings, true)
  новое.Ref_Key = свой_guid(dispatch, settings)
  return запрос(dispatch, "POST", адрес(dispatch.type), state, новое)
end

local function литерал(поле, v)
  if поле.type == "number" or поле.type == "boolean" then return tostring(v) end
  if поле.type == "date" then return "datetime'" .. v .. "'" end
  if поле.type == "ref" then return "guid'" .. v .. "'" end
  return "'" .. v:gsub("'", "''") .. "'"
end

local function равно(имя, поле, v) return свойство(имя, поле) .. " eq " .. литерал(поле, значение(поле, v)) end

-- Ищет объект, который мог создать потерянный POST: по ключевым полям контракта, метка сличается уже здесь.
local function искать(dispatch, state)
  local условия = {}
  for _, имя in ipairs(dispatch.contract.identity) do
    local поле, v = dispatch.contract.fields[имя], при(true, dispatch.fields[имя])
    if поле and v ~= nil and not тип_рядом(поле) then условия[#условия + 1] = равно(имя, поле, v) end
  end
  state.stage = "search"
  return запрос(dispatch, "GET", адрес(dispatch.type), state, nil,
    { ["$filter"] = table.concat(условия, " and "), ["$top"] = tostring(ПРЕДЕЛ_ПОИСКА) })
end

-- ── Признание своих ──────────────────────────────────────────────────────────────────────────────────────────────

local function заполнено(v) return v ~= nil and v ~= "" and not (type(v) == "table" and v["$empty"]) end

-- Значение в том виде, в каком его можно сравнить с другим; nil — поле пустое.
local function сравнимое(поле, v)
  if type(v) == "table" then v = v["$ref"] and v["$ref"].id or nil end
  if v == nil or v == null or v == "" then return nil end
  if поле.type == "number" then return round(tonumber(v) or 0, поле.fraction) end
  if type(v) == "boolean" then return v end
  v = tostring(v)
  if поле.type == "date" then v = v:sub(1, 19)
  elseif поле.type == "ref" then v = v:lower() end
  if v == ПУСТАЯ_ДАТА or v == ПУСТОЙ_GUID then return nil end
  return v
end

-- Перед созданием: нет ли похожего, но записанного иначе. Имена УТ 11 помнит почтарь, он и сравнит.
local function спросить_о_похожих(dispatch, state, stage)
  local поля = {}
  for _, имена in ipairs(dispatch.match) do
    for _, имя in ipairs(имена) do
      local поле = dispatch.contract.fields[имя]
      if поле then поля[имя] = сравнимое(поле, при(true, dispatch.fields[имя])) end
    end
  end
  for _, имя in ipairs(dispatch.distinct or {}) do
    local поле = dispatch.contract.fields[имя]
    if поле then поля[имя] = сравнимое(поле, при(true, dispatch.fields[имя])) end
  end
  state.stage = stage
  return { resemble = поля, state = state }
end

-- Условие следующей группы match; группа с пустым полем не говорит ничего и пропускается. nil — групп больше нет.
local function группа(dispatch, state)
  local группы = dispatch.match or {}
  repeat
    state.group = (state.group or 0) + 1
    local условия, имена = { "DeletionMark eq false" }, группы[state.group]
    for _, имя in ipairs(имена or {}) do
      local поле, v = dispatch.contract.fields[имя], при(true, dispatch.fields[имя])
      if not поле or not заполнено(v) then
        условия = nil
        break
      end
      условия[#условия + 1] = равно(имя, поле, v)
    end
    if имена and условия then return table.concat(условия, " and ") end
  until not имена
  return nil
end

-- Объект мог быть в УТ 11 и до нас: перед созданием его ищут по группам match, по порядку.
local function опознать(dispatch, settings, state)
  local условие = группа(dispatch, state)
  if not условие then
    if not dispatch.match then return создать(dispatch, settings, state) end
    return спросить_о_похожих(dispatch, state, "resemble")
  end
  -- Наш GUID спрашивается тем же запросом: объект мог создать и прошлый POST, ответ на который потерялся.
  if not state.looked and state.reference and not state.known then
    условие = "(Ref_Key eq guid'" .. state.reference .. "') or (" .. условие .. ")"
    state.own = true
  end
  state.looked = true
  state.stage = "match"
  return запрос(dispatch, "GET", адрес(dispatch.type), state, nil,
    { ["$filter"] = условие, ["$top"] = tostring(ПРЕДЕЛ_ПОИСКА) })
end

-- Чем объект отличается от нашего по полям distinct, словами: «Артикул: «А-2», у нас «А-1»»; nil — ничем. Второе —
-- совпали ли они все: у кого поле не заполнено, тот и не отличается, и не совпал.
local function отличие(dispatch, объект)
  local разное, все_равны = {}, true
  for _, имя in ipairs(dispatch.distinct or {}) do
    local поле = dispatch.contract.fields[имя]
    if поле then
      local наше = сравнимое(поле, при(true, dispatch.fields[имя]))
      local их = сравнимое(поле, объект[свойство(имя, поле)])
      все_равны = все_равны and наше == их
      if наше ~= nil and их ~= nil and наше ~= их then
        разное[#разное + 1] = поле.type == "ref" and имя .. " не тот"
          or имя .. ": «" .. tostring(их) .. "», у нас «" .. tostring(наше) .. "»"
      end
    end
  end
  return #разное > 0 and table.concat(разное, "; ") or nil, все_равны
end

local function кандидаты(все, dispatch)
  local список = json.array()
  for i = 1, math.min(#все, 10) do
    local о = все[i]
    список[i] = { reference = tostring(о.Ref_Key):lower(), name = tostring(о.Description or о.Number or о.Code or ""),
      difference = dispatch and отличие(dispatch, о) or nil }
  end
  return список
end

local function найденное(dispatch, settings, state, response)
  local реквизит, наши = dispatch.contract.marker, {}
  local все = response.json.value or {}
  for _, объект in ipairs(все) do
    if not реквизит or tostring(объект[реквизит] or ""):find(метка(dispatch), 1, true) then
      наши[#наши + 1] = объект.Ref_Key
    end
  end
  if #наши > 1 or #наши == 0 and #все == ПРЕДЕЛ_ПОИСКА then
    return итог("refused", { reason = "в УТ 11 нашлось несколько похожих объектов: " .. #все,
      detail = table.concat(наши, ", ") })
  end
  state.reference = наши[1]
  if state.reference then return изменить(dispatch, settings, state) end
  return опознать(dispatch, settings, state)
end

local function подтвердить(state, posted)
  return итог("confirmed", { reference = state.reference, posted = posted, note = state.note })
end

-- После сверки: проведение — не реквизит, а отдельное действие, и отказ в нём не отменяет записи.
local function провести(dispatch, state, проведен_сейчас)
  local нужно = dispatch.fields["Проведен"]
  if нужно == true then
    state.stage = "post"
    return запрос(dispatch, "POST", адрес(dispatch.type, state.reference, "/Post"), state, nil,
      { PostingModeOperational = "false" })
  elseif нужно == false and проведен_сейчас then
    state.stage = "unpost"
    return запрос(dispatch, "POST", адрес(dispatch.type, state.reference, "/Unpost"), state)
  end
  return подтвердить(state, проведен_сейчас)
end

local function пометить(dispatch, state)
  state.stage = "mark"
  return запрос(dispatch, "PATCH", адрес(dispatch.type, state.reference), state, { DeletionMark = true })
end

-- Отказ в проведении: объект записан, дата или остаток ещё могут позволить.
local function отказ_в_проведении(state, плохо)
  if плохо.outcome.kind ~= "refused" then return плохо end
  return итог("written", { reference = state.reference, reason = плохо.outcome.reason })
end

local ШАГИ = {}

function ШАГИ.search(state, response, settings, dispatch)
  return неудача(response) or найденное(dispatch, settings, state, response)
end

function ШАГИ.match(state, response, settings, dispatch)
  local плохо = неудача(response)
  if плохо then return плохо end
  local все, поля = response.json.value or {}, table.concat(dispatch.match[state.group], ", ")
  for _, объект in ipairs(все) do
    if tostring(объект.Ref_Key):lower() == state.reference then return изменить(dispatch, settings, state) end
  end
  if state.own and #все == ПРЕДЕЛ_ПОИСКА then              -- наш мог не поместиться: спросим его самого
    state.own, state.group = nil, state.group - 1
    return изменить(dispatch, settings, state)
  end
  if #все == 0 then return опознать(dispatch, settings, state) end
  if #все == ПРЕДЕЛ_ПОИСКА then
    return итог("unmatched", { reason = "в УТ 11 слишком много объектов с теми же полями " .. поля,
      candidates = кандидаты(все, dispatch) })
  end
  local равные, подходят, отличные = json.array(), json.array(), json.array()
  for _, объект in ipairs(все) do
    -- С чужой меткой объект создан нами для другого, хотя подтверждения ещё могло не быть.
    local чужой = tostring(объект[dispatch.contract.marker or ""] or ""):find("[П:", 1, true)
    if not чужой then
      local guid, разное, равен = tostring(объект.Ref_Key):lower(), отличие(dispatch, объект)
      local куда = разное and отличные or подходят
      куда[#куда + 1] = guid
      if равен then равные[#равные + 1] = guid end
    end
  end
  if #подходят + #отличные == 0 then return опознать(dispatch, settings, state) end
  state.stage, state.by, state.candidates = "adopt", поля, кандидаты(все, dispatch)
  -- Совпавший и по distinct не спутать ни с кем: прочие тогда не в счёт.
  if #равные > 0 then return { adopt = равные, state = state } end
  return { adopt = подходят, unlike = отличные, state = state }
end

-- Один и тот же объект УТ 11 двум объектам 10.3 не достаётся, а из нескольких выбирает человек. Те, что мы сами
-- создали для других объектов 10.3, — не наши: ищем дальше.
function ШАГИ.adopt(state, response, settings, dispatch)
  if response.adopted then
    state.reference, state.note = response.adopted, "признан объект, который уже был в УТ 11 (" .. state.by .. ")"
    return спросить_о_похожих(dispatch, state, "beside")
  elseif response.owner then
    return итог("unmatched", { reason = "по полям " .. state.by .. " подходит объект УТ 11, уже сопоставленный с «" ..
      response.owner .. "»: похоже на дубль в 10.3", candidates = state.candidates })
  elseif response.several then
    return итог("unmatched", { reason = "в УТ 11 несколько объектов (" .. #response.several .. ") с теми же полями " ..
      state.by .. ": выберите один", candidates = state.candidates })
  elseif response.unlike then
    return итог("unmatched", { reason = "в УТ 11 есть объект с теми же полями " .. state.by .. ", но отличается " ..
      table.concat(dispatch.distinct, ", ") .. ": выберите его или создайте новый", candidates = state.candidates })
  end
  return опознать(dispatch, settings, state)
end

-- Похожий по виду сам не признаётся никогда: это может быть и опечатка, и другой объект.
function ШАГИ.resemble(state, response, settings, dispatch)
  if response.unknown then return итог("later", { class = "unknown", reason = response.unknown }) end
  if not response.alike then return создать(dispatch, settings, state) end
  if response.owner then
    return итог("unmatched", { reason = "похож на объект УТ 11, уже сопоставленный с «" .. response.owner ..
      "»: похоже на дубль в 10.3", candidates = response.alike })
  end
  return итог("unmatched", { reason = "в УТ 11 точно такого нет, но есть похожие (" .. #response.alike ..
    "): выберите один или создайте новый", candidates = response.alike })
end

-- Признан точно такой же, а похожий рядом — дубль в самой УТ 11: об этом скажет журнал.
function ШАГИ.beside(state, response, settings, dispatch)
  local рядом = {}
  for _, о in ipairs(response.alike or {}) do
    if о.reference ~= state.reference and #рядом < 5 then
      рядом[#рядом + 1] = "«" .. о.name .. "»" .. (о.difference and " (" .. о.difference .. ")" or "")
    end
  end
  if #рядом > 0 then state.note = state.note .. "; рядом похожие: " .. table.concat(рядом, ", ") end
  return изменить(dispatch, settings, state)
end

-- Страница того, что есть в УТ 11. Ссылки 1С не сравнивает, поэтому страницы отсчитываются; и если перед прочитанным
-- что-то удалили, следующая страница начнётся не там. Это видно: последнего прочитанного на ней нет.
function ШАГИ.list(state, response, settings, query)
  local плохо = неудача(response)
  if плохо then return плохо end
  local все, объекты, встретился = response.json.value or {}, json.array(), not state.last
  for _, о in ipairs(все) do
    local ссылка = tostring(о.Ref_Key):lower()
    if ссылка == state.last then встретился = true end
    -- С нашей меткой — создан нами, и чей он, мы знаем.
    local наш = tostring(о[query.contract.marker or ""] or ""):find("[П:", 1, true)
    if not о.DeletionMark and not наш then
      local поля = {}
      for _, имя in ipairs(query.fields) do
        local поле = query.contract.fields[имя]
        поля[имя] = сравнимое(поле, о[свойство(имя, поле)])
      end
      объекты[#объекты + 1] = { reference = ссылка, fields = поля,
        name = tostring(о.Description or о.Number or о.Code or "") }
    end
  end
  if not встретился then return { listed = json.array(), moved = true } end
  return { listed = объекты, read = state.read + #все, more = #все == query.page,
    last = #все > 0 and tostring(все[#все].Ref_Key):lower() or state.last }
end

-- find: объект УТ 11, который мы не создаём никогда.
function ШАГИ.find(state, response, settings, query)
  local плохо = неудача(response)
  if плохо then return плохо end
  local все = response.json.value or {}
  if #все == 1 then return { found = tostring(все[1].Ref_Key):lower() } end
  if #все == 0 then return итог("unmatched", { reason = "в УТ 11 нет " .. query.name .. ": заведите или исправьте маппинг",
    candidates = json.array() }) end
  return итог("unmatched", { reason = "в УТ 11 несколько (" .. #все .. ") " .. query.name, candidates = кандидаты(все) })
end

-- Изменять нечего: объекта под этим GUID в УТ 11 нет.
local function нечего_менять(dispatch, settings, state)
  if not state.known then
    state.looked = true
    return опознать(dispatch, settings, state)
  end
  state.note = "объект был удалён в УТ 11 и создан заново"
  if свой_guid(dispatch, settings) then return создать(dispatch, settings, state) end
  state.known, state.reference = nil, nil
  return искать(dispatch, state)
end

function ШАГИ.merge(state, response, settings, dispatch)
  if нет_объекта(response) then return нечего_менять(dispatch, settings, state) end
  return неудача(response) or изменить(dispatch, settings, state, response.json)
end

function ШАГИ.patch(state, response, settings, dispatch)
  if нет_объекта(response) then return нечего_менять(dispatch, settings, state) end
  return неудача(response) or прочитать(dispatch, state, "read")
end

function ШАГИ.create(state, response, settings, dispatch)
  if уже_есть(response) and state.reference and not state.clashed then
    state.clashed = true                   -- ответ на прошлый POST потерялся, объект уже наш
    return изменить(dispatch, settings, state)
  end
  local плохо = неудача(response)
  if плохо then return плохо end
  local ключ = response.json and response.json.Ref_Key
  if not ключ then return итог("paused", { reason = "УТ 11 создала объект и не сказала его GUID" }) end
  local просили = свой_guid(dispatch, settings)
  if просили and ключ:lower() ~= просили:lower() then
    state.note = "УТ 11 не приняла предложенный GUID: выключите ref_key_honoured в настройках плагина"
  end
  state.reference = ключ:lower()
  state.created = true
  return прочитать(dispatch, state, "read")
end

function ШАГИ.read(state, response, settings, dispatch)
  if нет_объекта(response) then
    return итог("fault", { reason = "УТ 11 приняла запись, но объекта в ней нет", fields = json.array() })
  end
  local плохо = неудача(response)
  if плохо then return плохо end
  local разница = сверить(dispatch, тело(dispatch, settings, state.created or false), response.json)
  if #разница > 0 then
    local имена = {}
    for i = 1, math.min(#разница, 5) do имена[i] = разница[i].field end
    return итог("fault", { reason = "УТ 11 сохранила не то, что получила: " .. table.concat(имена, ", "),
      fields = разница })
  end
  return провести(dispatch, state, response.json.Posted or false)
end

function ШАГИ.post(state, response)
  local плохо = неудача(response, true)
  if плохо then return отказ_в_проведении(state, плохо) end
  return подтвердить(state, true)
end

function ШАГИ.unpost(state, response)
  local плохо = неудача(response, true)
  if плохо then return отказ_в_проведении(state, плохо) end
  return подтвердить(state, false)
end

-- Удаление: физически не удаляем никогда; распроводим документ и ставим пометку.
function ШАГИ.look(state, response, settings, dispatch)
  if нет_объекта(response) then
    state.note = "в УТ 11 объекта нет, помечать нечего"
    return подтвердить(state, false)
  end
  local плохо = неудача(response)
  if плохо then return плохо end
  if response.json.Posted then
    state.stage = "withdraw"
    return запрос(dispatch, "POST", адрес(dispatch.type, state.reference, "/Unpost"), state)
  end
  if response.json.DeletionMark then return подтвердить(state, false) end
  return пометить(dispatch, state)
end

function ШАГИ.withdraw(state, response, settings, dispatch)
  local плохо = неудача(response, true)
  if плохо then return отказ_в_проведении(state, плохо) end
  return пометить(dispatch, state)
end

function ШАГИ.mark(state, response, settings, dispatch)
  return неудача(response) or прочитать(dispatch, state, "marked")
end

function ШАГИ.marked(state, response)
  local плохо = неудача(response)
  if плохо then return плохо end
  if response.json.DeletionMark then return подтвердить(state, false) end
  return итог("fault", { reason = "УТ 11 не поставила пометку удаления",
    fields = { { field = "ПометкаУдаления", sent = "true", kept = "false" } } })
end

-- ── Вход ─────────────────────────────────────────────────────────────────────────────────────────────────────────

local function начать_удаление(dispatch, settings, state)
  state.reference = state.reference or свой_guid(dispatch, settings)
  if state.reference then return прочитать(dispatch, state, "look") end
  state.reference = ПУСТОЙ_GUID
  state.note = "в УТ 11 объект не создавался"
  return подтвердить(state, false)
end

return {
  api_level = 1,

  start = function(dispatch, settings)
    local state = { reference = dispatch.reference, known = dispatch.reference ~= nil }
    if dispatch.action == "remove" then return начать_удаление(dispatch, settings, state) end
    local двойной = двойной_ключ(dispatch)
    if двойной then return итог("refused", { reason = "merge: " .. двойной }) end
    state.reference = state.reference or свой_guid(dispatch, settings)
    if not state.reference then return искать(dispatch, state) end
    if not state.known and группа(dispatch, {}) then return опознать(dispatch, settings, state) end
    return изменить(dispatch, settings, state)
  end,

  find = function(query, settings)
    local условия = {}
    for имя, v in pairs(query.key) do
      local поле = query.contract.fields[имя]
      if not поле or тип_рядом(поле) then
        return итог("refused", { reason = "find: поля «" .. имя .. "» нет у " .. query.type .. " или по нему не найти" })
      end
      условия[#условия + 1] = равно(имя, поле, v)
    end
    table.sort(условия)
    условия[#условия + 1] = "DeletionMark eq false"
    return запрос({}, "GET", адрес(query.type), { stage = "find" }, nil,
      { ["$filter"] = table.concat(условия, " and "), ["$top"] = "11" })
  end,

  list = function(query)
    local свойства, есть = { "Ref_Key", "DeletionMark" }, {}
    local function нужно(имя)
      local поле = query.contract.fields[имя]
      if поле and not есть[имя] then
        есть[имя] = true
        свойства[#свойства + 1] = свойство(имя, поле)
      end
    end
    for _, имя in ipairs(query.fields) do нужно(имя) end
    for _, имя in ipairs { "Наименование", "Номер", "Код", query.contract.marker } do нужно(имя) end
    local пропустить = math.max(0, query.read - НАХЛЁСТ)
    return запрос({}, "GET", адрес(query.type), { stage = "list", read = пропустить, last = query.last }, nil,
      { ["$select"] = table.concat(свойства, ","), ["$orderby"] = "Ref_Key", ["$skip"] = tostring(пропустить),
        ["$top"] = tostring(query.page) })
  end,

  next = function(state, response, settings, dispatch)
    return ШАГИ[state.stage](state, response, settings, dispatch)
  end,

  probe = function(settings)
    return { method = "GET", path = "/", query = { ["$format"] = "json" }, headers = { Accept = "application/json" } }
  end,

  probed = function(response)
    local плохо = неудача(response)
    if not плохо then return "up" end
    return { state = "down", reason = плохо.outcome.reason }
  end,
}
