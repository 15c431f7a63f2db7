#include <string.h>

#include "../document/document.h"
#include "text.h"

/* url.quote(s): percent-encoded for any part of a URL; only letters, digits and -._~ stay. */
static int quote(lua_State *L) {
    static const char hex[] = "0123456789ABCDEF";
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    vm_check_text(L, length);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || (c && strchr("-._~", c));
        if (plain) {
            luaL_addchar(&buffer, (char)c);
            continue;
        }
        luaL_addchar(&buffer, '%');
        luaL_addchar(&buffer, hex[c >> 4]);
        luaL_addchar(&buffer, hex[c & 15]);
    }
    luaL_pushresult(&buffer);
    return 1;
}

static int nibble(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

static void guid_bytes(const char *guid, unsigned char *bytes) {
    for (int i = 0, at = 0; i < 16; i++) {
        if (guid[at] == '-') at++;
        bytes[i] = (unsigned char)(nibble(guid[at]) << 4 | nibble(guid[at + 1]));
        at += 2;
    }
}

/* guid.v5(namespace, name): the same GUID for the same name, by RFC 9562. */
static int version5(lua_State *L) {
    static const char hex[] = "0123456789abcdef";
    size_t space_length, name_length;
    char space[36], guid[36];
    unsigned char digest[20];
    const char *text = luaL_checklstring(L, 1, &space_length);
    const char *name = luaL_checklstring(L, 2, &name_length);
    if (!reference_normalize(text, space_length, space)) return luaL_error(L, "guid.v5: «%s» — не GUID", text);
    vm_check_text(L, name_length);
    unsigned char *bytes = lua_newuserdatauv(L, name_length + 16, 0);
    guid_bytes(space, bytes);
    memcpy(bytes + 16, name, name_length);
    sha1(bytes, name_length + 16, digest);
    digest[6] = (unsigned char)((digest[6] & 0x0F) | 0x50);
    digest[8] = (unsigned char)((digest[8] & 0x3F) | 0x80);
    for (int i = 0, at = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) guid[at++] = '-';
        guid[at++] = hex[digest[i] >> 4];
        guid[at++] = hex[digest[i] & 15];
    }
    lua_pushlstring(L, guid, 36);
    return 1;
}

/* guid.is(text): whether it is a GUID in any spelling of 1С. */
static int is_guid(lua_State *L) {
    size_t length;
    char guid[36];
    bool good = false;
    if (lua_type(L, 1) == LUA_TSTRING) {
        const char *text = lua_tolstring(L, 1, &length);
        good = reference_normalize(text, length, guid);
    }
    lua_pushboolean(L, good);
    return 1;
}

void text_open_plugin(lua_State *L) {
    static const luaL_Reg url[] = {{"quote", quote}, {NULL, NULL}};
    static const luaL_Reg guid[] = {{"v5", version5}, {"is", is_guid}, {NULL, NULL}};
    luaL_newlib(L, url);
    vm_seal(L);
    lua_setfield(L, -2, "url");
    luaL_newlib(L, guid);
    vm_seal(L);
    lua_setfield(L, -2, "guid");
}
