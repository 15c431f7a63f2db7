#include <string.h>

#include "json.h"

static const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;

/* Whether none of eight bytes is a quote, a backslash, a control character or beyond ASCII. */
static bool is_plain(uint64_t word) {
    uint64_t quotes = word ^ ones * '"', backslashes = word ^ ones * '\\', controls = (word - ones * 0x20) & ~word;
    return !((word | controls | ((quotes - ones) & ~quotes) | ((backslashes - ones) & ~backslashes)) & tops);
}

/* Whether eight bytes are four letters whose UTF-8 begins with D0 or D1: all of the Russian ones, and all valid. */
static bool is_russian(uint64_t word) { return (word & 0xC0FEC0FEC0FEC0FEu) == 0x80D080D080D080D0u; }

size_t json_plain_run(const char *bytes, size_t length) {
    size_t run = 0;
    for (; length - run >= 8; run += 8) {
        uint64_t word;
        memcpy(&word, bytes + run, 8);
        if (!is_plain(word) && !is_russian(word)) break;
    }
    return run;
}

size_t json_letter(const char *bytes, size_t length) {
    const unsigned char *p = (const unsigned char *)bytes;
    size_t extra = *p >= 0xF0 ? 3 : *p >= 0xE0 ? 2 : 1;
    if (*p < 0xC2 || *p > 0xF4 || length <= extra) return 0;
    if ((*p == 0xE0 && p[1] < 0xA0) || (*p == 0xED && p[1] > 0x9F) || (*p == 0xF0 && p[1] < 0x90)
        || (*p == 0xF4 && p[1] > 0x8F))
        return 0;
    for (size_t i = 1; i <= extra; i++) {
        if ((p[i] & 0xC0) != 0x80) return 0;
    }
    return extra + 1;
}
