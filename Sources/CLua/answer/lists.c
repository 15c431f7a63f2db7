#include <stdio.h>

#include "../library/guards.h"
#include "../numbers/numbers.h"
#include "answer.h"

static const char *kind_of(lua_State *L, int index) {
    switch (vm_tag(L, index)) {
    case VM_DECIMAL: return "число";
    case VM_REFERENCE: return "ссылка источника";
    case VM_DOCUMENT: return "документ или строка таблицы";
    case VM_MARK: return luaL_tolstring(L, index, NULL);
    default: return luaL_typename(L, index);
    }
}

/* How many elements the list at the index has; nil has none. What is no list is an error under the function's form. */
static lua_Integer length_of(lua_State *L, int index, const char *form, const char *argument) {
    lua_Integer count;
    if (lua_isnil(L, index)) return 0;
    if (lua_type(L, index) != LUA_TTABLE)
        return luaL_error(L, "%s: %s — %s, а нужен список", form, argument, kind_of(L, index));
    if (luaL_getmetafield(L, index, "__len") != LUA_TNIL) {
        lua_pop(L, 1);
        return luaL_len(L, index);
    }
    if (json_is_array(L, index, &count)) {
        lua_pushfstring(L, "%s: %s", form, argument);
        json_check_array(L, index, count, lua_tostring(L, -1));
        lua_pop(L, 1);
        return count;
    }
    lua_pushnil(L);
    if (!lua_next(L, index)) return 0;
    if (lua_type(L, -2) != LUA_TSTRING)
        return luaL_error(L, "%s: %s — список с пропуском (nil между элементами)", form, argument);
    return luaL_error(
        L, "%s: %s — не список, а таблица с полем «%s»; одну строку пишут в скобках: { строка }", form, argument,
        lua_tostring(L, -2));
}

static void push_list(lua_State *L) {
    lua_newtable(L);
    json_mark_array(L);
}

/* append(list, more, …): a new list of the elements of all; nil counts as nothing. */
static int append(lua_State *L) {
    static const char form[] = "append(список, ещё, …)";
    int arguments = lua_gettop(L);
    lua_Integer count = 0;
    if (arguments < 2) return luaL_error(L, "%s: нужны хотя бы два списка; nil — пустой", form);
    push_list(L);
    for (int list = 1; list <= arguments; list++) {
        char argument[48];
        lua_Integer length;
        snprintf(argument, sizeof argument, "аргумент %d", list);
        length = length_of(L, list, form, argument);
        for (lua_Integer i = 1; i <= length; i++) {
            if (lua_geti(L, list, i) == LUA_TNIL)
                return luaL_error(L, "%s: в списке нет элемента %I", form, (LUAI_UACINT)i);
            lua_rawseti(L, arguments + 1, ++count);
            vm_charge(L, 1);
        }
    }
    return 1;
}

/* Pushes the row's key: what its field holds, or what the function says of it. */
static void push_row_key(lua_State *L, int row, lua_Integer number) {
    if (lua_isfunction(L, 2)) {
        lua_pushvalue(L, 2);
        lua_pushvalue(L, row);
        lua_pushinteger(L, number);
        lua_call(L, 2, 1);
        return;
    }
    if (!lua_istable(L, row) && vm_tag(L, row) != VM_DOCUMENT)
        luaL_error(
            L, "group(список, ключ): элемент %I — %s, полей у него нет: дайте ключ функцией", (LUAI_UACINT)number,
            kind_of(L, row));
    lua_pushvalue(L, 2);
    lua_gettable(L, row);
}

/* Pushes the list of rows of the group whose key is at the top, and takes the key away; a new group goes to the end. */
static void push_group(lua_State *L, int groups, int known, lua_Integer number) {
    int key = lua_gettop(L);
    if (!answer_push_key(L, key))
        luaL_error(
            L, "group(список, ключ): ключ элемента %I — %s; ключом бывает текст, число, дата, true/false, ссылка",
            (LUAI_UACINT)number, kind_of(L, key));
    lua_pushvalue(L, -1);
    if (lua_rawget(L, known) == LUA_TNIL) {
        lua_pop(L, 1);
        lua_createtable(L, 0, 2);
        lua_pushvalue(L, key);
        lua_setfield(L, -2, "key");
        push_list(L);
        lua_pushvalue(L, -1);
        lua_setfield(L, -3, "rows");
        lua_insert(L, -2);
        lua_rawseti(L, groups, (lua_Integer)lua_rawlen(L, groups) + 1);
        lua_pushvalue(L, -2);
        lua_pushvalue(L, -2);
        lua_rawset(L, known);
    }
    lua_replace(L, key);
    lua_settop(L, key);
}

