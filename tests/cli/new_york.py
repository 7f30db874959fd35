#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""new_york.py DAIS: two years of New York gathered, exported, and counted against figures made by another program.

Skipped where ../shared/data/nyc is not beside the repository. DAIS_TEST_POSTGRES: a second round there."""
import collections
import contextlib
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "harness"))
from own_database import own_database  # noqa: E402

DAIS = pathlib.Path(sys.argv[1]).resolve()
DATA = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data" / "nyc"
csv.field_size_limit(1 << 30)


def run(*args, codes=(0,)):
    done = subprocess.run([DAIS, *map(str, args)], capture_output=True, text=True)
    assert done.returncode in codes, (args, done.returncode, done.stderr[-2000:])
    return done


def table(folder, name):
    with open(folder / f"{name}.csv", newline="", encoding="utf-8") as lines:
        return [row for row in csv.DictReader(lines) if not row["withdrawn"]]


def year(time):
    """New York's year of a UTC time: five hours behind on New Year's Eve."""
    return str(int(time[:4]) - (1 if time[5:] < "01-01T05" else 0))


def measured(folder):
    events, items = table(folder, "event"), table(folder, "event_item")
    matters = [row for row in table(folder, "matter") if row["stated"] == "true"]
    vote_events, votes = table(folder, "vote_event"), table(folder, "vote")
    bodies = {row["id"]: row["name"] for row in table(folder, "body")}
    vote_event_of = {row["id"]: row for row in vote_events}
    held_years = collections.Counter(year(row["start_at"]) for row in events)
    event_years = {row["id"]: year(row["start_at"]) for row in events}
    facts = {
        "events": len(events),
        "items": len(items),
        "matters": len(matters),
        "persons": len([row for row in table(folder, "person") if not row["same_as"]]),
        "vote events": len(vote_events),
        "votes": len(votes),
        "roll call rows": len(table(folder, "attendance")),
        "votes by value": collections.Counter(row["value"] for row in votes),
        "votes by class": collections.Counter(row["class"] for row in votes),
        "events by body": collections.Counter(bodies[row["body_id"]] for row in events),
        "events by year": held_years,
        "items by year": collections.Counter(event_years[row["event_id"]] for row in items),
        "vote events by year": collections.Counter(year(row["voted_at"]) for row in vote_events),
        "votes by year": collections.Counter(year(vote_event_of[row["vote_event_id"]]["voted_at"]) for row in votes),
    }
    tallies = collections.defaultdict(collections.Counter)
    for row in votes:
        tallies[row["vote_event_id"]][row["class"]] += 1
    facts["tallies"] = {row["external_id"]: dict(tallies[row["id"]]) for row in vote_events}
    facts["votes of persons"] = persons_votes(folder, votes)
    return facts


def persons_votes(folder, votes):
    external = {row["id"]: row["external_id"] for row in table(folder, "person")}
    counts = collections.defaultdict(collections.Counter)
    for row in votes:
        counts[external[row["person_id"]]][row["value"]] += 1
    return {person: dict(values) for person, values in counts.items()}


def expected():
    truth = json.loads((DATA / "truth-dev.json").read_text())
    years = truth["per_year"]
    pick = lambda key: {y: facts[key] for y, facts in years.items() if key in facts}
    counts = truth["counts"]
    return {
        "events": counts["events"],
        "items": counts["items"],
        "matters": counts["matters"],
        "persons": counts["persons_seen"],
        "vote events": counts["vote_events"],
        "votes": counts["votes"],
        "roll call rows": counts["rollcall_rows"],
        "votes by value": truth["vote_choices"],
        "votes by class": truth["vote_classes"],
        "events by body": truth["event_bodies"],
        "events by year": pick("events"),
        "items by year": pick("items"),
        "vote events by year": pick("vote_events_by_vote_date"),
        "votes by year": pick("votes_by_vote_date"),
        "tallies": {str(v["history_id"]): {k: n for k, n in v["tally"].items() if n} for v in truth["vote_events"]},
        "votes of persons": {str(p["id"]): p["votes_all"] for p in truth["persons"] if p["votes_all"]},
    }


def compare(found, wanted):
    wrong = 0
    for name, value in wanted.items():
        got = dict(found[name]) if isinstance(found[name], dict) else found[name]
        same = got == value
        wrong += not same
        shown = value if isinstance(value, int) else f"{len(value)} figures"
        print(f"{'equal' if same else 'NOT EQUAL'}  {name}: {shown}")
        if not same and isinstance(value, dict):
            keys = [k for k in {**got, **value} if got.get(k) != value.get(k)]
            print("   ", [(k, got.get(k), value.get(k)) for k in keys[:5]])
        elif not same:
            print("   ", got)
    return wrong


def round_on(database, folder):
    instance = folder / "instance"
    run("init", instance, "--name", "New York", "--timezone", "America/New_York",
        "--source-kind", "legislator", "--source-name", "nyc", "--source-path", DATA)
    options = ["--instance", instance] + (["--set", f"database.url={json.dumps(database)}"] if database else [])
    first = run("gather", "--format", "json", *options, codes=(1,))
    refused = json.loads(first.stdout)["refused"]
    assert [r["where"] for r in refused] == ["resolution/2023/1142.json"], refused
    run("export", folder / "dump", *options)
    wrong = compare(measured(folder / "dump"), expected())
    again = json.loads(run("gather", "--format", "json", *options, codes=(1,)).stdout)
    changed = {k: v for k, v in again.items() if isinstance(v, dict) and any(v.get(c) for c in ("new", "changed", "withdrawn"))}
    assert not changed, changed
    print(f"first gather {json.loads(first.stdout)['seconds']:.1f} s, second {again['seconds']:.1f} s, which changed nothing")
    return wrong


def main():
    if not DATA.is_dir():
        print("skipped: ../shared/data/nyc is not here")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    wrong = 0
    for database in ["", os.environ.get("DAIS_TEST_POSTGRES", "")][: 2 if "DAIS_TEST_POSTGRES" in os.environ else 1]:
        print("PostgreSQL" if database else "SQLite")
        with tempfile.TemporaryDirectory() as folder:
            with own_database(database) if database else contextlib.nullcontext("") as url:
                wrong += round_on(url, pathlib.Path(folder))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
