#pragma once
#include <stdint.h>

/// The network's hot loops, compiled twice: for any x86-64 processor and for those with AVX2. (Swift has no way to
/// compile one function for another processor than the rest.)
///
/// Both give the same bits: each sum is taken in an order that the source fixes, products are never fused into sums,
/// and no function of the C library is called. `count` and `columns` are multiples of 8 unless something else is said.

/// One row of an integer product; value i is (sums[i] − zero_point_sums[i]) · (scales[i] · step) + biases[i].
struct clew_scaled_row {
    const int32_t *sums;
    const int32_t *zero_point_sums;
    const float *scales;
    const float *biases;
    float step;
};

struct clew_language_kernels {
    /// C = A · B for row-major matrices: A has `rows` rows of `inner` floats, `a_stride` apart, B `inner` rows of
    /// `columns`, and C `rows` rows of `columns`. Each value is summed up in the order of `inner`.
    void (*multiply)(
        const float *a, long a_stride, const float *b, long b_stride, long rows, long inner, long columns, float *c,
        long c_stride);

    /// Rounds a row to 8 bits: output = round(x / step) + 128, half to even; returns the step, max |x| / 127 (1 for a
    /// row of zeros).
    float (*quantize)(const float *row, long count, uint8_t *output);

    /// The values of `row`; those below zero times `slope`. Any `count`.
    void (*scale)(const struct clew_scaled_row *row, float slope, long count, float *output);

    /// gelu of the values of `row`, rounded as by `quantize`; returns the step. `floats` is scratch for `count` values
    /// and may be the memory of the row's sums.
    float (*activate)(const struct clew_scaled_row *row, long count, float *floats, uint8_t *output);

    /// state = layer norm of (state + values of `row`), or of state alone if there is no row.
    void (*normalize)(
        const struct clew_scaled_row *row, const float *weight, const float *bias, float epsilon, long count,
        float *state);

    /// Replaces the first `count` (any number) floats of each of `rows` rows, `padded` apart, by
    /// exp((x − largest) · scale) and writes 1 / their sum to `inverses`. The rest of a row, up to `padded`, a multiple
    /// of 8, is overwritten.
    void (*exponentiate)(float *scores, long rows, long count, long padded, float scale, float *inverses);
};

/// The loops for any processor.
extern const struct clew_language_kernels clew_language_kernels_baseline;

/// The fastest loops that this processor can run.
const struct clew_language_kernels *clew_language_kernels_fastest(void);

/// Products of unsigned bytes with weights within ±63, in whole numbers: C = A · Wᵀ.
struct clew_integer_product {
    /// Bytes that W takes when packed: `columns` rows of `inner` weights. 0 if it cannot be: `inner` has to be a multiple
    /// of 4 and at most 4,096.
    long (*packed_size)(long inner, long columns);

    /// Packs row-major W; `packed` starts at a multiple of 64 bytes.
    void (*pack)(const int8_t *weights, long inner, long columns, void *packed);

    /// A has `rows` rows of `inner` bytes, C `rows` rows of `columns` sums. Complexity: O(rows · inner · columns).
    void (*multiply)(const uint8_t *a, const void *packed, long rows, long inner, long columns, int32_t *c);
};

/// The product written for AVX2, or NULL where this processor has none.
const struct clew_integer_product *clew_integer_product_avx2(void);

/// The product for this processor, or NULL where oneDNN's is faster or the only one: with AVX-512, and without AVX2.
const struct clew_integer_product *clew_integer_product_fastest(void);
