#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""runs.py DAIS: the pipeline as operators and visitors see it. A small history is written into an instance's catalog; the pages,
the API and `dais runs` show it alike; orders are taken from a page of the site itself, straight from this machine, and from nowhere
else. With 100,000 runs each page answers within 100 ms."""
import http.client
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "harness"))
from served import served  # noqa: E402

DAIS = pathlib.Path(sys.argv[1]).resolve()
BENCH = pathlib.Path(__file__).resolve().parents[2] / "bench" / "runs_pages.py"
NOW = 1_700_000_000_000


def dais(instance, *words, code=0):
    run = subprocess.run([DAIS, "--instance", instance, *words], capture_output=True, text=True)
    assert run.returncode == code, (words, run.returncode, run.stdout[-500:], run.stderr[-500:])
    return run.stdout


def fill(catalog):
    with sqlite3.connect(catalog) as database:
        database.execute("insert into run (id, kind, title, origin, source, state, started_at, ended_at, jobs, unfinished, succeeded, unchanged, failed, "
                         "skipped, cancelled) values (7, 'gather', 'gather <nyc>', 'schedule', 'nyc', 'failed', ?, ?, 3, 0, 1, 0, 1, 1, 0)", (NOW, NOW + 9000))
        rows = [(21, "gather", "succeeded", None), (22, "plan", "failed", "no such file"), (23, "index", "skipped", "needs job 22, which failed")]
        for job, kind, state, error in rows:
            database.execute("insert into job_history (id, run_id, kind, host, title, args, state, priority, attempt, max_attempts, time_limit, fence, "
                             "created_at, started_at, ended_at, output, error, log) values (?, 7, ?, '', ?, '{\"a\":1}', ?, 0, 1, 0, 0, 2, ?, ?, ?, '{}', ?, ?)",
                             (job, kind, kind, state, NOW, NOW, NOW + 1000, error, "logs/2023-11/22-1.log" if job == 22 else None))
        database.executemany("insert into job_need (parent, child, need) values (?, ?, 'succeeded')", [(21, 22), (22, 23)])
    logs = pathlib.Path(catalog).parent / "logs" / "2023-11"
    logs.mkdir(parents=True)
    (logs / "22-1.log").write_text("looked for <it>\nended: no such file\n")


class Site:
    def __init__(self, address):
        self.port = urllib.parse.urlsplit(address).port

    def ask(self, method, target, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, target, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), answer.getheader("Location")


def check_pages(site):
    status, page, _ = site.ask("GET", "/runs")
    assert status == 200 and "gather &lt;nyc&gt;" in page and "<nyc>" not in page, page
    status, page, _ = site.ask("GET", "/runs/7")
    assert status == 200 and page.count("class=\"step ") == 3 and "needs job 22, which failed" in page and "Run again" in page, page
    status, page, _ = site.ask("GET", "/runs/7", {"X-Forwarded-For": "10.0.0.1"})
    assert "<button>Run again</button>" not in page and "dais runs again 7" in page, page
    status, page, _ = site.ask("GET", "/runs/7/steps/22")
    assert status == 200 and "looked for &lt;it&gt;" in page and "no such file" in page, page
    assert site.ask("GET", "/runs/7/steps/22/log.txt")[:2] == (200, "looked for <it>\nended: no such file\n")
    assert [site.ask("GET", target)[0] for target in ("/runs/8", "/runs/x", "/runs/7/steps/9", "/runs/8/steps/22", "/runs?cursor=x")] == [404, 404, 404, 404, 400]
    listed = json.loads(site.ask("GET", "/api/v1/runs?state=failed")[1])
    assert [run["id"] for run in listed["items"]] == ["7"] and listed["total"] == 1, listed
    run = json.loads(site.ask("GET", "/api/v1/runs/7")[1])
    assert [(edge["from"], edge["to"]) for edge in run["edges"]] == [("21", "22"), ("22", "23")], run
    assert "dais_jobs_unfinished 0" in site.ask("GET", "/metrics")[1]


def check_orders(site):
    own = f"http://127.0.0.1:{site.port}"
    order = "/runs/7/steps/22/again"
    refused = [{}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site", "Origin": own}, {"Origin": own, "X-Forwarded-For": "10.0.0.1"},
               {"Origin": "http://evil.example", "Host": "evil.example"}]
    assert [site.ask("POST", order, headers)[0] for headers in refused] == [403] * 5
    assert site.ask("POST", "/runs", {"Origin": own})[0] == 405
    status, _, location = site.ask("POST", order, {"Origin": own, "Sec-Fetch-Site": "same-origin"})
    assert status == 303 and location == "/runs/8", (status, location)
    again = json.loads(site.ask("GET", "/api/v1/runs/8")[1])
    assert [(step["kind"], step["state"]) for step in again["items"]] == [("plan", "ready"), ("index", "waiting")], again
    assert site.ask("POST", "/runs/8/cancel", {"Origin": own})[0] == 303
    assert json.loads(site.ask("GET", "/api/v1/runs/8")[1])["state"] == "cancelled"


def check_command(instance):
    assert "gather <nyc>" in dais(instance, "runs") and "22  failed" in dais(instance, "runs", "show", "7")
    assert dais(instance, "runs", "log", "22") == "looked for <it>\nended: no such file\n"
    assert json.loads(dais(instance, "--format", "json", "runs", "list", "--state", "failed"))["id"] == "7"
    assert "run 9 is in the queue" in dais(instance, "runs", "again", "7")
    dais(instance, "runs", "cancel", "9")
    dais(instance, "runs", "show", "99", code=1)
    assert "run 7, gather <nyc>, failed" in dais(instance, "doctor", code=1)


def check_speed(instance):
    subprocess.run([BENCH, "seed", instance / "data" / "catalog.sqlite"], check=True)
    with served(DAIS, instance) as address:
        measured = subprocess.run([BENCH, "measure", address], check=True, capture_output=True, text=True).stdout
    print(measured, end="")
    slow = [line for line in measured.splitlines() if float(line.split(": ")[1].split(" ms")[0]) > 100]
    assert not slow, slow


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name in ("town", "large"):
            subprocess.run([DAIS, "init", folder / name, "--name", "Alder Cross"], check=True, capture_output=True)
            dais(folder / name, "get", "/")
        fill(folder / "town" / "data" / "catalog.sqlite")
        with served(DAIS, folder / "town") as address:
            site = Site(address)
            check_pages(site)
            check_orders(site)
        check_command(folder / "town")
        check_speed(folder / "large")
        print("runs are shown alike by pages, API and command; orders are taken from the site's own pages alone")


main()
