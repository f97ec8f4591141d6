// The step of CUBA as one would write it by hand for 128-bit vectors: the algorithm of the compiled circuit and its arithmetic,
// operation by operation, so that both must find the same spikes. Three arrays, four vectors a turn with one test for
// spikes, refractory cells as a list that is put back after the dense pass, 16-bit targets in rows by sending cell.
//
//   g++ -O3 -msse2 -ffp-contract=off cuba.cpp -o cuba && ./cuba <network> <steps>
//
// The network is written by ../kernelSection.ts. Prints one line of JSON: time of the loop, and the spikes.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <emmintrin.h>
#include <vector>

namespace {

struct Head {
  int32_t cells, exciting, pairs, hold;
  double decay, fromE, fromI, drive, decayE, decayI, threshold, reset, weightE, weightI;
};

template <typename T> std::vector<T> read(FILE *file, size_t count) {
  std::vector<T> values(count);
  if (fread(values.data(), sizeof(T), count, file) != count) exit(2);
  return values;
}

double wall() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

} // namespace

int main(int count, char **words) {
  if (count != 3) return 2;
  FILE *file = fopen(words[1], "rb");
  if (!file) return 2;
  const Head head = read<Head>(file, 1)[0];
  const int n = head.cells; // a multiple of 8
  const auto start = read<double>(file, n);
  const auto offsets = read<uint32_t>(file, n + 1);
  const auto targets = read<uint16_t>(file, head.pairs);
  fclose(file);
  const int steps = atoi(words[2]);

  auto zeros = [n] {
    auto *array = static_cast<double *>(aligned_alloc(64, sizeof(double) * n));
    for (int k = 0; k < n; k++) array[k] = 0;
    return array;
  };
  double *v = zeros(), *e = zeros(), *i = zeros();
  for (int k = 0; k < n; k++) v[k] = start[k];
  std::vector<int32_t> until(n, 0), resting, fired, recordedSteps, recordedCells;
  resting.reserve(n);
  fired.reserve(n);
  recordedSteps.reserve(1 << 20);
  recordedCells.reserve(1 << 20);

  const __m128d decay = _mm_set1_pd(head.decay), fromE = _mm_set1_pd(head.fromE), fromI = _mm_set1_pd(head.fromI);
  const __m128d drive = _mm_set1_pd(head.drive), decayE = _mm_set1_pd(head.decayE), decayI = _mm_set1_pd(head.decayI);
  const __m128d threshold = _mm_set1_pd(head.threshold);
  long spikes = 0;
  const clock_t cpuStart = clock();
  const double wallStart = wall();

  for (int step = 0; step < steps; step++) {
    fired.clear();
    for (int k = 0; k < n; k += 8) {
      __m128d hit[4];
      for (int u = 0; u < 4; u++) {
        const int at = k + 2 * u;
        const __m128d ge = _mm_load_pd(e + at), gi = _mm_load_pd(i + at);
        __m128d next = _mm_add_pd(_mm_mul_pd(decay, _mm_load_pd(v + at)), _mm_mul_pd(fromE, ge));
        next = _mm_add_pd(_mm_add_pd(next, _mm_mul_pd(fromI, gi)), drive);
        _mm_store_pd(v + at, next);
        _mm_store_pd(e + at, _mm_mul_pd(decayE, ge));
        _mm_store_pd(i + at, _mm_mul_pd(decayI, gi));
        hit[u] = _mm_cmpge_pd(next, threshold);
      }
      const __m128d any = _mm_or_pd(_mm_or_pd(hit[0], hit[1]), _mm_or_pd(hit[2], hit[3]));
      if (_mm_movemask_pd(any)) {
        for (int u = 0; u < 4; u++) {
          const int bits = _mm_movemask_pd(hit[u]);
          for (int lane = 0; lane < 2; lane++) {
            const int cell = k + 2 * u + lane;
            if (!(bits >> lane & 1) || step < until[cell]) continue;
            fired.push_back(cell);
            until[cell] = step + head.hold;
          }
        }
      }
    }
    for (const int cell : fired) {
      recordedSteps.push_back(step);
      recordedCells.push_back(cell);
      double *const into = cell < head.exciting ? e : i;
      const double weight = cell < head.exciting ? head.weightE : head.weightI;
      for (uint32_t pair = offsets[cell]; pair < offsets[cell + 1]; pair++) into[targets[pair]] += weight;
    }
    // Cells at rest go back to the reset; those whose time is over leave the list.
    size_t kept = 0;
    for (const int cell : resting) {
      if (step >= until[cell]) continue;
      v[cell] = head.reset;
      resting[kept++] = cell;
    }
    resting.resize(kept);
    for (const int cell : fired) {
      v[cell] = head.reset;
      if (until[cell] > step + 1) resting.push_back(cell);
    }
    spikes += long(fired.size());
  }

  const double cpuS = double(clock() - cpuStart) / CLOCKS_PER_SEC;
  printf("{\"cpuS\": %.6f, \"wallS\": %.6f, \"spikes\": %ld}\n", cpuS, wall() - wallStart, spikes);
}
