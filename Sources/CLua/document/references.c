#include <string.h>

#include "document.h"

static const char zero_guid[] = "00000000-0000-0000-0000-000000000000";

bool reference_normalize(const char *text, size_t length, char *guid) {
    if (length == 38 && text[0] == '{' && text[37] == '}') {
        text++;
        length = 36;
    }
    if (length != 36) return false;
    for (int i = 0; i < 36; i++) {
        char c = text[i];
        if (c >= 'A' && c <= 'F') c = (char)(c + 32);
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
        guid[i] = c;
    }
    return true;
}

bool reference_is_empty(const char *text, size_t length) {
    if (length == 38) {
        text++;
        length = 36;
    }
    return length == 0 || (length == 36 && !memcmp(text, zero_guid, 36));
}

void reference_push(lua_State *L) {
    size_t length;
    const char *id = lua_tolstring(L, -3, &length);
    bool empty = !id || reference_is_empty(id, length);
    document_reference *reference = lua_newuserdatauv(L, sizeof *reference, 3);
    *reference = (document_reference){VM_REFERENCE, empty};
    lua_insert(L, -4);
    lua_setiuservalue(L, -4, REFERENCE_NAME);
    lua_setiuservalue(L, -3, REFERENCE_TYPE);
    lua_setiuservalue(L, -2, REFERENCE_ID);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &vm_reference_key);
    lua_setmetatable(L, -2);
}

/* One object however it is written: by id, and by type where both sides know it. */
static int equal(lua_State *L) {
    bool same = vm_tag(L, 1) == VM_REFERENCE && vm_tag(L, 2) == VM_REFERENCE;
    if (same) {
        lua_getiuservalue(L, 1, REFERENCE_ID);
        lua_getiuservalue(L, 2, REFERENCE_ID);
        same = lua_rawequal(L, -1, -2);
        lua_getiuservalue(L, 1, REFERENCE_TYPE);
        lua_getiuservalue(L, 2, REFERENCE_TYPE);
        same = same && (lua_isnil(L, -1) || lua_isnil(L, -2) || lua_rawequal(L, -1, -2));
    }
    lua_pushboolean(L, same);
    return 1;
}

static int to_text(lua_State *L) {
    lua_getiuservalue(L, 1, REFERENCE_NAME);
    if (lua_isstring(L, -1)) return 1;
    lua_getiuservalue(L, 1, REFERENCE_TYPE);
    lua_getiuservalue(L, 1, REFERENCE_ID);
    lua_pushfstring(L, "%s %s", lua_isstring(L, -2) ? lua_tostring(L, -2) : "ссылка", luaL_tolstring(L, -1, NULL));
    return 1;
}

static int read_only(lua_State *L) { return luaL_error(L, "у ссылки полей не бывает"); }

/* type_of(x): the type of a reference, nil for nil. */
static int type_of(lua_State *L) {
    if (lua_isnoneornil(L, 1)) {
        lua_pushnil(L);
        return 1;
    }
    if (vm_tag(L, 1) != VM_REFERENCE) return luaL_error(L, "type_of(x): x — не ссылка, а %s", luaL_typename(L, 1));
    lua_getiuservalue(L, 1, REFERENCE_TYPE);
    return 1;
}

/* only(type, x): the reference when it is of that type, else nil. */
static int only(lua_State *L) {
    luaL_checkstring(L, 1);
    if (lua_isnoneornil(L, 2)) {
        lua_pushnil(L);
        return 1;
    }
    if (vm_tag(L, 2) != VM_REFERENCE) return luaL_error(L, "only(тип, x): x — не ссылка, а %s", luaL_typename(L, 2));
    lua_getiuservalue(L, 2, REFERENCE_TYPE);
    if (lua_isnil(L, -1)) return luaL_error(L, "only(тип, x): тип ссылки не пришёл и контрактом не задан");
    if (lua_rawequal(L, 1, -1)) lua_pushvalue(L, 2);
    else lua_pushnil(L);
    return 1;
}

void references_open(lua_State *L) {
    static const luaL_Reg metamethods[] = {
        {"__eq", equal}, {"__tostring", to_text}, {"__index", needs_read_field},
        {"__newindex", read_only}, {NULL, NULL},
    };
    static const luaL_Reg functions[] = {{"type_of", type_of}, {"only", only}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
    luaL_newlib(L, metamethods);
    vm_protect(L, "reference");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &vm_reference_key);
}
