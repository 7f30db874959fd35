#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""learn_ranking.py BENCH MOMENTS WORK [--rounds N] [--folds N] [--factors F,F…]: coordinate steps on the weights of ranking.

A configuration is worth the mean over the three sets of the mean of nDCG@10, success@10 and MRR@10 of their questions.
Each round tries every weight times every factor. A fold is a fifth of the meetings of each set: what is best on the
other folds is measured on the questions about its meetings. A step is worth taking where the folds gain on what they
have not seen, and agree about it; no question is looked at alone."""
import argparse
import collections
import hashlib
import json
import pathlib
import sqlite3
import subprocess
import sys

SETS = ["qmsum", "mpls", "real"]
# As RankWeights has them; main() compares the answers of both.
DEFAULT = {"windows": [.2, .25, .154, .262, .28], "covered": .19, "pairs": [.33, .6], "adjacent": .27, "met_in_session": .41,
           "session": 2.0, "speaker": 1.0, "name": 2.0, "said_name": .12}


def coordinates(weights):
    for name, value in weights.items():
        yield from ((name, i) for i in range(len(value))) if isinstance(value, list) else [(name, None)]


def changed(weights, coordinate, factor):
    name, i = coordinate
    copy = json.loads(json.dumps(weights))
    if i is None:
        copy[name] = round(copy[name] * factor, 5)
    else:
        copy[name][i] = round(copy[name][i] * factor, 5)
    return copy


def shown(coordinate, factor):
    name, i = coordinate
    return f"{name}{'' if i is None else f'[{i}]'} × {factor}"


class Measuring:
    """The bench program, and what it has measured."""

    def __init__(self, program, moments, work):
        words = []
        for name in SETS:
            meetings = work / f"{name}.meetings.tsv"
            with sqlite3.connect(f"file:{work / name / 'data' / 'catalog.sqlite'}?mode=ro", uri=True) as catalog:
                rows = catalog.execute("select id, external_id from event").fetchall()
            meetings.write_text("".join(f"{event}\t{external}\n" for event, external in rows), encoding="utf-8")
            words += [name, work / name / "data" / "index", moments / name / "queries.jsonl", moments / name / "truth.jsonl", meetings]
        self.program = subprocess.Popen([str(program), *map(str, words)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.known = {}

    def scores(self, weights):
        """set → question → the mean of its three measures."""
        key = json.dumps(weights, sort_keys=True)
        if key not in self.known:
            self.program.stdin.write(key + "\n")
            self.program.stdin.flush()
            line = self.program.stdout.readline()
            if not line:
                raise SystemExit("ranking_bench ended; see above")
            self.known[key] = {name: {qid: tuple(values) for qid, values in of.items()} for name, of in json.loads(line).items()}
        return self.known[key]


def fold_of(meeting, folds):
    return int(hashlib.sha256(meeting.encode()).hexdigest(), 16) % folds


def folds_of_questions(moments, folds):
    """set → question → the fold of its meeting (the first one, where there are several)."""
    out = {}
    for name in SETS:
        with open(moments / name / "truth.jsonl", encoding="utf-8") as lines:
            questions = [json.loads(line) for line in lines if line.strip()]
        out[name] = {each["qid"]: fold_of(each["meetings"][0]["meeting"], folds) for each in questions}
    return out


def worth(scores, fold_of_question, takes):
    """The mean over the sets of the mean over their questions whose fold is taken."""
    means = []
    for name, of in scores.items():
        values = [sum(value) / len(value) for qid, value in of.items() if takes(fold_of_question[name][qid])]
        if values:
            means.append(sum(values) / len(values))
    return sum(means) / len(means)


def measures_of(scores):
    lines = []
    for name, of in scores.items():
        means = [sum(column) / len(of) for column in zip(*of.values())]
        lines.append(f"  {name:6} nDCG@10 {means[0]:.4f}  success@10 {means[1]:.4f}  MRR@10 {means[2]:.4f}")
    return "\n".join(lines)


def one_round(measuring, base, factors, fold_of_question, folds):
    """Answers the step to take, or None."""
    steps = [(coordinate, factor) for coordinate in coordinates(base) for factor in factors]
    before = measuring.scores(base)
    tried = {}
    for number, (coordinate, factor) in enumerate(steps):
        tried[coordinate, factor] = measuring.scores(changed(base, coordinate, factor))
        print(f"\r{number + 1} of {len(steps)} tried", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    everything = lambda _: True
    gains = {step: worth(scores, fold_of_question, everything) - worth(before, fold_of_question, everything) for step, scores in tried.items()}
    print("steps that gain most on all questions, none held back:")
    for step, gain in sorted(gains.items(), key=lambda each: -each[1])[:8]:
        print(f"  {shown(*step):22} {gain:+.4f}")
    chosen, held_back = collections.Counter(), []
    for fold in range(folds):
        seen = lambda other, fold=fold: other != fold
        unseen = lambda other, fold=fold: other == fold
        best = max(tried, key=lambda step: worth(tried[step], fold_of_question, seen))
        on_seen = worth(tried[best], fold_of_question, seen) - worth(before, fold_of_question, seen)
        on_unseen = worth(tried[best], fold_of_question, unseen) - worth(before, fold_of_question, unseen)
        if on_seen <= 0:
            print(f"fold {fold}: no step gains on the others")
            continue
        chosen[best] += 1
        held_back.append(on_unseen)
        print(f"fold {fold}: {shown(*best):22} gains {on_seen:+.4f} on the others, {on_unseen:+.4f} on what it has not seen")
    if not held_back:
        return None
    mean = sum(held_back) / folds
    step, votes = chosen.most_common(1)[0]
    print(f"mean gain on what was not seen: {mean:+.4f}; {votes} of {folds} folds choose {shown(*step)}")
    return step if mean > 0 and votes * 2 > folds else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("moments", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--factors", default="0.5,0.75,1.35,2")
    arguments = parser.parse_args()
    factors = [float(factor) for factor in arguments.factors.split(",")]
    measuring = Measuring(arguments.program, arguments.moments, arguments.work)
    fold_of_question = folds_of_questions(arguments.moments, arguments.folds)
    base = DEFAULT
    if measuring.scores(base) != measuring.scores({}):
        raise SystemExit("DEFAULT of learn_ranking.py is not RankWeights of src/search/formula.h")
    print("as it is:\n" + measures_of(measuring.scores(base)))
    for number in range(arguments.rounds):
        print(f"round {number + 1}")
        step = one_round(measuring, base, factors, fold_of_question, arguments.folds)
        if step is None:
            print("no step holds on meetings that were not seen: the weights stay")
            break
        base = changed(base, *step)
        print(json.dumps(base))
        print(measures_of(measuring.scores(base)))


main()
