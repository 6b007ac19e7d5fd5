# SPDX-License-Identifier: GPL-3.0-or-later
"""The calls of the test. Each case makes them and says what was not as it must be, by checks of a Report."""

import base64
import pathlib
import re
import time

import scanner
from parts import CALLER, RESCUE, STRANGER, SWITCH, TRUNK, UNTRUSTED, Sipp, Socket, free_port, request

MARKS = {"caller": "Ann Alpha", "callee": "Bob Bravo"}
ADDRESSES = {"caller": CALLER, "callee": TRUNK}


class Report:
    def __init__(self):
        self.passed, self.failed, self.case = 0, [], ""

    def check(self, good, what):
        if good:
            self.passed += 1
        else:
            self.failed.append(f"{self.case}: {what}")
            print(f"FAILED {self.case}: {what}", flush=True)
        return good


def leaks(number, mark, address):
    """Headers in which a careless or curious device would name itself."""
    digits = number.lstrip("+")
    coded = base64.b64encode(number.encode()).decode()
    return "\n".join([
        f'Remote-Party-ID: "{mark}" <sip:{number}@{address}>;party=calling',
        f"Diversion: <sip:{number}@{address}>;reason=unconditional",
        f"History-Info: <sip:{number}@{address}>;index=1",
        f"Identity: {coded};info=<https://{address}/{digits}.cer>;alg=ES256",
        f"P-Preferred-Identity: <tel:{number}>",
        f"P-Charging-Vector: icid-value={digits[::-1]};orig-ioi={address}",
        f'Call-Info: <http://{address}/{"".join(f"%{ord(c):02x}" for c in digits)}.png>;purpose=icon',
        f"User-Agent: {mark} {number}", f"Server: {mark} {number}", f"Organization: {mark}",
        f"Subject: {digits[:5]} {digits[5:]}", f"X-Cisco-Caller: {digits.encode().hex()}",
        f'Warning: 399 {address} "{mark} {number}"', f'Alert-Info: <http://{address}/{digits}.wav>',
        f"Geolocation: <cid:{digits}@{address}>", f"Privacy: none", f"Reply-To: {mark} <sip:{number}@{address}>",
        f'Supported: timer', "Allow: INVITE, ACK, BYE, CANCEL, UPDATE, PRACK, INFO, OPTIONS",
    ])


def sdp(number, mark, address):
    digits = number.lstrip("+")
    return "\n".join([
        "v=0", f"o={digits} {digits} 2 IN IP4 {address}", f"s={mark}", f"i={mark} {number}",
        f"u=http://{address}/{digits}", f"e={digits}@{address}", f"p={number}", "c=IN IP4 192.0.2.77", "t=0 0",
        "m=audio 40000 RTP/AVP 0 101", "a=rtpmap:0 PCMU/8000", "a=rtpmap:101 telephone-event/8000",
        "a=fmtp:101 0-16", f"a=tool:{mark}", f"a=ssrc:1234 cname:{digits}@{address}",
        f"a=candidate:1 1 UDP 2130706431 {address} 40000 typ host", f"a=rtcp:40001 IN IP4 {address}", "a=sendrecv",
    ])


def values(side, number, did, asserted=None, **more):
    mark, address = MARKS[side], ADDRESSES[side]
    body = sdp(number, mark, address)
    fixed = {
        "did": did, "number": number, "mark": mark, "from": f'"{mark} {number}" <sip:{number}@{address}>',
        "contact": f'"{mark}" <sip:{number}@[local_ip]:[local_port];transport=udp>;+sip.instance='
                   f'"<urn:uuid:00000000-0000-0000-0000-{int(number[1:]) % 10**12:012d}>"',
        "identity": f'P-Asserted-Identity: "{mark}" <sip:{number if asserted is None else asserted}@{address}>',
        "leaks": leaks(number, mark, address), "way": "[last_Record-Route:]", "tag": "b", "pause": "500",
        "body": "Content-Type: application/sdp\nContent-Length: [len]\n\n" + "@@sdp@@",
    }
    fixed.update(more)
    fixed["body"] = fixed["body"].replace("@@sdp@@", body)
    fixed["sdp"] = body
    return fixed


