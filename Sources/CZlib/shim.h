#pragma once
#include <zlib.h>

// Swift cannot call macros.
static inline int clew_inflate_init(z_stream *stream, int window_bits) { return inflateInit2(stream, window_bits); }
