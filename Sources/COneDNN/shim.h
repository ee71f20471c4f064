#pragma once
#include <dnnl.h>

/// Threads that oneDNN may use for a call from the calling thread, and that thread only (OpenMP 4.5, 3.2.1; Debian's
/// oneDNN runs on GNU OpenMP). Declared here, as GCC's omp.h is not on clang's path.
extern void omp_set_num_threads(int count);
