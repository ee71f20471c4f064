// Products of bytes on processors whose instructions add them up in 32 bits at once: AVX-512 VNNI, which multiplies 16
// columns of 4 weights by 4 inputs, and AMX, which does so for 16 rows and 64 weights. Both read the same order of
// weights: blocks of COLUMNS columns, in each the first GROUP weights of every column, then the next GROUP …; what is
// missing in the last block is zero.
#include "LanguageKernels.h"

#include <stddef.h>
#include <string.h>

#if defined(__x86_64__) && defined(__linux__)
#include <cpuid.h>
#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    COLUMNS = 16,
    GROUP = 4,
    TILE_ROWS = 6,
    TILE_BLOCKS = 4,
    /// Rows, and bytes of a row, of AMX's tiles.
    AMX_ROWS = 16,
    AMX_BYTES = 64,
};

static long packed_size(long inner, long columns) {
    return inner % GROUP == 0 ? (columns + COLUMNS - 1) / COLUMNS * COLUMNS * inner : 0;
}

static void pack(const int8_t *weights, long inner, long columns, void *packed) {
    int8_t *target = packed;
    memset(packed, 0, (size_t)packed_size(inner, columns));
    for (long column = 0; column < columns; column++) {
        int8_t *block = target + column / COLUMNS * COLUMNS * inner + column % COLUMNS * GROUP;
        for (long k = 0; k < inner; k += GROUP) memcpy(block + k * COLUMNS, weights + column * inner + k, GROUP);
    }
}

/// `rows` rows of A times `blocks` blocks of columns, of which C has `width`.
__attribute__((target("avx512f,avx512vnni"), always_inline)) static inline void tile(
    const uint8_t *a, const int8_t *weights, long inner, int rows, int blocks, int32_t *c, long columns, long width) {
    __m512i sums[TILE_ROWS][TILE_BLOCKS];
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < blocks; j++) sums[i][j] = _mm512_setzero_si512();
    for (long k = 0; k < inner; k += GROUP) {
        __m512i group[TILE_BLOCKS];
        for (int j = 0; j < blocks; j++) group[j] = _mm512_loadu_si512(weights + (j * inner + k) * COLUMNS);
        for (int i = 0; i < rows; i++) {
            int32_t inputs;
            memcpy(&inputs, a + i * inner + k, GROUP);
            __m512i values = _mm512_set1_epi32(inputs);
            for (int j = 0; j < blocks; j++) sums[i][j] = _mm512_dpbusd_epi32(sums[i][j], values, group[j]);
        }
    }
    for (int j = 0; j < blocks; j++, width -= COLUMNS) {
        __mmask16 mask = width >= COLUMNS ? 0xFFFF : (__mmask16)((1u << width) - 1);
        for (int i = 0; i < rows; i++) _mm512_mask_storeu_epi32(c + i * columns + j * COLUMNS, mask, sums[i][j]);
    }
}

/// All rows of A times `blocks` blocks of columns.
__attribute__((target("avx512f,avx512vnni"), always_inline)) static inline void strip(
    const uint8_t *a, const int8_t *weights, long rows, long inner, int blocks, int32_t *c, long columns, long width) {
    long row = 0;
    for (; row + TILE_ROWS <= rows; row += TILE_ROWS)
        tile(a + row * inner, weights, inner, TILE_ROWS, blocks, c + row * columns, columns, width);
    for (; row + 2 <= rows; row += 2) tile(a + row * inner, weights, inner, 2, blocks, c + row * columns, columns, width);
    if (row < rows) tile(a + row * inner, weights, inner, 1, blocks, c + row * columns, columns, width);
}

__attribute__((target("avx512f,avx512vnni"))) static void multiply_vnni(
    const uint8_t *a, const void *packed, long rows, long inner, long columns, int32_t *c) {
    const int8_t *weights = packed;
    long column = 0;
    for (; column + (TILE_BLOCKS - 1) * COLUMNS < columns; column += TILE_BLOCKS * COLUMNS)
        strip(a, weights + column * inner, rows, inner, TILE_BLOCKS, c + column, columns, columns - column);
    for (; column < columns; column += COLUMNS)
        strip(a, weights + column * inner, rows, inner, 1, c + column, columns, columns - column);
}

/// The shapes of AMX's eight tiles (Intel, Software Developer's Manual, LDTILECFG).
struct shapes {
    uint8_t palette;
    uint8_t start_row;
    uint8_t reserved[14];
    uint16_t row_bytes[16];
    uint8_t rows[16];
};

// Tiles are numbered where an instruction is compiled: sums of two times two blocks, two blocks of rows, two of columns.
#define UPPER_LEFT 0
#define UPPER_RIGHT 1
#define LOWER_LEFT 2
#define LOWER_RIGHT 3
#define UPPER_ROWS 4
#define LOWER_ROWS 5
#define LEFT_COLUMNS 6
#define RIGHT_COLUMNS 7

#define AMX __attribute__((target("amx-tile,amx-int8")))

/// Shapes for blocks of `upper` and `lower` rows, at most AMX_ROWS each.
AMX static void shape(long upper, long lower) {
    struct shapes shapes = {.palette = 1};
    for (int tile = 0; tile < 8; tile++) shapes.row_bytes[tile] = AMX_BYTES;
    shapes.rows[UPPER_LEFT] = shapes.rows[UPPER_RIGHT] = shapes.rows[UPPER_ROWS] = (uint8_t)upper;
    shapes.rows[LOWER_LEFT] = shapes.rows[LOWER_RIGHT] = shapes.rows[LOWER_ROWS] = (uint8_t)lower;
    shapes.rows[LEFT_COLUMNS] = shapes.rows[RIGHT_COLUMNS] = AMX_BYTES / GROUP;
    _tile_loadconfig(&shapes);
}

