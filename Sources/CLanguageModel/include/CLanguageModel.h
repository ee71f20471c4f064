#pragma once
#include "CLanguageText.h"
#include <stddef.h>
#include <stdint.h>


/// The language model's bytes (`encoder.clewlm`), put into the executable by the assembler so that a copy of `clew`
/// alone finds it. The pages are read from disk only when they are touched. They start on a 64-byte boundary.
extern const uint8_t clew_language_model_start[];
extern const uint8_t clew_language_model_end[];

/// The first byte. (Swift does not import arrays of unknown length.)
static inline const uint8_t *clew_language_model_bytes(void) { return clew_language_model_start; }

/// Number of bytes.
static inline size_t clew_language_model_count(void) {
    return (size_t)(clew_language_model_end - clew_language_model_start);
}
