#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""open_data.py DAIS: the open data read by the programs it is made for. Debian's Intake opens the catalog over HTTP and reads
every table; pandas reads each CSV and JSON Lines file without an option; the data package and its rows validate (npm
datapackage); the SQLite file, the CSV and the JSON Lines say the same; checksums hold; a mirror that follows the change feed has
the tables; publishing that is killed leaves whole versions. A small town always; New York where ../shared/data is there."""
import contextlib
import csv
import hashlib
import io
import json
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import intake
import pandas

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "harness"))
from served import served  # noqa: E402 (the harness has no package of its own)

DAIS = pathlib.Path(sys.argv[1]).resolve()
TESTS = pathlib.Path(__file__).resolve().parents[1]
NEW_YORK = TESTS.parents[1] / "shared" / "data" / "nyc"
NOT_IN_FEED = {"history", "identity", "cdp_id", "document", "sentence"}
csv.field_size_limit(1 << 30)


def run(*args, codes=(0,)):
    done = subprocess.run([DAIS, *map(str, args)], capture_output=True, text=True, check=False)
    assert done.returncode in codes, (args, done.returncode, done.stderr[-2000:])
    return done.stdout


def make_town(folder):
    """Texts that look like numbers, like formulas and like nothing; values that come late, or never."""
    (folder / "captions").mkdir(parents=True)
    for number in range(40):
        speaker = "<v Ann Lee>" if number > 20 else ""
        cues = [f"00:{at // 60:02}:{at % 60:02}.000 --> 00:{at // 60:02}:{at % 60:02}.{500 if at > 30 else 999}\n{speaker}Word {at}, \"quoted\"\nand more."
                for at in range(90)]
        (folder / "captions" / f"{number}.vtt").write_text("WEBVTT\n\n" + "\n\n".join(cues) + "\n")
        votes = [{"person": {"name": name, "external_source_id": id}, "decision": decision}
                 for name, id, decision in (("Ann Lee", "1", "Approve"), ("Bo Cruz", "b-2", "Reject"), ("Cy Ortiz", "3", "NA"))]
        items = [{"minutes_item": {"name": name}, "matter": {"name": f"{number}-{i}", "matter_type": "Resolution", "title": name},
                  "decision": "Passed", "votes": votes}
                 for i, name in enumerate(["=SUM(A1:A9)", "12", "+1 (555) 0100", "One,\n\"two\"", "NA"])]
        meeting = {"body": {"name": f"Body {number % 3}"}, "external_source_id": str(number) if number < 35 else f"m{number}",
                   "event_minutes_items": items,
                   "sessions": [{"session_datetime": 1700000000 + 86400 * number, "session_index": 0,
                                 "video_uri": f"https://video.example/{number}.mp4", "caption_uri": f"captions/{number}.vtt"}]}
        (folder / f"{number:03}.json").write_text(json.dumps(meeting))


def get(address):
    with urllib.request.urlopen(address) as answer:
        return answer.read()


def first_version(site):
    """The one who asks first waits; on a slow machine, more than once."""
    for _ in range(10):
        try:
            return json.loads(get(f"{site}/data/latest/datapackage.json"))
        except urllib.error.HTTPError as error:
            assert error.code == 503, error
    raise AssertionError("the first version never came")


def tables_of(package):
    return {r["name"]: r for r in package["resources"] if r.get("profile") == "tabular-data-resource"}


def read_by_intake(site, tables):
    catalog = intake.open_catalog(f"{site}/data/latest/catalog.yml")
    assert set(catalog) == {*tables, "json_lines"}, set(catalog) ^ set(tables)
    for name, table in tables.items():
        read = catalog[name].read()
        assert len(read) == table["rows"], (name, len(read), table["rows"])
        if catalog[name].describe()["driver"] == ["csv"]:
            assert list(read.columns) == [f["name"] for f in table["schema"]["fields"]], name
    lines = catalog["json_lines"]
    lines = lines() if callable(lines) else lines
    for name, table in tables.items():
        assert len(lines[name].read()) == table["rows"], name
    print(f"Intake {intake.__version__} read {len(tables)} tables twice, {sum(t['rows'] for t in tables.values())} rows")


def read_by_pandas(site, tables):
    for name, table in tables.items():
        frame = pandas.read_csv(f"{site}/data/latest/{name}.csv")
        assert len(frame) == table["rows"], (name, len(frame))
        if table["rows"]:
            lines = pandas.read_json(f"{site}/data/latest/{name}.jsonl", lines=True)
            assert list(lines.columns) == list(frame.columns) and len(lines) == len(frame), name
    print(f"pandas {pandas.__version__} read {len(tables)} tables as CSV and as JSON Lines")


def in_csv(value, kind):
    if value is None:
        return ""
    if kind == "boolean":
        return "true" if value else "false"
    return value if kind == "string" else float(value) if kind in ("number", "integer") else str(value)


def same_everywhere(site, tables, folder):
    """CSV = JSON Lines = SQLite, cell by cell, in the same order."""
    (folder / "archive.sqlite").write_bytes(get(f"{site}/data/latest/archive.sqlite"))
    with contextlib.closing(sqlite3.connect(folder / "archive.sqlite")) as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
        for name, table in tables.items():
            kinds = [f["type"] for f in table["schema"]["fields"]]
            text = get(f"{site}/data/latest/{name}.csv").decode("utf-8")
            assert text.split("\n", 1)[0] == ",".join(f["name"] for f in table["schema"]["fields"]), name
            rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
            typed = [[float(c) if c and k in ("number", "integer") else c for c, k in zip(row, kinds)] for row in rows]
            lines = [json.loads(line) for line in get(f"{site}/data/latest/{name}.jsonl").decode().split("\n")[:-1]]
            from_lines = [[in_csv(v, k) for v, k in zip(line.values(), kinds)] for line in lines]
            assert typed == from_lines, name
            from_sqlite = [[in_csv(v, k) for v, k in zip(row, kinds)] for row in database.execute(f"select * from {name} order by rowid")]
            assert typed == from_sqlite, name
        described = database.execute("select count(*) from codebook where description <> ''").fetchone()[0]
        assert described == sum(len(t["schema"]["fields"]) for t in tables.values()), described
    print("CSV, JSON Lines and SQLite say the same")


def checksums_hold(folder):
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
    names = {line.split("  ")[1] for line in lines} | {"SHA256SUMS"}
    assert {path.name for path in folder.iterdir()} == names
    return len(lines)


def package_validates(folder):
    if not (TESTS / "node_modules" / "datapackage").is_dir():
        print("skipped: npm datapackage is not installed in tests/")
        return
    program = """
      const {Package} = require('datapackage');
      (async () => {
        const found = await Package.load(process.argv[1]);
        if (!found.valid) { console.error(found.errors.map(String)); process.exit(1); }
        let rows = 0, tables = 0;
        for (const resource of found.resources) {
          if (!resource.tabular) continue;
          rows += (await resource.read({cast: true})).length;
          tables += 1;
        }
        console.log(`the data package is valid, and so are ${rows} rows of ${tables} tables`);
      })().catch((error) => { console.error(String(error), (error.errors ?? []).map(String)); process.exit(1); });"""
    done = subprocess.run(["node", "-e", program, str(folder / "datapackage.json")], cwd=TESTS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    print(done.stdout.strip())


def mirror_has_the_tables(site, tables, instance):
    mirror, since, asked = {}, 0, 0
    while True:
        feed = json.loads(get(f"{site}/api/v1/changes?limit=200&since={since}"))
        asked += 1
        for change in feed["items"]:
            assert change["seq"] > since
            since = change["seq"]
            mirror[change["kind"], change["id"]] = change["record"], change["hash"]
        since = feed["last"]
        if not feed["more"]:
            break
    rows = 0
    for name in tables.keys() - NOT_IN_FEED:
        for line in get(f"{site}/data/latest/{name}.jsonl").split(b"\n")[:-1]:
            record = json.loads(line)
            mirrored, digest = mirror.pop((name, record["id"]))
            assert mirrored == record, (name, mirrored, record)
            assert digest == "sha256:" + hashlib.sha256(line).hexdigest(), name
            rows += 1
    assert not mirror, list(mirror)[:5]
    print(f"a mirror had all {rows} records after {asked} requests")


def read_by_others(instance, folder):
    with served(DAIS, instance) as site:
        began = time.monotonic()
        tables = tables_of(first_version(site))
        print(f"the first version was made in {time.monotonic() - began:.1f} s")
        assert 'type="application/ld+json"' in get(f"{site}/data/").decode()
        read_by_intake(site, tables)
        read_by_pandas(site, tables)
        same_everywhere(site, tables, folder)
        mirror_has_the_tables(site, tables, instance)
    run("export", "--instance", instance, folder / "export")
    print(checksums_hold(folder / "export"), "checksums hold")
    package_validates(folder / "export")


def killed_publishing(instance, kills=15):
    """Whatever is killed, the newest version and those before it stay whole."""
    shelf, rng = instance / "data" / "open", random.Random(int(os.environ.get("DAIS_TEST_SEED", time.time_ns())))
    for kill in range(kills):
        meeting = {"body": {"name": "Body 0"}, "external_source_id": f"late {kill}", "sessions": [
            {"session_datetime": 1800000000 + 86400 * kill, "session_index": 0, "video_uri": "https://video.example/x.mp4"}]}
        subprocess.run([DAIS, "ingest", "--instance", instance, "-"], input=json.dumps(meeting).encode(), check=True, capture_output=True)
        process = subprocess.Popen([DAIS, "export", "--instance", instance, "--publish"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(rng.uniform(0, 0.6))
        process.kill()
        process.wait()
        kept = [v for v in json.loads((shelf / "versions.json").read_text())["versions"] if v["kept"]]
        assert 1 <= len(kept) <= 3, kept
        for version in kept:
            checksums_hold(shelf / version["version"])
    run("export", "--instance", instance, "--publish")
    folders = [path for path in shelf.iterdir() if path.is_dir()]
    assert len(folders) <= 3, folders
    print(f"{kills} publishings were killed: every version in the ledger was whole each time")


def main():
    with tempfile.TemporaryDirectory() as top:
        top = pathlib.Path(top)
        make_town(top / "town")
        run("init", top / "small", "--name", "A small town", "--timezone", "UTC")
        run("ingest", "--instance", top / "small", top / "town")
        (top / "files").mkdir()
        read_by_others(top / "small", top / "files")
        killed_publishing(top / "small")
        if not NEW_YORK.is_dir():
            print("skipped: New York, for ../shared/data/nyc is not there")
            return 0
        run("init", top / "new-york", "--name", "New York", "--timezone", "America/New_York",
            "--source-kind", "legislator", "--source-name", "nyc", "--source-path", NEW_YORK)
        run("gather", "--instance", top / "new-york", codes=(0, 1))
        (top / "more").mkdir()
        read_by_others(top / "new-york", top / "more")
    return 0


if __name__ == "__main__":
    sys.exit(main())
