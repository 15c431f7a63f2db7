#include <string.h>

#include "text.h"

/* Copies what counts of a text into `kept`; -1 when there is more than fits. */
static int keep(lua_State *L, const char *allowed, char *kept, int limit) {
    size_t length;
    if (lua_isinteger(L, 1)) luaL_tolstring(L, 1, NULL);
    else if (lua_type(L, 1) != LUA_TSTRING) return 0;
    const char *text = lua_tolstring(L, lua_isinteger(L, 1) ? -1 : 1, &length);
    int count = 0;
    for (size_t i = 0; i < length; i++) {
        if (!strchr(allowed, text[i]) || !text[i]) continue;
        if (count == limit) return -1;
        kept[count++] = text[i];
    }
    return count;
}

static int answer(lua_State *L, const char *text, int count) {
    if (count > 0) lua_pushlstring(L, text, (size_t)count);
    else lua_pushnil(L);
    return 1;
}

/* inn(x): 10 or 12 digits, else nil. */
static int inn(lua_State *L) {
    char digits[12];
    int count = keep(L, "0123456789", digits, 12);
    return answer(L, digits, count == 10 || count == 12 ? count : 0);
}

/* kpp(x): 9 characters, else nil: bases are full of `1` and `0`. */
static int kpp(lua_State *L) {
    char characters[9];
    int count = keep(L, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", characters, 9);
    return answer(L, characters, count == 9 ? count : 0);
}

/* phone(x): +7XXXXXXXXXX, else nil. */
static int phone(lua_State *L) {
    char digits[11], text[13];
    int count = keep(L, "0123456789", digits, 11);
    bool long_form = count == 11 && (digits[0] == '7' || digits[0] == '8');
    if (!long_form && count != 10) return answer(L, text, 0);
    memcpy(text, "+7", 2);
    memcpy(text + 2, digits + (long_form ? 1 : 0), 10);
    return answer(L, text, 12);
}

static size_t letters(const char *text, size_t length) {
    size_t count = 0;
    for (const char *at = text, *end = text + length; at < end; count++) text_next(&at, end);
    return count;
}

/*
 * number.prefixed(number, prefix, length = 11): the number of the source under a prefix of its own, so that the numbers
 * of two bases do not meet. Only zeros between letters and digits give way: two numbers of one length stay two.
 */
static int prefixed(lua_State *L) {
    size_t length, own;
    if (lua_isnoneornil(L, 1)) {
        lua_pushnil(L);
        return 1;
    }
    const char *number = luaL_checklstring(L, 1, &length), *prefix = luaL_checklstring(L, 2, &own);
    lua_Integer limit = luaL_optinteger(L, 3, 11);
    while (length > 0 && number[length - 1] == ' ') length--;
    while (length > 0 && *number == ' ') number++, length--;
    size_t head = length;
    while (head > 0 && number[head - 1] >= '0' && number[head - 1] <= '9') head--;
    lua_Integer over = (lua_Integer)(letters(prefix, own) + letters(number, length)) - limit;
    size_t zeros = 0;
    while (head + zeros + 1 < length && number[head + zeros] == '0') zeros++;
    if (over > (lua_Integer)zeros)
        return luaL_error(L, "номер «%s» с префиксом «%s» длиннее %I знаков", number, prefix, (LUAI_UACINT)limit);
    size_t dropped = over > 0 ? (size_t)over : 0;
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    luaL_addlstring(&buffer, prefix, own);
    luaL_addlstring(&buffer, number, head);
    for (; over < 0; over++) luaL_addchar(&buffer, '0');
    luaL_addlstring(&buffer, number + head + dropped, length - head - dropped);
    luaL_pushresult(&buffer);
    return 1;
}

void requisites_open(lua_State *L) {
    static const luaL_Reg functions[] = {{"inn", inn}, {"kpp", kpp}, {"phone", phone}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
    static const luaL_Reg numbers[] = {{"prefixed", prefixed}, {NULL, NULL}};
    luaL_newlib(L, numbers);
    vm_seal(L);
    lua_setfield(L, -2, "number");
}
