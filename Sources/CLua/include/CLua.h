#ifndef CLUA_H
#define CLUA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A Lua 5.4 state in which other people's scripts run, values in, values out.
 * Nothing here jumps: every entry runs its work under lua_pcall inside C and answers with a status.
 * One state belongs to one thread at a time. Texts handed out belong to the state and live until its next entry.
 */

typedef struct pochtar_vm pochtar_vm;

typedef struct {
    /* Bytes that the state may hold. */
    size_t memory;
    /* Instructions of one run, and what each node of the input adds. */
    int64_t instructions;
    int64_t instructions_per_node;
    int64_t wall_milliseconds;
    /* Calls standing in each other. */
    int depth;
    /* Bytes and nodes of one answer. */
    size_t output;
    int64_t nodes;
} pochtar_limits;

enum pochtar_status {
    POCHTAR_OK = 0,
    POCHTAR_SYNTAX,
    POCHTAR_FAILED,
    POCHTAR_LIMIT,
    POCHTAR_MISSING,
};

/* Why an entry did not answer POCHTAR_OK. */
typedef struct {
    const char *message;
    size_t message_length;
    /* The name of the limit in Russian, NULL when none was broken. */
    const char *limit;
    /* The unit number given at compile time and the line; 0 when unknown. */
    int unit;
    int line;
    const char *traceback;
    size_t traceback_length;
} pochtar_fault;

typedef struct {
    const char *bytes;
    size_t length;
} pochtar_text;

/* What a contract says of one object type or one table part. Built once, read by many states. */
typedef struct pochtar_type pochtar_type;

enum pochtar_kind {
    POCHTAR_STRING,
    POCHTAR_NUMBER,
    POCHTAR_BOOLEAN,
    POCHTAR_DATE,
    POCHTAR_ENUM,
    POCHTAR_REFERENCE,
    /* A value of any plain type or a reference; the type is a column beside it, of the same name with _Type. */
    POCHTAR_ANY,
    POCHTAR_TABLE,
};

pochtar_type *pochtar_type_new(const char *name, bool strict);
void pochtar_type_free(pochtar_type *type);
/* `size` is the length of a string (0: unlimited) or the digits of a number; `targets` are type names, one a line. */
bool pochtar_type_add(
    pochtar_type *type, const char *name, enum pochtar_kind kind, int size, int fraction, const char *targets);
/* The type owns `rows` from now on. */
bool pochtar_type_add_table(pochtar_type *type, const char *name, pochtar_type *rows);

pochtar_vm *pochtar_vm_new(const pochtar_limits *limits);
void pochtar_vm_free(pochtar_vm *vm);
/* Bytes that Lua holds now. */
size_t pochtar_vm_used(const pochtar_vm *vm);
/* Collects everything that no later run can reach. */
void pochtar_vm_collect(pochtar_vm *vm);
const pochtar_fault *pochtar_vm_fault(const pochtar_vm *vm);
/* Instructions that the last run spent, to the thousand. */
int64_t pochtar_vm_instructions(const pochtar_vm *vm);

/* Handles are kept by the state until it is freed. A unit number names the file in faults. */
enum pochtar_status pochtar_vm_compile(pochtar_vm *vm, int unit, pochtar_text source, int *handle);
enum pochtar_status pochtar_vm_libraries(pochtar_vm *vm, int *handle);
enum pochtar_status pochtar_vm_add_library(pochtar_vm *vm, int libraries, pochtar_text name, int chunk);
/* Lookup tables: a JSON object whose members scripts see as `ctx.tables`. */
enum pochtar_status pochtar_vm_tables(pochtar_vm *vm, pochtar_text json, int *handle);

/* The names that scripts have without a library of their own, a line each: `ref()`, `empty`, `text.left()`. */
enum pochtar_status pochtar_vm_vocabulary(pochtar_vm *vm, bool plugin, pochtar_text *names);
/* Runs the chunk alone and writes what it declares as JSON; a function is {"$function":<line>}. */
enum pochtar_status pochtar_vm_declaration(pochtar_vm *vm, int chunk, int libraries, bool plugin, pochtar_text *json);
/* Calls a function of a plugin; arguments are a JSON array, the answer is JSON. */
enum pochtar_status pochtar_vm_call(
    pochtar_vm *vm, int chunk, int libraries, pochtar_text function, pochtar_text arguments, pochtar_text *json);

/* How one source type is read: keeps which fields were filled and read. Owned by the state. */
typedef struct pochtar_source pochtar_source;
pochtar_source *pochtar_source_new(pochtar_vm *vm, const char *system, const char *name, const pochtar_type *type);

typedef struct {
    const char *slot;
    const char *type_name;
    const pochtar_type *type;
} pochtar_slot;

/* The latest stored version of an object that the mapped one refers to; without bytes when there is none. */
typedef struct {
    const char *type;
    pochtar_text id;
    pochtar_text name;
    pochtar_text data;
    pochtar_source *source;
} pochtar_need;

typedef struct {
    int chunk;
    int libraries;
    int tables;
    pochtar_source *source;
    const pochtar_slot *slots;
    int slot_count;
    /* The answer is the fields of the only slot. */
    bool single;
    pochtar_text id;
    pochtar_text name;
    pochtar_text data;
    pochtar_text now;
    const pochtar_need *needs;
    int need_count;
} pochtar_map_request;

enum pochtar_verdict { POCHTAR_OBJECTS, POCHTAR_SKIP, POCHTAR_UNMATCHED, POCHTAR_REJECT, POCHTAR_WAIT };

typedef struct {
    const char *type;
    const char *source_type;
    const char *id;
    const char *name;
} pochtar_reference;

enum pochtar_status pochtar_vm_map(pochtar_vm *vm, const pochtar_map_request *request);
/* Of the last map: what the script decided, with its two texts (why; field, value; why, place; type, "id\nname"). */
enum pochtar_verdict pochtar_vm_verdict(const pochtar_vm *vm, pochtar_text *first, pochtar_text *second);
int pochtar_vm_object_count(const pochtar_vm *vm);
void pochtar_vm_object(const pochtar_vm *vm, int index, int *slot, pochtar_text *content);
int pochtar_vm_reference_count(const pochtar_vm *vm, int object);
pochtar_reference pochtar_vm_reference(const pochtar_vm *vm, int object, int index);
/* Slots of this answer that the object refers to, as bits by slot number. */
uint64_t pochtar_vm_owns(const pochtar_vm *vm, int object);
/* Filled source paths that nobody read, one a line. */
pochtar_text pochtar_vm_unread(pochtar_vm *vm, pochtar_source *source);
/* Lines of trace(), one a line. */
pochtar_text pochtar_vm_trace(const pochtar_vm *vm);

/* What is known of a line, as bits: it has code (told once its function was called), it ran, a function begins in it
 * that was called. */
enum { POCHTAR_LINE_CODE = 1, POCHTAR_LINE_RAN = 2, POCHTAR_LINE_CALLED = 4 };

/* Has the state keep which lines run from now on: for whoever writes a mapping, at the price of a slower run. */
void pochtar_vm_watch(pochtar_vm *vm);
/* The bits of a line, over all runs of the state. */
unsigned pochtar_vm_line(const pochtar_vm *vm, int unit, int line);
/* Of a watched map: the place that called for the verdict. */
void pochtar_vm_place(const pochtar_vm *vm, int *unit, int *line);

#endif
