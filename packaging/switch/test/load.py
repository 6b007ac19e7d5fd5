#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many masked calls a second the switch holds, and what one costs it, on a schema made by hand."""

import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

from cases import values
from parts import CALLER, HERE, SWITCH, TRUNK, Switch, end, free_port
from scratch import Scratch


def one_rate(switch, folder, scenario, rate, seconds):
    callee = subprocess.Popen(["sipp", "-sf", str(HERE / "scenarios" / "load_callee.xml"), "-i", TRUNK, "-p", str(switch.trunk_port), "-nostdin"],
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    before = switch.cpu_seconds()
    done = subprocess.run(["sipp", f"{SWITCH}:{switch.port}", "-sf", str(scenario), "-i", CALLER, "-p", str(free_port(CALLER)),
                           "-r", str(rate), "-m", str(rate * seconds), "-nostdin", "-timeout", str(seconds + 40), "-trace_screen",
                           "-screen_file", str(folder / f"screen{rate}"), "-l", str(rate * 6)],
                          stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, check=False)
    spent = switch.cpu_seconds() - before
    end(callee)
    screen = (folder / f"screen{rate}").read_text(errors="replace")
    number = lambda title: int(re.findall(rf"{title}\s*\|\s*\d+\s*\|\s*(\d+)", screen)[-1])
    retransmitted = sum(int(n) for n in re.findall(r"(?:INVITE|BYE)\s+-+>\s+\d+\s+(\d+)", screen.split("Scenario Screen")[-1]))
    good, bad = number("Successful call"), number("Failed call")
    print(f"{rate:5} calls/s for {seconds} s: {good} good, {bad} failed, {retransmitted} retransmissions, "
          f"{1000 * spent / max(good, 1):.2f} ms CPU per call, {spent / seconds * 100:.0f} % of a core, sipp said {done.returncode}",
          flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rates", default="50,100,200", help="calls per second, comma-separated")
    parser.add_argument("--seconds", type=int, default=20)
    chosen = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="callveil-load-"))
    folder.chmod(0o755)
    bindings = json.loads((HERE / "bindings.example.json").read_text())
    pair = bindings["pairs"][0]
    scratch = Scratch(folder / "postgres")
    switch = None
    try:
        scratch.fill(bindings)
        switch = Switch(folder / "switch", scratch.url.replace("postgresql", "postgres"), {"CV_WORKERS": "4"})
        if not switch.start():
            sys.exit(switch.said()[-2000:])
        text = (HERE / "scenarios" / "load_caller.xml").read_text()
        for key, value in values("caller", pair["a"], pair["did"]).items():
            text = text.replace(f"@@{key}@@", value)
        scenario = folder / "load.xml"
        scenario.write_text(text)
        for rate in chosen.rates.split(","):
            one_rate(switch, folder, scenario, int(rate), chosen.seconds)
    finally:
        if switch:
            switch.stop()
        scratch.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
