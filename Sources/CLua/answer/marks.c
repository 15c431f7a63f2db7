#include <string.h>

#include "answer.h"

void answer_push_mark(lua_State *L, enum mark_kind kind, int values) {
    answer_mark *mark = lua_newuserdatauv(L, sizeof *mark, values);
    *mark = (answer_mark){VM_MARK, kind};
    lua_rawgetp(L, LUA_REGISTRYINDEX, &vm_mark_key);
    lua_setmetatable(L, -2);
}

static void push_empty(lua_State *L) { answer_push_mark(L, MARK_EMPTY, 0); }

/* ref(type, x): the target object of that type that came from x; nil becomes empty. */
static int reference(lua_State *L) {
    luaL_checkstring(L, 1);
    if (lua_isnoneornil(L, 2)) {
        push_empty(L);
        return 1;
    }
    if (vm_tag(L, 2) != VM_REFERENCE)
        return luaL_error(L, "ref(\"%s\", x): x — не ссылка источника, а %s", lua_tostring(L, 1), luaL_typename(L, 2));
    if (((document_reference *)lua_touserdata(L, 2))->empty) {
        push_empty(L);
        return 1;
    }
    lua_getiuservalue(L, 2, REFERENCE_TYPE);
    if (!lua_isstring(L, -1))
        return luaL_error(L, "ref(\"%s\", x): тип ссылки не пришёл и контрактом не задан", lua_tostring(L, 1));
    lua_settop(L, 2);
    answer_push_mark(L, MARK_REFERENCE, 2);
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, MARK_FIRST);
    lua_pushvalue(L, 2);
    lua_setiuservalue(L, -2, MARK_SECOND);
    return 1;
}

bool answer_is_mark(lua_State *L, int index, enum mark_kind kind) {
    return vm_tag(L, index) == VM_MARK && ((answer_mark *)lua_touserdata(L, index))->kind == kind;
}

/* Replaces the value at the top by a mark around it. */
static int wrap(lua_State *L, enum mark_kind kind) {
    answer_push_mark(L, kind, 1);
    lua_insert(L, -2);
    lua_setiuservalue(L, -2, MARK_FIRST);
    return 1;
}

/* initial(v): v for an object that is being created; nil stays nil. */
static int initial(lua_State *L) {
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    if (lua_isnil(L, 1) || answer_is_mark(L, 1, MARK_INITIAL)) return 1;
    if (answer_is_mark(L, 1, MARK_MERGE))
        return luaL_error(L, "initial(merge(…)) не бывает: у нового объекта чужих строк нет, пишите initial(строки)");
    return wrap(L, MARK_INITIAL);
}

/* deferred(ref(…)): the object is sent without it when it is not there yet, and again when it is. */
static int deferred(lua_State *L) {
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    if (lua_isnil(L, 1) || answer_is_mark(L, 1, MARK_EMPTY) || answer_is_mark(L, 1, MARK_DEFERRED)) return 1;
    if (!answer_is_mark(L, 1, MARK_REFERENCE))
        return luaL_error(L, "deferred(x): x — это ref(…), а не %s", luaL_typename(L, 1));
    return wrap(L, MARK_DEFERRED);
}

/* Whether two references are to one object as one type of the target. */
static bool is_same_reference(lua_State *L, int left, int right) {
    int base = lua_gettop(L);
    for (int i = 0; i < 2; i++) {
        int mark = i ? right : left;
        lua_getiuservalue(L, mark, MARK_FIRST);
        lua_getiuservalue(L, mark, MARK_SECOND);
        for (int part = REFERENCE_ID; part <= REFERENCE_TYPE; part++) lua_getiuservalue(L, base + 2 + i * 4, part);
    }
    bool same = lua_rawequal(L, base + 1, base + 5) && lua_rawequal(L, base + 3, base + 7)
        && lua_rawequal(L, base + 4, base + 8);
    lua_settop(L, base);
    return same;
}

/* Adds the reference to the list of what is waited for, once. */
static void keep_condition(lua_State *L, int list, int index) {
    if (lua_isnil(L, index) || answer_is_mark(L, index, MARK_EMPTY)) return;
    if (!answer_is_mark(L, index, MARK_REFERENCE))
        luaL_error(L, "after(…): ждут ref(…), а не %s", luaL_typename(L, index));
    lua_Integer count = (lua_Integer)lua_rawlen(L, list);
    for (lua_Integer n = 1; n <= count; n++) {
        lua_rawgeti(L, list, n);
        bool known = is_same_reference(L, lua_gettop(L), index);
        lua_pop(L, 1);
        if (known) return;
    }
    lua_pushvalue(L, index);
    lua_rawseti(L, list, count + 1);
}

/* after(x, …): true once the target has confirmed every x, each a ref(…) or a list of them; with nothing to wait for
   it is true at once. */
