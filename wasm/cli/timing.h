// Times of single calls: the clock here ticks in nanoseconds.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace emnist::cli {

struct Percentiles {
  double p50, p95, p99, mean;  // microseconds

  nlohmann::ordered_json json() const { return {{"p50_us", p50}, {"p95_us", p95}, {"p99_us", p99}, {"mean_us", mean}}; }
};

// Of `runs` calls, after a tenth as many that are not timed.
template <typename Call>
Percentiles TimeCalls(int runs, Call call) {
  for (int i = 0; i < runs / 10; ++i) call();
  std::vector<double> us(static_cast<std::size_t>(runs));
  double sum = 0;
  for (double& sample : us) {
    const auto start = std::chrono::steady_clock::now();
    call();
    sample = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
    sum += sample;
  }
  std::sort(us.begin(), us.end());
  const auto at = [&](double share) { return us[static_cast<std::size_t>(share * (runs - 1))]; };
  return {at(0.5), at(0.95), at(0.99), sum / runs};
}

inline void PrintTimes(const std::string& what, const nlohmann::ordered_json& times) {
  std::printf("%-24s p50 %8.2f µs   p95 %8.2f µs   p99 %8.2f µs\n", what.c_str(), times["p50_us"].get<double>(),
              times["p95_us"].get<double>(), times["p99_us"].get<double>());
}

}  // namespace emnist::cli
