#pragma once
#include <stdint.h>

/// The network's hot loops, compiled for any x86-64 processor, for those with AVX2, and for those with AVX-512. (Swift has
/// no way to compile one function for another processor than the rest.)
///
/// All give the same bits: each sum is taken in an order that the source fixes, products are never fused into sums,
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

    /// target[view · stride + i] += state[i] · shares[view] for each of `views` views.
    void (*mix)(const float *state, const float *shares, long views, long count, float *target, long stride);

    /// The products of a vector of `count` floats with each of `rows` stretches of as many values that follow one another
    /// in `row`.
    void (*estimate)(const struct clew_scaled_row *row, const float *vector, long rows, long count, float *output);
};

enum clew_processor { clew_processor_baseline, clew_processor_avx2, clew_processor_avx512 };

/// The loops for a kind of processor, or NULL where this one is none of that kind.
const struct clew_language_kernels *clew_language_kernels_of(enum clew_processor processor);

/// Products of unsigned bytes with weights within ±63, in whole numbers: C = A · Wᵀ.
struct clew_integer_product {
    /// Bytes that W takes when packed: `columns` rows of `inner` weights. 0 if it cannot be: `inner` has to be a multiple
    /// of 4, and for AVX2 at most 4,096. AMX is of use where it is a multiple of 64.
    long (*packed_size)(long inner, long columns);

    /// Packs row-major W; `packed` starts at a multiple of 64 bytes.
    void (*pack)(const int8_t *weights, long inner, long columns, void *packed);

    /// A has `rows` rows of `inner` bytes, C `rows` rows of `columns` sums. Complexity: O(rows · inner · columns).
    void (*multiply)(const uint8_t *a, const void *packed, long rows, long inner, long columns, int32_t *c);
};

/// The products written for AVX2, AVX-512 VNNI and AMX, or NULL where this processor has none or, of AMX, the system
/// does not lend its registers. Asking for AMX asks the system.
const struct clew_integer_product *clew_integer_product_avx2(void);
const struct clew_integer_product *clew_integer_product_vnni(void);
const struct clew_integer_product *clew_integer_product_amx(void);

/// The fastest of them, or NULL where oneDNN's is faster (AVX-512 without VNNI) or the only one.
const struct clew_integer_product *clew_integer_product_fastest(void);
