#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""alignment.py PROGRAM DATA [--learn WEIGHTS.json]: how well agenda items get their times.

PROGRAM is alignment_bench; DATA a folder with captions/ and items.jsonl (items in agenda order with the times that the
record states). Prints, by cross-validation over meetings (each meeting is placed with weights, calibration and nothing
else learned from the other folds), the share of items placed within 15, 60 and 120 s of the stated time, the share left
open and how many of those placed are right, beside two baselines: items spread evenly over the recording, and each
item's best search hit. --learn writes the weights of all meetings, for src/alignment/weights.cc.

The weights are those of a conditional logit: of all the candidates of an item, and of being open, the likelihood of
those near the stated time (exp(-distance / 10 s)) is made as great as it can be, less a penalty on large weights.
"""
import argparse
import json
import math
import pathlib
import re
import subprocess
import tempfile

import numpy as np

FOLDS = 10
INNER_FOLDS = 3
NEAR_SECONDS = 10
REACH_SECONDS = 45
PENALTY = 1.0
STEPS = 400
OUT_OF_ORDER = (-2.0, -3.0, -4.0, -5.0)
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9)
NAMES = ["title_at_once", "title_soon", "title_wide", "title_before", "title_weight", "title_pairs", "rise", "best",
         "said_earlier", "opening", "opening_and_title", "item_reference", "closing", "thanks", "turn", "pause",
         "listing", "item_number", "other_number", "file_number", "drift"]
# No meeting of the data prints its items' numbers, so these three are set by hand.
BY_HAND = {"item_number": 3.0, "other_number": -1.5, "file_number": 4.0}


class Program:
    def __init__(self, program, captions, folder):
        self.program, self.captions, self.folder = program, captions, pathlib.Path(folder)

    def run(self, mode, meetings, weights=None):
        items = self.folder / "items.jsonl"
        items.write_text("".join(json.dumps(m) + "\n" for m in meetings), encoding="utf-8")
        command = [self.program, mode, str(self.captions), str(items)]
        if weights:
            file = self.folder / "weights.json"
            file.write_text(json.dumps(weights), encoding="utf-8")
            command.append(str(file))
        out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        return [json.loads(line) for line in out.splitlines()]


def as_table(rows):
    """Candidates of all items as one table, the item of each, and how near each is to the stated time."""
    features, item, near = [], [], []
    for number, row in enumerate(rows):
        for candidate in row["candidates"]:
            distance = abs(candidate[0] - row["start"])
            features.append(candidate[1:])
            item.append(number)
            near.append(math.exp(-distance / NEAR_SECONDS) if distance <= REACH_SECONDS else 0.0)
    return np.array(features), np.array(item), np.array(near), len(rows)


def learn(rows):
    features, item, near, count = as_table(rows)
    middle, spread = features.mean(0), features.std(0)
    spread[spread < 1e-9] = 1.0
    scaled = (features - middle) / spread
    learned = np.array([name not in BY_HAND for name in NAMES])
    scaled[:, ~learned] = 0
    reachable = np.bincount(item, near, count) > 0
    weights, opening = np.zeros(scaled.shape[1]), 3.0
    moment, speed = np.zeros(len(weights) + 1), np.zeros(len(weights) + 1)
    for step in range(1, STEPS + 1):
        score = np.exp(np.clip(scaled @ weights, -30, 30))
        whole = np.bincount(item, score, count) + math.exp(opening)
        right = np.bincount(item, score * near, count)
        pull = np.where(reachable[item], score * near / np.maximum(right[item], 1e-30), 0.0) - score / whole[item]
        slope = np.append(scaled.T @ pull - PENALTY * weights,
                          np.sum(np.where(reachable, 0.0, 1.0) - math.exp(opening) / whole))
        moment = 0.9 * moment + 0.1 * slope
        speed = 0.99 * speed + 0.01 * slope**2
        change = 0.05 * (moment / (1 - 0.9**step)) / (np.sqrt(speed / (1 - 0.99**step)) + 1e-9)
        weights, opening = weights + change[:-1], opening + change[-1]
    plain = weights / spread
    named = {name: float(value) for name, value in zip(NAMES, plain)} | BY_HAND
    return named | {"open": float(opening + plain @ middle), "out_of_order": -3.0, "slope": 1.0, "shift": 0.0}


def within(rows, seconds, least=0.0):
    return sum(1 for r in rows if "seconds" in r and r["confidence"] >= least and abs(r["seconds"] - r["start"]) <= seconds)


def calibrate(rows):
    """Logistic regression of being right to the minute on the log odds of belief; Newton's method, two numbers."""
    belief = np.clip([r["confidence"] for r in rows if "seconds" in r], 1e-6, 1 - 1e-6)
    right = np.array([abs(r["seconds"] - r["start"]) <= 60 for r in rows if "seconds" in r], dtype=float)
    table = np.column_stack([np.log(belief / (1 - belief)), np.ones(len(belief))])
    at = np.array([1.0, 0.0])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-np.clip(table @ at, -30, 30)))
        bend = table.T @ (table * (likely * (1 - likely))[:, None]) + 0.1 * np.eye(2)
        at = at + np.linalg.solve(bend, table.T @ (right - likely) - 0.1 * (at - np.array([1.0, 0.0])))
    return {"slope": float(at[0]), "shift": float(at[1])}


def last_cue(captions):
    hours, minutes, seconds = re.findall(r"(?:(\d+):)?(\d+):([\d.]+) -->", captions.read_text(encoding="utf-8"))[-1]
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)


