#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""living_archive.py DAIS: from `dais init` to a living archive. An emulator of the Legistar Web API lets days go by;
recordings, some with captions, lie on a file server; a transcription server hears the others. `dais run` does the rest:
meetings arrive, are transcribed, found and aligned without another command.

Skipped where ../shared is not beside the repository."""
import contextlib
import datetime
import http.server
import json
import pathlib
import queue
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "harness"))
from legistar_emulator import DATA, Emulator  # noqa: E402

DAIS = pathlib.Path(sys.argv[1]).resolve()
PATIENCE = 240  # seconds until a line that must come counts as missing


class Served(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"


def file_server(folder):
    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args):
            super().__init__(*args, directory=folder)

        def log_message(self, *_):
            pass
    return Served(("127.0.0.1", 0), Handler)


def transcription_server(sentences):
    """Answers as the OpenAI transcription API does: whatever it is sent, these sentences, ten words a second."""
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            words, at = [], 1.0
            for word in " ".join(sentences).split():
                words.append({"word": word, "start": round(at, 2), "end": round(at + 0.1, 2)})
                at += 0.1
            body = json.dumps({"task": "transcribe", "language": "english", "duration": at, "text": " ".join(sentences),
                               "words": words}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass
    return Served(("127.0.0.1", 0), Handler)


def make_recording(path, seconds):
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", f"testsrc2=size=320x180:rate=5:duration={seconds}",
                    "-f", "lavfi", "-i", f"sine=frequency=220:duration={seconds}", "-c:v", "libx264", "-preset", "ultrafast",
                    "-c:a", "aac", "-y", path], check=True)


def captions(sentences):
    lines = ["WEBVTT", ""]
    for i, sentence in enumerate(sentences):
        lines += [f"00:00:{2 * i:02}.000 --> 00:00:{2 * i + 2:02}.000", sentence, ""]
    return "\n".join(lines)


class Running:
    """`dais run`, and the lines it says."""
    def __init__(self, instance, *args):
        self.process = subprocess.Popen([DAIS, "run", "--instance", instance, "--listen", "127.0.0.1:0", *args],
                                        stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        self.lines, self.said = queue.Queue(), []
        threading.Thread(target=self._read, daemon=True).start()
        self.address = self.wait_for(r"The site is at (http://\S+)/ ")[1]

    def _read(self):
        for line in self.process.stderr:
            self.lines.put(line)
        self.lines.put(None)

    def wait_for(self, pattern):
        until = time.monotonic() + PATIENCE
        while True:
            try:
                line = self.lines.get(timeout=max(0.1, until - time.monotonic()))
            except queue.Empty:
                line = None
            assert line is not None, f"never said {pattern!r}:\n" + "".join(self.said[-40:])
            self.said.append(line)
            if found := re.search(pattern, line):
                return found

    def wait_for_all(self, *patterns):
        """Each of them, in whatever order."""
        said_before = len(self.said)
        for pattern in patterns:
            if not any(re.search(pattern, line) for line in self.said[said_before:]):
                self.wait_for(pattern)

    def get(self, path):
        with urllib.request.urlopen(self.address + path) as answer:
            return json.load(answer)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(60)
        assert code == 0, f"dais run ended with {code}:\n" + "".join(self.said[-40:])


def hits(site, words):
    return site.get("/api/v1/search?q=" + urllib.parse.quote(words))["hits"]


def event_of(emulator, day):
    """A meeting of that day with an agenda."""
    rows = emulator.row(f"Events?$filter=EventDate+eq+datetime'{day}'&$orderby=EventId")
    for row in rows:
        items = emulator.row(f"Events/{row['EventId']}/EventItems")
        titles = [item["EventItemTitle"] for item in items if item.get("EventItemTitle")]
        if len(titles) >= 2:
            return row["EventId"], titles
    raise AssertionError(f"no meeting with an agenda on {day}")


def title_of(emulator, event):
    row = emulator.row(f"Events/{event}")
    day = datetime.date.fromisoformat(row["EventDate"][:10])
    return f"{row['EventBodyName']}, {day:%B} {day.day}, {day.year}"


def days_with_meetings(emulator, count):
    emulator.control(reset=True)
    seen = []
    for row in emulator.row("Events?$orderby=EventDate,EventId&$top=40"):
        day = row["EventDate"][:10]
        if day in seen:
            continue
        with contextlib.suppress(AssertionError):
            event_of(emulator, day)
            seen.append(day)
        if len(seen) == count:
            return seen
    raise AssertionError("too few days")


def without_recordings(emulator, until):
    """New York's own recordings are not ours to ask for."""
    rows = emulator.row(f"Events?$filter=EventDate+le+datetime'{until}'&$orderby=EventId")
    return [{"op": "set", "table": "Events", "id": row["EventId"], "fields": {"EventVideoPath": None, "EventMedia": None}}
            for row in rows]


