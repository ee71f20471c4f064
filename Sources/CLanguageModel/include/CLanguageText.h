#pragma once
#include <stddef.h>
#include <stdint.h>

extern const uint8_t clew_boundaries_start[];
extern const uint8_t clew_boundaries_end[];
extern const uint8_t clew_lemmas_start[];
extern const uint8_t clew_lemmas_end[];

/// The sentence splitter's weights (`boundaries.clewsb`).
static inline const uint8_t *clew_boundaries_data(void) { return clew_boundaries_start; }
static inline size_t clew_boundaries_size(void) { return (size_t)(clew_boundaries_end - clew_boundaries_start); }

/// The lemmatiser's rules and exceptions (`lemmas.tsv`).
static inline const uint8_t *clew_lemmas_data(void) { return clew_lemmas_start; }
static inline size_t clew_lemmas_size(void) { return (size_t)(clew_lemmas_end - clew_lemmas_start); }
