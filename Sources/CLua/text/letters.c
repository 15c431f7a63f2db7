#include "text.h"

unsigned text_next(const char **at, const char *end) {
    const unsigned char *p = (const unsigned char *)*at;
    int size = *p < 0x80 ? 1 : *p < 0xC2 ? 1 : *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : 4;
    if (size == 1 || end - *at < size) {
        (*at)++;
        return *p;
    }
    unsigned point = *p & (0xFFu >> (size + 1));
    for (int i = 1; i < size; i++) {
        if ((p[i] & 0xC0) != 0x80) {
            (*at)++;
            return *p;
        }
        point = point << 6 | (p[i] & 63);
    }
    *at += size;
    return point;
}

size_t text_put(unsigned point, char *bytes) {
    if (point < 0x80) {
        bytes[0] = (char)point;
        return 1;
    }
    size_t count = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (size_t i = count - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (point & 63));
        point >>= 6;
    }
    bytes[0] = (char)((0xF00u >> count & 0xFF) | point);
    return count;
}

/* Blocks where an even capital stands before its odd small letter. */
static bool paired(unsigned point) {
    return (point >= 0x460 && point <= 0x481) || (point >= 0x48A && point <= 0x4BF)
        || (point >= 0x4D0 && point <= 0x52F) || (point >= 0x100 && point <= 0x12F);
}

unsigned text_lower(unsigned point) {
    if (point < 0x80) return point >= 'A' && point <= 'Z' ? point + 32 : point;
    if (point >= 0x410 && point <= 0x42F) return point + 32;
    if (point >= 0x400 && point <= 0x40F) return point + 80;
    if (point >= 0xC0 && point <= 0xDE && point != 0xD7) return point + 32;
    if (paired(point)) return point | 1;
    return point;
}

unsigned text_upper(unsigned point) {
    if (point < 0x80) return point >= 'a' && point <= 'z' ? point - 32 : point;
    if (point >= 0x430 && point <= 0x44F) return point - 32;
    if (point >= 0x450 && point <= 0x45F) return point - 80;
    if (point >= 0xE0 && point <= 0xFE && point != 0xF7) return point - 32;
    if (paired(point)) return point & ~1u;
    return point;
}

bool text_is_space(unsigned point) {
    return point == ' ' || (point >= 9 && point <= 13) || point == 0xA0 || (point >= 0x2000 && point <= 0x200B)
        || point == 0x2028 || point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x3000
        || point == 0xFEFF;
}
