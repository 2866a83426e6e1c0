#pragma once

#include <cstddef>
#include <exception>
#include <vector>

#ifdef _OPENMP
#include <omp.h>
#endif

/// The only file that names OpenMP. Results never depend on the number of threads: an iteration
/// writes only what it owns, and totals are integers (order is irrelevant) or are added in index
/// order after the loop.
namespace changji {

inline int thread_count() {
#ifdef _OPENMP
    return omp_get_max_threads();
#else
    return 1;
#endif
}

inline void set_thread_count([[maybe_unused]] int threads) {
#ifdef _OPENMP
    omp_set_dynamic(0);
    omp_set_num_threads(threads);
#endif
}

inline int this_thread() {
#ifdef _OPENMP
    return omp_get_thread_num();
#else
    return 0;
#endif
}

/// Calls body(i) for i in [0, count), in any order, on all threads. The first exception by index
/// is thrown again after the loop.
template <class Body>
void parallel_for(std::size_t count, const Body& body) {
    std::exception_ptr failure;
    std::size_t failed_at = count;
    const auto signed_count = static_cast<std::ptrdiff_t>(count);
#pragma omp parallel for schedule(dynamic, 1)
    for (std::ptrdiff_t i = 0; i < signed_count; ++i) {
        try {
            body(static_cast<std::size_t>(i));
        } catch (...) {
#pragma omp critical(changji_parallel_failure)
            if (static_cast<std::size_t>(i) < failed_at) {
                failed_at = static_cast<std::size_t>(i);
                failure = std::current_exception();
            }
        }
    }
    if (failure) std::rethrow_exception(failure);
}

/// One accumulator per thread, for integer sums whose order does not matter.
/// `Sum` is default constructible and has operator+= over exact integers only.
template <class Sum>
class PerThread {
public:
    PerThread() : parts_(static_cast<std::size_t>(thread_count())) {}
    explicit PerThread(const Sum& zero) : parts_(static_cast<std::size_t>(thread_count()), zero) {}
    Sum& mine() { return parts_[static_cast<std::size_t>(this_thread())]; }
    /// The total over threads.
    Sum total() const {
        Sum sum = parts_.front();
        for (std::size_t t = 1; t < parts_.size(); ++t) sum += parts_[t];
        return sum;
    }

private:
    std::vector<Sum> parts_;
};

}  // namespace changji