def publish(emulator, files, folder, event, kind):
    """The meeting's recording is there, and the source says where."""
    recording = pathlib.Path(folder) / f"{event}.mp4"
    make_recording(recording, 40)
    emulator.control(amend=[{"op": "set", "table": "Events", "id": event, "bump": True,
                             "fields": {"EventVideoPath": f"{files.address}/{event}.mp4"}}])
    return recording


def spoken(event, titles, word):
    opening = [f"Good morning, this is the {word} meeting, number {event}.", "We will now take up the agenda."]
    return opening + [sentence for title in titles[:6]
                      for sentence in (f"The next item is {title[:120]}.", "Is there any discussion on this item?")]


def main():
    results = []

    def check(what, good, detail=""):
        results.append(bool(good))
        print(("ok: " if good else "FAILED: ") + what + (f" ({detail})" if detail else ""), flush=True)

    with tempfile.TemporaryDirectory() as work, Emulator(DATA, work) as emulator:
        days = days_with_meetings(emulator, 3)
        emulator.control(reset=True)
        emulator.control(set={"clock": days[0]}, amend=without_recordings(emulator, days[-1]))
        media = pathlib.Path(work) / "media"
        media.mkdir()
        first, first_titles = event_of(emulator, days[0])
        heard = spoken(0, first_titles, "heard")
        with file_server(media) as files, transcription_server(heard) as ears:
            instance = pathlib.Path(work) / "instance"
            subprocess.run([DAIS, "init", instance, "--name", "New York", "--timezone", "America/New_York", "--source-kind",
                            "legistar", "--source-name", "nyc", "--source-client", "nyc", "--source-url", emulator.root,
                            "--captions-url", "{recording}.vtt", "--transcriber", "openai", "--transcriber-url", ears.address, "--keep", "audio"],
                           check=True, capture_output=True)
            allowed = ["--set", 'net.allow_private_networks=["127.0.0.0/8"]', "--set", "net.requests_per_second=1000"]
            with Running(instance, *allowed) as site:
                site.wait_for("done: gather nyc")
                check("the first gather runs by itself", site.get("/api/v1/events")["total"] > 0)
                for day, words, with_captions in ((days[0], "heard", False), (days[1], "captioned", True), (days[2], "late", True)):
                    emulator.control(set={"clock": day})
                    event, titles = event_of(emulator, day)
                    publish(emulator, files, media, event, words)
                    if with_captions:
                        (media / f"{event}.vtt").write_text(captions(spoken(event, titles, words)))
                    published = time.monotonic()
                    again(site, instance)
                    title = re.escape(title_of(emulator, event))
                    site.wait_for_all(f"done: settle: {title}", f"done: align: {title}")
                    found = hits(site, f'"{words} meeting"')
                    took = time.monotonic() - published
                    check(f"the {words} meeting of {day} is found", len(found) >= 1, f"{took:.1f} s after its publication")
                    check("its hit is of that meeting", str(event) in [hit["event"]["external_id"] for hit in found])
                    identity = site.get(f"/api/v1/resolve?source=nyc&kind=event&external_id={event}")["id"]
                    view = site.get(f"/api/v1/events/{identity}")
                    transcript = view["sessions"][0]["transcript"]
                    check("it has a transcript of the right kind",
                          transcript and transcript["kind"] == ("captions" if with_captions else "machine"))
                    check("items of its agenda have times", any(item["moment"] for item in view["items"]))
                runs = site.get("/api/v1/runs")
                check("its runs are listed", runs["total"] >= 4, f"{runs['total']} runs")
                check("none of them failed", not [run for run in runs["items"] if run["state"] == "failed"])
        shutil.rmtree(instance, ignore_errors=True)
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


def again(site, instance):
    """The next gather, now and not at its minute."""
    runs = site.get("/api/v1/runs?kind=gather")["items"]
    subprocess.run([DAIS, "runs", "again", str(runs[0]["id"]), "--instance", instance], check=True, capture_output=True)


if not DATA.exists():
    print("0 passed, 0 failed, 1 skipped")
    sys.exit(0)
sys.exit(main())
