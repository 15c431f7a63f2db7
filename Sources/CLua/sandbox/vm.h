#ifndef POCHTAR_VM_H
#define POCHTAR_VM_H

#include <lua5.4/lauxlib.h>
#include <lua5.4/lua.h>
#include <lua5.4/lualib.h>

#include "../include/CLua.h"

/* Instructions between two looks at the budgets. */
#define VM_TICK 1000
/* Bytes of one text that a library function may make or look through. */
#define VM_TEXT_LIMIT (1 << 20)
/* Steps that one pattern may take at worst. */
#define VM_PATTERN_LIMIT 200000000.0
/* How deep values may stand in each other, in and out. */
#define VM_VALUE_DEPTH 64
#define VM_TRACE_LIMIT 65536

/* A growing run of bytes outside Lua's heap, kept by its owner so that a jump leaks nothing. */
typedef struct {
    char *bytes;
    size_t length;
    size_t capacity;
} vm_buffer;

/* A field on its way out: its name, and where on the stack its value is. */
typedef struct {
    const char *name;
    size_t length;
    int value;
} vm_key;

typedef struct {
    int slot;
    size_t start, end;
    int first_reference, reference_count;
    uint64_t owns;
} vm_object;

struct pochtar_vm {
    lua_State *L;
    pochtar_limits limits;
    size_t used;
    bool refused;

    int64_t spent, budget, nodes, written;
    /* Of the machine's clock; and what the thread had worked when the run began. */
    int64_t deadline, worked;
    const char *breach;
    int last_unit, last_line;
    int fault_unit, fault_line;

    pochtar_fault fault;
    vm_buffer message, traceback;

    int verdict;
    bool decided;
    vm_buffer verdict_text;
    size_t verdict_split;

    vm_buffer output, scratch, path, trace, unread, names;
    vm_key *keys;
    size_t key_count, key_capacity;
    vm_object *objects;
    int object_count, object_capacity;
    size_t *references;
    int reference_count, reference_capacity;
    /* Numbers of this object's references by their hash, from 1; 0 is free. */
    int *seen;
    int seen_capacity;

    /* Only while somebody watches: lines by unit, and where the run decided for a verdict. */
    bool watched;
    struct vm_unit_lines *units;
    int unit_count, decided_unit, decided_line;

    const pochtar_map_request *request;
    int libraries;
    int modules;
    pochtar_source *sources;
};

static inline pochtar_vm *vm_of(lua_State *L) { return *(pochtar_vm **)lua_getextraspace(L); }

/* limits.c */
void vm_start(pochtar_vm *vm, int64_t nodes);
void vm_tick(lua_State *L, lua_Debug *frame);
void vm_charge(lua_State *L, int64_t instructions);
void vm_check(lua_State *L);
_Noreturn void vm_breach(lua_State *L, const char *limit);
void vm_check_text(lua_State *L, size_t length);
bool vm_is_final(lua_State *L, int status, int message);
void *vm_allocate(void *data, void *block, size_t old, size_t wanted);
extern const char vm_limit_fields[], vm_limit_memory[], vm_limit_depth[], vm_limit_instructions[], vm_limit_wall[],
    vm_limit_text[], vm_limit_pattern[], vm_limit_output[], vm_limit_nodes[], vm_limit_nesting[], vm_limit_digits[];

/* lines.c */
void vm_look(lua_State *L, lua_Debug *frame);
void vm_free_lines(pochtar_vm *vm);

/* faults.c */
int vm_on_error(lua_State *L);
enum pochtar_status vm_run(pochtar_vm *vm, lua_CFunction body, void *request);
void vm_locate(lua_State *L, int *unit, int *line);

/* marks.c */
/* Ends the run with a verdict and its two texts, which stand at the indices (0: none). */
int vm_decide(lua_State *L, int verdict, int first, int second);

/* buffers.c */
void vm_append(lua_State *L, vm_buffer *buffer, const char *bytes, size_t length);
/* Appends once more what stands in the buffer. */
void vm_append_again(lua_State *L, vm_buffer *buffer, size_t start, size_t length);
void vm_append_text(lua_State *L, vm_buffer *buffer, const char *text);
void vm_append_char(lua_State *L, vm_buffer *buffer, char character);
void *vm_grow(lua_State *L, void *array, size_t count, size_t *capacity, size_t size);

/* environment.c */
void vm_open(lua_State *L);
void vm_push_environment(lua_State *L, bool plugin);
void vm_protect(lua_State *L, const char *name);
void vm_seal(lua_State *L);
int vm_require(lua_State *L);

/* What the host's full userdata begin with; scripts can make none of their own. */
enum vm_tag { VM_DECIMAL = 1, VM_REFERENCE, VM_MARK, VM_DOCUMENT };

static inline int vm_tag(lua_State *L, int index) {
    return lua_type(L, index) == LUA_TUSERDATA ? *(const int *)lua_touserdata(L, index) : 0;
}

/* Registry keys by address. */
extern const char vm_array_key, vm_null_key, vm_decimal_key, vm_reference_key, vm_mark_key, vm_mapping_key,
    vm_plugin_key, vm_needs_key;

#endif
