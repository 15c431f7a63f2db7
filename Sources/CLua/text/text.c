#include "text.h"

#include <string.h>

/* Every function answers nil to nil: an empty field reads as nil, and stays so. */
static const char *subject(lua_State *L, size_t *length) {
    if (lua_isnoneornil(L, 1)) return NULL;
    if (lua_type(L, 1) != LUA_TSTRING)
        luaL_error(L, "здесь строка, а пришло %s; число в строку превращает tostring", luaL_typename(L, 1));
    const char *text = lua_tolstring(L, 1, length);
    vm_check_text(L, *length);
    return text;
}

static int nothing(lua_State *L) {
    lua_pushnil(L);
    return 1;
}

static void add_point(luaL_Buffer *buffer, unsigned point) {
    char bytes[4];
    luaL_addlstring(buffer, bytes, text_put(point, bytes));
}

static int change(lua_State *L, unsigned (*letter)(unsigned)) {
    size_t length;
    const char *text = subject(L, &length);
    if (!text) return nothing(L);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (const char *end = text + length; text < end;) {
        const char *start = text;
        unsigned point = text_next(&text, end), other = letter(point);
        if (point == other) luaL_addlstring(&buffer, start, (size_t)(text - start));
        else add_point(&buffer, other);
    }
    luaL_pushresult(&buffer);
    return 1;
}

static int lower(lua_State *L) { return change(L, text_lower); }
static int upper(lua_State *L) { return change(L, text_upper); }

static lua_Integer count_of(const char *text, size_t length) {
    lua_Integer count = 0;
    for (const char *end = text + length; text < end; count++) text_next(&text, end);
    return count;
}

static int length_of(lua_State *L) {
    size_t length;
    const char *text = subject(L, &length);
    lua_pushinteger(L, text ? count_of(text, length) : 0);
    return 1;
}

/* Characters first…last, counted from 1, as string.sub counts bytes. */
static int push_part(lua_State *L, const char *text, size_t length, lua_Integer first, lua_Integer last) {
    lua_Integer count = count_of(text, length);
    if (first < 0) first = first < -count ? 1 : count + first + 1;
    if (first < 1) first = 1;
    if (last < 0) last = last < -count ? 0 : count + last + 1;
    if (last > count) last = count;
    const char *end = text + length, *start = text;
    if (first > last) {
        lua_pushliteral(L, "");
        return 1;
    }
    for (lua_Integer i = 1; i < first; i++) text_next(&start, end);
    const char *stop = start;
    for (lua_Integer i = first; i <= last; i++) text_next(&stop, end);
    lua_pushlstring(L, start, (size_t)(stop - start));
    return 1;
}

static int sub(lua_State *L) {
    size_t length;
    const char *text = subject(L, &length);
    if (!text) return nothing(L);
    return push_part(L, text, length, luaL_checkinteger(L, 2), luaL_optinteger(L, 3, -1));
}

static int left(lua_State *L) {
    size_t length;
    const char *text = subject(L, &length);
    lua_Integer count = luaL_checkinteger(L, 2);
    if (!text) return nothing(L);
    if (count < 0) return luaL_error(L, "text.left(s, n): n меньше нуля");
    return push_part(L, text, length, 1, count == 0 ? 0 : count);
}

/* Pushes the text without spaces at its ends, with one plain space between words. */
static void push_clean(lua_State *L, const char *text, size_t length) {
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    bool space = false, begun = false;
    for (const char *end = text + length; text < end;) {
        const char *start = text;
        if (text_is_space(text_next(&text, end))) {
            space = begun;
            continue;
        }
        if (space) luaL_addchar(&buffer, ' ');
        space = false;
        begun = true;
        luaL_addlstring(&buffer, start, (size_t)(text - start));
    }
    luaL_pushresult(&buffer);
}

static int clean(lua_State *L) {
    size_t length;
    const char *text = subject(L, &length);
    if (!text) return nothing(L);
    push_clean(L, text, length);
    return 1;
}

/* The Cyrillic letter that looks like a Latin one, 0 for none. */
static unsigned lookalike(unsigned point) {
    static const struct { char latin; unsigned cyrillic; } pairs[] = {
        {'a', 0x430}, {'b', 0x432}, {'c', 0x441}, {'e', 0x435}, {'h', 0x43D}, {'k', 0x43A}, {'m', 0x43C},
        {'o', 0x43E}, {'p', 0x440}, {'t', 0x442}, {'x', 0x445}, {'y', 0x443}, {'i', 0x456},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (point == (unsigned)pairs[i].latin) return pairs[i].cyrillic;
    }
    return 0;
}

static bool is_cyrillic(unsigned point) { return point >= 0x400 && point <= 0x52F; }

static void add_word(luaL_Buffer *buffer, const char *word, const char *end) {
    bool cyrillic = false;
    for (const char *at = word; at < end;) cyrillic = is_cyrillic(text_next(&at, end)) || cyrillic;
    for (const char *at = word; at < end;) {
        unsigned point = text_lower(text_next(&at, end));
        unsigned other = cyrillic ? lookalike(point) : 0;
        if (other) point = other;
        add_point(buffer, point == 0x451 ? 0x435 : point);
    }
}

/* For comparing names: clean, small letters, ё as е, Latin look-alikes inside Russian words as Cyrillic. */
static int normalize(lua_State *L) {
    size_t length;
    const char *text = subject(L, &length);
    if (!text) return nothing(L);
    push_clean(L, text, length);
    text = lua_tolstring(L, -1, &length);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    const char *end = text + length;
    while (text < end) {
        const char *word = text;
        while (text < end && *text != ' ') text++;
        add_word(&buffer, word, text);
        if (text < end) luaL_addchar(&buffer, *text++);
    }
    luaL_pushresult(&buffer);
    return 1;
}

void text_open(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"upper", upper}, {"lower", lower}, {"left", left}, {"sub", sub}, {"len", length_of}, {"clean", clean},
        {"normalize", normalize}, {NULL, NULL},
    };
    requisites_open(L);
    luaL_newlib(L, functions);
}
