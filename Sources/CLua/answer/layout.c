#include "answer.h"

bool answer_layout_fits(const answer_layout *layout, const vm_key *keys, size_t count) {
    if (count == 0 || (size_t)layout->count != count) return false;
    for (size_t i = 0; i < count; i++) {
        if (layout->names[i] != keys[i].name) return false;
    }
    return true;
}

void answer_layout_begin(answer_layout *layout, const vm_key *keys, size_t count) {
    if (!layout) return;
    layout->count = 0;
    for (size_t i = 0; i < count && i < LAYOUT_LIMIT; i++) layout->names[i] = keys[i].name;
}

void answer_layout_add(answer_layout *layout, int key, const type_field *field, size_t start, size_t end) {
    if (!layout || layout->count == LAYOUT_LIMIT) return;
    layout->columns[layout->count++] = (answer_column){key, field, start, end - start};
}
