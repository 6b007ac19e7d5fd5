# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034 # the lists are used by the scripts that source this one
# The packages that Callveil needs, by their Debian and Ubuntu names, and a function that installs those that are
# missing. Sourced by run.sh and test.sh. Where a name differs between releases, the choices stand as "this|or-that".

packages_to_build=(
    cmake ninja-build g++ pkg-config ccache mold
    qt6-base-dev qt6-base-dev-tools "qt6-svg-dev|libqt6svg6-dev"
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    qt6-charts-dev "libqt6opengl6-dev|qt6-base-dev" libgl-dev libvulkan-dev
    qtkeychain-qt6-dev libsodium-dev libpq-dev libsqlite3-dev libssl-dev libphonenumber-dev libicu-dev libprotobuf-dev libcsv-dev libzxcvbn-dev libexpected-dev
    libxlsxwriter-dev zlib1g-dev
)
packages_to_run=(
    libqt6sql6-sqlite libqt6sql6-psql libqt6keychain1 libsecret-1-0 fonts-dejavu-core
    postgresql-client # pg_dump and pg_restore, for backups of a server
)
packages_to_test=(
    librapidcheck-dev qt6-httpserver-dev qt6-websockets-dev python3 sqlite3 dbus-daemon "clang-format-14|clang-format"
    kamailio kamailio-postgres-modules kamailio-extra-modules kamailio-utils-modules sip-tester # real masked calls
)
# Tests that drive a real window need a display server, a window manager and the accessibility bus.
packages_to_test_windows=(
    xvfb openbox xdotool x11-utils imagemagick at-spi2-core python3-gi gir1.2-atspi-2.0 fonts-noto-core
)

# Prints the package names among "name" or "this|or-that" entries that are installed, in one query.
installed_among() {
    local names
    read -ra names <<<"${*//|/ }"
    { dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${names[@]}" 2>/dev/null || true; } | sed -n 's/^installed //p'
}

# Prints the first of the "a|b" choices that this release offers.
available_choice() {
    local choice
    for choice in ${1//|/ }; do
        if apt-cache show "$choice" >/dev/null 2>&1; then
            printf '%s\n' "$choice"
            return 0
        fi
    done
    printf 'callveil: this release has no package %s\n' "${1//|/ or }" >&2
    return 1
}

# True when a PostgreSQL server of a version that Callveil supports is on this machine.
has_postgresql_server() {
    local folder version
    for folder in /usr/lib/postgresql/*/bin; do
        version=${folder%/bin}
        version=${version##*/}
        [[ -x $folder/initdb && $version =~ ^[0-9]+$ && $version -ge 15 ]] && return 0
    done
    version=$(postgres --version 2>/dev/null | sed -n 's/^.* \([0-9][0-9]*\).*$/\1/p')
    [[ -n $version && $version -ge 15 ]]
}

# The newest PostgreSQL server package of the release, when it is new enough.
postgresql_package() {
    local version
    version=$(apt-cache pkgnames postgresql- | sed -n 's/^postgresql-\([0-9][0-9]*\)$/\1/p' | sort -n | tail -n 1)
    if [[ -z $version || $version -lt 15 ]]; then
        echo "callveil: this release has no PostgreSQL 15 or newer" >&2
        return 1
    fi
    printf 'postgresql-%s\n' "$version"
}

as_root() {
    if [[ $EUID -eq 0 ]]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        printf 'callveil: run this as root (sudo is not installed): %s\n' "$*" >&2
        return 1
    fi
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" </dev/null
}

# Installs the server without the system cluster that its package would make and start: the tests start their own.
# The setting is a file of ours that is taken away again, so that the machine's own settings stay as they were.
install_postgresql() {
    local setting=/etc/postgresql-common/createcluster.d/callveil-no-cluster.conf package status=0
    package=$(postgresql_package) || return 1
    as_root mkdir -p "${setting%/*}" || return 1
    echo 'create_main_cluster = false' | as_root tee "$setting" >/dev/null || return 1
    apt_install "$package" || status=1
    as_root rm -f "$setting"
    return "$status"
}

# Without apt we can only look for the programs and say what else is needed.
name_what_is_missing() {
    local tool missing=()
    for tool in cmake ninja c++ pkg-config; do
        command -v "$tool" >/dev/null || missing+=("$tool")
    done
    for tool in libsodium libpq sqlite3 libcrypto xlsxwriter zlib; do
        pkg-config --exists "$tool" 2>/dev/null || missing+=("$tool")
    done
    [[ ${#missing[@]} -eq 0 ]] && return 0
    {
        printf 'callveil: missing: %s\n' "${missing[*]}"
        echo "Install them with your system's package manager, together with Qt 6.4 or newer (Widgets, Sql with the"
        echo "SQLite and PostgreSQL drivers, DBus, Svg, Charts, PrintSupport, Linguist tools), QtKeychain, libphonenumber, libcsv,"
        echo "tl-expected, and"
        echo "for the tests RapidCheck, Python 3, dbus-daemon and a PostgreSQL server, 15 or newer. Debian calls them:"
        printf '  %s\n' "${packages_to_build[*]//|/ or }" "${packages_to_run[*]}" "${packages_to_test[*]//|/ or }"
    } >&2
    return 1
}

# install_missing [--with-postgresql] PACKAGE...
# Installs what is not there yet; does nothing, quickly, when nothing is missing.
install_missing() {
    local with_postgresql=false
    if [[ ${1-} == --with-postgresql ]]; then
        with_postgresql=true
        shift
    fi
    if ! command -v apt-get >/dev/null; then
        name_what_is_missing
        return
    fi

    local installed entry choice missing=() names=()
    installed=" $(installed_among "$@" | tr '\n' ' ')"
    for entry in "$@"; do
        for choice in ${entry//|/ }; do
            [[ $installed == *" $choice "* ]] && continue 2
        done
        missing+=("$entry")
    done
    if $with_postgresql && has_postgresql_server; then
        with_postgresql=false
    fi
    [[ ${#missing[@]} -eq 0 ]] && ! $with_postgresql && return 0

    echo "callveil: installing ${missing[*]}$($with_postgresql && echo ' and a PostgreSQL server')"
    as_root apt-get update -q || return 1
    for entry in "${missing[@]}"; do
        choice=$(available_choice "$entry") || return 1
        names+=("$choice")
    done
    if [[ ${#names[@]} -gt 0 ]]; then
        apt_install "${names[@]}" || return 1
    fi
    if $with_postgresql; then
        install_postgresql || return 1
    fi
}
