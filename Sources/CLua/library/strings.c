#include <stdlib.h>
#include <string.h>

#include "../numbers/numbers.h"
#include "guards.h"

/* Stock functions whose work is in proportion to what they get. */
static const char *const stock[] = {"byte", "char", "len", "sub", NULL};

/* The stock function is the first upvalue. */
static int call_stock(lua_State *L) {
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

static int search(lua_State *L) {
    size_t subject_length, pattern_length;
    const char *subject = luaL_checklstring(L, 1, &subject_length);
    const char *pattern = luaL_checklstring(L, 2, &pattern_length);
    if (lua_toboolean(L, lua_upvalueindex(2)) && lua_toboolean(L, 4))
        patterns_check_plain(L, pattern_length, subject_length);
    else patterns_check(L, pattern, pattern_length, subject, subject_length);
    int count = call_stock(L);
    if (subject_length > 256) vm_check(L);
    return count;
}

static int whole(lua_State *L) {
    size_t length;
    luaL_checklstring(L, 1, &length);
    vm_check_text(L, length);
    return call_stock(L);
}

static int repeat(lua_State *L) {
    size_t length, separator = 0;
    luaL_checklstring(L, 1, &length);
    lua_Integer count = luaL_checkinteger(L, 2);
    if (!lua_isnoneornil(L, 3)) luaL_checklstring(L, 3, &separator);
    if (count <= 0 || length + separator == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    if ((uint64_t)count > VM_TEXT_LIMIT / (length + separator)) vm_breach(L, vm_limit_text);
    vm_charge(L, count / 8);
    return call_stock(L);
}

/* Pushes one argument in one conversion: `%-10s`, `%5.2f`. */
static void format_one(lua_State *L, const char *spec, size_t length, int argument) {
    char text[32];
    char kind = spec[length - 1];
    if (length >= sizeof text - 2) luaL_error(L, "слишком длинный формат");
    memcpy(text, spec, length);
    text[length] = 0;
    luaL_checkany(L, argument);
    lua_pushvalue(L, lua_upvalueindex(1));
    if (kind == 's') {
        lua_pushstring(L, text);
        guards_text(L, argument, NULL);
    } else if (kind == 'f') {
        const char *point = memchr(spec, '.', length);
        int digits = 6;
        if (point) digits = (int)strtol(point + 1, NULL, 10);
        if (digits > 12) luaL_error(L, "знаков после запятой может быть от 0 до 12");
        decimal value = number_check(L, argument);
        char digits_text[DECIMAL_TEXT * 2];
        size_t count = number_fixed(value, digits, digits_text);
        size_t head = point ? (size_t)(point - spec) : length - 1;
        if (strchr(text, '+') || memchr(spec, '0', head) == spec + 1) luaL_error(L, "%s не разрешён: %%10.2f", text);
        text[head] = 's';
        text[head + 1] = 0;
        lua_pushstring(L, text);
        lua_pushlstring(L, digits_text, count);
    } else if (strchr("diuoxXc", kind)) {
        if (!lua_isinteger(L, argument)) luaL_error(L, "%s: нужно целое число", text);
        lua_pushstring(L, text);
        lua_pushvalue(L, argument);
    } else if (kind == 'q') {
        luaL_checktype(L, argument, LUA_TSTRING);
        lua_pushstring(L, text);
        lua_pushvalue(L, argument);
    } else luaL_error(L, "формат %s не разрешён", text);
    lua_call(L, 2, 1);
}

static int format(lua_State *L) {
    size_t length;
    const char *format = luaL_checklstring(L, 1, &length);
    int argument = 1, pieces = 0;
    vm_check_text(L, length);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (size_t i = 0; i < length; i++) {
        if (format[i] != '%') {
            luaL_addchar(&buffer, format[i]);
            continue;
        }
        if (i + 1 < length && format[i + 1] == '%') {
            luaL_addchar(&buffer, '%');
            i++;
            continue;
        }
        size_t end = i + 1;
        while (end < length && strchr("-+ #0123456789.", format[end])) end++;
        if (end >= length) return luaL_error(L, "формат оборван");
        format_one(L, format + i, end - i + 1, ++argument);
        size_t added;
        lua_tolstring(L, -1, &added);
        if (++pieces > 1000 || luaL_bufflen(&buffer) + added > VM_TEXT_LIMIT) vm_breach(L, vm_limit_text);
        luaL_addvalue(&buffer);
        i = end;
    }
    luaL_pushresult(&buffer);
    return 1;
}

static void guard(lua_State *L, const char *name, lua_CFunction function, bool plain) {
    lua_getfield(L, 1, name);
    lua_pushboolean(L, plain);
    lua_pushcclosure(L, function, 2);
    lua_setfield(L, 2, name);
}

static int open(lua_State *L) {
    lua_settop(L, 0);
    luaL_requiref(L, LUA_STRLIBNAME, luaopen_string, 0);
    lua_newtable(L);
    for (int i = 0; stock[i]; i++) {
        lua_getfield(L, 1, stock[i]);
        lua_setfield(L, 2, stock[i]);
    }
    guard(L, "find", search, true);
    guard(L, "match", search, false);
    guard(L, "gmatch", search, false);
    guard(L, "gsub", search, false);
    guard(L, "lower", whole, false);
    guard(L, "upper", whole, false);
    guard(L, "reverse", whole, false);
    guard(L, "rep", repeat, false);
    guard(L, "format", format, false);
    /* Strings answer to these functions only; arithmetic on text is an error. */
    lua_pushliteral(L, "");
    lua_newtable(L);
    lua_pushvalue(L, 2);
    lua_setfield(L, -2, "__index");
    vm_protect(L, "string");
    lua_setmetatable(L, -2);
    lua_settop(L, 2);
    return 1;
}

void strings_open(lua_State *L) {
    lua_pushcfunction(L, open);
    lua_call(L, 0, 1);
}
