# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts that the test starts: Kamailio, a way to the database that can be cut, sipp, and plain sockets."""

import os
import pathlib
import pwd
import re
import selectors
import shutil
import signal
import socket
import subprocess
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
SWITCH, CALLER, TRUNK, RESCUE, UNTRUSTED, STRANGER = (f"127.0.0.{n}" for n in (10, 11, 12, 13, 14, 15))


def free_port(address, kind=socket.SOCK_DGRAM):
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind((address, 0))
        return probe.getsockname()[1]


def ordinary_user():
    """Who programs run as when the test itself runs as root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def eventually(holds, patience=15):
    """Asks again and again until it holds, or patience ends; the last answer."""
    deadline = time.monotonic() + patience
    while not (answer := holds()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return answer


def end(process, patience=10):
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Wire:
    """Passes TCP on to the database. Cut, it closes what is open and refuses what is new, as a dead server does."""

    def __init__(self, host, port):
        self.target = (host, port)
        self.port = free_port("127.0.0.1", socket.SOCK_STREAM)
        self.listener, self.pairs, self.lock = None, [], threading.Lock()
        self.busy_at = time.monotonic()
        self.join()

    def join(self):
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", self.port))
        self.listener.listen(64)
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def cut(self):
        with self.lock:
            self.listener.shutdown(socket.SHUT_RDWR)
            self.listener.close()
            for pair in self.pairs:
                for end_point in pair:
                    try:
                        end_point.shutdown(socket.SHUT_RDWR)
                    except OSError:
                        pass
            self.pairs.clear()

    def _accept(self, listener):
        while True:
            try:
                near, _ = listener.accept()
                far = socket.create_connection(self.target, 5)
            except OSError:
                return
            far.settimeout(None)
            with self.lock:
                self.pairs.append((near, far))
            threading.Thread(target=self._carry, args=(near, far), daemon=True).start()

    def is_quiet(self, seconds):
        """Whether nothing has passed for so long."""
        return time.monotonic() - self.busy_at > seconds

    def _carry(self, near, far):
        with selectors.DefaultSelector() as both:
            both.register(near, selectors.EVENT_READ, far)
            both.register(far, selectors.EVENT_READ, near)
            try:
                while True:
                    for key, _ in both.select():
                        data = key.fileobj.recv(65536)
                        if not data:
                            return
                        self.busy_at = time.monotonic()
                        key.data.sendall(data)
            except OSError:
                return
            finally:
                near.close()
                far.close()


class Switch:
    """Kamailio with the configuration of this folder, in a folder of its own, on loopback, as an ordinary user."""

    def __init__(self, folder, database_url, settings=None, records=True):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port(SWITCH)
        self.trunk_port = free_port(TRUNK)
        self.rescue_port = free_port(RESCUE)
        self.records = records
        self.process = None
        values = {
            "CV_LISTEN": f"udp:{SWITCH}:{self.port}",
            "CV_HOST": SWITCH,
            "CV_DATABASE": database_url,
            "CV_TRUSTED_SOURCES": f"{CALLER}/32,{TRUNK}/32,{RESCUE}/32,127.0.0.16/30,127.0.0.20/32",
            "CV_OTHER_SOURCES": f"{UNTRUSTED}/32",
            "CV_DEFAULT_GATEWAY": f"sip:{TRUNK}:{self.trunk_port};transport=udp",
            "CV_EMERGENCY_GATEWAY": f"sip:{RESCUE}:{self.rescue_port};transport=udp",
            "CV_EMERGENCY_ALWAYS": "999,08",
            "CV_TOPOLOGY_KEY": "0123456789abcdef0123456789abcdef",
        }
        values.update(settings or {})
        self.workers = values.pop("CV_WORKERS", "2")
        self._write(values)

    def _write(self, values):
        for name in HERE.parent.glob("*.cfg"):
            if name.name != "local.cfg":
                shutil.copy(name, self.folder)
        text = (HERE.parent / "local.cfg.example").read_text()
        for key, value in values.items():
            text, count = re.subn(rf"\|{key}\|[^|]*\|g", f"|{key}|{value}|g", text)
            assert count == 1, f"local.cfg.example has no {key}"
        text = re.sub(r"define CV_WORKERS \d+", f"define CV_WORKERS {self.workers}", text)
        if not self.records:
            text = text.replace("#!define WITH_CDR", "##!define WITH_CDR")
        (self.folder / "local.cfg").write_text(text)
        for name in [self.folder, *self.folder.iterdir()]:
            if os.geteuid() == 0:
                os.chown(name, pwd.getpwnam("nobody").pw_uid, -1)

    def start(self, patience=20):
        self.log = open(self.folder / "kamailio.log", "ab")
        command = ["kamailio", "-f", str(self.folder / "kamailio.cfg"), "-DD", "-E", "-m", "64", "-M", "8",
                   "-Y", str(self.folder), "-w", str(self.folder), "-P", str(self.folder / "kamailio.pid")]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
                                        cwd=self.folder, **ordinary_user())
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline and self.process.poll() is None:
            if self.answers():
                return True
        return False

    def answers(self):
        with Socket(CALLER) as phone:
            phone.send((SWITCH, self.port), request("OPTIONS", f"sip:{SWITCH}:{self.port}", phone))
            return phone.receive(0.3).startswith("SIP/2.0 200")

    def stop(self):
        if self.process:
            end(self.process)
            self.process = None
            self.log.close()

    def said(self):
        return (self.folder / "kamailio.log").read_text(errors="replace")

    def cpu_seconds(self):
        """CPU time of all of its processes so far."""
        total = 0
        for name in pathlib.Path("/proc").iterdir():
            if not name.name.isdigit():
                continue
            try:
                fields = (name / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[1]) == self.process.pid or int(name.name) == self.process.pid:
                total += int(fields[11]) + int(fields[12])
        return total / os.sysconf("SC_CLK_TCK")


class Socket:
    """A plain UDP end point."""

    def __init__(self, address, port=0):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((address, port))
        self.address, self.port = self.socket.getsockname()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, target, text):
        self.socket.sendto(text.encode(), target)

    def receive(self, patience):
        self.socket.settimeout(patience)
        try:
            return self.socket.recv(65536).decode(errors="replace")
        except OSError:
            return ""


def request(method, uri, phone, extra="", body="", call="plain"):
    return (f"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP {phone.address}:{phone.port};branch=z9hG4bK{time.time_ns()}\r\n"
            f"From: <sip:tester@{phone.address}>;tag=t1\r\nTo: <{uri}>\r\nCall-ID: {call}-{time.time_ns()}\r\n"
            f"CSeq: 1 {method}\r\nMax-Forwards: 70\r\nContact: <sip:tester@{phone.address}:{phone.port}>\r\n"
            f"{extra}Content-Length: {len(body)}\r\n\r\n{body}")


class Sipp:
    """One sipp with one scenario of this folder; @@name@@ in it is replaced."""

    def __init__(self, folder, scenario, address, port, values, target=None, options=()):
        self.folder = pathlib.Path(folder)
        self.name = f"{scenario}-{address}"
        text = (HERE / "scenarios" / f"{scenario}.xml").read_text()
        for _ in range(3):
            for key, value in values.items():
                text = text.replace(f"@@{key}@@", value)
        left = re.findall(r"@@\w+@@", text)
        assert not left, f"{scenario}.xml: no value for {left}"
        path = self.folder / f"{self.name}.xml"
        path.write_text(text)
        self.messages = self.folder / f"{self.name}.messages"
        command = ["sipp", *([f"{target[0]}:{target[1]}"] if target else []), "-sf", str(path), "-i", address,
                   "-p", str(port), "-mi", address, "-m", "1", "-nostdin", "-timeout", "25", "-timeout_error",
                   "-recv_timeout", "8000", "-trace_msg", "-message_file", str(self.messages),
                   "-trace_err", "-error_file", str(self.folder / f"{self.name}.errors"), *options]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, cwd=self.folder, env={**os.environ, "TERM": "dumb"})

    def wait(self, patience=30):
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            end(self.process)
            return -1

    def text(self):
        return self.messages.read_text(errors="replace") if self.messages.exists() else ""

    def received(self):
        """The SIP messages that came in, in their order."""
        parts = re.split(r"^-{40,}.*\n", self.text(), flags=re.M)
        return [p.split("\n\n", 1)[1].lstrip("\n") if "\n\n" in p else p for p in parts
                if re.match(r"\w+ message received", p)]

    def errors(self):
        path = self.folder / f"{self.name}.errors"
        return path.read_text(errors="replace")[:600].strip() if path.exists() else ""
