#include <string.h>

#include "../numbers/numbers.h"
#include "answer.h"

static void quote(lua_State *L, int index) {
    size_t length;
    const char *text = lua_tolstring(L, index, &length);
    json_write_string(L, text, length, "ссылка");
}

/* {"$ref":{"id","name","source","system","type"}}, and the same for the run's list of references. */
void answer_write_reference(lua_State *L, answer_place *place, int index, bool waited) {
    pochtar_vm *vm = vm_of(L);
    int base = lua_gettop(L);
    lua_getiuservalue(L, index, MARK_FIRST);
    lua_getiuservalue(L, index, MARK_SECOND);
    for (int i = REFERENCE_ID; i <= REFERENCE_NAME; i++) lua_getiuservalue(L, base + 2, i);
    int type = base + 1, id = base + 3, source = base + 4, name = base + 5;
    vm_append_text(L, &vm->output, "{\"$ref\":{\"id\":");
    quote(L, id);
    if (lua_isstring(L, name)) {
        vm_append_text(L, &vm->output, ",\"name\":");
        quote(L, name);
    }
    vm_append_text(L, &vm->output, ",\"source\":");
    quote(L, source);
    vm_append_text(L, &vm->output, ",\"system\":");
    json_write_string(L, place->request->source->system, strlen(place->request->source->system), "система");
    vm_append_text(L, &vm->output, ",\"type\":");
    quote(L, type);
    vm_append_text(L, &vm->output, "}}");
    const int order[] = {type, source, id, name};
    if (waited) answer_keep_reference(L, order);
    lua_settop(L, base);
}

static void write_own(lua_State *L, const answer_place *place, int index) {
    pochtar_vm *vm = vm_of(L);
    lua_getiuservalue(L, index, MARK_FIRST);
    const char *slot = lua_tostring(L, -1);
    for (int i = 0; i < place->request->slot_count; i++) {
        if (!strcmp(place->request->slots[i].slot, slot)) vm->objects[vm->object_count - 1].owns |= (uint64_t)1 << i;
    }
    vm_append_text(L, &vm->output, "{\"$own\":");
    quote(L, -1);
    vm_append_char(L, &vm->output, '}');
    lua_pop(L, 1);
}

static void write_find(lua_State *L, int index) {
    pochtar_vm *vm = vm_of(L);
    vm_append_text(L, &vm->output, "{\"$find\":{\"key\":");
    lua_getiuservalue(L, index, MARK_SECOND);
    json_write_plain(L, lua_gettop(L));
    vm_append_text(L, &vm->output, ",\"type\":");
    lua_getiuservalue(L, index, MARK_FIRST);
    quote(L, -1);
    vm_append_text(L, &vm->output, "}}");
    lua_pop(L, 2);
}

/* {"$after":[{"$ref":…},…]}: nobody waits for these, the host looks whether they are confirmed. */
static void write_after(lua_State *L, answer_place *place, int index) {
    pochtar_vm *vm = vm_of(L);
    lua_getiuservalue(L, index, MARK_FIRST);
    int list = lua_gettop(L);
    vm_append_text(L, &vm->output, "{\"$after\":[");
    for (lua_Integer n = 1; lua_rawgeti(L, list, n) != LUA_TNIL; n++) {
        if (n > 1) vm_append_char(L, &vm->output, ',');
        answer_write_reference(L, place, lua_gettop(L), false);
        lua_pop(L, 1);
    }
    vm_append_text(L, &vm->output, "]}");
    lua_pop(L, 2);
}

void answer_mark_value(lua_State *L, answer_place *place, const type_field *field, int index) {
    pochtar_vm *vm = vm_of(L);
    answer_mark *mark = lua_touserdata(L, index);
    switch (mark->kind) {
    case MARK_EMPTY: vm_append_text(L, &vm->output, "{\"$empty\":true}"); return;
    case MARK_REFERENCE: answer_write_reference(L, place, index, true); return;
    case MARK_OWN: write_own(L, place, index); return;
    case MARK_FIND: write_find(L, index); return;
    case MARK_MERGE: answer_write_merge(L, place, field, index); return;
    case MARK_AFTER: write_after(L, place, index); return;
    case MARK_INITIAL:
    case MARK_DEFERRED:
        vm_append_text(L, &vm->output, mark->kind == MARK_INITIAL ? "{\"$initial\":" : "{\"$deferred\":");
        lua_getiuservalue(L, index, MARK_FIRST);
        if (mark->kind == MARK_INITIAL) answer_write_value(L, place, field, lua_gettop(L));
        else answer_write_reference(L, place, lua_gettop(L), false);
        vm_append_char(L, &vm->output, '}');
        lua_pop(L, 1);
    }
}

