# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the sources against the rules of the house: check_architecture.py ROOT, or --self-test for the rules."""

import sys

sys.dont_write_bytecode = True

import self_test  # noqa: E402
from rules import violations  # noqa: E402
from sources import read_all  # noqa: E402


def main(arguments):
    if arguments == ["--self-test"]:
        return self_test.run()
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    sources = read_all(arguments[0])
    code = sum(source.is_cpp for source in sources.values())
    if code == 0:
        print(f"no sources under {arguments[0]}")
        return 1
    found = violations(sources)
    for path, line, rule, explanation in sorted(found):
        print(f"{path}:{line}: [{rule}] {explanation}")
    print(f"{code} C++ files read, {len(found)} violations")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
