# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostgreSQL of its own in a temporary folder, with the schema of scratch.sql, for trying without Callveil."""

import glob
import os
import pathlib
import pwd
import socket
import subprocess

from parts import HERE, end, free_port, ordinary_user


class Scratch:
    def __init__(self, folder):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda p: int(p.split("/")[4]))
        self.programs = pathlib.Path(found[-1]).parent if found else pathlib.Path("/usr/bin")
        self.folder = pathlib.Path(folder)
        self.folder.mkdir()
        if os.geteuid() == 0:
            os.chown(self.folder, pwd.getpwnam("nobody").pw_uid, -1)
        self.port = free_port("127.0.0.1", socket.SOCK_STREAM)
        self._run("initdb", "-D", str(self.folder / "data"), "-U", "postgres", "-A", "trust", "-N", "--no-locale", "-E", "UTF8")
        self.log = open(self.folder / "log", "ab")
        self.server = subprocess.Popen(
            [str(self.programs / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port), "-k", "",
             "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "log_min_error_statement=panic"],
            stdout=self.log, stderr=self.log, cwd=self.folder, **ordinary_user())
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                self.sql("SELECT 1")
                break
            except (OSError, subprocess.CalledProcessError):
                import time
                time.sleep(0.1)
        self.sql("CREATE DATABASE scratch")
        self.url = f"postgresql://switch:switch@127.0.0.1:{self.port}/scratch"
        self.sql((HERE / "scratch.sql").read_text(), "scratch")

    def _run(self, program, *arguments, text=None):
        return subprocess.run([str(self.programs / program), *arguments], input=text, text=True, check=True,
                              cwd=self.folder, capture_output=True, **ordinary_user()).stdout

    def sql(self, text, database="postgres"):
        return self._run("psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres",
                         "-d", database, text=text)

    def fill(self, bindings):
        """Rows for the bindings of the JSON file, in both directions."""
        pairs = [*bindings["pairs"], *([bindings["limited"]] if "limited" in bindings else [])]
        for number, pair in enumerate(pairs, 1):
            for caller, callee, side in ((pair["a"], pair["b"], "customer"), (pair["b"], pair["a"], "agent")):
                self.sql(f"INSERT INTO scratch.route VALUES ('{pair['did'][1:]}', '{caller[1:]}', 'bridge', NULL, NULL, '{callee}',"
                         f" '{pair['did']}', '{pair['session']}', {number}, '{side}', '{pair.get('gateway', '')}',"
                         f" {pair.get('seconds', 0)})", "scratch")
        for one in bindings.get("rejects", []):
            if one["code"] != 404:
                self.sql(f"INSERT INTO scratch.route (did, caller, action, sip_code, reason, side) VALUES ('{one['did'][1:]}',"
                         f" '{one['caller'][1:]}', 'reject', {one['code']}, '{one['reason']}', 'customer')", "scratch")
        if "own" in bindings:
            own = bindings["own"]
            self.sql("INSERT INTO scratch.route (did, caller, action, callee, cli, session_id, side, target_uri) VALUES"
                     f" ('{own['did'][1:]}', '*', 'bridge', '{own['callee']}', '{own['did']}', '', 'customer', '')", "scratch")
        for digits in bindings.get("emergency", []):
            self.sql(f"INSERT INTO scratch.emergency VALUES ('DE', '{digits}')", "scratch")

    def records(self):
        rows = self.sql("SELECT coalesce(session_id,''), leg, coalesce(sip_code,''), coalesce(duration, -1), ring_time IS NULL, side,"
                        " coalesce(binding_id::text, ''), did FROM scratch.cdr ORDER BY id", "scratch")
        return [line.split("|") for line in rows.splitlines()]

    def stop(self):
        end(self.server)
        self.log.close()
