#ifndef POCHTAR_DOCUMENT_H
#define POCHTAR_DOCUMENT_H

#include "../json/json.h"
#include "../sandbox/vm.h"
#include "type.h"

enum { FIELD_DECLARED = 1, FIELD_FILLED = 2, FIELD_READ = 4 };

typedef struct document_shape document_shape;

typedef struct {
    char *name;
    size_t length;
    const type_field *declared;
    /* Of the objects or rows that stand in this field. */
    document_shape *child;
    unsigned flags;
} shape_field;

/*
 * Which fields the objects at one path of a source type have, by number: an object is a userdata with a value per
 * number. Names are looked up once per message member; what was filled and what was read are two bits per field.
 */
struct document_shape {
    const pochtar_type *type;
    pochtar_source *source;
    char *path;
    shape_field *fields;
    int count, capacity;
    int *buckets;
    int bucket_count;
    int metatable;
    int names;
};

struct pochtar_source {
    pochtar_vm *vm;
    pochtar_source *next;
    char *system, *name;
    document_shape *root;
    int field_count;
};

/* Shapes. */
document_shape *shape_new(pochtar_source *source, const pochtar_type *type, const char *path);
void shape_free(document_shape *shape);
/* The field's number; a name that is new is added. -1: no memory. */
int shape_field_number(document_shape *shape, const char *name, size_t length, int expected);
document_shape *shape_child(document_shape *shape, int field);
void shape_reset(document_shape *shape);

/* A source reference: a userdata with the id, the type and the name as user values. */
typedef struct {
    int tag;
    bool empty;
} document_reference;

enum { REFERENCE_ID = 1, REFERENCE_TYPE, REFERENCE_NAME };

/* Takes id, type and name from the top of the stack (type and name may be nil) and pushes the reference. */
void reference_push(lua_State *L);
/* Reads a GUID in any spelling of 1С into 36 bytes of lower case; false when it is not one. */
bool reference_normalize(const char *text, size_t length, char *guid);
bool reference_is_empty(const char *text, size_t length);

typedef struct {
    int tag;
    int count;
    document_shape *shape;
} document_object;

/* Pushes the object that the text holds, and what is needed to read it strictly. */
void document_read(lua_State *L, pochtar_source *source, pochtar_text id, pochtar_text name, pochtar_text data);
/* From now on the request's needs can be read through references. */
void needs_start(lua_State *L, const pochtar_map_request *request);
int needs_read_field(lua_State *L);
/* Pushes, for a shape, the metatable of its objects. */
void document_push_metatable(lua_State *L, document_shape *shape);
/* Whether a text is what 1С writes for «не заполнено». */
bool document_is_blank(const char *text, size_t length);
void references_open(lua_State *L);
void document_free_sources(pochtar_vm *vm);
void document_open(lua_State *L);

#endif
