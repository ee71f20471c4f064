#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "LargeMemory.h"

#include <sys/mman.h>

int clew_mapping_can_grow(void) {
#ifdef MREMAP_MAYMOVE
  return 1;
#else
  return 0;
#endif
}

void *clew_mapping_make(size_t byte_count) {
  void *mapping = mmap(NULL, byte_count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return mapping == MAP_FAILED ? NULL : mapping;
}

void *clew_mapping_grow(void *mapping, size_t byte_count, size_t wanted) {
#ifdef MREMAP_MAYMOVE
  void *moved = mremap(mapping, byte_count, wanted, MREMAP_MAYMOVE);
  return moved == MAP_FAILED ? NULL : moved;
#else
  (void)mapping;
  (void)byte_count;
  (void)wanted;
  return NULL;
#endif
}

void clew_mapping_use_large_pages(void *mapping, size_t byte_count) {
#ifdef MADV_HUGEPAGE
  madvise(mapping, byte_count, MADV_HUGEPAGE);
#else
  (void)mapping;
  (void)byte_count;
#endif
}

void clew_mapping_free(void *mapping, size_t byte_count) { munmap(mapping, byte_count); }
