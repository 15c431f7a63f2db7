#include <stdlib.h>
#include <string.h>

#include "../numbers/numbers.h"
#include "json.h"

static vm_buffer *output_of(lua_State *L) {
    pochtar_vm *vm = vm_of(L);
    if (vm->output.length > vm->limits.output) vm_breach(L, vm_limit_output);
    return &vm->output;
}

void json_count_node(lua_State *L) {
    pochtar_vm *vm = vm_of(L);
    if (++vm->written > vm->limits.nodes) vm_breach(L, vm_limit_nodes);
}

static void append_escaped(lua_State *L, vm_buffer *output, unsigned char c) {
    static const char hex[] = "0123456789abcdef";
    char escaped[7] = "\\u00";
    if (c == '"' || c == '\\') escaped[1] = (char)c;
    else if (c == '\n') escaped[1] = 'n';
    else if (c == '\r') escaped[1] = 'r';
    else if (c == '\t') escaped[1] = 't';
    else {
        escaped[4] = hex[c >> 4];
        escaped[5] = hex[c & 15];
    }
    vm_append(L, output, escaped, escaped[1] == 'u' ? 6 : 2);
}

bool json_append_string(lua_State *L, const char *bytes, size_t length) {
    vm_buffer *output = output_of(L);
    if (output->length + length > vm_of(L)->limits.output) vm_breach(L, vm_limit_output);
    vm_append_char(L, output, '"');
    size_t run = 0, i = 0;
    for (;;) {
        i += json_plain_run(bytes + i, length - i);
        if (i == length) break;
        unsigned char c = (unsigned char)bytes[i];
        size_t step = c < 0x80 ? 1 : json_letter(bytes + i, length - i);
        if (step == 0) return false;
        if (c < 0x20 || c == '"' || c == '\\') {
            vm_append(L, output, bytes + run, i - run);
            append_escaped(L, output, c);
            run = i + 1;
        }
        i += step;
    }
    vm_append(L, output, bytes + run, length - run);
    vm_append_char(L, output, '"');
    return true;
}

void json_write_string(lua_State *L, const char *bytes, size_t length, const char *what) {
    if (!json_append_string(L, bytes, length))
        luaL_error(L, "%s: строка разрезана посреди буквы; режьте через text.sub и text.left", what);
}

void json_write_number(lua_State *L, int index, const char *what) {
    decimal value;
    char text[DECIMAL_TEXT];
    if (!number_at(L, index, &value))
        luaL_error(L, "%s: неточное число; считайте через dec и div", what);
    vm_append(L, output_of(L), text, decimal_write(value, text));
}

bool json_is_array(lua_State *L, int index, lua_Integer *count) {
    *count = (lua_Integer)lua_rawlen(L, index);
    if (lua_getmetatable(L, index)) {
        lua_rawgetp(L, LUA_REGISTRYINDEX, &vm_array_key);
        bool marked = lua_rawequal(L, -1, -2);
        lua_pop(L, 2);
        if (marked) return true;
    }
    return *count > 0;
}

/* A list with holes or with named fields would lose something on its way out. */
void json_check_array(lua_State *L, int index, lua_Integer count, const char *what) {
    lua_Integer found = 0;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        bool inside = lua_isinteger(L, -2) && lua_tointeger(L, -2) >= 1 && lua_tointeger(L, -2) <= count;
        if (!inside && lua_type(L, -2) == LUA_TSTRING)
            luaL_error(L, "%s: в списке есть именованное поле «%s»", what, lua_tostring(L, -2));
        if (!inside) luaL_error(L, "%s: в списке пропуск (nil между элементами)", what);
        found++;
    }
    if (found != count) luaL_error(L, "%s: в списке пропуск (nil между элементами)", what);
}

static int compare(const void *left, const void *right) {
    const vm_key *a = left, *b = right;
    int order = memcmp(a->name, b->name, a->length < b->length ? a->length : b->length);
    if (order) return order;
    return a->length < b->length ? -1 : a->length > b->length;
}

/* The values stay on the stack as the walk finds them, so that it needs no look-up by the script's metamethods. */
size_t json_fields(lua_State *L, int index, size_t *first, const char *what) {
    pochtar_vm *vm = vm_of(L);
    int base = lua_gettop(L);
    *first = vm->key_count;
    lua_pushnil(L);
    while (lua_next(L, index)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, "%s: имена полей — строки, а здесь %s", what, luaL_typename(L, -2));
        luaL_checkstack(L, 8, "поля");
        vm->keys = vm_grow(L, vm->keys, vm->key_count, &vm->key_capacity, sizeof *vm->keys);
        vm_key *key = &vm->keys[vm->key_count++];
        key->name = lua_tolstring(L, -2, &key->length);
        key->value = base + (int)(vm->key_count - *first);
        lua_insert(L, -2);
    }
    return vm->key_count - *first;
}

