#ifndef POCHTAR_ANSWER_H
#define POCHTAR_ANSWER_H

#include "../document/document.h"
#include "../sandbox/vm.h"

/*
 * What a mapping puts where a plain value cannot stand: the target object of a source reference, a slot, «clear it»; a
 * value for creation alone, a reference that is not waited for, an object of the target that is found by its key; rows
 * that are merged into what the target has.
 */
enum mark_kind { MARK_REFERENCE, MARK_OWN, MARK_EMPTY, MARK_INITIAL, MARK_DEFERRED, MARK_FIND, MARK_MERGE, MARK_AFTER };

typedef struct {
    int tag;
    enum mark_kind kind;
} answer_mark;

/* User values: target type and source reference; slot; value; reference; target type and key; key and rows. */
enum { MARK_FIRST = 1, MARK_SECOND };

/* Where the writer stands, for faults: `партнер.Товары[3].Цена`. */
typedef struct {
    const pochtar_map_request *request;
    const pochtar_slot *slot;
    vm_object *object;
    const char *table;
    lua_Integer row;
    const char *name;
} answer_place;

/* Rows of more fields are written each by itself. */
#define LAYOUT_LIMIT 64

typedef struct {
    /* Which of the keys it is, as they came. */
    int key;
    const type_field *field;
    /* Where the output has the comma, the name and the colon. */
    size_t start, length;
} answer_column;

/*
 * What the last row of a table part taught about the next: its keys as they came, and its columns in order. Rows are
 * mostly made in one place of the script, and their keys are the same strings: told apart by their addresses, for the
 * rows before are still there.
 */
typedef struct {
    int count;
    const char *names[LAYOUT_LIMIT];
    answer_column columns[LAYOUT_LIMIT];
} answer_layout;

bool answer_layout_fits(const answer_layout *layout, const vm_key *keys, size_t count);
/* Begins anew with these keys; the columns are to be added in order. NULL is no layout. */
void answer_layout_begin(answer_layout *layout, const vm_key *keys, size_t count);
void answer_layout_add(answer_layout *layout, int key, const type_field *field, size_t start, size_t end);

_Noreturn void answer_fail(lua_State *L, const answer_place *place, const char *format, ...);
/* The value at the index may stand in the field (NULL: nothing is known of it), or the run ends with an error. */
void answer_check(lua_State *L, const answer_place *place, const type_field *field, int index);
/* Whether a text is a date as 1С writes it. */
bool answer_is_date(const char *text, size_t length);
/* Writes what map returned, at the index, as the objects of the run. */
void answer_write(lua_State *L, const pochtar_map_request *request, int index);
/* Writes a reference as {"$ref":…}, and keeps it among those that the object waits for. */
void answer_write_reference(lua_State *L, answer_place *place, int index, bool waited);
/* Pushes a mark that is still without its values. */
void answer_push_mark(lua_State *L, enum mark_kind kind, int values);
bool answer_is_mark(lua_State *L, int index, enum mark_kind kind);
void answer_mark_value(lua_State *L, answer_place *place, const type_field *field, int index);
/* Writes the value at the index, which may stand in the field. */
void answer_write_value(lua_State *L, answer_place *place, const type_field *field, int index);
/* Writes the list of rows at the index. */
void answer_write_rows(lua_State *L, answer_place *place, const type_field *field, int index);
/* Writes merge(…) as {"$merge":…}; each row has a key of its own, or the run ends with an error. */
void answer_write_merge(lua_State *L, answer_place *place, const type_field *part, int index);
const type_field *answer_field(
    lua_State *L, const answer_place *place, const pochtar_type *type, const char *name, size_t length);

/* Adds type, source type, id and name, at four stack indices, to the object's references, each once. */
void answer_keep_reference(lua_State *L, const int order[4]);
/* Pushes a text that is the same for values that are: of references by id. False, and nothing: no key is made of it. */
bool answer_push_key(lua_State *L, int index);
void answer_open(lua_State *L);
/* Each sets its functions in the table at the top. */
void rows_open(lua_State *L);
void lists_open(lua_State *L);
void merge_open(lua_State *L);
void extra_open(lua_State *L);

#endif
