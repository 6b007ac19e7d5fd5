#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes masked calls through a real Kamailio and looks for numbers where they must not be. See ../README.md."""

import argparse
import json
import os
import pathlib
import pwd
import shutil
import sys
import tempfile
import time
import urllib.parse

sys.dont_write_bytecode = True

import scanner
from cases import Calls, Report, values
from parts import (CALLER, RESCUE, SWITCH, TRUNK, UNTRUSTED, Sipp, Socket, Switch, Wire, eventually, free_port,
                   request)
from scratch import Scratch

UNKNOWN = "+493055509998"
NOBODY = "+493055509987"


def with_the_database(calls, bindings):
    first = bindings["pairs"][0]
    for pair in bindings["pairs"]:
        gateway = pair.get("gateway", "")
        calls.bridged(f"{pair['name']} pair, A calls B", pair["did"], pair["a"], pair["b"], ("caller_talk", "callee_talk"), gateway)
        calls.bridged(f"{pair['name']} pair, B calls back", pair["did"], pair["b"], pair["a"], ("caller_wait", "callee_hangup"),
                      gateway)
    did, a, b = first["did"], first["a"], first["b"]
    calls.bridged("the caller gives up", did, a, b, ("caller_cancel", "callee_cancel"))
    for code, status in ((486, "486 Busy, call {b}"), (480, "302 Moved to {b}"), (603, "603 {b} declines"), (503, "407 {b}")):
        calls.bridged(f"the called side answers {status.split()[0]}", did, a, b, ("caller_fail", "callee_fail"),
                      code=str(code), callee={"status": status.format(b=b)})
    calls.bridged("a proxy on the called side", did, a, b, ("caller_short", "callee_wait"),
                  callee={"way": "Record-Route: <sip:[local_ip]:[local_port];lr;owner=proxy>\n[last_Record-Route:]"})
    calls.bridged("a proxy on the called side, which hangs up", did, a, b, ("caller_wait", "callee_hangup"),
                  callee={"way": "Record-Route: <sip:[local_ip]:[local_port];lr;owner=proxy>\n[last_Record-Route:]"})
    calls.bridged("a request by way of the sender", did, a, b, ("caller_hijack", "callee_wait"))
    calls.bridged("written with 00", did, a, b, ("caller_short", "callee_wait"), dialled="00" + did[1:], asserted="00" + a[1:])
    calls.bridged("a tel: identity", did, a, b, ("caller_short", "callee_wait"), identity=f"P-Asserted-Identity: <tel:{a};x=y>")
    isup = ("Content-Type: multipart/mixed;boundary=cut\nContent-Length: [len]\n\n--cut\nContent-Type: application/sdp\n\n@@sdp@@\n"
            f"--cut\nContent-Type: application/isup;version=itu-t92+\n\n{a}\n--cut--\n")
    calls.bridged("ISUP beside the SDP", did, a, b, ("caller_short", "callee_wait"), body=isup)
    calls.bridged("a metadata body alone", did, a, b, ("caller_short", "callee_wait"),
                  body=f"Content-Type: application/rs-metadata+xml\nContent-Length: [len]\n\n<x>{a}</x>\n")
    calls.bridged("the called side's number in its tag", did, a, b, ("caller_nothing", "callee_mute"),
                  callee={"tag": b.lstrip("+")})
    if "limited" in bindings:
        limited = bindings["limited"]
        begun = time.monotonic()
        calls.bridged("the longest time is over", limited["did"], limited["a"], limited["b"], ("caller_wait", "callee_wait"))
        lasted = time.monotonic() - begun
        calls.report.check(lasted >= limited["seconds"] - 1, f"the call was ended after {lasted:.1f} seconds already")

    if "own" in bindings:
        own = bindings["own"]
        calls.bridged("anybody calls a line of one's own", own["did"], UNKNOWN, own["callee"], ("caller_short", "callee_wait"))
        calls.bridged("nobody knows who calls a line of one's own", own["did"], NOBODY, own["callee"], ("caller_short", "callee_wait"),
                      identity="X-Nothing: 1")

    for one in bindings.get("rejects", []):
        calls.refused(one["name"], one["did"], one["caller"], one["code"], one["reason"])
    rejects = bindings.get("rejects", [{"code": 404, "reason": "This number is not active"}])
    inactive = next(one["reason"] for one in rejects if one["code"] == 404)
    calls.refused("nobody is asserted, From alone", did, a, 404, inactive, identity="X-Nothing: 1")
    calls.refused("somebody else is asserted than From says", did, a, 404, inactive, asserted=UNKNOWN)
    calls.refused("a source that is not believed", did, a, 404, inactive, address=UNTRUSTED)
    calls.refused("the caller's number in the Call-ID", did, a, 503, options=("-cid_str", f"%u-{a.lstrip('+')}-%p@%s"))
    calls.refused("a name instead of a number", did, a, 404, dialled="anybody';SELECT")
    calls.ignored("a stranger", did, a)


