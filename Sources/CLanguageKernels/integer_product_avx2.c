// An AVX2 product of bytes takes a multiplication that makes pairs of 16 bits, one that makes 32 bits of them, and an
// addition; the middle one is there only so that nothing overflows. Here pairs are added up in 16 bits, which wrap, over
// CHUNK inputs at a time. What wraps is harmless where the sum that remains at the end is known to fit: by the
// inequality of Cauchy and Schwarz it is at most the product of the lengths of the two vectors, inputs counted from
// their zero point of 128. Weights' lengths are known when they are packed, inputs' are taken once for all columns.
// Where the bound does not hold, the chunk is summed up in 32 bits. Either way the sums are exact.
#include "LanguageKernels.h"

#include <stddef.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

enum {
    COLUMNS = 16,
    CHUNK = 64,
    GROUP = 4,
    TILE_ROWS = 4,
    BLOCK_ROWS = 64,
    CHUNKS_MAX = 64,
};
static const uint64_t LARGEST_SQUARE = 32767ull * 32767ull;

/// CHUNK weights of COLUMNS rows.
struct chunk {
    /// Of each row: 128 times the sum of its weights, which inputs' zero point adds.
    int32_t zero_points[COLUMNS];
    /// The same of each row's even and odd pairs, negative and wrapped to 16 bits: where their sums start.
    int16_t starts[2 * COLUMNS];
    /// The largest sum of squares of a row's even or odd pairs of weights.
    uint64_t square;
    uint64_t unused[7];
    /// The first GROUP weights of each row, then the next GROUP of each …
    int8_t weights[CHUNK * COLUMNS];
};

static long chunk_count(long inner) { return (inner + CHUNK - 1) / CHUNK; }

static long packed_size(long inner, long columns) {
    if (inner % GROUP != 0 || chunk_count(inner) > CHUNKS_MAX) return 0;
    return (columns + COLUMNS - 1) / COLUMNS * chunk_count(inner) * (long)sizeof(struct chunk);
}

static void pack_row(struct chunk *chunk, const int8_t *weights, long count, int column) {
    int64_t squares[2] = {0};
    int sums[2] = {0};
    for (long k = 0; k < count; k++) {
        int weight = weights[k];
        int half = k % GROUP / 2;
        chunk->weights[(k / GROUP * COLUMNS + column) * GROUP + k % GROUP] = (int8_t)weight;
        squares[half] += weight * weight;
        sums[half] += weight;
    }
    chunk->zero_points[column] = 128 * (sums[0] + sums[1]);
    for (int half = 0; half < 2; half++) {
        chunk->starts[2 * column + half] = (int16_t)(uint16_t)(-128 * sums[half]);
        if ((uint64_t)squares[half] > chunk->square) chunk->square = (uint64_t)squares[half];
    }
}

static void pack(const int8_t *weights, long inner, long columns, void *packed) {
    struct chunk *chunk = packed;
    memset(packed, 0, (size_t)packed_size(inner, columns));
    for (long first = 0; first < columns; first += COLUMNS)
        for (long k = 0; k < inner; k += CHUNK, chunk++)
            for (int column = 0; column < COLUMNS && first + column < columns; column++)
                pack_row(
                    chunk, weights + (first + column) * inner + k, inner - k < CHUNK ? inner - k : CHUNK, column);
}

#define INLINE __attribute__((target("avx2"), always_inline)) static inline

/// Adds a chunk's products up in 32 bits.
INLINE void add_in_32_bits(
    const uint8_t *a, const struct chunk *chunk, long inner, long count, int rows, __m256i sums[TILE_ROWS][2]) {
    const __m256i ones = _mm256_set1_epi16(1);
    const __m256i *weights = (const __m256i *)chunk->weights;
    __m256i wide[TILE_ROWS][2];
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < 2; j++) wide[i][j] = sums[i][j];
    for (long k = 0; k < count; k += GROUP, weights += 2)
        for (int i = 0; i < rows; i++) {
            __m256i values = _mm256_castps_si256(_mm256_broadcast_ss((const float *)(a + i * inner + k)));
            for (int j = 0; j < 2; j++) {
                __m256i pairs = _mm256_maddubs_epi16(values, weights[j]);
                wide[i][j] = _mm256_add_epi32(wide[i][j], _mm256_madd_epi16(pairs, ones));
            }
        }
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < 2; j++) sums[i][j] = wide[i][j];
}

/// Not inlined: it is rare, and would take registers from the other.
__attribute__((target("avx2"), noinline)) static void add_wide(
    const uint8_t *a, const struct chunk *chunk, long inner, long count, int rows, __m256i sums[TILE_ROWS][2]) {
    switch (rows) {
        case 1: add_in_32_bits(a, chunk, inner, count, 1, sums); break;
        case 2: add_in_32_bits(a, chunk, inner, count, 2, sums); break;
        case 3: add_in_32_bits(a, chunk, inner, count, 3, sums); break;
        default: add_in_32_bits(a, chunk, inner, count, TILE_ROWS, sums); break;
    }
}

