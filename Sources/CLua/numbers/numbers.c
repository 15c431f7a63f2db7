#include "numbers.h"

#include <string.h>

typedef struct {
    int tag;
    int scale;
    int64_t high;
    uint64_t low;
} boxed;

static decimal unbox(const void *userdata) {
    const boxed *box = userdata;
    return (decimal){(decimal_int)((unsigned __int128)box->high << 64 | box->low), box->scale};
}

void number_push(lua_State *L, decimal value, bool computed) {
    int64_t integer;
    if (decimal_is_int64(value, &integer)) {
        lua_pushinteger(L, integer);
        return;
    }
    if (computed) value = decimal_trim(value);
    boxed *box = lua_newuserdatauv(L, sizeof *box, 0);
    box->tag = VM_DECIMAL;
    box->scale = value.scale;
    box->high = (int64_t)(value.coefficient >> 64);
    box->low = (uint64_t)value.coefficient;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &vm_decimal_key);
    lua_setmetatable(L, -2);
}

bool number_push_text(lua_State *L, const char *text, size_t length) {
    decimal value;
    switch (decimal_read(text, length, &value)) {
    case DECIMAL_OK: number_push(L, value, false); return true;
    case DECIMAL_MALFORMED: return false;
    case DECIMAL_TOO_LONG: vm_breach(L, vm_limit_digits);
    }
    return false;
}

bool number_at(lua_State *L, int index, decimal *value) {
    if (lua_isinteger(L, index)) {
        *value = (decimal){lua_tointeger(L, index), 0};
        return true;
    }
    if (vm_tag(L, index) != VM_DECIMAL) return false;
    *value = unbox(lua_touserdata(L, index));
    return true;
}

decimal number_check(lua_State *L, int index) {
    decimal value = {0, 0};
    if (number_at(L, index, &value)) return value;
    if (lua_type(L, index) == LUA_TSTRING)
        luaL_error(L, "строка \"%s\" вместо числа: напишите dec(…)", lua_tostring(L, index));
    if (lua_type(L, index) == LUA_TNUMBER)
        luaL_error(L, "неточное число %f: напишите его как dec \"…\", делите через div(a, b, знаков)",
            lua_tonumber(L, index));
    luaL_error(L, "нужно число, а здесь %s", luaL_typename(L, index));
    return value;
}

static int push_exact(lua_State *L, bool exact, decimal value) {
    if (!exact) return luaL_error(L, "в числе больше %d знаков", DECIMAL_DIGITS);
    number_push(L, value, true);
    return 1;
}

static int add(lua_State *L) {
    decimal sum;
    return push_exact(L, decimal_add(number_check(L, 1), number_check(L, 2), &sum), sum);
}

static int subtract(lua_State *L) {
    decimal sum, b = number_check(L, 2);
    b.coefficient = -b.coefficient;
    return push_exact(L, decimal_add(number_check(L, 1), b, &sum), sum);
}

static int multiply(lua_State *L) {
    decimal product;
    return push_exact(L, decimal_multiply(number_check(L, 1), number_check(L, 2), &product), product);
}

static decimal divisor(lua_State *L) {
    decimal b = number_check(L, 2);
    if (b.coefficient == 0) luaL_error(L, "деление на ноль");
    return b;
}

static int floor_divide(lua_State *L) {
    decimal quotient, b = divisor(L);
    return push_exact(L, decimal_floor_divide(number_check(L, 1), b, &quotient), quotient);
}

static int remainder_of(lua_State *L) {
    decimal rest, b = divisor(L);
    return push_exact(L, decimal_remainder(number_check(L, 1), b, &rest), rest);
}

static int negate(lua_State *L) {
    decimal a = number_check(L, 1);
    a.coefficient = -a.coefficient;
    number_push(L, a, true);
    return 1;
}

static int less(lua_State *L) {
    lua_pushboolean(L, decimal_compare(number_check(L, 1), number_check(L, 2)) < 0);
    return 1;
}

static int less_or_equal(lua_State *L) {
    lua_pushboolean(L, decimal_compare(number_check(L, 1), number_check(L, 2)) <= 0);
    return 1;
}

static int equal(lua_State *L) {
    decimal a, b;
    lua_pushboolean(L, number_at(L, 1, &a) && number_at(L, 2, &b) && decimal_compare(a, b) == 0);
    return 1;
}

static int to_text(lua_State *L) {
    char text[DECIMAL_TEXT];
    lua_pushlstring(L, text, decimal_write(number_check(L, 1), text));
    return 1;
}

static int concatenate(lua_State *L) {
    for (int i = 1; i <= 2; i++) {
        if (!lua_isstring(L, i) && vm_tag(L, i) != VM_DECIMAL)
            return luaL_error(L, "к строке нельзя приклеить %s", luaL_typename(L, i));
    }
    luaL_tolstring(L, 1, NULL);
    luaL_tolstring(L, 2, NULL);
    lua_concat(L, 2);
    return 1;
}

static int refuse(lua_State *L) {
    return luaL_error(L, "делите через div(a, b, знаков): дробь должна знать, сколько у неё знаков");
}

static int no_fields(lua_State *L) { return luaL_error(L, "у числа нет поля «%s»", luaL_tolstring(L, 2, NULL)); }

void number_open(lua_State *L) {
    static const luaL_Reg metamethods[] = {
        {"__add", add}, {"__sub", subtract}, {"__mul", multiply}, {"__idiv", floor_divide},
        {"__mod", remainder_of}, {"__unm", negate}, {"__lt", less}, {"__le", less_or_equal}, {"__eq", equal},
        {"__tostring", to_text}, {"__concat", concatenate}, {"__div", refuse}, {"__pow", refuse},
        {"__index", no_fields}, {NULL, NULL},
    };
    luaL_newlib(L, metamethods);
    vm_protect(L, "decimal");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &vm_decimal_key);
}
