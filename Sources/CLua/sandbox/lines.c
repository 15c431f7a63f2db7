#include <stdlib.h>
#include <string.h>

#include "vm.h"

/* Which lines of which files ran, for whoever writes a mapping: a state that serves messages is never watched. */
struct vm_unit_lines {
    unsigned char *flags;
    int count;
};

static void mark(pochtar_vm *vm, int unit, int line, unsigned char flag) {
    if (unit <= 0 || line <= 0) return;
    if (unit >= vm->unit_count) {
        struct vm_unit_lines *moved = realloc(vm->units, sizeof *moved * (size_t)(unit + 1));
        if (!moved) return;
        memset(moved + vm->unit_count, 0, sizeof *moved * (size_t)(unit + 1 - vm->unit_count));
        vm->units = moved;
        vm->unit_count = unit + 1;
    }
    struct vm_unit_lines *lines = &vm->units[unit];
    if (line >= lines->count) {
        int count = (line + 1) * 2;
        unsigned char *moved = realloc(lines->flags, (size_t)count);
        if (!moved) return;
        memset(moved + lines->count, 0, (size_t)(count - lines->count));
        lines->flags = moved;
        lines->count = count;
    }
    lines->flags[line] |= flag;
}

/* Of a function that begins: its lines that can run, which stand as keys of the table at the top. */
static void mark_code(lua_State *L, int unit, const lua_Debug *frame) {
    pochtar_vm *vm = vm_of(L);
    mark(vm, unit, frame->linedefined, POCHTAR_LINE_CALLED);
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        mark(vm, unit, (int)lua_tointeger(L, -2), POCHTAR_LINE_CODE);
        lua_pop(L, 1);
    }
}

void vm_look(lua_State *L, lua_Debug *frame) {
    if (frame->event == LUA_HOOKCOUNT) {
        vm_tick(L, frame);
        return;
    }
    bool line = frame->event == LUA_HOOKLINE;
    lua_getinfo(L, line ? "S" : "SL", frame);
    if (frame->short_src[0] == 'F') {
        int unit = atoi(frame->short_src + 1);
        if (line) mark(vm_of(L), unit, frame->currentline, POCHTAR_LINE_RAN);
        else if (lua_istable(L, -1)) mark_code(L, unit, frame);
    }
    if (!line) lua_pop(L, 1);
}

void vm_free_lines(pochtar_vm *vm) {
    for (int i = 0; i < vm->unit_count; i++) free(vm->units[i].flags);
    free(vm->units);
}

void pochtar_vm_watch(pochtar_vm *vm) { vm->watched = true; }

unsigned pochtar_vm_line(const pochtar_vm *vm, int unit, int line) {
    if (unit <= 0 || unit >= vm->unit_count || line <= 0 || line >= vm->units[unit].count) return 0;
    return vm->units[unit].flags[line];
}

void pochtar_vm_place(const pochtar_vm *vm, int *unit, int *line) {
    *unit = vm->decided_unit;
    *line = vm->decided_line;
}
