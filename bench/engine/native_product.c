/*
 * Sparse times dense, 64 columns, one thread: what the machine allows. Prints a line of JSON for every product, for ever.
 * Argument: a file of int32 rows, entries, indptr[rows + 1], indices[entries] and float32 values[entries].
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef float block __attribute__((vector_size(64)));
enum { WIDTH = 64, BLOCKS = WIDTH / 16, AHEAD = 12 };

static void *read_array(FILE *file, size_t count) {
  void *array = aligned_alloc(64, (count * 4 + 63) / 64 * 64);
  if (array == NULL || fread(array, 4, count, file) != count) exit(1);
  return array;
}

static void multiply(int rows, const int *indptr, const int *indices, const float *values, const float *x, float *y) {
  const int entries = indptr[rows];
  for (int row = 0; row < rows; row++) {
    block sums[BLOCKS] = {0};
    for (int entry = indptr[row]; entry < indptr[row + 1]; entry++) {
      const int coming = entry + AHEAD < entries ? entry + AHEAD : entry;
      const float *next = x + (size_t)indices[coming] * WIDTH;
      const block *source = (const block *)(x + (size_t)indices[entry] * WIDTH);
      for (int at = 0; at < BLOCKS; at++) {
        __builtin_prefetch(next + at * 16);
        sums[at] += values[entry] * source[at];
      }
    }
    block *target = (block *)(y + (size_t)row * WIDTH);
    for (int at = 0; at < BLOCKS; at++) target[at] = sums[at];
  }
}

static double milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

int main(int argc, char **argv) {
  FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
  int size[2];
  if (file == NULL || fread(size, 4, 2, file) != 2) return 1;
  const int rows = size[0], entries = size[1];
  int *indptr = read_array(file, rows + 1);
  int *indices = read_array(file, entries);
  float *values = read_array(file, entries);
  float *x = aligned_alloc(64, (size_t)rows * WIDTH * 4);
  float *y = aligned_alloc(64, (size_t)rows * WIDTH * 4);
  for (size_t at = 0; at < (size_t)rows * WIDTH; at++) x[at] = (float)(at % 97) / 97 - 0.5f;
#ifdef __AVX512F__
  puts("{\"ready\": \"C with AVX-512, one thread\"}");
#elif defined(__AVX2__)
  puts("{\"ready\": \"C with AVX2, one thread\"}");
#else
  puts("{\"ready\": \"C, one thread\"}");
#endif
  fflush(stdout);
  for (;;) {
    const double started = milliseconds();
    multiply(rows, indptr, indices, values, x, y);
    printf("{\"ms\": %f, \"check\": %g}\n", milliseconds() - started, y[WIDTH]);
    fflush(stdout);
  }
}
