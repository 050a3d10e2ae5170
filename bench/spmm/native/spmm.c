// The same sparse product in C, with what the compiler's machine has: product = scale * (pattern * dense), 64 columns,
// one thread. Arguments: a file of int32 rows, entries, indptr[rows + 1], indices[entries], float scale[rows],
// dense[rows * 64]. For each line on stdin it answers with one: "product" the milliseconds of a product, "triad" the
// gigabytes a second that a[i] = b[i] + s * c[i] moves on arrays that no cache holds, "sum" the sum of the product.
#define _POSIX_C_SOURCE 200112L
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#if defined(__AVX512F__) || defined(__AVX2__)
#include <immintrin.h>
#endif

#define WIDTH 64
#define AHEAD 16

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void *room(size_t bytes) {
  void *memory = NULL;
  if (posix_memalign(&memory, 64, bytes ? bytes : 64) != 0) exit(3);
  return memory;
}

static void *read_array(FILE *file, size_t bytes) {
  void *memory = room(bytes);
  if (fread(memory, 1, bytes, file) != bytes) exit(4);
  return memory;
}

static void prefetch_row(const float *row) {
  for (int line = 0; line < WIDTH; line += 16) __builtin_prefetch(row + line, 0, 3);
}

static void multiply(int32_t rows, int32_t entries, const int32_t *indptr, const int32_t *indices, const float *scale,
                     const float *dense, float *product) {
  for (int32_t row = 0; row < rows; row++) {
    float *to = product + (size_t)row * WIDTH;
#if defined(__AVX512F__)
    __m512 s0 = _mm512_setzero_ps(), s1 = s0, s2 = s0, s3 = s0;
    for (int32_t e = indptr[row]; e < indptr[row + 1]; e++) {
      if (e + AHEAD < entries) prefetch_row(dense + (size_t)indices[e + AHEAD] * WIDTH);
      const float *x = dense + (size_t)indices[e] * WIDTH;
      s0 = _mm512_add_ps(s0, _mm512_load_ps(x));
      s1 = _mm512_add_ps(s1, _mm512_load_ps(x + 16));
      s2 = _mm512_add_ps(s2, _mm512_load_ps(x + 32));
      s3 = _mm512_add_ps(s3, _mm512_load_ps(x + 48));
    }
    __m512 f = _mm512_set1_ps(scale[row]);
    _mm512_store_ps(to, _mm512_mul_ps(s0, f));
    _mm512_store_ps(to + 16, _mm512_mul_ps(s1, f));
    _mm512_store_ps(to + 32, _mm512_mul_ps(s2, f));
    _mm512_store_ps(to + 48, _mm512_mul_ps(s3, f));
#elif defined(__AVX2__)
    __m256 s[8];
    for (int k = 0; k < 8; k++) s[k] = _mm256_setzero_ps();
    for (int32_t e = indptr[row]; e < indptr[row + 1]; e++) {
      if (e + AHEAD < entries) prefetch_row(dense + (size_t)indices[e + AHEAD] * WIDTH);
      const float *x = dense + (size_t)indices[e] * WIDTH;
      for (int k = 0; k < 8; k++) s[k] = _mm256_add_ps(s[k], _mm256_load_ps(x + 8 * k));
    }
    __m256 f = _mm256_set1_ps(scale[row]);
    for (int k = 0; k < 8; k++) _mm256_store_ps(to + 8 * k, _mm256_mul_ps(s[k], f));
#else
    float s[WIDTH] = {0};
    for (int32_t e = indptr[row]; e < indptr[row + 1]; e++) {
      if (e + AHEAD < entries) prefetch_row(dense + (size_t)indices[e + AHEAD] * WIDTH);
      const float *x = dense + (size_t)indices[e] * WIDTH;
      for (int k = 0; k < WIDTH; k++) s[k] += x[k];
    }
    for (int k = 0; k < WIDTH; k++) to[k] = s[k] * scale[row];
#endif
  }
}

static double triad(void) {
  const size_t n = 16u << 20;
  static float *a, *b, *c;
  if (a == NULL) {
    a = room(n * 4), b = room(n * 4), c = room(n * 4);
    for (size_t i = 0; i < n; i++) a[i] = 0, b[i] = i % 7, c[i] = i % 5;
  }
  double start = now_ms();
  for (size_t i = 0; i < n; i++) a[i] = b[i] + 3.0f * c[i];
  double milliseconds = now_ms() - start;
  if (a[n - 1] < 0) exit(5);
  return 3.0 * n * 4 / milliseconds / 1e6;
}

int main(int count, char **words) {
  FILE *file = count > 1 ? fopen(words[1], "rb") : NULL;
  if (file == NULL) return 2;
  int32_t sizes[2];
  if (fread(sizes, 4, 2, file) != 2) return 4;
  const int32_t rows = sizes[0], entries = sizes[1];
  int32_t *indptr = read_array(file, ((size_t)rows + 1) * 4);
  int32_t *indices = read_array(file, (size_t)entries * 4);
  float *scale = read_array(file, (size_t)rows * 4);
  float *dense = read_array(file, (size_t)rows * WIDTH * 4);
  float *product = room((size_t)rows * WIDTH * 4);
  memset(product, 0, (size_t)rows * WIDTH * 4);
  fclose(file);
  char line[32];
  while (fgets(line, sizeof line, stdin) != NULL) {
    if (strcmp(line, "product\n") == 0) {
      double start = now_ms();
      multiply(rows, entries, indptr, indices, scale, dense, product);
      printf("%f\n", now_ms() - start);
    } else if (strcmp(line, "triad\n") == 0) {
      printf("%f\n", triad());
    } else {
      double sum = 0;
      for (size_t i = 0; i < (size_t)rows * WIDTH; i++) sum += product[i];
      printf("%.17g\n", sum);
    }
    fflush(stdout);
  }
  return 0;
}