/// Writes a tile of `rows` sums to C, of which `width` columns are left.
#define STORE_SUMS(number, target, rows, width)                                                            \
    do {                                                                                                   \
        if ((width) >= COLUMNS) {                                                                          \
            _tile_stored(number, target, (size_t)columns * sizeof(int32_t));                               \
        } else if ((width) > 0) {                                                                          \
            int32_t sums[AMX_ROWS][COLUMNS];                                                               \
            _tile_stored(number, sums, sizeof(sums[0]));                                                   \
            for (long i = 0; i < (rows); i++)                                                              \
                memcpy((target) + i * columns, sums[i], (size_t)(width) * sizeof(int32_t));                \
        }                                                                                                  \
    } while (0)

/// `upper` and then `lower` rows of A times all columns, two blocks at a time.
AMX static void multiply_rows(
    const uint8_t *a, const int8_t *weights, long upper, long lower, long inner, long columns, int32_t *c) {
    const uint8_t *below = a + upper * inner;
    const long block = inner * COLUMNS;
    const size_t row_bytes = AMX_BYTES;
    for (long column = 0; column < columns; column += 2 * COLUMNS, weights += 2 * block, c += 2 * COLUMNS) {
        long width = columns - column;
        const int8_t *right = width > COLUMNS ? weights + block : weights;
        _tile_zero(UPPER_LEFT);
        _tile_zero(UPPER_RIGHT);
        if (lower > 0) {
            _tile_zero(LOWER_LEFT);
            _tile_zero(LOWER_RIGHT);
        }
        for (long k = 0; k < inner; k += AMX_BYTES) {
            _tile_loadd(LEFT_COLUMNS, weights + k * COLUMNS, row_bytes);
            _tile_loadd(RIGHT_COLUMNS, right + k * COLUMNS, row_bytes);
            _tile_loadd(UPPER_ROWS, a + k, (size_t)inner);
            _tile_dpbusd(UPPER_LEFT, UPPER_ROWS, LEFT_COLUMNS);
            _tile_dpbusd(UPPER_RIGHT, UPPER_ROWS, RIGHT_COLUMNS);
            if (lower > 0) {
                _tile_loadd(LOWER_ROWS, below + k, (size_t)inner);
                _tile_dpbusd(LOWER_LEFT, LOWER_ROWS, LEFT_COLUMNS);
                _tile_dpbusd(LOWER_RIGHT, LOWER_ROWS, RIGHT_COLUMNS);
            }
        }
        STORE_SUMS(UPPER_LEFT, c, upper, width);
        STORE_SUMS(UPPER_RIGHT, c + COLUMNS, upper, width - COLUMNS);
        if (lower > 0) {
            STORE_SUMS(LOWER_LEFT, c + upper * columns, lower, width);
            STORE_SUMS(LOWER_RIGHT, c + upper * columns + COLUMNS, lower, width - COLUMNS);
        }
    }
}

AMX static void multiply_amx(
    const uint8_t *a, const void *packed, long rows, long inner, long columns, int32_t *c) {
    if (inner % AMX_BYTES != 0) {
        multiply_vnni(a, packed, rows, inner, columns, c);
        return;
    }
    for (long row = 0; row < rows; row += 2 * AMX_ROWS) {
        long left = rows - row;
        long upper = left < AMX_ROWS ? left : AMX_ROWS;
        long lower = left - upper < AMX_ROWS ? left - upper : AMX_ROWS;
        if (row == 0 || lower < AMX_ROWS) shape(upper, lower > 0 ? lower : AMX_ROWS);
        multiply_rows(a + row * inner, packed, upper, lower, inner, columns, c + row * columns);
    }
    _tile_release();
}

const struct clew_integer_product *clew_integer_product_vnni(void) {
    static const struct clew_integer_product product = {packed_size, pack, multiply_vnni};
    unsigned a, b, c, d;
    if (!__builtin_cpu_supports("avx512f") || !__get_cpuid_count(7, 0, &a, &b, &c, &d)) return NULL;
    return c & bit_AVX512VNNI ? &product : NULL;
}

const struct clew_integer_product *clew_integer_product_amx(void) {
    static const struct clew_integer_product product = {packed_size, pack, multiply_amx};
    const int request_permission = 0x1023, tile_data = 18;
    unsigned a, b, c, d;
    if (!clew_integer_product_vnni() || !__get_cpuid_count(7, 0, &a, &b, &c, &d)) return NULL;
    if (!(d & bit_AMXTILE) || !(d & bit_AMXINT8)) return NULL;
    // Linux saves these registers only for a process that asked for them; it refuses where a thread's stack for signals is
    // too small to hold them.
    return syscall(SYS_arch_prctl, request_permission, tile_data) == 0 ? &product : NULL;
}

#else

const struct clew_integer_product *clew_integer_product_vnni(void) { return NULL; }
const struct clew_integer_product *clew_integer_product_amx(void) { return NULL; }

#endif

const struct clew_integer_product *clew_integer_product_fastest(void) {
    const struct clew_integer_product *product = clew_integer_product_amx();
    if (!product) product = clew_integer_product_vnni();
#if defined(__x86_64__)
    if (!product && __builtin_cpu_supports("avx512bw")) return NULL;
#endif
    return product ? product : clew_integer_product_avx2();
}
