#include <string.h>

#include "numbers.h"

bool number_read_lenient(const char *text, size_t length, decimal *value) {
    char plain[64];
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte == 0xC2 && i + 1 < length && (unsigned char)text[i + 1] == 0xA0) {
            i++;
            continue;
        }
        if (byte == 0xE2 && i + 2 < length && !memcmp(text + i, "\xE2\x80\xAF", 3)) {
            i += 2;
            continue;
        }
        if (byte == ' ' || byte == '\t') continue;
        if (count == sizeof plain) return false;
        plain[count++] = byte == ',' ? '.' : (char)byte;
    }
    size_t start = count > 0 && plain[0] == '+' ? 1 : 0;
    size_t sign = start < count && plain[start] == '-' ? 1 : 0;
    while (start + sign + 1 < count && plain[start + sign] == '0' && plain[start + sign + 1] != '.') {
        if (sign) plain[start + 1] = '-';
        start++;
    }
    return decimal_read(plain + start, count - start, value) == DECIMAL_OK;
}

size_t number_fixed(decimal value, int digits, char *text) {
    decimal rounded;
    decimal_round(value, digits, &rounded);
    size_t length = decimal_write(rounded, text);
    if (digits > 0 && rounded.scale == 0) text[length++] = '.';
    for (int i = rounded.scale; i < digits; i++) text[length++] = '0';
    return length;
}

static int dec(lua_State *L) {
    decimal value;
    if (lua_isnoneornil(L, 1)) {
        lua_pushnil(L);
        return 1;
    }
    if (lua_type(L, 1) == LUA_TSTRING) {
        size_t length;
        const char *text = lua_tolstring(L, 1, &length);
        if (!number_read_lenient(text, length, &value)) return luaL_error(L, "«%s» — не число", text);
        number_push(L, value, false);
        return 1;
    }
    number_push(L, number_check(L, 1), false);
    return 1;
}

/* As dec, but nil for what is not a number. */
static int to_number(lua_State *L) {
    decimal value;
    size_t length;
    if (lua_type(L, 1) == LUA_TSTRING) {
        const char *text = lua_tolstring(L, 1, &length);
        if (number_read_lenient(text, length, &value)) number_push(L, value, false);
        else lua_pushnil(L);
    } else if (number_at(L, 1, &value)) lua_pushvalue(L, 1);
    else lua_pushnil(L);
    return 1;
}

static int scale_argument(lua_State *L, int index) {
    lua_Integer scale = luaL_optinteger(L, index, 0);
    if (scale < 0 || scale > 12) luaL_error(L, "знаков после запятой может быть от 0 до 12");
    return (int)scale;
}

static int round_half_even(lua_State *L) {
    decimal rounded;
    decimal_round(number_check(L, 1), scale_argument(L, 2), &rounded);
    number_push(L, rounded, true);
    return 1;
}

static int divide(lua_State *L) {
    decimal a = number_check(L, 1), b = number_check(L, 2), quotient;
    if (lua_isnoneornil(L, 3)) return luaL_error(L, "div(a, b, знаков): сколько знаков после запятой?");
    if (b.coefficient == 0) return luaL_error(L, "деление на ноль");
    if (!decimal_divide(a, b, scale_argument(L, 3), &quotient))
        return luaL_error(L, "в числе больше %d знаков", DECIMAL_DIGITS);
    number_push(L, quotient, true);
    return 1;
}

static bool share_up_to(decimal sum, decimal weight, decimal total, int scale, decimal *part) {
    decimal product;
    return decimal_multiply(sum, weight, &product) && decimal_divide(product, total, scale, part);
}

