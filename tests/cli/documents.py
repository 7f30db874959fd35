#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""documents.py DAIS: agendas, minutes and attachments of a town are fetched from a server of this test, read by page and
found in the same box as what was said, with the page's address; a scan, a locked file, a damaged one, one that is gone
and one that spins its reader are told and do no harm; asked again, nothing is done twice, and a replaced agenda is read
anew. With ../shared beside the repository, a real PDF as well."""
import contextlib
import http.server
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

DAIS = pathlib.Path(sys.argv[1]).resolve()
REAL = pathlib.Path(__file__).resolve().parents[3] / "shared/data/cdp/cdp_backend/tests/resources/example_pdf.pdf"


def pdf(pages, trailer=b""):
    """A PDF of lines of text; a page without lines is blank, as a scan is without its picture."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>",
               b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(pages)))),
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    for i, lines in enumerate(pages):
        drawn = b"BT /F1 12 Tf 72 720 Td 16 TL\n" + b"".join(b"(%s) Tj T*\n" % line.encode() for line in lines) + b"ET\n"
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>" % (5 + 2 * i))
        objects.append(b"<</Length %d>>stream\n%sendstream" % (len(drawn), drawn))
    out, table = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for number, body in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return (out + b"xref\n0 %d\n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
            % (len(objects) + 1, table, len(objects) + 1, trailer, len(out)))


LOCKED = pdf([["secret"]], b"/ID[<%s><%s>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>"
             % (b"00" * 16, b"00" * 16, b"aa" * 32, b"bb" * 32))
AGENDA = pdf([["Agenda of the council"]] + [[f"Page {n} of the budget"] for n in range(2, 58)]
             + [["The zephyr footbridge over the canal", "shall be painted green."]])
FILES = {
    "/agenda.pdf": ("application/pdf", AGENDA),
    "/minutes.html": ("text/html", b"<!doctype html><title>Minutes</title><p>The <b>footbridge</b> was debated at quarrelsome length.</p>"),
    "/scan.pdf": ("application/pdf", pdf([[], []])),
    "/locked.pdf": ("application/pdf", LOCKED),
    "/damaged.pdf": ("application/pdf", AGENDA[:300]),
    "/letter.zip": ("application/zip", b"PK\x03\x04nothing"),
}
TOLD = {"scan": "as a scan does", "locked": "locked with a password", "damaged": "it is damaged",
        "letter": "of a kind whose text is not read here", "gone": "its server does not give it out (answer 404)"}


class Files(http.server.BaseHTTPRequestHandler):
    asked = []

    def do_GET(self):
        Files.asked.append(self.path)
        kind, body = FILES.get(self.path, (None, None))
        if kind is None:
            self.send_error(404)
            return
        tag = f'"{hash(body)}"'
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("ETag", tag)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def dais(town, *args, code=0, env=None):
    done = subprocess.run([DAIS, *map(str, args), "--instance", town, "--set", 'net.allow_private_networks=["127.0.0.0/8"]',
                           "--set", "net.requests_per_second=500"], capture_output=True, text=True, timeout=120, env=env)
    assert done.returncode == code, (args, done.returncode, done.stdout, done.stderr)
    return done.stdout


def get(town, path):
    return dais(town, "get", path)


def search(town, words, **more):
    return json.loads(get(town, "/api/v1/search?" + urllib.parse.urlencode({"q": words, **more})))


def make_town(folder, base, files):
    when = int(time.time()) - 3 * 24 * 3600
    meeting = {"body": {"name": "Council"}, "external_source_id": "m1",
               "agenda_uri": base + "/agenda.pdf", "minutes_uri": base + "/minutes.html",
               "sessions": [{"session_datetime": when, "session_index": 0, "video_uri": "", "caption_uri": "m1.vtt"}],
               "event_minutes_items": [{"minutes_item": {"name": "Letters", "external_source_id": "i1"},
                                        "supporting_files": [{"name": name, "uri": f"{base}/{name}"} for name in files]}]}
    (folder / "m1.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:04.000\nThe footbridge is old and green.\n")
    (folder / "m1.json").write_text(json.dumps(meeting))
    subprocess.run([DAIS, "init", folder / "town"], check=True, capture_output=True)
    dais(folder / "town", "ingest", folder)
    return folder / "town"


def groups_of(answer):
    return {name: group["total"] for name, group in answer["groups"].items()}


