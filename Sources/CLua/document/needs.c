#include <stdlib.h>
#include <string.h>

#include "document.h"

/* Whose latest stored version the request brought, by type and id; NULL when nobody asked for it. */
static const pochtar_need *need_of(pochtar_vm *vm, const char *type, const char *id, size_t length) {
    const pochtar_map_request *request = vm->request;
    for (int i = 0; request && i < request->need_count; i++) {
        const pochtar_need *need = &request->needs[i];
        if (need->id.length == length && !memcmp(need->id.bytes, id, length) && !strcmp(need->type, type)) return need;
    }
    return NULL;
}

/* Pushes the object that a need brought: read once in a run, and kept in the run's table by its place in the list. */
static void push_needed(lua_State *L, const pochtar_need *need) {
    pochtar_vm *vm = vm_of(L);
    lua_Integer place = need - vm->request->needs + 1;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &vm_needs_key);
    if (lua_rawgeti(L, -1, place) == LUA_TNIL) {
        lua_pop(L, 1);
        int64_t before = vm->nodes;
        document_read(L, need->source, need->id, need->name, need->data);
        vm->budget += (vm->nodes - before) * vm->limits.instructions_per_node;
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, place);
    }
    lua_remove(L, -2);
}

void needs_start(lua_State *L, const pochtar_map_request *request) {
    vm_of(L)->request = request;
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &vm_needs_key);
}

static int wait_for(lua_State *L, const pochtar_need *need) {
    lua_settop(L, 2);
    lua_pushstring(L, need->type);
    lua_getiuservalue(L, 1, REFERENCE_NAME);
    lua_pushlstring(L, need->id.bytes, need->id.length);
    lua_pushliteral(L, "\n");
    if (lua_isstring(L, 4)) lua_pushvalue(L, 4);
    else lua_pushliteral(L, "");
    lua_concat(L, 3);
    return vm_decide(L, POCHTAR_WAIT, 3, 5);
}

/* x.Поле, where x is a reference: a field of the object that it leads to, as `needs` brought it. */
int needs_read_field(lua_State *L) {
    size_t length;
    const char *field = luaL_checkstring(L, 2);
    lua_getiuservalue(L, 1, REFERENCE_TYPE);
    lua_getiuservalue(L, 1, REFERENCE_ID);
    const char *type = lua_tostring(L, 3), *id = lua_tolstring(L, 4, &length);
    if (!type)
        return luaL_error(L, "поле «%s» за ссылкой не прочесть: тип ссылки не пришёл и контрактом не задан", field);
    const pochtar_need *need = id ? need_of(vm_of(L), type, id, length) : NULL;
    if (!need)
        return luaL_error(
            L, "поле «%s» за ссылкой (%s) не прочесть: впишите путь к нему в needs = { \"<Реквизит>.%s\" }", field,
            type, field);
    if (!need->data.bytes) return wait_for(L, need);
    push_needed(L, need);
    lua_pushvalue(L, 2);
    lua_gettable(L, -2);
    return 1;
}