def without_the_database(calls, bindings, wire):
    pair, emergency = bindings["pairs"][0], bindings["emergency"][0]
    calls.rescued("emergency", emergency, pair["a"])
    calls.rescued("emergency of the configuration", "999", pair["a"])
    wire.cut()
    calls.refused("the database is down", pair["did"], pair["a"], 503, "Service Unavailable")
    calls.rescued("emergency while the database is down", emergency, pair["a"])
    calls.refused("the database is still down", pair["did"], pair["b"], 503, "Service Unavailable")
    wire.join()
    calls.bridged("the database is back", pair["did"], pair["a"], pair["b"], ("caller_short", "callee_wait"), pair.get("gateway", ""))


def records_wait(calls, bindings, wire):
    """A call that ends while the database is down keeps its record until it is back."""
    pair = bindings["pairs"][0]
    calls.begin("a call ends while the database is down")
    gateway = pair.get("gateway", "")
    callee = calls.callee("callee_wait", values("callee", pair["b"], pair["did"]), gateway)
    caller = calls.caller("caller_short", values("caller", pair["a"], pair["did"], pause="2000"))
    time.sleep(1.2)
    wire.cut()
    calls.report.check(caller.wait() == 0 and callee.wait() == 0, "the call did not go as written")
    calls.apart(caller, callee, pair["a"], pair["b"])
    time.sleep(1.5)
    wire.join()


