#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""runs.py DAIS: the pipeline as operators and visitors see it. A small history is written into an instance's catalog; the pages,
the API and `dais runs` show it alike; orders are taken from a page of the site itself, straight from this machine, and from nowhere
else. With 100,000 runs each page answers within 100 ms."""
import http.client
import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "harness"))
from run_history import LOG, LONG, fill  # noqa: E402
from served import served  # noqa: E402

DAIS = pathlib.Path(sys.argv[1]).resolve()
BENCH = pathlib.Path(__file__).resolve().parents[2] / "bench" / "runs_pages.py"


def dais(instance, *words, code=0):
    run = subprocess.run([DAIS, "--instance", instance, *words], capture_output=True, text=True)
    assert run.returncode == code, (words, run.returncode, run.stdout[-500:], run.stderr[-500:])
    return run.stdout


def write_meeting(folder):
    (folder / "in").mkdir()
    (folder / "in" / "a.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:04.000\nGood evening.\n")
    (folder / "in" / "m.json").write_text(json.dumps({
        "external_source_id": "m1", "body": {"name": "Town Council"},
        "sessions": [{"session_datetime": "2023-11-14T18:00:00", "video_uri": LONG, "session_index": 0, "caption_uri": "a.vtt"}]}))
    return folder / "in"


class Site:
    def __init__(self, address):
        self.port = urllib.parse.urlsplit(address).port

    def ask(self, method, target, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, target, headers=headers or {})
        answer = connection.getresponse()
        self.headers = answer.headers
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
    assert site.ask("GET", "/runs/7/steps/22/log.txt")[:2] == (200, LOG)
    check_readers_view(site)
    assert [site.ask("GET", target)[0] for target in ("/runs/99", "/runs/x", "/runs/7/steps/9", "/runs/8/steps/22", "/runs?cursor=x")] == [404, 404, 404, 404, 400]
    listed = json.loads(site.ask("GET", "/api/v1/runs?state=failed")[1])
    assert [run["id"] for run in listed["items"]] == ["7"] and listed["total"] == 1, listed
    run = json.loads(site.ask("GET", "/api/v1/runs/7")[1])
    assert [(edge["from"], edge["to"]) for edge in run["edges"]] == [("21", "22"), ("22", "23")], run
    assert "dais_jobs_unfinished 1" in site.ask("GET", "/metrics")[1]
    check_what_states_hide(site)
    check_meeting(site)
    assert site.ask("GET", "/runs/7/again")[0] == 405 and site.headers["Allow"] == "POST"


def check_what_states_hide(site):
    """A gather that refused records has not plainly succeeded; a run whose only job waits does not run."""
    page = site.ask("GET", "/runs")[1]
    assert ">succeeded, 2 refused</span> <a href=\"/runs/8/steps/24#log\">What was refused</a>" in page, page
    assert ">waits for its next try at 00:00 on Jan 01</span>" in page, page
    assert ">succeeded, 2 refused</span>" in site.ask("GET", "/runs/8")[1]
    step = site.ask("GET", "/runs/8/steps/24")[1]
    assert "<section id=\"log\">" in step and "refused: records/other.json: line 7: not JSON" in step, step
    page = site.ask("GET", "/runs/9")[1]
    assert page.count("waits for its next try at 00:00 on Jan 01") >= 2, page
    runs = {run["id"]: run for run in json.loads(site.ask("GET", "/api/v1/runs")[1])["items"]}
    assert [runs[number]["refused"] for number in ("7", "8", "9")] == [0, 2, 0], runs
    assert [runs[number]["state"] for number in ("7", "8", "9")] == ["failed", "succeeded", "running"], runs
    assert runs["9"]["waits_until"] == "2100-01-01T00:00:00Z" and runs["8"]["waits_until"] is None, runs


def check_meeting(site):
    """From the run of a recording to its meeting, and back."""
    event = json.loads(site.ask("GET", "/api/v1/events")[1])["items"][0]["id"]
    assert f'<a href="/events/{event}?s=0">the recording of this meeting</a>' in site.ask("GET", "/runs/9")[1]
    assert f'href="/runs?event={event}"' in site.ask("GET", f"/events/{event}")[1]
    page = site.ask("GET", f"/runs?event={event}")[1]
    assert "1 run is remembered" in page and 'href="/runs/9"' in page and 'href="/runs/8"' not in page, page
    listed = json.loads(site.ask("GET", f"/api/v1/runs?event={event}")[1])
    assert [run["id"] for run in listed["items"]] == ["9"], listed
    run = json.loads(site.ask("GET", "/api/v1/runs/9")[1])
    assert (run["event"], run["session"]) == (event, 0), run
    assert site.ask("GET", "/runs?event=nothing")[0] == 400


def check_readers_view(site):
    """What a child process said, and where the operator's files are, is the operator's; readers see the rest."""
    reader = {"X-Forwarded-For": "203.0.113.9"}
    for target in ("/runs/7", "/runs/7/steps/22", "/runs/7/steps/22/log.txt"):
        own, public = site.ask("GET", target)[1], site.ask("GET", target, reader)[1]
        assert "s3cret of /home/ann" in own, own
        assert "s3cret" not in public and "/home" not in public and "/srv" not in public, public
        assert "no such file; what it said is for the operator" in public, public
    assert "in …/x.json" in public, public
    assert "s3cret" not in site.ask("GET", "/api/v1/runs/7")[1]


def check_orders(site):
    own = f"http://127.0.0.1:{site.port}"
    order = "/runs/7/steps/22/again"
    refused = [{}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site", "Origin": own}, {"Origin": own, "X-Forwarded-For": "10.0.0.1"},
               {"Origin": "http://evil.example", "Host": "evil.example"}]
    assert [site.ask("POST", order, headers)[0] for headers in refused] == [403] * 5
    assert site.ask("POST", "/runs", {"Origin": own})[0] == 405
    status, _, location = site.ask("POST", order, {"Origin": own, "Sec-Fetch-Site": "same-origin"})
    assert status == 303 and location == "/runs/10", (status, location)
    again = json.loads(site.ask("GET", "/api/v1/runs/10")[1])
    assert [(step["kind"], step["state"]) for step in again["items"]] == [("plan", "ready"), ("index", "waiting")], again
    assert site.ask("POST", "/runs/10/cancel", {"Origin": own})[0] == 303
    assert json.loads(site.ask("GET", "/api/v1/runs/10")[1])["state"] == "cancelled"


def check_command(instance):
    assert "gather <nyc>" in dais(instance, "runs") and "22  failed" in dais(instance, "runs", "show", "7")
    assert dais(instance, "runs", "log", "22") == LOG
    assert json.loads(dais(instance, "--format", "json", "runs", "list", "--state", "failed"))["id"] == "7"
    assert "succeeded, 2 refused gather clerk" in dais(instance, "runs")
    assert "dais runs log 24 names what was refused" in dais(instance, "runs", "show", "8")
    assert "refused: records/broken.json" in dais(instance, "runs", "log", "24")
    assert "waits for its next try at 00:00 on Jan 01 " in dais(instance, "runs")
    assert "run 11 is in the queue" in dais(instance, "runs", "again", "7")
    dais(instance, "runs", "cancel", "11")
    dais(instance, "runs", "show", "99", code=1)
    assert "source \"nyc\": step 22 of run 7, plan, failed: no such file" in dais(instance, "doctor", code=1)
    assert "2023-11-14 22:13:20 UTC" in dais(instance, "runs"), dais(instance, "runs")
    dais(instance, "runs", "again", "9", "--from", "22", code=1)
    dais(instance, "runs", "--state", "nonsense", code=2)


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
        dais(folder / "town", "ingest", write_meeting(folder))
        fill(folder / "town")
        with served(DAIS, folder / "town") as address:
            site = Site(address)
            check_pages(site)
            check_orders(site)
        check_command(folder / "town")
        check_speed(folder / "large")
        print("runs are shown alike by pages, API and command; orders are taken from the site's own pages alone")


main()