static int after(lua_State *L) {
    lua_Integer count;
    int arguments = lua_gettop(L);
    luaL_checkany(L, 1);
    lua_newtable(L);
    int list = lua_gettop(L);
    for (int i = 1; i <= arguments; i++) {
        if (!lua_istable(L, i)) {
            keep_condition(L, list, i);
            continue;
        }
        if (!json_is_array(L, i, &count)) {
            lua_pushnil(L);
            if (lua_next(L, i)) return luaL_error(L, "after(…): ждут ref(…) или список ref(…)");
            continue;
        }
        for (lua_Integer n = 1; n <= count; n++) {
            lua_rawgeti(L, i, n);
            keep_condition(L, list, lua_gettop(L));
            lua_pop(L, 1);
        }
    }
    if (lua_rawlen(L, list) == 0) {
        lua_pushboolean(L, true);
        return 1;
    }
    return wrap(L, MARK_AFTER);
}

/* find(type, key): an object of the target that we did not make; the key is its fields, its name, or its GUID. */
static int find(lua_State *L) {
    size_t length;
    char guid[36];
    const char *type = luaL_checkstring(L, 1);
    if (lua_isnoneornil(L, 2)) {
        push_empty(L);
        return 1;
    }
    lua_settop(L, 2);
    if (lua_type(L, 2) == LUA_TSTRING) {
        const char *text = lua_tolstring(L, 2, &length);
        if (reference_normalize(text, length, guid)) {
            lua_pushlstring(L, guid, sizeof guid);
            return 1;
        }
        lua_newtable(L);
        lua_insert(L, 2);
        lua_setfield(L, 2, "Наименование");
    }
    if (lua_type(L, 2) != LUA_TTABLE)
        return luaL_error(
            L, "find(\"%s\", ключ): ключ — таблица { Поле = значение } или наименование, а здесь %s", type,
            luaL_typename(L, 2));
    lua_pushnil(L);
    if (!lua_next(L, 2)) return luaL_error(L, "find(\"%s\", ключ): в ключе нет ни одного поля", type);
    lua_settop(L, 2);
    answer_push_mark(L, MARK_FIND, 2);
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, MARK_FIRST);
    lua_pushvalue(L, 2);
    lua_setiuservalue(L, -2, MARK_SECOND);
    return 1;
}

static int own(lua_State *L) {
    luaL_checkstring(L, 1);
    answer_push_mark(L, MARK_OWN, 1);
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, MARK_FIRST);
    return 1;
}

int vm_decide(lua_State *L, int verdict, int first, int second) {
    pochtar_vm *vm = vm_of(L);
    vm->verdict = verdict;
    vm->verdict_text.length = 0;
    for (int i = 0; i < 2; i++) {
        int argument = i == 0 ? first : second;
        size_t length = 0;
        const char *text = "";
        if (argument && !lua_isnoneornil(L, argument)) text = luaL_tolstring(L, argument, &length);
        if (length > 2000) length = 2000;
        vm_append(L, &vm->verdict_text, text, length);
        if (i == 0) vm->verdict_split = length;
    }
    vm->decided = true;
    if (vm->watched) vm_locate(L, &vm->decided_unit, &vm->decided_line);
    lua_pushlightuserdata(L, vm);
    return lua_error(L);
}

static int skip(lua_State *L) {
    if (!lua_isstring(L, 1)) return luaL_error(L, "skip(\"причина\"): скажите, почему объект дальше не идёт");
    return vm_decide(L, POCHTAR_SKIP, 1, 0);
}

static int unmatched(lua_State *L) {
    if (!lua_isstring(L, 1)) return luaL_error(L, "unmatched(\"Поле\", значение): скажите, какое поле не сопоставлено");
    return vm_decide(L, POCHTAR_UNMATCHED, 1, 2);
}

static int reject(lua_State *L) {
    if (!lua_isstring(L, 1)) return luaL_error(L, "reject(\"причина\", \"Поле\"): скажите, что в документе неверно");
    return vm_decide(L, POCHTAR_REJECT, 1, 2);
}

static int no_fields(lua_State *L) {
    return luaL_error(
        L,
        "у значения ref, own, empty, find, initial, deferred, after и merge полей нет, а скрипт берёт «%s»",
        luaL_tolstring(L, 2, NULL));
}

static int to_text(lua_State *L) {
    static const char *const names[] = {
        "ref(…)", "own(…)", "empty", "initial(…)", "deferred(…)", "find(…)", "merge(…)", "after(…)",
    };
    lua_pushstring(L, names[((answer_mark *)lua_touserdata(L, 1))->kind]);
    return 1;
}

void answer_open(lua_State *L) {
    static const luaL_Reg functions[] = {
        {"ref", reference}, {"own", own}, {"initial", initial}, {"deferred", deferred}, {"after", after},
        {"find", find}, {"skip", skip}, {"unmatched", unmatched}, {"reject", reject}, {NULL, NULL},
    };
    static const luaL_Reg metamethods[] = {
        {"__index", no_fields}, {"__newindex", no_fields}, {"__tostring", to_text}, {NULL, NULL},
    };
    luaL_newlib(L, metamethods);
    vm_protect(L, "value");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &vm_mark_key);
    luaL_setfuncs(L, functions, 0);
    push_empty(L);
    lua_setfield(L, -2, "empty");
    rows_open(L);
    lists_open(L);
    merge_open(L);
    extra_open(L);
}
