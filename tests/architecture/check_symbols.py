#!/usr/bin/env python3
"""No function whose bits differ between CPUs or runs is called from the given static libraries.

    check_symbols.py LIBRARY...        exit code 1 if one is

The C library chooses exp, log, pow and their like by CPU (with and without FMA); the model has its
own in model/base/math.hpp. Clocks, random devices and the environment have no place in it either.
"""
import re
import subprocess
import sys

TRANSCENDENTAL = ("exp exp2 exp10 expm1 log log2 log10 log1p pow sin cos tan sincos asin acos atan "
                  "atan2 sinh cosh tanh asinh acosh atanh cbrt hypot erf erfc tgamma lgamma "
                  "lgamma_r gamma j0 j1 jn y0 y1 yn").split()
IMPURE = ("rand random srand srandom drand48 lrand48 time clock clock_gettime gettimeofday getenv "
          "secure_getenv").split()
FORBIDDEN = re.compile(
    r"^(?:(?:__)?(?:" + "|".join(TRANSCENDENTAL) + r")[fl]?(?:_finite)?|_ZGV\w+|"
    + "|".join(IMPURE) + r")$")


def undefined(library):
    listing = subprocess.run(["nm", "-u", library], capture_output=True, text=True, check=True)
    member = ""
    for line in listing.stdout.splitlines():
        if line.endswith(":"):
            member = line[:-1]
        elif line.split():
            yield member, line.split()[-1].split("@")[0]


def main(libraries):
    faults, count = [], 0
    for library in libraries:
        for member, symbol in undefined(library):
            count += 1
            if FORBIDDEN.match(symbol):
                faults.append(f"{library}: {member} calls {symbol}")
    for fault in faults:
        print(fault)
    print(f"{count} calls looked at, {len(faults)} faults")
    return 1 if faults or count == 0 else 0


if __name__ == "__main__":
    assert FORBIDDEN.match("exp") and FORBIDDEN.match("powf") and FORBIDDEN.match("__log_finite")
    assert not FORBIDDEN.match("sqrt") and not FORBIDDEN.match("floor")
    sys.exit(main(sys.argv[1:]))
