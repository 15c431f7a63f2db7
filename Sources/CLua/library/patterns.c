#define _GNU_SOURCE
#include <string.h>

#include "guards.h"

/* What a pattern may cost at worst, from its shape: Lua's matcher has no memory and its search has no instructions. */
typedef struct {
    int repeats;
    int options;
    int scans;
    bool anchored;
    const char *literal;
    size_t literal_length;
} pattern_shape;

static size_t skip_set(const char *p, size_t i, size_t length) {
    i++;
    if (i < length && p[i] == '^') i++;
    do {
        if (i >= length) return length;
        if (p[i++] == '%' && i < length) i++;
    } while (i < length && p[i] != ']');
    return i < length ? i + 1 : length;
}

/* Steps over one item without its suffix. */
static size_t skip_item(const char *p, size_t i, size_t length, pattern_shape *shape) {
    if (p[i] == '[') return skip_set(p, i, length);
    if (p[i] != '%' || i + 1 >= length) return i + 1;
    char kind = p[i + 1];
    if (kind == 'b') {
        shape->scans++;
        return i + 4 < length ? i + 4 : length;
    }
    if (kind == 'f') return i + 2 < length && p[i + 2] == '[' ? skip_set(p, i + 2, length) : i + 2;
    if (kind >= '0' && kind <= '9') shape->scans++;
    return i + 2;
}

static pattern_shape read_shape(const char *p, size_t length) {
    pattern_shape shape = {0};
    size_t i = length > 0 && p[0] == '^' ? 1 : 0;
    shape.anchored = i == 1;
    shape.literal = p + i;
    bool literal = true;
    while (i < length) {
        bool plain = !strchr("^$*+?.([%-)", p[i]) && p[i] != ']';
        size_t next = p[i] == '(' || p[i] == ')' ? i + 1 : skip_item(p, i, length, &shape);
        char suffix = next < length ? p[next] : 0;
        bool repeats = suffix == '*' || suffix == '+' || suffix == '-';
        if (repeats) shape.repeats++;
        if (suffix == '?') shape.options++;
        literal = literal && plain && !repeats && suffix != '?';
        if (literal) shape.literal_length = next - (size_t)(shape.literal - p);
        i = repeats || suffix == '?' ? next + 1 : next;
    }
    return shape;
}

static double occurrences(const char *subject, size_t length, const pattern_shape *shape) {
    double count = 0;
    const char *end = subject + length;
    while (subject < end) {
        const char *found = memmem(subject, (size_t)(end - subject), shape->literal, shape->literal_length);
        if (!found) break;
        count++;
        subject = found + 1;
    }
    return count;
}

void patterns_check(lua_State *L, const char *pattern, size_t pattern_length, const char *subject, size_t length) {
    vm_check_text(L, length);
    if (pattern_length > 1024) vm_breach(L, vm_limit_pattern);
    pattern_shape shape = read_shape(pattern, pattern_length);
    double n = (double)length + 1, cost = 1;
    bool everywhere = !shape.anchored && shape.literal_length == 0;
    if (!shape.anchored && !everywhere) cost = occurrences(subject, length, &shape) + 1;
    /* Places for the start and for each repetition, in order: n^k / k!. */
    for (int i = 1; i <= shape.repeats + everywhere; i++) cost *= (n + i - 1) / i;
    for (int i = 0; i < shape.options; i++) cost *= 2;
    if (shape.scans > 0) cost *= n;
    if (cost > VM_PATTERN_LIMIT) vm_breach(L, vm_limit_pattern);
    vm_charge(L, (int64_t)(length / 16));
}

void patterns_check_plain(lua_State *L, size_t wanted, size_t length) {
    vm_check_text(L, length);
    if ((double)wanted * (double)length > VM_PATTERN_LIMIT * 5) vm_breach(L, vm_limit_pattern);
    vm_charge(L, (int64_t)(length / 16));
}
