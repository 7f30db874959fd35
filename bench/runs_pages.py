#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""runs_pages.py seed CATALOG: writes a history of 100,000 runs of three jobs each into an SQLite catalog.
runs_pages.py measure BASE_URL: the pages of runs, each ten times: median and slowest in milliseconds."""
import json
import sqlite3
import statistics
import sys
import time
import urllib.request

RUNS = 100_000
KINDS = ["gather", "recording", "transcribe", "publish", "prune"]
NOW = 1_700_000_000_000


def seed(path):
    with sqlite3.connect(path) as database:
        runs, jobs, needs = [], [], []
        for run in range(1, RUNS + 1):
            state = "failed" if run % 50 == 0 else "succeeded"
            kind, at = KINDS[run % len(KINDS)], NOW - (RUNS - run) * 60_000
            failed = int(state == "failed")
            runs.append((run, kind, f"{kind} source{run % 7}", "schedule", f"source{run % 7}", state, at, at + 5000, 3, 0, 3 - failed, 0, failed, 0, 0))
            for step in range(3):
                job = run * 3 + step
                jobs.append((job, run, kind, "", f"step {step}", '{"session":"abcdefghijklm"}', state if step == 2 else "succeeded", 0, 1, 0, 0, 2,
                             at, at, at + 10, at + 1000 * step, '{"n":1}', "no such file" if failed and step == 2 else None))
                if step:
                    needs.append((job - 1, job, "succeeded"))
        database.executemany("insert into run (id, kind, title, origin, source, state, started_at, ended_at, jobs, unfinished, succeeded, unchanged, "
                             "failed, skipped, cancelled) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", runs)
        database.executemany("insert into job_history (id, run_id, kind, host, title, args, state, priority, attempt, max_attempts, time_limit, fence, "
                             "created_at, ready_at, started_at, ended_at, output, error) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", jobs)
        database.executemany("insert into job_need (parent, child, need) values (?,?,?)", needs)


def timed(url):
    begin = time.perf_counter()
    with urllib.request.urlopen(url) as answer:
        body = answer.read()
    return (time.perf_counter() - begin) * 1000, body


def measure(base):
    deep = json.loads(timed(f"{base}/api/v1/runs?limit=200")[1])["next"]
    for target in ["/runs", "/runs?state=failed", "/runs?kind=gather&source=source3", f"/runs?cursor={RUNS // 2}", "/runs?limit=200",
                   f"/runs/{RUNS // 2}", f"/runs/{RUNS // 2}/steps/{RUNS // 2 * 3}", f"/api/v1/runs?cursor={deep}", f"/api/v1/runs/{RUNS}", "/api/v1/queue"]:
        times = sorted(timed(base + target)[0] for _ in range(10))
        print(f"{target}: {statistics.median(times):.1f} ms, slowest of ten {times[-1]:.1f} ms")


if sys.argv[1] == "seed":
    seed(sys.argv[2])
else:
    measure(sys.argv[2].rstrip("/"))
