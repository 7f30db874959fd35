# SPDX-License-Identifier: Apache-2.0
"""The emulator of the Legistar Web API in ../shared, for as long as a `with` block lasts."""
import json
import pathlib
import subprocess
import sys
import time
import urllib.error
import urllib.request

SHARED = pathlib.Path(__file__).resolve().parents[3] / "shared"
DATA, EMULATOR = SHARED / "data" / "nyc", SHARED / "tools" / "legistar" / "legistar_emulator.py"


class Emulator:
    def __init__(self, data, folder):
        self.port_file = pathlib.Path(folder) / f"port-{time.monotonic_ns()}"
        self.process = subprocess.Popen([sys.executable, EMULATOR, "--data", data, "--port-file", self.port_file],
                                        stdout=subprocess.PIPE, text=True)
        address = self.process.stdout.readline().strip()
        assert address, "the emulator did not start"
        self.root, _, self.client = address.rpartition("/")
        self.control_url = self.root.rpartition("/")[0] + "/_control"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def control(self, **orders):
        request = urllib.request.Request(self.control_url, json.dumps(orders).encode(), method="POST")
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise AssertionError((orders, error.read())) from error

    def read(self, what):
        with urllib.request.urlopen(f"{self.control_url}/{what}") as answer:
            return json.load(answer)

    def requests(self):
        return self.read("stats")["total"]

    def row(self, path):
        request = urllib.request.Request(f"{self.root}/{self.client}/{path}", headers={"Accept": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