/* share(sum, weights, digits = 2): the sum in parts as the weights have it; together they are the sum, to the digit. */
static int share(lua_State *L) {
    decimal sum = number_check(L, 1), total = {0, 0}, before = {0, 0}, seen = {0, 0};
    if (!lua_istable(L, 2)) return luaL_error(L, "share(сумма, веса): веса — список чисел");
    int scale = lua_isnoneornil(L, 3) ? 2 : scale_argument(L, 3);
    lua_Integer count = luaL_len(L, 2);
    lua_settop(L, 2);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_geti(L, 2, i);
        decimal weight = number_check(L, 3);
        if (weight.coefficient < 0) return luaL_error(L, "share: вес %I отрицательный", (LUAI_UACINT)i);
        if (!decimal_add(total, weight, &total)) return luaL_error(L, "в числе больше %d знаков", DECIMAL_DIGITS);
        lua_pop(L, 1);
    }
    if (total.coefficient == 0 && sum.coefficient != 0)
        return luaL_error(L, "share: делить не на что, все веса — ноль");
    lua_createtable(L, (int)count, 0);
    for (lua_Integer i = 1; i <= count; i++) {
        decimal up_to = {0, 0}, part;
        lua_geti(L, 2, i);
        decimal_add(seen, number_check(L, 4), &seen);
        lua_pop(L, 1);
        bool last = decimal_compare(seen, total) == 0;
        if (last) up_to = sum;
        else if (!share_up_to(sum, seen, total, scale, &up_to))
            return luaL_error(L, "в числе больше %d знаков", DECIMAL_DIGITS);
        decimal minus = {-before.coefficient, before.scale};
        if (!decimal_add(up_to, minus, &part)) return luaL_error(L, "в числе больше %d знаков", DECIMAL_DIGITS);
        before = up_to;
        number_push(L, part, true);
        lua_rawseti(L, 3, i);
    }
    return 1;
}

static int absolute(lua_State *L) {
    decimal value = number_check(L, 1);
    if (value.coefficient < 0) value.coefficient = -value.coefficient;
    number_push(L, value, true);
    return 1;
}

static int floor_of(lua_State *L) {
    number_push(L, decimal_floor(number_check(L, 1)), true);
    return 1;
}

static int ceiling_of(lua_State *L) {
    decimal value = number_check(L, 1);
    value.coefficient = -value.coefficient;
    value = decimal_floor(value);
    value.coefficient = -value.coefficient;
    number_push(L, value, true);
    return 1;
}

static int extreme(lua_State *L, int sign) {
    int best = 1;
    decimal value = number_check(L, 1);
    for (int i = 2; i <= lua_gettop(L); i++) {
        decimal other = number_check(L, i);
        if (decimal_compare(other, value) * sign > 0) {
            value = other;
            best = i;
        }
    }
    lua_pushvalue(L, best);
    return 1;
}

static int maximum(lua_State *L) { return extreme(L, 1); }
static int minimum(lua_State *L) { return extreme(L, -1); }

static int kind_of(lua_State *L) {
    if (lua_isinteger(L, 1)) lua_pushliteral(L, "integer");
    else if (vm_tag(L, 1) == VM_DECIMAL) lua_pushliteral(L, "decimal");
    else lua_pushnil(L);
    return 1;
}

static int to_integer(lua_State *L) {
    if (lua_isinteger(L, 1)) lua_pushvalue(L, 1);
    else lua_pushnil(L);
    return 1;
}

void number_open_math(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"abs", absolute}, {"floor", floor_of}, {"ceil", ceiling_of}, {"max", maximum}, {"min", minimum},
        {"type", kind_of}, {"tointeger", to_integer}, {NULL, NULL},
    };
    luaL_newlib(L, functions);
    lua_pushinteger(L, LUA_MAXINTEGER);
    lua_setfield(L, -2, "maxinteger");
    lua_pushinteger(L, LUA_MININTEGER);
    lua_setfield(L, -2, "mininteger");
}

void number_open_globals(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"dec", dec}, {"tonumber", to_number}, {"round", round_half_even}, {"div", divide},
        {"share", share}, {NULL, NULL},
    };
    luaL_setfuncs(L, functions, 0);
}
