#define OMPI_SKIP_MPICXX
#include <mpi.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "model/app/program.hpp"

namespace {

bool has(const std::vector<std::string>& words, const std::string& option) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return word == option || word.starts_with(option + "=");
    });
}

/// The words of one rank: its part of the batch, one thread unless told otherwise, and no texts
/// except from the first rank.
std::vector<std::string> words_of_rank(std::vector<std::string> words, int rank, int ranks) {
    words.insert(words.end(),
                 {"--shard", std::to_string(rank + 1) + "/" + std::to_string(ranks)});
    if (!has(words, "--resume")) words.emplace_back("--resume");
    if (!has(words, "--threads")) words.insert(words.end(), {"--threads", "1"});
    if (rank > 0 && !has(words, "--quiet") && !has(words, "-q")) words.emplace_back("--quiet");
    return words;
}

}  // namespace

/// `changji batch` with the runs farmed out over the ranks of an MPI job. Ranks share the folder
/// and nothing else: each computes its part as `--shard` does, and its exit code is the worst.
int main(int count, char** arguments) {
    MPI_Init(&count, &arguments);
    int rank = 0, ranks = 1;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    const std::vector<std::string> words(arguments + 1, arguments + count);
    int code = 2, worst = 0;
    if (words.empty() || words.front() != "batch" || has(words, "--shard")) {
        if (rank == 0)
            std::fputs("用法 / usage: mpirun -n N changji_mpi batch PLAN -o DIR [--threads T]\n",
                       stderr);
    } else {
        code = changji::app::run_program(words_of_rank(words, rank, ranks));
    }
    MPI_Allreduce(&code, &worst, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
    MPI_Finalize();
    return worst;
}
