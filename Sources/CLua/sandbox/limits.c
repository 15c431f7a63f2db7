#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "vm.h"

const char vm_limit_memory[] = "память";
const char vm_limit_depth[] = "глубина вызовов";
const char vm_limit_instructions[] = "инструкции";
const char vm_limit_wall[] = "время";
const char vm_limit_text[] = "длина строки";
const char vm_limit_pattern[] = "сложность шаблона";
const char vm_limit_output[] = "размер ответа";
const char vm_limit_nodes[] = "узлы ответа";
const char vm_limit_nesting[] = "вложенность значений";
const char vm_limit_digits[] = "знаки числа";
const char vm_limit_fields[] = "поля объекта";

/* Blocks that large are asked for by hostile scripts only; copying them takes long between two looks at the clock. */
static const size_t block_limit = 8u << 20;

static int64_t milliseconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/*
 * Whether the run has had its time. A script waits for nothing, so a busy machine is no fault of its own: past the
 * deadline its thread's own time decides, and ten times the limit ends it in any case.
 */
static bool is_late(const pochtar_vm *vm) {
    int64_t now = milliseconds(CLOCK_MONOTONIC), limit = vm->limits.wall_milliseconds;
    if (!vm->deadline || now <= vm->deadline) return false;
    return now > vm->deadline + 9 * limit || milliseconds(CLOCK_THREAD_CPUTIME_ID) - vm->worked > limit;
}

/* Lua's allocator. What it refuses becomes a memory error inside Lua, after a full collection. */
void *vm_allocate(void *data, void *block, size_t old, size_t wanted) {
    pochtar_vm *vm = data;
    size_t held = block ? old : 0;
    if (wanted == 0) {
        free(block);
        vm->used -= held;
        return NULL;
    }
    if (wanted > held) {
        bool late = wanted > 65536 && is_late(vm);
        if (late && !vm->breach) vm->breach = vm_limit_wall;
        if (late || wanted > block_limit || vm->used - held + wanted > vm->limits.memory) {
            if (!vm->refused && vm->deadline) vm_locate(vm->L, &vm->last_unit, &vm->last_line);
            vm->refused = true;
            return NULL;
        }
    }
    void *moved = realloc(block, wanted);
    if (moved) vm->used = vm->used - held + wanted;
    return moved;
}

void vm_start(pochtar_vm *vm, int64_t nodes) {
    vm->spent = 0;
    vm->nodes = nodes;
    vm->written = 0;
    vm->budget = vm->limits.instructions + nodes * vm->limits.instructions_per_node;
    vm->deadline = milliseconds(CLOCK_MONOTONIC) + vm->limits.wall_milliseconds;
    vm->worked = milliseconds(CLOCK_THREAD_CPUTIME_ID);
    vm->breach = NULL;
    vm->refused = false;
    vm->fault_unit = vm->fault_line = vm->last_unit = vm->last_line = 0;
}

/* The innermost Lua frame that runs. */
void vm_locate(lua_State *L, int *unit, int *line) {
    lua_Debug frame;
    for (int level = 0; level < 64 && lua_getstack(L, level, &frame); level++) {
        lua_getinfo(L, "Sl", &frame);
        if (frame.currentline > 0 && frame.short_src[0] == 'F') {
            *unit = atoi(frame.short_src + 1);
            *line = frame.currentline;
            return;
        }
    }
}

/* Ends the run: no pcall of a script can stop what this raises. */
_Noreturn void vm_breach(lua_State *L, const char *limit) {
    pochtar_vm *vm = vm_of(L);
    if (!vm->breach || !vm->fault_line) {
        if (!vm->breach) vm->breach = limit;
        vm_locate(L, &vm->fault_unit, &vm->fault_line);
    }
    lua_pushlightuserdata(L, vm);
    lua_error(L);
    abort();
}

/* Ends the run when a budget is used up. */
void vm_check(lua_State *L) {
    pochtar_vm *vm = vm_of(L);
    lua_Debug frame;
    if (vm->breach) vm_breach(L, vm->breach);
    if (vm->spent > vm->budget) vm_breach(L, vm_limit_instructions);
    if (lua_getstack(L, vm->limits.depth, &frame)) vm_breach(L, vm_limit_depth);
    if (is_late(vm)) vm_breach(L, vm_limit_wall);
}

/* Runs every VM_TICK instructions. */
void vm_tick(lua_State *L, lua_Debug *frame) {
    pochtar_vm *vm = vm_of(L);
    vm->spent += VM_TICK;
    lua_getinfo(L, "Sl", frame);
    if (frame->short_src[0] == 'F') {
        vm->last_unit = atoi(frame->short_src + 1);
        vm->last_line = frame->currentline;
    }
    vm_check(L);
}

/* Library functions that work long without instructions pay for it here, before they begin. */
void vm_charge(lua_State *L, int64_t instructions) {
    pochtar_vm *vm = vm_of(L);
    vm->spent += instructions;
    if (instructions > VM_TICK || vm->spent > vm->budget) vm_check(L);
}

void vm_check_text(lua_State *L, size_t length) {
    if (length > VM_TEXT_LIMIT) vm_breach(L, vm_limit_text);
    vm_charge(L, (int64_t)(length / 64));
}

/* Whether an error must pass every pcall; names the limit where Lua itself found it. */
bool vm_is_final(lua_State *L, int status, int message) {
    pochtar_vm *vm = vm_of(L);
    size_t length = 0;
    const char *text = lua_type(L, message) == LUA_TSTRING ? lua_tolstring(L, message, &length) : "";
    bool full = status == LUA_ERRMEM || (vm->refused && strstr(text, "not enough memory"));
    if (!vm->breach && full) vm->breach = vm_limit_memory;
    if (!vm->breach && (strstr(text, "stack overflow") || status == LUA_ERRERR)) vm->breach = vm_limit_depth;
    return vm->breach || vm->decided;
}