/* Whether the name is the type column of a value that may be of any type. */
static bool is_type_column(const pochtar_type *type, const char *name, size_t length) {
    static const char suffix[] = "_Type";
    size_t base = length < sizeof suffix ? 0 : length - (sizeof suffix - 1);
    const type_field *value = base && !strcmp(name + base, suffix) ? type_find(type, name, base) : NULL;
    return value && value->kind == POCHTAR_ANY;
}

const type_field *answer_field(
    lua_State *L, const answer_place *place, const pochtar_type *type, const char *name, size_t length) {
    const type_field *field = type ? type_find(type, name, length) : NULL;
    bool standard = !place->table && (!strcmp(name, "ПометкаУдаления") || !strcmp(name, "Проведен"));
    if (field || !type || !type->strict || standard || is_type_column(type, name, length)) return field;
    const char *nearest = type_nearest(type, name, length);
    answer_place parent = *place;
    parent.name = place->table;
    parent.table = NULL;
    if (nearest) answer_fail(L, &parent, "в приёмнике нет поля «%s»; может быть, %s?", name, nearest);
    answer_fail(L, &parent, "в приёмнике нет поля «%s»", name);
}

static void write_fields(
    lua_State *L, answer_place *place, const pochtar_type *type, int index, answer_layout *layout);

/* A table part: an array of rows. */
void answer_write_rows(lua_State *L, answer_place *place, const type_field *field, int index) {
    pochtar_vm *vm = vm_of(L);
    lua_Integer count;
    if (place->table) answer_fail(L, place, "в строке табличной части таблицы не бывает");
    bool array = json_is_array(L, index, &count);
    int top = lua_gettop(L);
    lua_pushnil(L);
    if (!array && lua_next(L, index))
        answer_fail(
            L, place, field && field->kind == POCHTAR_TABLE
                ? "вложенный объект вместо табличной части: дайте список строк, rows(…) или { строка }"
                : "вложенный объект; в поле стоит значение или список строк");
    lua_settop(L, top);
    json_check_array(L, index, count, place->name);
    answer_place row = *place;
    answer_layout layout = {.count = 0};
    row.table = place->name;
    vm_append_char(L, &vm->output, '[');
    for (row.row = 1; row.row <= count; row.row++) {
        if (row.row > 1) vm_append_char(L, &vm->output, ',');
        row.name = "";
        lua_rawgeti(L, index, row.row);
        if (!lua_istable(L, -1))
            answer_fail(L, &row, "строка таблицы — таблица полей, а здесь %s", luaL_typename(L, -1));
        write_fields(L, &row, field ? field->rows : NULL, lua_gettop(L), &layout);
        lua_pop(L, 1);
    }
    vm_append_char(L, &vm->output, ']');
}

void answer_write_value(lua_State *L, answer_place *place, const type_field *field, int index) {
    pochtar_vm *vm = vm_of(L);
    size_t length;
    const char *text;
    json_count_node(L);
    answer_check(L, place, field, index);
    switch (lua_type(L, index)) {
    case LUA_TBOOLEAN: vm_append_text(L, &vm->output, lua_toboolean(L, index) ? "true" : "false"); return;
    case LUA_TSTRING:
        text = lua_tolstring(L, index, &length);
        if (!json_append_string(L, text, length))
            answer_fail(L, place, "строка разрезана посреди буквы: режьте через text.sub и text.left");
        return;
    case LUA_TNUMBER:
        if (!lua_isinteger(L, index)) answer_fail(L, place, "неточное число: считайте через dec и div");
        json_write_number(L, index, "");
        return;
    case LUA_TTABLE: answer_write_rows(L, place, field, index); return;
    case LUA_TUSERDATA:
        if (vm_tag(L, index) == VM_DECIMAL) json_write_number(L, index, "");
        else answer_mark_value(L, place, field, index);
        return;
    default: answer_fail(L, place, "такого значения в поле быть не может: %s", luaL_typename(L, index));
    }
}

