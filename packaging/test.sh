#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, then runs every check: formatting, and all tests, built with the address and
# undefined-behaviour sanitizers. With --long the tests that take minutes run too, and the others with more cases.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source packaging/packages.sh

step="start"
trap 'status=$?; [[ $status -eq 0 ]] || echo "callveil: FAILED at: $step" >&2' EXIT

seconds=900 # that one test program may take
case "$*" in
"") ;;
--long)
    export CALLVEIL_LONG=1 CALLVEIL_TEST_COUNT=1000000
    seconds=28800
    ;;
*)
    step="arguments (usage: packaging/test.sh [--long])"
    exit 2
    ;;
esac

# Other versions lay some lines out differently, so that only version 14 can judge.
check_format() {
    local program
    for program in clang-format-14 clang-format; do
        if "$program" --version 2>/dev/null | grep -q 'version 14\.'; then
            find models ui app tests \( -name '*.h' -o -name '*.cpp' \) -print0 | xargs -0r "$program" --dry-run --Werror
            return
        fi
    done
    echo "callveil: formatting is not checked: clang-format 14 is not here"
}

step="installing packages"
packages=("${packages_to_build[@]}" "${packages_to_run[@]}" "${packages_to_test[@]}")
if [[ -d tests/e2e ]]; then
    packages+=("${packages_to_test_windows[@]}")
fi
install_missing --with-postgresql "${packages[@]}"
step="formatting (clang-format -i puts it right)"
check_format
step="configuring"
cmake --preset asan -DCALLVEIL_TEST_SECONDS="$seconds"
step="building"
cmake --build --preset asan
step="tests"
jobs=$((2 * $(nproc))) # tests wait for servers and clocks more than they work
ctest --preset asan -j"$((jobs < 16 ? jobs : 16))" --no-tests=error # no test found is a failure
