#include "LanguageKernels.h"

#include <stddef.h>

#pragma STDC FP_CONTRACT OFF

// Vectors of LANES floats that are computed at once, each loop's results the same at any address and for any LANES.
#define EXPAND(kernel, name) kernel##_##name
#define PASTE(kernel, name) EXPAND(kernel, name)
#define NAME(kernel) PASTE(kernel, KIND)

// Sums are always taken over eight lanes, whatever the width of the vectors.
typedef float sum_lanes __attribute__((vector_size(32)));
#define TOTAL(a) ((((a)[0] + (a)[4]) + ((a)[2] + (a)[6])) + (((a)[1] + (a)[5]) + ((a)[3] + (a)[7])))

#define LOAD(pointer) (*(const NAME(loose_lanes) *)(pointer))
#define LOAD_INTEGERS(pointer) (*(const NAME(loose_integers) *)(pointer))
#define STORE(pointer, value) (*(NAME(loose_lanes) *)(pointer) = (value))
#define SELECT(mask, a, b) ((NAME(lanes))(((NAME(integers))(a) & (mask)) | ((NAME(integers))(b) & ~(mask))))
#define LARGER(a, b) SELECT((a) > (b), a, b)
#define SMALLER(a, b) SELECT((a) < (b), a, b)
#define MAGNITUDE(a) ((NAME(lanes))((NAME(integers))(a) & 0x7FFFFFFF))
#define SCALED(row, i)                                                                                        \
    (__builtin_convertvector(                                                                                 \
         LOAD_INTEGERS((row)->sums + (i)) - LOAD_INTEGERS((row)->zero_point_sums + (i)), NAME(lanes)) *       \
         (LOAD((row)->scales + (i)) * (row)->step) +                                                          \
     LOAD((row)->biases + (i)))

// For each kind of processor: how many lanes a vector has, and how many vectors of columns a tile of 4 rows of a
// product, which registers hold.
#define KIND baseline
#define LANES 8
#define TILE_WIDTH 1
#include "kernels.inc"
#undef KIND
#undef LANES
#undef TILE_WIDTH

#define TABLE(kind)                                                                                            \
    {multiply_##kind,  quantize_##kind,     scale_##kind, activate_##kind,                                     \
     normalize_##kind, exponentiate_##kind, mix_##kind,   estimate_##kind}

static const struct clew_language_kernels baseline = TABLE(baseline);

#if defined(__x86_64__)

#define KIND avx2
#define LANES 8
#define TILE_WIDTH 2
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#include "kernels.inc"
#pragma clang attribute pop
#undef KIND
#undef LANES
#undef TILE_WIDTH

#define KIND avx512
#define LANES 16
#define TILE_WIDTH 2
#define NARROWER(kernel) kernel##_avx2
#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"), min_vector_width(512))), apply_to = function)
#include "kernels.inc"
#pragma clang attribute pop

static const struct clew_language_kernels avx2 = TABLE(avx2);
static const struct clew_language_kernels avx512 = TABLE(avx512);

const struct clew_language_kernels *clew_language_kernels_of(enum clew_processor processor) {
    switch (processor) {
        case clew_processor_avx512: {
            int has = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
            return has ? &avx512 : NULL;
        }
        case clew_processor_avx2: return __builtin_cpu_supports("avx2") ? &avx2 : NULL;
        default: return &baseline;
    }
}

#else

const struct clew_language_kernels *clew_language_kernels_of(enum clew_processor processor) {
    return processor == clew_processor_baseline ? &baseline : NULL;
}

#endif
