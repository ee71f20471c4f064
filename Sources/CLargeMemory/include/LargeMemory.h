#ifndef CLEW_LARGE_MEMORY_H
#define CLEW_LARGE_MEMORY_H

#include <stddef.h>

/// Whether a mapping can grow without a copy here: `mremap`, which Swift cannot call as it takes variable arguments.
int clew_mapping_can_grow(void);

/// Pages of zeros; none if the system has no more. Memory that is not touched is not taken.
void *clew_mapping_make(size_t byte_count);

/// Makes a mapping of `byte_count` bytes longer, with zeros behind what it held, perhaps at another place. None, and the
/// old one stays, if the system has no more.
void *clew_mapping_grow(void *mapping, size_t byte_count, size_t wanted);

/// Asks for large pages for all of a mapping, where they are to be had. Not for a part: what is two mappings to the system
/// does not grow.
void clew_mapping_use_large_pages(void *mapping, size_t byte_count);

/// Gives the memory of a mapping back.
void clew_mapping_free(void *mapping, size_t byte_count);

#endif