/// The same in 16 bits, for chunks whose sums fit them.
INLINE void add_narrow(
    const uint8_t *a, const struct chunk *chunk, long inner, long count, int rows, __m256i sums[TILE_ROWS][2]) {
    const __m256i ones = _mm256_set1_epi16(1);
    const __m256i *weights = (const __m256i *)chunk->weights;
    const __m256i *starts = (const __m256i *)chunk->starts;
    const __m256i *zero_points = (const __m256i *)chunk->zero_points;
    __m256i narrow[TILE_ROWS][2];
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < 2; j++) narrow[i][j] = starts[j];
#pragma clang loop unroll_count(2)
    for (long k = 0; k < count; k += GROUP, weights += 2)
        for (int i = 0; i < rows; i++) {
            __m256i values = _mm256_castps_si256(_mm256_broadcast_ss((const float *)(a + i * inner + k)));
            for (int j = 0; j < 2; j++)
                narrow[i][j] = _mm256_add_epi16(narrow[i][j], _mm256_maddubs_epi16(values, weights[j]));
        }
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < 2; j++) {
            __m256i sum = _mm256_add_epi32(_mm256_madd_epi16(narrow[i][j], ones), zero_points[j]);
            sums[i][j] = _mm256_add_epi32(sums[i][j], sum);
        }
}

/// `rows` rows of A (at most TILE_ROWS) times one block of columns, of which C has `width`; `squares` are those rows'.
INLINE void tile(
    const uint8_t *a, const struct chunk *chunk, long inner, int rows, const uint64_t *squares, int32_t *c,
    long columns, long width) {
    __m256i sums[TILE_ROWS][2];
    for (int i = 0; i < rows; i++) sums[i][0] = sums[i][1] = _mm256_setzero_si256();
    for (long k = 0; k < inner; k += CHUNK, chunk++, squares++) {
        long count = inner - k < CHUNK ? inner - k : CHUNK;
        if (*squares * chunk->square <= LARGEST_SQUARE)
            add_narrow(a + k, chunk, inner, count, rows, sums);
        else
            add_wide(a + k, chunk, inner, count, rows, sums);
    }
    for (int i = 0; i < rows; i++, c += columns) {
        if (width >= COLUMNS) {
            _mm256_storeu_si256((__m256i *)c, sums[i][0]);
            _mm256_storeu_si256((__m256i *)(c + 8), sums[i][1]);
        } else {
            memcpy(c, sums[i], (size_t)width * sizeof(int32_t));
        }
    }
}

/// The largest sum of squares of even or odd pairs of inputs among `rows` rows, for each chunk.
INLINE void measure(const uint8_t *a, long inner, int rows, uint64_t *squares) {
    const __m128i zero_point = _mm_set1_epi8((char)0x80);
    for (long k = 0; k < inner; k += CHUNK, squares++) {
        long end = inner - k < CHUNK ? inner : k + CHUNK;
        *squares = 0;
        for (int i = 0; i < rows; i++) {
            __m128i sum = _mm_setzero_si128();
            for (long at = k; at < end; at += GROUP) {
                int32_t bytes;
                memcpy(&bytes, a + i * inner + at, GROUP);
                __m128i values = _mm_cvtepi8_epi16(_mm_xor_si128(_mm_cvtsi32_si128(bytes), zero_point));
                sum = _mm_add_epi32(sum, _mm_madd_epi16(values, values));
            }
            uint64_t even = (uint32_t)_mm_extract_epi32(sum, 0);
            uint64_t odd = (uint32_t)_mm_extract_epi32(sum, 1);
            if (even > *squares) *squares = even;
            if (odd > *squares) *squares = odd;
        }
    }
}

/// At most BLOCK_ROWS rows.
__attribute__((target("avx2"))) static void multiply_block(
    const uint8_t *a, const struct chunk *chunk, long rows, long inner, long columns, int32_t *c) {
    uint64_t squares[BLOCK_ROWS / TILE_ROWS][CHUNKS_MAX];
    const long chunks = chunk_count(inner);
    for (long row = 0; row < rows; row += TILE_ROWS) {
        int count = rows - row < TILE_ROWS ? (int)(rows - row) : TILE_ROWS;
        measure(a + row * inner, inner, count, squares[row / TILE_ROWS]);
    }
    for (long column = 0; column < columns; column += COLUMNS, chunk += chunks)
        for (long row = 0; row < rows; row += TILE_ROWS) {
            const uint8_t *from = a + row * inner;
            int32_t *to = c + row * columns + column;
            const uint64_t *square = squares[row / TILE_ROWS];
            switch (rows - row) {
                case 1: tile(from, chunk, inner, 1, square, to, columns, columns - column); break;
                case 2: tile(from, chunk, inner, 2, square, to, columns, columns - column); break;
                case 3: tile(from, chunk, inner, 3, square, to, columns, columns - column); break;
                default: tile(from, chunk, inner, TILE_ROWS, square, to, columns, columns - column); break;
            }
        }
}

static void multiply(const uint8_t *a, const void *packed, long rows, long inner, long columns, int32_t *c) {
    for (long row = 0; row < rows; row += BLOCK_ROWS) {
        long count = rows - row < BLOCK_ROWS ? rows - row : BLOCK_ROWS;
        multiply_block(a + row * inner, packed, count, inner, columns, c + row * columns);
    }
}

static const struct clew_integer_product product = {packed_size, pack, multiply};

const struct clew_integer_product *clew_integer_product_avx2(void) {
    return __builtin_cpu_supports("avx2") ? &product : NULL;
}

#else

const struct clew_integer_product *clew_integer_product_avx2(void) { return NULL; }

#endif
