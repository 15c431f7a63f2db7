#include "decimal.h"

typedef struct {
    const char *next, *end;
} scanner;

static bool is_digit(char character) { return character >= '0' && character <= '9'; }

static bool take(scanner *s, char character) {
    if (s->next >= s->end || *s->next != character) return false;
    s->next++;
    return true;
}

/* Reads digits into the coefficient; counts those that carry weight. */
static enum decimal_parse digits(scanner *s, decimal *number, int *count) {
    *count = 0;
    while (s->next < s->end && is_digit(*s->next)) {
        decimal_int limit = (decimal_int)1e17;
        limit *= limit;
        if (number->coefficient >= limit * 1000) return DECIMAL_TOO_LONG;
        number->coefficient = number->coefficient * 10 + (*s->next++ - '0');
        (*count)++;
    }
    return DECIMAL_OK;
}

static enum decimal_parse exponent(scanner *s, decimal *number, long scale) {
    long value = 0;
    if (take(s, 'e') || take(s, 'E')) {
        bool negative = take(s, '-');
        if (!negative) take(s, '+');
        if (s->next >= s->end || !is_digit(*s->next)) return DECIMAL_MALFORMED;
        while (s->next < s->end && is_digit(*s->next)) {
            if (value < 100000) value = value * 10 + (*s->next - '0');
            s->next++;
        }
        if (negative) value = -value;
    }
    if (s->next != s->end) return DECIMAL_MALFORMED;
    scale -= value;
    if (number->coefficient == 0) scale = 0;
    while (scale > DECIMAL_DIGITS && number->coefficient % 10 == 0) {
        number->coefficient /= 10;
        scale--;
    }
    for (; scale < 0; scale++) {
        decimal_int limit = (decimal_int)1e18;
        limit *= limit;
        if (number->coefficient >= limit * 10) return DECIMAL_TOO_LONG;
        number->coefficient *= 10;
    }
    if (scale > DECIMAL_DIGITS) return DECIMAL_TOO_LONG;
    number->scale = (int)scale;
    return DECIMAL_OK;
}

enum decimal_parse decimal_read(const char *text, size_t length, decimal *number) {
    scanner s = {text, text + length};
    *number = (decimal){0, 0};
    bool negative = take(&s, '-');
    const char *first = s.next;
    int whole = 0, fraction = 0;
    enum decimal_parse status = digits(&s, number, &whole);
    if (status != DECIMAL_OK) return status;
    if (whole == 0 || (whole > 1 && *first == '0')) return DECIMAL_MALFORMED;
    if (take(&s, '.')) {
        status = digits(&s, number, &fraction);
        if (status != DECIMAL_OK) return status;
        if (fraction == 0) return DECIMAL_MALFORMED;
    }
    status = exponent(&s, number, fraction);
    if (negative) number->coefficient = -number->coefficient;
    return status;
}

size_t decimal_write(decimal a, char *text) {
    char reversed[DECIMAL_TEXT];
    int count = 0;
    unsigned __int128 rest = a.coefficient < 0 ? -(unsigned __int128)a.coefficient : (unsigned __int128)a.coefficient;
    while (rest > UINT64_MAX) {
        reversed[count++] = (char)('0' + (int)(rest % 10));
        rest /= 10;
    }
    for (uint64_t small = (uint64_t)rest; small > 0 || count <= a.scale; small /= 10)
        reversed[count++] = (char)('0' + (int)(small % 10));
    size_t length = 0;
    if (a.coefficient < 0) text[length++] = '-';
    for (int i = count - 1; i >= 0; i--) {
        text[length++] = reversed[i];
        if (i == a.scale && a.scale > 0) text[length++] = '.';
    }
    return length;
}
