#include "LanguageKernels.h"

#pragma STDC FP_CONTRACT OFF

// Eight floats that are computed at once, and the same at any address.
typedef float lanes __attribute__((vector_size(32)));
typedef int32_t integers __attribute__((vector_size(32)));
typedef uint8_t bytes __attribute__((vector_size(8)));
typedef float loose_lanes __attribute__((vector_size(32), aligned(4), may_alias));
typedef int32_t loose_integers __attribute__((vector_size(32), aligned(4), may_alias));
typedef uint8_t loose_bytes __attribute__((vector_size(8), aligned(1), may_alias));

#define LOAD(pointer) (*(const loose_lanes *)(pointer))
#define LOAD_INTEGERS(pointer) (*(const loose_integers *)(pointer))
#define STORE(pointer, value) (*(loose_lanes *)(pointer) = (value))
#define LARGER(a, b) ((lanes)(((integers)(a) & ((a) > (b))) | ((integers)(b) & ~((a) > (b)))))
#define SMALLER(a, b) ((lanes)(((integers)(a) & ((a) < (b))) | ((integers)(b) & ~((a) < (b)))))
#define MAGNITUDE(a) ((lanes)((integers)(a) & 0x7FFFFFFF))
#define TOTAL(a) ((((a)[0] + (a)[4]) + ((a)[2] + (a)[6])) + (((a)[1] + (a)[5]) + ((a)[3] + (a)[7])))
#define SCALED(row, i)                                                                                              \
    (__builtin_convertvector(LOAD_INTEGERS((row)->sums + (i)) - LOAD_INTEGERS((row)->zero_point_sums + (i)), lanes) * \
         (LOAD((row)->scales + (i)) * (row)->step) +                                                                 \
     LOAD((row)->biases + (i)))

// Registers hold a tile of 4 rows times TILE_LANES of a product.
#define TILE_LANES 1
#define NAME(kernel) kernel##_baseline
#include "kernels.inc"
#undef TILE_LANES
#undef NAME

const struct clew_language_kernels clew_language_kernels_baseline = {
    multiply_baseline, quantize_baseline, scale_baseline, activate_baseline, normalize_baseline, exponentiate_baseline};

#if defined(__x86_64__)

#define TILE_LANES 2
#define NAME(kernel) kernel##_avx2
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#include "kernels.inc"
#pragma clang attribute pop

static const struct clew_language_kernels clew_language_kernels_avx2 = {
    multiply_avx2, quantize_avx2, scale_avx2, activate_avx2, normalize_avx2, exponentiate_avx2};

const struct clew_language_kernels *clew_language_kernels_fastest(void) {
    return __builtin_cpu_supports("avx2") ? &clew_language_kernels_avx2 : &clew_language_kernels_baseline;
}

#else

const struct clew_language_kernels *clew_language_kernels_fastest(void) { return &clew_language_kernels_baseline; }

#endif
