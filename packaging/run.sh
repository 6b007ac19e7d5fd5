#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Callveil and opens the console on the demonstration database. Arguments, if any, go to the console instead of
# the demonstration. Without a display the same is shown in the terminal.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source packaging/packages.sh

show_in_terminal() {
    local ctl=build/release/app/ctl/callveilctl demo database
    demo=$("$ctl" demo --if-missing --json)
    CALLVEIL_PASSWORD=$(sed -n 's/.*"password": *"\([^"]*\)".*/\1/p' <<<"$demo")
    database=$(sed -n 's/.*"database": *"\([^"]*\)".*/\1/p' <<<"$demo")
    export CALLVEIL_PASSWORD
    printf '\nThe masking of each process:\n\n'
    "$ctl" policy show --database "$database" --user demo.administrator
    printf '\nThe newest calls, masked as each process has it:\n\n'
    "$ctl" calls --limit 10 --database "$database" --user demo.administrator
}

install_missing "${packages_to_build[@]}" "${packages_to_run[@]}"
if [[ ! -f build/release/build.ninja ]]; then
    cmake --preset release
fi
cmake --build --preset release

if [[ -z ${DISPLAY-} && -z ${WAYLAND_DISPLAY-} ]]; then
    echo "callveil: there is no display (DISPLAY and WAYLAND_DISPLAY are not set); showing the demonstration here"
    show_in_terminal
elif [[ $# -gt 0 ]]; then
    exec build/release/app/console/callveil "$@"
else
    exec build/release/app/console/callveil --demo --sign-in-as demo.administrator
fi
