#include "model/app/program.hpp"

int main(int count, char** words) {
    return changji::app::run_program({words + 1, words + count});
}
