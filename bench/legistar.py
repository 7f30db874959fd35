#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""legistar.py DAIS FOLDER: a full gather from the emulator of the Legistar Web API on loopback, three times, and after each
the same addresses by curl with eight connections, which does nothing with the answers. Prints medians and their ratio, the
requests of the first and of a second gather, and the peak memory."""
import json
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request

SHARED = pathlib.Path(__file__).resolve().parents[2] / "shared"
EMULATOR = SHARED / "tools" / "legistar" / "legistar_emulator.py"
ROUNDS = 3


def read(control, what):
    with urllib.request.urlopen(f"{control}/{what}") as answer:
        return json.load(answer)


def timed(command):
    started = time.monotonic()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {done.returncode}: {done.stderr[-500:]}")
    return time.monotonic() - started


def instance_at(dais, folder, root, client):
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([dais, "init", folder, "--timezone", "America/New_York", "--source-kind", "legistar", "--source-name",
                    "nyc", "--source-client", client], check=True, capture_output=True)
    config = folder / "dais.toml"
    text = config.read_text().replace('kind = "legistar"', f'kind = "legistar"\nbase_url = "{root}"', 1)
    config.write_text(text)


def main():
    dais, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    emulator = subprocess.Popen([sys.executable, EMULATOR, "--data", SHARED / "data" / "nyc", "--port", "0"],
                                stdout=subprocess.PIPE, text=True)
    try:
        measure(dais, folder, emulator.stdout.readline().strip())
    finally:
        emulator.kill()
        emulator.wait()


def measure(dais, folder, address):
    root, _, client = address.rpartition("/")
    control = root.rpartition("/")[0] + "/_control"
    fast = ["--set", 'net.allow_private_networks=["127.0.0.0/8"]', "--set", "net.requests_per_second=100000"]
    ours, peers = [], []
    for _ in range(ROUNDS):
        instance = folder / "instance"
        instance_at(dais, instance, root, client)
        config = instance / "dais.toml"
        config.write_text(config.read_text().replace("[[source]]", "[[source]]\nretry_seconds = 0.01\nrequests_per_second = 100000", 1))
        before = read(control, "stats")["total"]
        ours.append(timed([dais, "gather", "--instance", instance, *fast]))
        first = read(control, "stats")["total"] - before
        urls = [entry["url"] for entry in read(control, "log")][-first:]
        timed([dais, "gather", "--instance", instance, *fast])
        second = read(control, "stats")["total"] - before - first
        asked = folder / "urls"
        base = root.rpartition("/")[0]
        asked.write_text("".join(f'url = "{base + url if url.startswith("/") else url}"\noutput = "/dev/null"\n' for url in urls))
        peers.append(timed(["curl", "--silent", "--parallel", "--parallel-max", "8", "--header", "Accept: application/json",
                            "--globoff", "--config", asked]))
    gathered, asked = statistics.median(ours), statistics.median(peers)
    print(f"gather from Legistar: {gathered:.1f} s for {first} requests; curl alone, eight connections: {asked:.1f} s; "
          f"ratio {gathered / asked:.2f}")
    print(f"second gather, nothing changed: {second} requests ({100 * second / first:.2f} %)")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB of the larger of the two")


if __name__ == "__main__":
    main()
