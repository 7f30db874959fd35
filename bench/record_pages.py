#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""record_pages.py BASE_URL: asks a running server for the pages and figures of its voting record, one after the other over one
connection, each address once, so that no answer is a kept one. Prints how many, median, 99th percentile and worst in
milliseconds, and how long the first figure took, which loads the record."""
import http.client
import json
import statistics
import sys
import time

MOST = 200


class Server:
    def __init__(self, base_url):
        self.connection = http.client.HTTPConnection(base_url.removeprefix("http://"), timeout=60)

    def get(self, target):
        started = time.perf_counter()
        self.connection.request("GET", target)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            sys.exit(f"{target}: {answer.status}")
        return body, (time.perf_counter() - started) * 1000

    def items(self, target):
        return json.loads(self.get(target)[0])["items"]

    def time_each(self, name, targets):
        times = sorted(self.get(target)[1] for target in targets[:MOST])
        if not times:
            return
        p99 = times[min(len(times) - 1, int(len(times) * 0.99))]
        print(f"{name:28} {len(times):4} median {statistics.median(times):7.1f}  p99 {p99:7.1f}  worst {times[-1]:7.1f} ms")


def main():
    server = Server(sys.argv[1])
    print(f"the first figure, with the record to load: {server.get('/api/v1/insight/agreement')[1]:.0f} ms")
    figures = ["agreement?contested=true", "agreement?person=", "attendance", "attendance?by=year", "tallies", "tallies?by=year",
               "tallies?by=body", "dissent", "sponsorship", "results"]
    started = time.perf_counter()
    for figure in figures:
        server.get(f"/api/v1/insight/{figure}")
    server.get("/api/v1/coverage")
    print(f"every other figure, all of the archive: {(time.perf_counter() - started) * 1000:.0f} ms")
    people = sorted(server.items("/api/v1/people?limit=200"), key=lambda person: -person["vote_count"])
    people = [person["id"] for person in people if person["vote_count"] > 0]
    bodies = [body["id"] for body in server.items("/api/v1/bodies?limit=200")]
    matters = [matter["id"] for matter in server.items("/api/v1/matters?limit=200")]
    votes = [vote["id"] for vote in server.items("/api/v1/votes?limit=200")]
    years = (None, 2022, 2023, 2024)
    server.time_each("person", [f"/people/{p}" + (f"?year={y}" if y else "") for p in people for y in years])
    server.time_each("person, searched", [f"/people/{p}?q=street" for p in people])
    server.time_each("person, agreement", [f"/people/{p}/agreement" for p in people])
    server.time_each("person, attendance", [f"/people/{p}/attendance" for p in people])
    server.time_each("vote", [f"/votes/{v}" for v in votes])
    server.time_each("votes of two", [f"/votes?person={people[0]}&with={p}" for p in people[1:]])
    server.time_each("matter", [f"/matters/{m}" for m in matters])
    server.time_each("body", [f"/bodies/{b}" for b in bodies])
    server.time_each("body, record", [f"/bodies/{b}/record" for b in bodies])
    server.time_each("coverage", ["/coverage"] + [f"/coverage?body={b}" for b in bodies])


main()