void json_sort(pochtar_vm *vm, size_t first, size_t count) {
    qsort(vm->keys + first, count, sizeof *vm->keys, compare);
}

typedef struct {
    bool functions;
    int depth;
} plain_writer;

static void write_value(lua_State *L, int index, plain_writer *writer);

static void write_array(lua_State *L, int index, lua_Integer count, plain_writer *writer) {
    pochtar_vm *vm = vm_of(L);
    json_check_array(L, index, count, "JSON");
    vm_append_char(L, &vm->output, '[');
    for (lua_Integer i = 1; i <= count; i++) {
        if (i > 1) vm_append_char(L, &vm->output, ',');
        lua_rawgeti(L, index, i);
        write_value(L, lua_gettop(L), writer);
        lua_pop(L, 1);
    }
    vm_append_char(L, &vm->output, ']');
}

/* Puts the null members back that json_read_plain took out, where nothing took their place. */
static bool restore_nulls(lua_State *L, int index) {
    if (luaL_getmetafield(L, index, "__nulls") != LUA_TTABLE) return false;
    lua_newtable(L);
    for (lua_pushnil(L); lua_next(L, -3); lua_pop(L, 1)) {
        lua_pushvalue(L, -2);
        lua_pushlightuserdata(L, (void *)&vm_null_key);
        lua_rawset(L, -5);
    }
    for (lua_pushnil(L); lua_next(L, index);) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, -4);
    }
    lua_remove(L, -2);
    return true;
}

static void write_object(lua_State *L, int index, plain_writer *writer) {
    pochtar_vm *vm = vm_of(L);
    size_t first;
    if (restore_nulls(L, index)) index = lua_gettop(L);
    int base = lua_gettop(L);
    size_t count = json_fields(L, index, &first, "JSON");
    json_sort(vm, first, count);
    vm_append_char(L, &vm->output, '{');
    for (size_t i = 0; i < count; i++) {
        if (i > 0) vm_append_char(L, &vm->output, ',');
        json_write_string(L, vm->keys[first + i].name, vm->keys[first + i].length, "JSON");
        vm_append_char(L, &vm->output, ':');
        write_value(L, vm->keys[first + i].value, writer);
    }
    vm_append_char(L, &vm->output, '}');
    vm->key_count = first;
    lua_settop(L, base);
}

static void write_table(lua_State *L, int index, plain_writer *writer) {
    lua_Integer count;
    int top = lua_gettop(L);
    luaL_checkstack(L, 16, NULL);
    if (++writer->depth > VM_VALUE_DEPTH) vm_breach(L, vm_limit_nesting);
    if (json_is_array(L, index, &count)) write_array(L, index, count, writer);
    else write_object(L, index, writer);
    writer->depth--;
    lua_settop(L, top);
}

static void write_value(lua_State *L, int index, plain_writer *writer) {
    vm_buffer *output = output_of(L);
    lua_Debug function;
    json_count_node(L);
    switch (lua_type(L, index)) {
    case LUA_TNIL: vm_append_text(L, output, "null"); return;
    case LUA_TBOOLEAN: vm_append_text(L, output, lua_toboolean(L, index) ? "true" : "false"); return;
    case LUA_TNUMBER: json_write_number(L, index, "JSON"); return;
    case LUA_TSTRING: {
        size_t length;
        const char *text = lua_tolstring(L, index, &length);
        json_write_string(L, text, length, "JSON");
        return;
    }
    case LUA_TTABLE: write_table(L, index, writer); return;
    case LUA_TLIGHTUSERDATA: vm_append_text(L, output, "null"); return;
    case LUA_TFUNCTION:
        if (!writer->functions) break;
        lua_pushvalue(L, index);
        lua_getinfo(L, ">S", &function);
        lua_pushfstring(L, "{\"$function\":%d}", function.linedefined);
        vm_append_text(L, output, lua_tostring(L, -1));
        lua_pop(L, 1);
        return;
    case LUA_TUSERDATA:
        if (vm_tag(L, index) == VM_DECIMAL) {
            json_write_number(L, index, "JSON");
            return;
        }
        break;
    default: break;
    }
    luaL_error(L, "в ответе не может быть значения вида %s", luaL_typename(L, index));
}

void json_write_plain(lua_State *L, int index) {
    plain_writer writer = {false, 0};
    write_value(L, index, &writer);
}

void json_write_declaration(lua_State *L, int index) {
    plain_writer writer = {true, 0};
    write_value(L, index, &writer);
}
