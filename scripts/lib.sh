# Shared by the scripts of this folder; sourced, not run. Sets the working folder to the source tree.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '\n== %s\n' "$*"; }

# Installs the named Debian packages that are missing; asks the package manager only then.
need_packages() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$' ||
            missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || {
            echo "缺少软件包，且没有 sudo / missing packages and no sudo: ${missing[*]}" >&2
            exit 1
        }
        as_root=(sudo)
    fi
    say "installing with apt-get: ${missing[*]}"
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# What the program and its benchmarks need; tests and other compilers add to it.
build_packages=(
    g++ cmake ninja-build ccache git
    libeigen3-dev libnlopt-dev libhdf5-dev libboost-program-options-dev libfmt-dev nlohmann-json3-dev
    zlib1g-dev
)
test_packages=(libgtest-dev libbenchmark-dev librandom123-dev libmpfr-dev python3 python3-xarray
    python3-netcdf4 python3-h5py)
# The browser of the report's tests; the fonts show its Chinese.
browser_packages=(chromium fonts-noto-cjk)
notebook_packages=(jupyter-nbconvert python3-ipykernel python3-matplotlib)
clang_packages=(clang-14 libomp-14-dev libclang-rt-14-dev)

# Configures and builds one preset of CMakePresets.json; further arguments go to cmake --preset.
build_preset() {
    local preset=$1
    shift
    cmake --preset "$preset" "$@" >"build/configure-$preset.log" 2>&1 || {
        cat "build/configure-$preset.log" >&2
        exit 1
    }
    cmake --build --preset "$preset"
}
# Node's packages of report/, for its tests and to build its page; not needed to make reports.
report_packages() {
    command -v npm >/dev/null || need_packages nodejs npm
    [ report/node_modules/.package-lock.json -nt report/package-lock.json ] && return 0
    say "installing the packages of report/"
    npm ci --prefix report --no-audit --no-fund --loglevel=error
}
mkdir -p build
export CCACHE_MAXSIZE="${CCACHE_MAXSIZE:-2G}"