def malformed(calls, bindings):
    """Broken messages with a number in them: nothing of it may stand in the log (looked at in the end)."""
    calls.begin("broken messages")
    pair = bindings["pairs"][0]
    with Socket(CALLER) as phone:
        good = request("INVITE", f"sip:{pair['did']}@{SWITCH}", phone, f"P-Asserted-Identity: <sip:{pair['a']}@{CALLER}>\r\n")
        broken = [good.replace("From:", "From"), good.replace("SIP/2.0\r\n", "SIP/2.0 x\r\n", 1), good[: len(good) // 2],
                  good.replace(f"sip:{pair['did']}", f"sip:{pair['a']}:::"), good.replace("CSeq: 1", f"CSeq: {pair['a']}"),
                  good.replace("To: <", f"To: <<{pair['a']}"), good.replace("tester@", f"{pair['a']}@[::"),
                  good.replace("Content-Length: 0", f"Content-Length: {pair['a'][1:]}"), f"\0{pair['a']}\r\n\r\n"]
        for text in broken:
            phone.send((SWITCH, calls.switch.port), text)
        time.sleep(0.3)
    calls.report.check(calls.switch.answers(), "the switch does not answer any more")


def silence_of_the_log(calls, switches):
    calls.begin("the log of Kamailio")
    for switch in switches:
        said = switch.said()
        calls.report.check("call sess_" in said or switch is not switches[0], "the log does not name sessions")
        for number in sorted(calls.numbers):
            found = scanner.find_number(said, number)
            calls.report.check(found is None, f"the log holds a number ({found})")


def record_faults(bindings, rows):
    """What is wrong with the records, or not there yet."""
    faults = []

    def check(good, what):
        if not good:
            faults.append(what)

    for pair in bindings["pairs"]:
        legs = [row[1] for row in rows if row[0] == pair["session"] and row[2] == "200"]
        check(legs.count("A") >= 2 and legs.count("A") == legs.count("B"), f"the {pair['name']} pair has not both legs of both calls")
    check(any(row[2] == "486" and row[4] == "f" for row in rows), "the refused call is not among the missed ones")
    check(any(row[2] == "487" for row in rows), "the call that was given up is not among the missed ones")
    sessionless = [row for row in rows if not row[0].startswith("sess_")]
    check(all(row[6] == "" for row in sessionless), "a record without a session has a binding")
    if "own" in bindings:
        own = [row[1] for row in sessionless if row[2] == "200" and row[7] == bindings["own"]["did"]]
        check(own.count("A") == 2 and own.count("B") == 2, "the calls to a line of one's own have not both legs")
    refused = [one for one in bindings.get("rejects", []) if one["code"] != 404]
    check(all(any(row[7] == one["did"] and row[2] == str(one["code"]) for row in rows) for one in refused),
          "the call to somebody who opted out is not among the missed ones")
    check(sum(row[0] == bindings["pairs"][0]["session"] and row[2] == "200" and row[3] == "2" for row in rows) >= 2,
          "the call that ended while the database was down has no record")
    return faults


def written_records(calls, bindings, scratch):
    calls.begin("records of calls")
    eventually(lambda: not record_faults(bindings, scratch.records()))  # the switch sends them once a second
    faults = record_faults(bindings, scratch.records())
    calls.report.check(not faults, "; ".join(faults))


def self_test(report, bindings):
    report.case = "the scanner"
    pair = bindings["pairs"][0]
    harmless = [f"INVITE sip:{pair['b']}@{SWITCH}:5060 SIP/2.0\r\nVia: SIP/2.0/UDP {SWITCH};branch=z9hG4bKsr-Tp4o9aQj3mC\r\n"
                "Call-ID: 1-27182@127.0.0.12\r\nCSeq: 1 INVITE\r\nContent-Length: 210\r\n\r\nv=0\r\no=- 1 2 IN IP4 10.0.0.1\r\n"]
    problems = scanner.self_test(pair["a"], harmless)
    for problem in problems:
        report.check(False, problem)
    planted = len(list(scanner.planted(pair["a"])))
    report.passed += planted + len(harmless) - len(problems)


def kamailio_url(database, wire):
    parts = urllib.parse.urlsplit(database)
    if parts.scheme not in ("postgres", "postgresql") or not parts.hostname:
        sys.exit("run.py: --database must be postgresql://login:password@host:port/database")
    return f"postgres://{parts.username}:{parts.password or ''}@127.0.0.1:{wire.port}{parts.path}"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", help="postgresql://login:password@host:port/database, the switch's own login")
    parser.add_argument("--bindings", default=str(pathlib.Path(__file__).parent / "bindings.example.json"),
                        help="JSON as in bindings.example.json")
    parser.add_argument("--scratch", action="store_true", help="start a PostgreSQL of its own with a schema made by hand")
    parser.add_argument("--no-records", action="store_true", help="send no call records")
    parser.add_argument("--keep", metavar="FOLDER", help="leave all logs in this new folder")
    chosen = parser.parse_args()
    if bool(chosen.database) == chosen.scratch:
        parser.error("give either --database or --scratch")
    return chosen


def main():
    chosen = arguments()
    bindings = json.loads(pathlib.Path(chosen.bindings).read_text())
    for program in ("kamailio", "sipp"):
        if not shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin"):
            sys.exit(f"run.py: {program} is not installed (packages kamailio, kamailio-postgres-modules, "
                     "kamailio-extra-modules, kamailio-utils-modules, sip-tester)")
    os.environ["PATH"] += ":/usr/sbin"
    folder = pathlib.Path(chosen.keep or tempfile.mkdtemp(prefix="callveil-switch-"))
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    report, switches, scratch = Report(), [], None
    try:
        self_test(report, bindings)
        if chosen.scratch:
            scratch = Scratch(folder / "postgres")
            scratch.fill(bindings)
        parts = urllib.parse.urlsplit(chosen.database or scratch.url)
        wire = Wire(parts.hostname, parts.port or 5432)
        url = kamailio_url(chosen.database or scratch.url, wire)
        switch = Switch(folder / "switch", url, records=not chosen.no_records)
        switches.append(switch)
        calls = Calls(switch, folder, report)
        calls.begin("start")
        if report.check(switch.start(), "Kamailio does not start: " + switch.said()[-2000:]):
            with_the_database(calls, bindings)
            without_the_database(calls, bindings, wire)
            if not chosen.no_records:
                records_wait(calls, bindings, wire)
            malformed(calls, bindings)
            if scratch and not chosen.no_records:
                written_records(calls, bindings, scratch)
            elif not chosen.no_records:
                eventually(lambda: wire.is_quiet(2))  # the last record is sent: the switch looks once a second
            switch.stop()
        wire.cut()
        alone = Switch(folder / "alone", url, records=not chosen.no_records)
        switches.append(alone)
        calls = Calls(alone, folder, report)
        calls.numbers = {n for pair in bindings["pairs"] for n in (pair["a"], pair["b"])}
        calls.begin("start without the database")
        if report.check(alone.start(), "Kamailio does not start without the database: " + alone.said()[-2000:]):
            pair = bindings["pairs"][0]
            calls.rescued("emergency of the configuration, the database was never there", "999", pair["a"])
            calls.refused("masked, the database was never there", pair["did"], pair["a"], 503, "Service Unavailable")
            alone.stop()
        calls.numbers.update(one["caller"] for one in bindings.get("rejects", []))
        silence_of_the_log(calls, switches)
    finally:
        for switch in switches:
            switch.stop()
        if scratch:
            scratch.stop()
        if not chosen.keep:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{report.passed} checks passed, {len(report.failed)} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