def check_found(town, base):
    found = search(town, "zephyr footbridge")
    pages = found["groups"]["documents"]["items"]
    assert found["groups"]["documents"]["total"] >= 1, found
    first = pages[0]
    assert (first["title"], first["page"], first["pages"]) == ("Agenda", 58, 58), first
    assert first["url"] == f"{base}/agenda.pdf#page=58", first
    assert "<mark>zephyr</mark> <mark>footbridge</mark>" in first["snippet_html"].lower(), first
    assert first["event"]["body"] == "Council"
    minutes = search(town, "quarrelsome")
    assert minutes["total"] == 0 and minutes["groups"]["documents"]["items"][0]["url"] == f"{base}/minutes.html", minutes
    said = search(town, "footbridge")
    assert said["total"] == 1 and said["groups"]["documents"]["total"] == 2, groups_of(said)
    # Who speaks is asked of moments alone.
    assert search(town, "speaker:council footbridge")["groups"]["documents"]["total"] == 0


def check_paging(town):
    seen, cursor = [], None
    while True:
        more = {"cursor": cursor} if cursor else {}
        part = search(town, "budget", kind="document", limit=20, **more)
        assert part["total"] == 56 and not part["hits"], part["total"]
        seen += [page["page"] for page in part["groups"]["documents"]["items"]]
        cursor = part["next"]
        if not cursor:
            break
    assert sorted(seen) == list(range(2, 58)), seen
    page = get(town, "/search?q=budget")
    assert "All 56 pages of documents" in page and "kind=document" in page
    listed = get(town, "/search?q=budget&kind=document")
    assert "56 pages of documents" in listed and "Agenda, page" in listed, listed[:3000]


def check_told(town):
    event = search(town, "footbridge")["hits"][0]["event"]["id"]
    view = json.loads(get(town, f"/api/v1/events/{event}"))
    notes = {file["name"].split(".")[0]: file["note"] for item in view["items"] for file in item["files"]}
    for name, words in TOLD.items():
        assert words in (notes[name] or ""), (name, notes)
    page = get(town, f"/events/{event}")
    for words in TOLD.values():
        assert words in page, words


def check_idle(town):
    before = len(Files.asked)
    dais(town, "run", "--once")
    assert len(Files.asked) == before, Files.asked[before:]


def check_replaced(town, base):
    FILES["/agenda.pdf"] = ("application/pdf", pdf([["The quixotic funicular replaces the bridge."]]))
    with contextlib.closing(sqlite3.connect(town / "data/catalog.sqlite")) as catalog:
        catalog.execute("update file_text set read_at = read_at - 2 * 24 * 3600 * 1000")
        catalog.commit()
    before = len(Files.asked)
    dais(town, "run", "--once")
    assert sorted(Files.asked[before:]).count("/agenda.pdf") == 1
    assert search(town, "funicular")["groups"]["documents"]["items"][0]["url"] == f"{base}/agenda.pdf#page=1"
    assert search(town, "zephyr")["groups"]["documents"]["total"] == 0


def check_lost_index(town):
    shutil.rmtree(town / "data/index-documents")
    dais(town, "search", "green")  # brings the indexes up to date
    assert search(town, "quarrelsome")["groups"]["documents"]["total"] == 1


def check_hostile(folder, base):
    """A reader that spins, and one that eats memory, end by their limits; nothing is lost and nothing hangs."""
    tools = folder / "tools"
    tools.mkdir()
    (tools / "pdftotext").write_text("#!/usr/bin/python3 -IS\nx = []\nwhile True: x.append(bytearray(1 << 22))\n")
    (tools / "pdftotext").chmod(0o755)
    (folder / "hostile").mkdir()
    town = make_town(folder / "hostile", base, ["agenda2.pdf"])
    begun = time.monotonic()
    dais(town, "run", "--once", env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"})
    assert time.monotonic() - begun < 60
    event = search(town, "footbridge")["hits"][0]["event"]["id"]
    note = json.loads(get(town, f"/api/v1/events/{event}"))["agenda_note"]
    assert note and ("memory" in note or "damaged" in note), note


def check_real(folder, base):
    if not REAL.exists():
        print("skipped: the real PDF of ../shared (../shared is not there)")
        return
    FILES["/real.pdf"] = ("application/pdf", REAL.read_bytes())
    (folder / "real").mkdir()
    town = make_town(folder / "real", base, ["real.pdf"])
    dais(town, "run", "--once")
    words = subprocess.run(["pdftotext", REAL, "-"], capture_output=True, text=True, check=True).stdout.split()
    rare = max((word for word in words if word.isalpha()), key=len)
    found = search(town, rare)["groups"]["documents"]
    assert found["items"][0]["title"] == "real.pdf", (rare, found)


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Files)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    with tempfile.TemporaryDirectory() as temp:
        folder = pathlib.Path(temp)
        (folder / "first").mkdir()
        town = make_town(folder / "first", base, ["scan.pdf", "locked.pdf", "damaged.pdf", "letter.zip", "gone.pdf"])
        dais(town, "run", "--once")
        check_found(town, base)
        check_paging(town)
        check_told(town)
        check_idle(town)
        check_replaced(town, base)
        check_lost_index(town)
        check_hostile(folder, base)
        check_real(folder, base)
    server.shutdown()
    print("documents: all well")


main()