def meetings_of_sections(folder, captions):
    """Agenda sections as a city's player lists them ("7. Consent agenda.") with their starts; the label's number apart."""
    meetings = []
    for file in sorted(folder.glob("*.json")):
        document = json.loads(file.read_text(encoding="utf-8"))
        found = sorted(captions.glob(f"*-{document['meeting_date']}.vtt"))
        items = []
        for section in document["sections"]:
            number, title = re.fullmatch(r"\s*(?:(\w{1,2})\.)?\s*(.*)", section["label"], re.DOTALL).groups()
            items.append({"title": title, "number": number or "", "start_seconds": section["start_seconds"]})
        # Where the captions outlast the recording that the sections are of, they are of another cut: no times to compare.
        same_cut = found and last_cue(found[0]) <= document["duration_seconds"] + 600
        if same_cut and items:
            meetings.append({"meeting": found[0].stem, "items": items})
    return meetings


class Bench:
    def __init__(self, program, meetings):
        self.program, self.meetings = program, meetings
        self.rows = {}
        for row in program.run("features", meetings):
            self.rows.setdefault(row["meeting"], []).append(row)

    def rows_of(self, meetings):
        return [row for meeting in meetings for row in self.rows[meeting["meeting"]]]

    def whole_learning(self, meetings):
        """Weights from `meetings`; the cost of standing out of order and the calibration from parts of them left out."""
        placed = {cost: [] for cost in OUT_OF_ORDER}
        for part in range(INNER_FOLDS):
            inner = learn(self.rows_of([m for n, m in enumerate(meetings) if n % INNER_FOLDS != part]))
            left_out = [m for n, m in enumerate(meetings) if n % INNER_FOLDS == part]
            for cost in OUT_OF_ORDER:
                placed[cost] += self.program.run("places", left_out, inner | {"out_of_order": cost})
        cost = max(OUT_OF_ORDER, key=lambda c: within(placed[c], 15) + within(placed[c], 60))
        return learn(self.rows_of(meetings)) | {"out_of_order": cost} | calibrate(placed[cost])

    def cross_validated(self):
        folds = []
        for fold in range(FOLDS):
            weights = self.whole_learning([m for n, m in enumerate(self.meetings) if n % FOLDS != fold])
            folds.append(self.program.run("places", [m for n, m in enumerate(self.meetings) if n % FOLDS == fold], weights))
        return folds


def report(name, folds, least=0.0):
    rows = [row for fold in folds for row in fold]
    placed = [r for r in rows if "seconds" in r and r.get("confidence", 1) >= least]
    for row in rows:
        row.setdefault("confidence", 1)
    shares = []
    for seconds in (15, 60, 120):
        of_folds = [within(fold, seconds, least) / len(fold) for fold in folds]
        shares.append(f"{100 * within(rows, seconds, least) / len(rows):5.1f} (±{100 * np.std(of_folds):4.1f})")
    errors = sorted(abs(r["seconds"] - r["start"]) for r in placed)
    right = sum(error <= 60 for error in errors)
    print(f"{name:34} {'  '.join(shares)}  {100 * (1 - len(placed) / len(rows)):5.1f}  "
          f"{100 * right / max(1, len(placed)):5.1f}  {errors[len(errors) // 2] if errors else math.nan:7.1f}")


def report_confidence(rows):
    print("\nstated confidence   items   right to the minute")
    edges = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0001]
    for low, high in zip(edges, edges[1:]):
        group = [r for r in rows if "seconds" in r and low <= r["confidence"] < high]
        if group:
            mean = sum(r["confidence"] for r in group) / len(group)
            print(f"{low:.2f} to {min(high, 1):.2f}        {len(group):5}   {100 * within(group, 60) / len(group):5.1f} % (stated: {100 * mean:.1f} %)")


def second_check(path, folder, captions, scratch):
    meetings = meetings_of_sections(folder, captions)
    program = Program(path, captions, scratch)
    print(f"\nsecond check, as the program is (nothing learned here): {len(meetings)} meetings, {sum(len(m['items']) for m in meetings)} items")
    report("spread evenly", [program.run("even", meetings)])
    report("best search hit", [program.run("search", meetings)])
    report("alignment, nothing left open", [program.run("places", meetings)])
    for least in THRESHOLDS:
        report(f"alignment, confidence {least} and over", [program.run("places", meetings)], least)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("data", type=pathlib.Path)
    arguments.add_argument("--sections", nargs=2, type=pathlib.Path, metavar=("MEETINGS", "CAPTIONS"),
                           help="a second check that nothing is learned from: meetings as JSON whose sections have times")
    arguments.add_argument("--learn", type=pathlib.Path)
    given = arguments.parse_args()
    meetings = [json.loads(line) for line in (given.data / "items.jsonl").read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        program = Program(given.program, given.data / "captions", folder)
        bench = Bench(program, meetings)
        folds = bench.cross_validated()
        rows = [row for fold in folds for row in fold]
        print(f"{len(meetings)} meetings, {len(rows)} items; {FOLDS} folds by meeting. Shares in % (± between folds).")
        print(f"{'':34} {'15 s':14}  {'60 s':14}  {'120 s':14}  {'open':5}  {'right':5}  {'median s':>7}")
        report("spread evenly", [program.run("even", meetings)])
        report("best search hit", [program.run("search", meetings)])
        report("alignment, nothing left open", folds)
        for least in THRESHOLDS:
            report(f"alignment, confidence {least} and over", folds, least)
        print("open: left open; right: of those placed, within 60 s; median error of those placed.")
        report_confidence(rows)
        if given.sections:
            second_check(given.program, *given.sections, folder)
        if given.learn:
            given.learn.write_text(json.dumps(bench.whole_learning(meetings), indent=1) + "\n", encoding="utf-8")


main()
