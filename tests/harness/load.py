#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""load.py BASE_URL SERVER_PID [QUERIES.jsonl]: what a running server bears. Searches one after the other (each asked once,
so that none comes from the cache), a meeting page and a search by 64 connections of wrk, then the page again while 5,000
idle connections are held open; the server's memory after each."""
import http.client
import json
import re
import resource
import socket
import statistics
import subprocess
import sys
import time
import urllib.parse

IDLE = 5000
SAMPLE_QUERIES = ["rusted bearing", "bike lanes", "frogs", "library on sundays", "water rates", "crossing guard", "ladder truck",
                  "snow plow", "dog park", "parking spaces", "budget amendment", "resignation"]


def memory_of(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        fields = dict(line.split(":", 1) for line in status)
    return {name: int(fields[name].split()[0]) // 1024 for name in ("VmRSS", "VmHWM")}


def percentile(sorted_values, share):
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))]


class Load:
    def __init__(self, base_url, pid):
        self.base_url, self.pid = base_url, pid
        self.host, self.port = base_url.removeprefix("http://").split(":")

    def ask_each(self, name, targets):
        connection = http.client.HTTPConnection(self.host, int(self.port), timeout=30)
        times = []
        for target in targets:
            started = time.perf_counter()
            connection.request("GET", target)
            answer = connection.getresponse()
            answer.read()
            times.append((time.perf_counter() - started) * 1000)
            if answer.status != 200:
                sys.exit(f"{target}: {answer.status}")
        times.sort()
        print(f"{name}: {len(times)} asked once each: median {statistics.median(times):.1f} ms, p99 {percentile(times, .99):.1f} ms, "
              f"worst {times[-1]:.1f} ms; {self.memory()}")

    def wrk(self, name, target, seconds=8):
        out = subprocess.run(["wrk", "-t2", "-c64", f"-d{seconds}s", "--latency", self.base_url + target],
                             capture_output=True, text=True, check=True).stdout
        rate = float(re.search(r"Requests/sec:\s*([\d.]+)", out)[1])
        latency = {share: re.search(rf"^\s*{share}%\s+(\S+)", out, re.M)[1] for share in (50, 99)}
        wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
        errors = re.search(r"Socket errors: (.*)", out)
        print(f"{name}: {rate:,.0f} a second, median {latency[50]}, p99 {latency[99]}"
              + (f", {wrong[1]} not 200" if wrong else "") + (f", socket errors: {errors[1]}" if errors else "") + f"; {self.memory()}")
        return rate

    def memory(self):
        memory = memory_of(self.pid)
        return f"{memory['VmRSS']} MB, at most {memory['VmHWM']} MB"

    def hold_idle(self, count):
        held = []
        for _ in range(count):
            connection = socket.create_connection((self.host, int(self.port)), timeout=10)
            held.append(connection)
        return held


def main():
    load = Load(sys.argv[1], int(sys.argv[2]))
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, IDLE + 500)), hard))
    queries = SAMPLE_QUERIES
    if len(sys.argv) > 3:
        with open(sys.argv[3], encoding="utf-8") as file:
            queries = [json.loads(line)["text"] for line in file if line.strip()][:200]
    quoted = [urllib.parse.quote_plus(query) for query in queries]
    load.ask_each("search, API", [f"/api/v1/search?q={query}" for query in quoted])
    load.ask_each("search, page", [f"/search?q={query}" for query in quoted])

    connection = http.client.HTTPConnection(load.host, int(load.port), timeout=30)
    connection.request("GET", "/api/v1/events?has=transcript&limit=50")
    meetings = [item["id"] for item in json.load(connection.getresponse())["items"]]
    load.ask_each("meeting pages", [f"/events/{meeting}" for meeting in meetings])
    page = f"/events/{meetings[0]}"
    alone = load.wrk("a meeting page, 64 connections", page)
    load.wrk("a search, 64 connections", f"/search?q={quoted[0]}")
    held = load.hold_idle(IDLE)
    crowded = load.wrk(f"a meeting page, 64 connections and {len(held)} idle ones", page)
    print(f"lost with {len(held)} idle connections: {100 * (1 - crowded / alone):.0f} %")


main()
