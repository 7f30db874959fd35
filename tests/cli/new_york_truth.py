#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""new_york_truth.py DAIS: every figure of the voting record of two years of New York, as the API answers it, against
figures that another program made from the same files. Prints a table: figure, how many, ours, truth, equal.

Skipped where ../shared/data/nyc is not beside the repository."""
import collections
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "harness"))
from served import served  # noqa: E402 (the harness has no package of its own)

DAIS = pathlib.Path(sys.argv[1]).resolve()
DATA = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data" / "nyc"
CLASSES = ("yes", "no", "abstain", "absent", "conflict", "nonvoting", "blank", "unrecognised")


class Api:
    def __init__(self, base):
        self.base = base

    def ask(self, path, **query):
        given = {name: value for name, value in query.items() if value}
        with urllib.request.urlopen(f"{self.base}/api/v1/{path}?{urllib.parse.urlencode(given)}") as answer:
            return json.load(answer)

    def rows(self, address):
        """All of the list at an address that a figure gave for its rows."""
        path, _, query = address.removeprefix("/api/v1/").partition("?")
        return self.whole(path, **dict(urllib.parse.parse_qsl(query)))

    def whole(self, path, **query):
        items, cursor = [], None
        while True:
            page = self.ask(path, limit=200, cursor=cursor, **query)
            items += page["items"]
            cursor = page["next"]
            if cursor is None:
                return items


def run(*args, codes=(0,)):
    done = subprocess.run([DAIS, *map(str, args)], capture_output=True, text=True)
    assert done.returncode in codes, (args, done.returncode, done.stderr[-2000:])
    return done


class Comparison:
    def __init__(self):
        self.wrong = 0
        print(f"{'figure':44} {'ours':>8} {'truth':>8}  equal")

    def table(self, name, ours, truth):
        """Two tables by key: every key and every figure of it."""
        same = ours == truth
        self.wrong += not same
        print(f"{name:44} {len(ours):8} {len(truth):8}  {'yes' if same else 'NO'}")
        if same:
            return
        keys = [key for key in {**ours, **truth} if ours.get(key) != truth.get(key)]
        for key in keys[:5]:
            print(f"    {key}: ours {ours.get(key)}, truth {truth.get(key)}")
        print(f"    {len(keys)} differ")


def external(ref):
    return int(ref["external_id"])


def without_zeros(figure):
    return {name: figure[name] for name in CLASSES if figure[name]}


def agreement(api, compare, truth, scopes):
    for scope, body in scopes.items():
        for contested in ("", "_contested"):
            found = api.ask("insight/agreement", body=body, contested="true" if contested else None)
            ours = {tuple(sorted((external(p["a"]), external(p["b"])))): (p["shared"], p["same"]) for p in found}
            wanted = {(a, b): (shared, same) for a, b, shared, same in truth["agreement"][scope + contested]}
            compare.table(f"agreement of pairs, {scope}{contested}", ours, {k: v for k, v in wanted.items() if v[0]})
            pair = min(found, key=lambda p: (p["same"] / p["shared"], -p["shared"]))
            rows = api.rows(pair["rows"])
            counted = (len(rows), sum(row["same"] for row in rows))
            compare.table("  rows behind the pair that agrees least", {"": counted}, {"": (pair["shared"], pair["same"])})


def of_persons(api, compare, truth, scopes):
    for scope, body in scopes.items():
        persons = truth["persons"]
        by_id = lambda key: {p["id"]: p[f"{key}_{scope}"] for p in persons}
        tallies = api.ask("insight/tallies", body=body)
        compare.table(f"votes by class, {scope}", {external(t["person"]): without_zeros(t) for t in tallies},
                      {person: classes for person, classes in by_id("class").items() if classes})
        years = collections.defaultdict(collections.Counter)
        for figure in api.ask("insight/tallies", body=body, by="year"):
            years[external(figure["person"])].update(without_zeros(figure))
        compare.table(f"  their years added up, {scope}", {person: dict(sums) for person, sums in years.items()},
                      {person: classes for person, classes in by_id("class").items() if classes})
        dissent = api.ask("insight/dissent", body=body)
        compare.table(f"dissent from the majority, {scope}",
                      {external(d["person"]): [d["dissents"], d["base"]] for d in dissent},
                      {person: figure for person, figure in by_id("dissent").items() if figure[1]})
        most = max(dissent, key=lambda d: d["dissents"])
        compare.table("  rows behind the most dissents", {"": len(api.rows(most["rows"]))}, {"": most["dissents"]})
        attendance = api.ask("insight/attendance", body=body)
        compare.table(f"attendance, {scope}",
                      {external(a["person"]): (a["present"], a["total"]) for a in attendance},
                      {person: (a["present"], a["total"]) for person, a in by_id("attendance").items() if a["total"]})
        rows = api.rows(attendance[0]["rows"])
        compare.table("  rows behind an attendance", {"": (sum(r["present"] for r in rows), len(rows))},
                      {"": (attendance[0]["present"], attendance[0]["total"])})


SPONSOR_TYPES = {"Introduction": ("introduction", "enacted"), "Resolution": ("resolution", "adopted")}


def sponsors(api, compare, truth):
    ours = collections.defaultdict(dict)
    for figure in api.ask("insight/sponsorship"):
        if figure["type"] not in SPONSOR_TYPES:
            continue
        kind, success = SPONSOR_TYPES[figure["type"]]
        counted = {kind: figure["sponsored"], f"prime_{kind}": figure["prime"], success: figure["succeeded"]}
        ours[external(figure["person"])].update({name: n for name, n in counted.items() if n})
    wanted = {p["id"]: {name: n for name, n in p["sponsor"].items() if n and not name.endswith("land_use")}
              for p in truth["persons"]}
    compare.table("sponsorship and its success", dict(ours), {person: figures for person, figures in wanted.items() if figures})


def vote_events(api, compare, truth, bodies):
    found = api.whole("votes")
    numbers = {body["id"]: int(body["external_id"]) for body in bodies}
    ours = {int(vote["external_id"]): (without_zeros(vote["tally"]), vote["majority"], vote["stated_outcome"],
                                       numbers[vote["body"]["id"]]) for vote in found}
    wanted = {v["history_id"]: ({name: n for name, n in v["tally"].items() if n}, v["majority"], v["flag"], v["body_id"])
              for v in truth["vote_events"]}
    compare.table("vote events: tally, majority, flag, body", ours, wanted)
    contested = {int(vote["external_id"]): True for vote in api.whole("insight/contested")}
    compare.table("contested vote events", contested, {v["history_id"]: True for v in truth["vote_events"] if v["contested"]})
    disagreeing = {int(vote["external_id"]): vote["tally"]["yes"] for vote in api.whole("insight/disagreements")}
    compare.table("vote events whose flag and rows disagree", disagreeing,
                  {v["history_id"]: v["tally"]["yes"] for v in truth["flag_conflicts"]})


def matters(api, compare, truth, council):
    result_of = {external(r["matter"]): (r["result"], int(r["vote_event_external_id"]))
                 for r in api.ask("insight/results", body=council)}
    ours = {}
    for matter in api.whole("matters"):
        number = int(matter["external_id"])
        prime = matter["prime_sponsor"]
        ours[number] = (matter["name"], matter["status"], external(prime) if prime else None, matter["sponsor_count"],
                        *result_of.get(number, (None, None)))
    wanted = {m["id"]: (m["file"], m["status"], m["prime"], m["sponsors"], m["council_result"], m["last_council_vote"])
              for m in truth["matters"]}
    compare.table("matters: status, sponsors, council result", ours, wanted)
    counts = lambda results: dict(collections.Counter(map(str, results)))
    compare.table("  council results counted", counts(m[4] for m in ours.values()), counts(m[4] for m in wanted.values()))


def roll_calls(api, compare, truth):
    ours = collections.Counter()
    for figure in api.ask("insight/attendance"):
        for row in api.rows(figure["rows"]):
            ours[int(row["event"]["external_id"]), "total"] += 1
            ours[int(row["event"]["external_id"]), "present"] += row["present"]
    wanted = {(e["event_id"], name): e[name] for e in truth["attendance_by_event"] for name in ("total", "present")}
    compare.table("attendance by meeting", {k: n for k, n in ours.items() if n}, {k: n for k, n in wanted.items() if n})


def timed(api):
    started = time.monotonic()
    paths = ["agreement", "agreement?contested=true", "attendance", "tallies", "tallies?by=year", "tallies?by=body", "dissent",
             "sponsorship", "results"]
    for path in paths:
        name, _, query = path.partition("?")
        api.ask(f"insight/{name}", **dict(urllib.parse.parse_qsl(query)))
    api.ask("coverage")
    print(f"all insight of the set over HTTP, asked for the second time: {1000 * (time.monotonic() - started):.0f} ms")


def main():
    if not DATA.is_dir():
        print("skipped: ../shared/data/nyc is not here")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    truth = json.loads((DATA / "truth-dev.json").read_text())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        run("init", folder / "instance", "--name", "New York", "--timezone", "America/New_York",
            "--source-kind", "legislator", "--source-name", "nyc", "--source-path", DATA)
        run("gather", "--instance", folder / "instance", codes=(1,))
        with served(DAIS, folder / "instance") as address:
            api = Api(address)
            bodies = api.whole("bodies")
            council = next(body["id"] for body in bodies if body["external_id"] == "1")
            scopes = {"all": None, "council": council}
            compare = Comparison()
            of_persons(api, compare, truth, scopes)
            agreement(api, compare, truth, scopes)
            sponsors(api, compare, truth)
            vote_events(api, compare, truth, bodies)
            matters(api, compare, truth, council)
            roll_calls(api, compare, truth)
            timed(api)
    return 1 if compare.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