class Calls:
    """Makes calls through the switch and looks at what each side saw."""

    def __init__(self, switch, folder, report):
        self.switch, self.folder, self.report = switch, pathlib.Path(folder), report
        self.numbers, self.begun = set(), time.monotonic()

    def begin(self, case):
        self.report.case = case
        print(f"{time.monotonic() - self.begun:6.1f} s  {case}", flush=True)
        self.here = self.folder / re.sub(r"\W+", "_", case)
        self.here.mkdir(parents=True)

    def caller(self, scenario, data, address=CALLER, options=()):
        return Sipp(self.here, scenario, address, free_port(address), data, (SWITCH, self.switch.port), options)

    def callee(self, scenario, data, gateway=""):
        address, port = TRUNK, self.switch.trunk_port
        if gateway:
            address, port = re.match(r"sips?:([\d.]+):(\d+)", gateway).groups()
        callee = Sipp(self.here, scenario, address, int(port), data)
        callee.address = address
        return callee

    def bridged(self, case, did, number_a, number_b, scenarios, gateway="", **more):
        """A dials, B is reached; then everything that must hold for any masked call."""
        self.begin(case)
        callee_more = more.pop("callee", {})
        dialled = more.pop("dialled", did)
        callee = self.callee(scenarios[1], values("callee", number_b, did, **callee_more), gateway)
        caller = self.caller(scenarios[0], values("caller", number_a, dialled, **more))
        ok_a, ok_b = caller.wait(), callee.wait()
        self.report.check(ok_a == 0, f"the caller's side did not go as written ({caller.errors()})")
        self.report.check(ok_b == 0, f"the called side did not go as written ({callee.errors()})")
        self.apart(caller, callee, number_a, number_b)
        self.presented(callee, did, number_b)
        return caller, callee

    def presented(self, callee, did, number_b):
        check, got = self.report.check, callee.received()
        invites = [m for m in got if m.startswith("INVITE ")]
        if not check(invites, "no INVITE came to the called side"):
            return
        first = invites[0]
        check(first.startswith(f"INVITE sip:{number_b}@"), "the first INVITE does not name the called number")
        for message in got:
            if not message.startswith("SIP/2.0"):
                check(re.search(rf"^From:\s*<sip:\{did}@{re.escape(SWITCH)}>;tag=", message, re.M),
                      f"{message.split(' ')[0]} does not show the proxy number, bare, in From")
        check(re.search(rf"^P-Asserted-Identity: <sip:\{did}@", first, re.M), "P-Asserted-Identity is not the proxy number")
        check(first.count("P-Asserted-Identity") == 1, "there is more than one P-Asserted-Identity")
        check("c=IN IP4" in first and "a=rtpmap:101" in first or re.search(r"^Content-Length:\s*0\s*$", first, re.M), "the SDP did not arrive whole")

    def apart(self, caller, callee, number_a, number_b):
        """Neither side's complete log holds the other's number, name or address."""
        check = self.report.check
        self.numbers.update((number_a, number_b))
        if caller.text():
            self.clean("the caller's log", caller.text(), number_b, MARKS["callee"], getattr(callee, "address", TRUNK))
        check(callee is None or callee.text(), "the called side has no log")
        if callee and callee.text():
            self.clean("the called side's log", callee.text(), number_a, MARKS["caller"], CALLER)

    def clean(self, what, text, number, mark, address):
        check = self.report.check
        found = scanner.find_number(text, number)
        check(found is None, f"{what} holds the other side's number ({found})")
        check(mark not in text, f"{what} holds the other side's name")
        check(address not in text, f"{what} holds the other side's address")

    def refused(self, case, did, number, code, reason=None, address=CALLER, sink=True, **more):
        """The call is refused, and nothing goes out to anybody."""
        self.begin(case)
        check = self.report.check
        silent = [Socket(TRUNK, self.switch.trunk_port), Socket(RESCUE, self.switch.rescue_port)]
        options = more.pop("options", ())
        did = more.pop("dialled", did)
        data = values("caller", number, did, code=str(code), **more)
        caller = self.caller("caller_fail", data, address, options)
        check(caller.wait() == 0, f"the call is not refused with {code} ({caller.errors()})")
        status = next((m.split("\r\n")[0].split("\n")[0] for m in reversed(caller.received()) if m.startswith("SIP/2.0")), "")
        if reason is not None:
            check(status.strip() == f"SIP/2.0 {code} {reason}", f"the answer is '{status.strip()}', not '{code} {reason}'")
        for end_point in silent:
            check(end_point.receive(0.05) == "", "something went out although the call was refused")
            end_point.socket.close()
        self.numbers.add(number)
        return caller

    def rescued(self, case, digits, number):
        """An emergency call goes out as dialled, with the caller's own number."""
        self.begin(case)
        check = self.report.check
        data = values("caller", number, digits)
        callee = Sipp(self.here, "callee_wait", RESCUE, self.switch.rescue_port, values("callee", "+" + "9" * 11, digits,
                                                                                     contact="<sip:desk@[local_ip]:[local_port]>"))
        caller = self.caller("caller_short", data)
        check(caller.wait() == 0, f"the emergency call did not go through ({caller.errors()})")
        check(callee.wait() == 0, f"the emergency side did not go as written ({callee.errors()})")
        first = next((m for m in callee.received() if m.startswith("INVITE")), "")
        check(first.startswith(f"INVITE sip:{digits}@"), "the emergency number was changed")
        check(f"<sip:{number}@{CALLER}>;tag=" in first, "the caller's own number is not in From")
        check(re.search(rf"^P-Asserted-Identity:.*\{number}", first, re.M), "the caller's own number is not asserted")
        self.numbers.add(number)

    def ignored(self, case, did, number):
        """A stranger gets no answer, whatever he asserts."""
        self.begin(case)
        with Socket(STRANGER) as phone:
            for method in ("INVITE", "OPTIONS", "REGISTER"):
                phone.send((SWITCH, self.switch.port), request(method, f"sip:{did}@{SWITCH}", phone,
                                                               f"P-Asserted-Identity: <sip:{number}@{STRANGER}>\r\n"))
            self.report.check(phone.receive(1.0) == "", "a stranger is answered")
