-- Был ли скан. Из нескольких кодов отвечает худший.
local СТРОГОСТЬ = { scanned = 0, manual = 1, wrong_code = 2, manual_no_photo = 3 }

local НАЗВАНИЯ = {
  ean8 = "EAN-8", ean13 = "EAN-13", code128 = "Code 128", gs1_128 = "GS1-128", gs1_databar = "GS1 DataBar",
  qr = "QR", gs1_qr = "GS1 QR", datamatrix = "DataMatrix", gs1_datamatrix = "GS1 DataMatrix",
}

-- Признаки вида, которые сканер ставит впереди кода (ISO/IEC 15424).
local ПРИЗНАКИ = {
  ["]E0"] = "ean13", ["]E4"] = "ean8", ["]C0"] = "code128", ["]C1"] = "gs1_128", ["]e0"] = "gs1_databar",
  ["]Q1"] = "qr", ["]Q3"] = "gs1_qr", ["]d1"] = "datamatrix", ["]d2"] = "gs1_datamatrix",
}

local FNC1 = "\29"

-- Последние четыре знака: по ним код узнают, а целиком он в решениях не нужен.
local function закрыто(s)
  local видно = s:gsub("%c", "")
  local знаков = text.len(видно)
  return "…" .. (знаков > 4 and text.sub(видно, знаков - 3) or "")
end

local function цифра(s, i) return s:byte(i) - 48 end

-- Контрольная цифра EAN-8, EAN-13, GTIN-14, SSCC: веса 3 и 1 справа налево, сумма кратна десяти.
local function сходится(s)
  local сумма = 0
  for i = 1, #s do сумма = сумма + цифра(s, i) * ((#s - i) % 2 == 1 and 3 or 1) end
  return сумма % 10 == 0
end

