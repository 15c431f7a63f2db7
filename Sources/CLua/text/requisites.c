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

void requisites_open(lua_State *L) {
    static const luaL_Reg functions[] = {{"inn", inn}, {"kpp", kpp}, {"phone", phone}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