/* group(rows, key): a list of { key = …, rows = { … } } in order of first appearance; nil is a key like any other. */
static int group(lua_State *L) {
    static const char form[] = "group(список, ключ)";
    lua_settop(L, 2);
    if (lua_type(L, 2) != LUA_TSTRING && !lua_isfunction(L, 2))
        return luaL_error(L, "%s: ключ — имя поля или функция, а здесь %s", form, kind_of(L, 2));
    lua_Integer count = length_of(L, 1, form, "список");
    push_list(L);
    lua_newtable(L);
    for (lua_Integer i = 1; i <= count; i++) {
        if (lua_geti(L, 1, i) == LUA_TNIL) return luaL_error(L, "%s: в списке нет элемента %I", form, (LUAI_UACINT)i);
        push_row_key(L, 5, i);
        push_group(L, 3, 4, i);
        lua_pushvalue(L, 5);
        lua_rawseti(L, 6, (lua_Integer)lua_rawlen(L, 6) + 1);
        lua_settop(L, 4);
        vm_charge(L, 8);
    }
    lua_settop(L, 3);
    return 1;
}

/* The last place of a list that may have holes. */
static lua_Integer last_place(lua_State *L, int index, const char *form) {
    lua_Integer last = 0;
    if (luaL_getmetafield(L, index, "__len") != LUA_TNIL) {
        lua_pop(L, 1);
        return luaL_len(L, index);
    }
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        if (!lua_isinteger(L, -2) || lua_tointeger(L, -2) < 1)
            return luaL_error(L, "%s: список — таблица с полем «%s»", form, luaL_tolstring(L, -2, NULL));
        if (lua_tointeger(L, -2) > last) last = lua_tointeger(L, -2);
        vm_charge(L, 1);
    }
    return last;
}

/* join(list, separator): the texts and numbers of the list, by their places; nil and "" are left out. */
static int join(lua_State *L) {
    static const char form[] = "join(список, разделитель)";
    size_t length, separator_length;
    decimal number;
    bool started = false;
    lua_settop(L, 2);
    if (lua_type(L, 2) != LUA_TSTRING)
        return luaL_error(L, "%s: разделитель — текст, а здесь %s", form, kind_of(L, 2));
    if (!lua_isnil(L, 1) && lua_type(L, 1) != LUA_TTABLE)
        return luaL_error(L, "%s: список — это таблица, а здесь %s", form, kind_of(L, 1));
    const char *separator = lua_tolstring(L, 2, &separator_length);
    lua_Integer last = lua_isnil(L, 1) ? 0 : last_place(L, 1, form);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (lua_Integer i = 1; i <= last; i++) {
        vm_charge(L, 1);
        lua_geti(L, 1, i);
        bool text = lua_type(L, -1) == LUA_TSTRING;
        if (lua_isnil(L, -1) || (text && lua_rawlen(L, -1) == 0)) {
            lua_pop(L, 1);
            continue;
        }
        if (!text && !number_at(L, -1, &number))
            return luaL_error(
                L, "%s: элемент %I — %s; соединяются тексты и числа", form, (LUAI_UACINT)i, kind_of(L, lua_gettop(L)));
        guards_text(L, -1, &length);
        lua_remove(L, -2);
        /* The buffer may stand on the stack: what is added to it must be at the top. */
        if (started) {
            lua_pushlstring(L, separator, separator_length);
            lua_insert(L, -2);
            lua_concat(L, 2);
        }
        luaL_addvalue(&buffer);
        started = true;
        vm_charge(L, (int64_t)(length / 64));
        if (luaL_bufflen(&buffer) > VM_TEXT_LIMIT) vm_breach(L, vm_limit_text);
    }
    luaL_pushresult(&buffer);
    if (!started) lua_pushnil(L);
    return 1;
}

void lists_open(lua_State *L) {
    static const luaL_Reg functions[] = {{"group", group}, {"join", join}, {"append", append}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