static void write_fields(
    lua_State *L, answer_place *place, const pochtar_type *type, int index, answer_layout *layout) {
    pochtar_vm *vm = vm_of(L);
    size_t first;
    int base = lua_gettop(L);
    size_t count = json_fields(L, index, &first, place->slot->slot);
    json_count_node(L);
    vm_append_char(L, &vm->output, '{');
    if (layout && answer_layout_fits(layout, vm->keys + first, count)) {
        for (int i = 0; i < layout->count; i++) {
            const answer_column *column = &layout->columns[i];
            answer_place field = *place;
            field.name = vm->keys[first + column->key].name;
            vm_append_again(L, &vm->output, column->start, column->length);
            answer_write_value(L, &field, column->field, base + 1 + column->key);
        }
    } else {
        answer_layout_begin(layout, vm->keys + first, count);
        json_sort(vm, first, count);
        for (size_t i = 0; i < count; i++) {
            vm_key key = vm->keys[first + i];
            size_t start = vm->output.length;
            answer_place field = *place;
            field.name = key.name;
            if (i > 0) vm_append_char(L, &vm->output, ',');
            json_write_string(L, key.name, key.length, "имя поля");
            vm_append_char(L, &vm->output, ':');
            const type_field *declared = answer_field(L, &field, type, key.name, key.length);
            answer_layout_add(layout, key.value - base - 1, declared, start, vm->output.length);
            answer_write_value(L, &field, declared, key.value);
        }
    }
    vm_append_char(L, &vm->output, '}');
    vm->key_count = first;
    lua_settop(L, base);
}

static void write_object(lua_State *L, const pochtar_map_request *request, int slot, int index) {
    pochtar_vm *vm = vm_of(L);
    size_t capacity = (size_t)vm->object_capacity;
    vm->objects = vm_grow(L, vm->objects, (size_t)vm->object_count, &capacity, sizeof *vm->objects);
    vm->object_capacity = (int)capacity;
    vm->objects[vm->object_count++] = (vm_object){
        .slot = slot, .start = vm->output.length, .first_reference = vm->reference_count};
    answer_place place = {.request = request, .slot = &request->slots[slot]};
    if (vm_tag(L, index) == VM_MARK) {
        vm_append_text(L, &vm->output, "{\"$same\":");
        answer_write_reference(L, &place, index, true);
        vm_append_char(L, &vm->output, '}');
    } else write_fields(L, &place, request->slots[slot].type, index, NULL);
    vm->objects[vm->object_count - 1].end = vm->output.length;
    if (vm->output.length > vm->limits.output) vm_breach(L, vm_limit_output);
}

static int slot_number(const pochtar_map_request *request, const char *name) {
    for (int i = 0; i < request->slot_count; i++) {
        if (!strcmp(request->slots[i].slot, name)) return i;
    }
    return -1;
}

/* A slot that is somebody else's object: a reference to one of the slot's own type. */
static void check_same(lua_State *L, const pochtar_slot *slot, int index) {
    if (((answer_mark *)lua_touserdata(L, index))->kind != MARK_REFERENCE)
        luaL_error(L, "слот «%s» — таблица полей или ref(\"%s\", …)", slot->slot, slot->type_name);
    lua_getiuservalue(L, index, MARK_FIRST);
    if (strcmp(lua_tostring(L, -1), slot->type_name))
        luaL_error(L, "слот «%s» — это %s, а ссылка на %s", slot->slot, slot->type_name, lua_tostring(L, -1));
    lua_pop(L, 1);
}

static void check_slots(lua_State *L, const pochtar_map_request *request, int index) {
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING) luaL_error(L, "map возвращает слоты по именам: { партнер = { … } }");
        const char *name = lua_tostring(L, -2);
        int slot = slot_number(request, name);
        if (slot < 0) luaL_error(L, "слота «%s» нет в to", name);
        if (vm_tag(L, -1) == VM_MARK) check_same(L, &request->slots[slot], lua_gettop(L));
        else if (!lua_istable(L, -1))
            luaL_error(L, "слот «%s» — таблица полей, а здесь %s", name, luaL_typename(L, -1));
    }
}

void answer_write(lua_State *L, const pochtar_map_request *request, int index) {
    if (!lua_istable(L, index))
        luaL_error(L, "map вернула %s: нужна таблица, skip(…), unmatched(…) или reject(…)", luaL_typename(L, index));
    lua_pushnil(L);
    if (!lua_next(L, index)) return;
    lua_pop(L, 2);
    if (request->single) {
        write_object(L, request, 0, index);
        return;
    }
    check_slots(L, request, index);
    for (int slot = 0; slot < request->slot_count; slot++) {
        lua_pushstring(L, request->slots[slot].slot);
        if (lua_rawget(L, index) != LUA_TNIL) write_object(L, request, slot, lua_gettop(L));
        lua_pop(L, 1);
    }
}
