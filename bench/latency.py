#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""latency.py BASE_URL [QUERIES.jsonl]: asks a running server one thing after the other over one connection, each once, so
that no answer is a kept one: searches as JSON and as pages (a question of QUERIES each, at most 200), meeting pages.
Prints median, 99th percentile and worst in milliseconds on standard error; on standard output a meeting's and a search's
address, for a load test to go on with."""
import http.client
import json
import statistics
import sys
import time
import urllib.parse

SAMPLE_QUERIES = ["rusted bearing", "bike lanes", "frogs", "library on sundays", "water rates", "crossing guard", "ladder truck",
                  "snow plow", "dog park", "parking spaces", "budget amendment", "resignation"]


class Server:
    def __init__(self, base_url):
        self.connection = http.client.HTTPConnection(base_url.removeprefix("http://"), timeout=30)

    def get(self, target):
        self.connection.request("GET", target)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            sys.exit(f"{target}: {answer.status}")
        return body

    def time_each(self, name, targets):
        times = []
        for target in targets:
            started = time.perf_counter()
            self.get(target)
            times.append((time.perf_counter() - started) * 1000)
        times.sort()
        p99 = times[min(len(times) - 1, int(len(times) * 0.99))]
        print(f"{name}: {len(times)} asked once each: median {statistics.median(times):.1f} ms, p99 {p99:.1f} ms, worst {times[-1]:.1f} ms",
              file=sys.stderr)


def main():
    server = Server(sys.argv[1])
    queries = SAMPLE_QUERIES
    if len(sys.argv) > 2:
        with open(sys.argv[2], encoding="utf-8") as file:
            queries = [json.loads(line)["text"] for line in file if line.strip()][:200]
    quoted = [urllib.parse.quote_plus(query) for query in queries]
    server.time_each("search, JSON", [f"/api/v1/search?q={query}" for query in quoted])
    server.time_each("search, page", [f"/search?q={query}" for query in quoted])
    meetings = [item["id"] for item in json.loads(server.get("/api/v1/events?has=transcript&limit=100"))["items"]]
    server.time_each("meeting pages", [f"/events/{meeting}" for meeting in meetings])
    print(f"/events/{meetings[0]} /search?q={quoted[0]}")


main()