-- Контрольная цифра IMEI, по Луну.
local function луна(s)
  local сумма = 0
  for i = 1, #s do
    local вклад = цифра(s, i) * ((#s - i) % 2 == 1 and 2 or 1)
    сумма = сумма + (вклад > 9 and вклад - 9 or вклад)
  end
  return сумма % 10 == 0
end

local function цифр(s, сколько) return #s == сколько and not s:find("%D") end
local function номер(s) return #s >= 10 and #s <= 14 and not s:find("[^A-Z0-9]") end
local function печатный(s) return not s:find("[^ -~]") end

-- ГГММДД; день 00 значит «до конца месяца».
local function дата(s)
  local год, месяц, день = tonumber(s:sub(1, 2)), tonumber(s:sub(3, 4)), tonumber(s:sub(5, 6))
  local дней = { 31, год % 4 == 0 and 29 or 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }
  return месяц >= 1 and месяц <= 12 and день <= дней[месяц]
end

-- Что известно об элементах GS1 (General Specifications, 3.2 и 7.8) по первым двум цифрам идентификатора.
local function элементы_gs1()
  return {
    -- Длина задана навсегда, и FNC1 за ними не нужен; все прочие кончаются на FNC1 или с концом кода.
    длина = {
      ["00"] = 18, ["01"] = 14, ["02"] = 14, ["03"] = 14, ["04"] = 16, ["11"] = 6, ["12"] = 6, ["13"] = 6, ["14"] = 6,
      ["15"] = 6, ["16"] = 6, ["17"] = 6, ["18"] = 6, ["19"] = 6, ["20"] = 2, ["31"] = 6, ["32"] = 6, ["33"] = 6,
      ["34"] = 6, ["35"] = 6, ["36"] = 6, ["41"] = 13,
    },
    -- Сколько цифр в самом идентификаторе; где не сказано, две.
    идентификатор = {
      ["23"] = 3, ["24"] = 3, ["25"] = 3, ["40"] = 3, ["41"] = 3, ["42"] = 3, ["71"] = 3, ["31"] = 4, ["32"] = 4,
      ["33"] = 4, ["34"] = 4, ["35"] = 4, ["36"] = 4, ["39"] = 4, ["43"] = 4, ["70"] = 4, ["72"] = 4, ["80"] = 4,
      ["81"] = 4, ["82"] = 4,
    },
    -- Наибольшая длина тех, у кого она бывает разной; где не сказано, 90.
    не_длиннее = { ["10"] = 20, ["21"] = 20, ["22"] = 20, ["24"] = 30, ["30"] = 8, ["37"] = 8, ["90"] = 30 },
    контрольная = { ["00"] = true, ["01"] = true, ["02"] = true, ["03"] = true, ["41"] = true },
    даты = { ["11"] = true, ["12"] = true, ["13"] = true, ["15"] = true, ["16"] = true, ["17"] = true },
  }
end

-- Что не так с данными элемента; nil, когда всё так.
local function изъян(gs1, две, ai, данные)
  local длина = gs1.длина[две]
  if #данные < (длина or 1) then return "(" .. ai .. ") оборван" end
  if not длина and #данные > (gs1.не_длиннее[две] or 90) then return "(" .. ai .. ") длиннее, чем бывает" end
  if длина and данные:find("%D") then return "в (" .. ai .. ") должны быть цифры" end
  -- Набор 82 знаков GS1.
  if данные:find("[^!\"%%&-?A-Z_a-z]") then return "в (" .. ai .. ") недопустимый знак" end
  if gs1.контрольная[две] and not сходится(данные) then return "контрольная цифра в (" .. ai .. ") не сходится" end
  if gs1.даты[две] and not дата(данные) then return "в (" .. ai .. ") не дата" end
end

-- Элементы кода по идентификаторам, или nil и что не так.
local function элементы(s)
  local gs1, найдено, i = элементы_gs1(), {}, 1
  while i <= #s do
    if s:sub(i, i) == FNC1 then
      i = i + 1
    else
      local две = s:sub(i, i + 1)
      local начало = i + (gs1.идентификатор[две] or 2)
      local ai = s:sub(i, начало - 1)
      if #ai < начало - i or ai:find("%D") then return nil, "нет идентификатора применения GS1" end
      local длина = gs1.длина[две]
      local конец = длина and начало + длина - 1 or (s:find(FNC1, начало, true) or #s + 1) - 1
      local данные = s:sub(начало, конец)
      local why = изъян(gs1, две, ai, данные)
      if why then return nil, why end
      if (найдено[ai] or данные) ~= данные then return nil, "(" .. ai .. ") стоит дважды и по-разному" end
      найдено[ai] = данные
      i = конец + 1
    end
  end
  if not next(найдено) then return nil, "код пуст" end
  return найдено
end

local GS1 = { gs1_datamatrix = true, gs1_128 = true, gs1_qr = true, gs1_databar = true }

-- Вид кода и сам код, без признака.
local function вид_и_код(scan)
  local s = scan.code or ""
  local вид = ПРИЗНАКИ[s:sub(1, 3)]
  if вид then return вид, s:sub(4) end
  -- FNC1 впереди бывает только у кодов GS1, даже когда сканер назвал одну матрицу.
  if s:sub(1, 1) == FNC1 then
    if not scan.symbology or scan.symbology == "datamatrix" then return "gs1_datamatrix", s end
    if scan.symbology == "code128" then return "gs1_128", s end
    if scan.symbology == "qr" then return "gs1_qr", s end
  end
  if not scan.symbology and not scan.manual and s:find("^%][A-Za-z]%d") then return s:sub(1, 3), s:sub(4) end
  return scan.symbology, s
end

-- Каким кодом это может быть, когда вида никто не назвал. Набранное сверяется строже: за него никто не ручается.
local function угадано(s, scan)
  -- Тринадцать цифр бывают и серийным номером: это говорит то, чего ждут от товара.
  if scan.expects == "imei" or scan.expects == "serial" then return scan.manual and "serial" or "code128" end
  if цифр(s, 8) then return "ean8" end
  if цифр(s, 13) then return "ean13" end
  if scan.manual and цифр(s, 15) then return "imei" end
  if scan.manual and номер(s) then return "serial" end
  if #s >= 4 and #s <= 32 and печатный(s) then return "code128" end
  return not scan.manual and "qr" or nil
end

-- Что в коде; nil и что не так, когда вид не держится.
local function прочитано(вид, s)
  if s == "" then return nil, "код пуст" end
  if GS1[вид] then
    local ai, why = элементы(s)
    if not ai then return nil, why end
    if вид == "gs1_datamatrix" and not (ai["01"] and ai["21"]) then
      return nil, "в коде маркировки нет " .. (ai["01"] and "номера (21)" or "GTIN (01)")
    end
    return { kind = ai["01"] and ai["21"] and "mark" or "gs1", gtin = ai["01"], serial = ai["21"] }
  end
  if вид == "ean8" or вид == "ean13" then
    local сколько = вид == "ean8" and 8 or 13
    if not цифр(s, сколько) then return nil, "в " .. НАЗВАНИЯ[вид] .. " должно быть " .. сколько .. " цифр" end
    if not сходится(s) then return nil, "контрольная цифра " .. НАЗВАНИЯ[вид] .. " не сходится" end
    return { kind = "ean", gtin = s }
  end
  if вид == "imei" then
    if not луна(s) then return nil, "контрольная цифра IMEI не сходится" end
  elseif вид == "code128" then
    if #s < 4 or #s > 32 then return nil, "в Code 128 от 4 до 32 знаков, а здесь " .. #s end
    if not печатный(s) then return nil, "в Code 128 недопустимый знак" end
  elseif not (вид == "serial" or вид == "qr" or вид == "datamatrix") then
    return nil, вид and "вид кода «" .. вид .. "» неизвестен" or "ни на один вид кода не похоже"
  end
  if цифр(s, 15) and луна(s) then return { kind = "imei", serial = s } end
  if номер(s) then return { kind = "serial", serial = s } end
  return { kind = "text" }
end

-- Чего не хватает товару, от которого ждут определённого номера; nil, когда всё есть.
local function не_хватает(expects, в_коде, s)
  if not expects then return nil end
  if expects == "ean" then return not в_коде.gtin and "у товара должен быть EAN" or nil end
  if expects == "mark" then
    return в_коде.kind ~= "mark" and "у товара должен быть код маркировки, с (01) и (21)" or nil
  end
  local искомое = в_коде.serial or s
  if expects == "imei" then
    if not цифр(искомое, 15) then return "в IMEI должно быть 15 цифр" end
    return not луна(искомое) and "контрольная цифра IMEI не сходится" or nil
  end
  if expects == "serial" then
    return not номер(искомое) and "в серийном номере от 10 до 14 знаков A–Z и 0–9" or nil
  end
  return "чего ждать от товара, непонятно: «" .. expects .. "»"
end

local ЧТО_В_КОДЕ = {
  ean = "товар", mark = "код маркировки", gs1 = "элементы GS1", imei = "IMEI", serial = "серийный номер",
  text = "текст",
}

local function есть(список, слово)
  for _, s in ipairs(список) do
    if s == слово then return true end
  end
  return false
end

local function код(params, scan)
  local вид, s = вид_и_код(scan)
  вид = вид or угадано(s, scan)
  local в_коде, why = прочитано(вид, s)
  if в_коде then why = не_хватает(scan.expects, в_коде, s) end
  if not why and not scan.manual and not есть(params.symbologies, вид) then
    why = (НАЗВАНИЯ[вид] or вид) .. " здесь не принимается"
  end
  в_коде = в_коде or {}
  local values = {
    symbology = НАЗВАНИЯ[вид], kind = ЧТО_В_КОДЕ[в_коде.kind], code = закрыто(s), gtin = в_коде.gtin,
    serial = в_коде.serial and закрыто(в_коде.serial), why = why }
  if scan.manual and not scan.has_photo then return { case = "manual_no_photo", values = values } end
  if why then return { case = "wrong_code", values = values } end
  return { case = scan.manual and "manual" or "scanned", values = values }
end

-- Кодов нет: есть ли причина, и из списка ли она.
local function без_кода(params, причина)
  if not причина or причина == "" then return { case = "not_scanned" } end
  for группа, причины in pairs(params.exempt) do
    if есть(причины, причина) then return { case = "exempt", values = { reason = причина, group = группа } } end
  end
  return { case = "exempt_unknown", values = { reason = причина } }
end

return {
  api_level = 1,

  judge = function(params, facts)
    local худший
    for _, scan in ipairs(facts.scans or {}) do
      local итог = код(params, scan)
      if not худший or СТРОГОСТЬ[итог.case] > СТРОГОСТЬ[худший.case] then худший = итог end
    end
    return худший or без_кода(params, facts.scan and facts.scan.exempt)
  end,
}
