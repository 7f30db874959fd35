#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""eval.py DAIS: what `dais eval` measures of runs made by chance is what the reference measures; searches that found
nothing are counted by a server that is killed, and printed.

The sets of ../shared/data/moments with ../shared/tools/evaluate.py are skipped where they are not beside the repository."""
import importlib.util
import json
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "harness"))
from served import served  # noqa: E402

DAIS = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


def run(*args, codes=(0,)):
    done = subprocess.run([DAIS, *map(str, args)], capture_output=True, text=True)
    assert done.returncode in codes, (args, done.returncode, done.stderr[-2000:])
    return done


def lines_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def write_lines(path, records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def run_by_chance(truth, seed):
    """Answers of which some are right, some are in the right meeting, some are twice in one span, and some are missing."""
    chance = random.Random(seed)
    meetings = sorted({meeting["meeting"] for question in truth for meeting in question["meetings"]})
    answers = []
    for question in truth:
        if chance.random() < 0.05:
            continue
        results = []
        for _ in range(chance.choice([0, 3, 12, 110])):
            if chance.random() < 0.2:
                meeting = chance.choice(question["meetings"])
                start, end = chance.choice(meeting["spans"])
                results.append({"meeting": meeting["meeting"], "start_seconds": chance.uniform(start - 30, end + 30)})
            else:
                results.append({"meeting": chance.choice(meetings), "start_seconds": chance.uniform(0, 7000)})
        answers.append({"qid": question["qid"], "results": results})
    return answers


def compare_with_reference(reference, truth_file, folder):
    truth = lines_of(truth_file)
    runs = [folder / "one.jsonl", folder / "two.jsonl"]
    for number, path in enumerate(runs):
        write_lines(path, run_by_chance(truth, number))
    measured = json.loads(run("eval", "--truth", truth_file, "--run", runs[0], "--compare", runs[1],
                              "--format", "json").stdout)
    wanted = [reference.evaluate(truth, lines_of(path)) for path in runs]
    assert measured["questions"] == len(truth)
    for name, mean in reference.mean(list(wanted[0].values())).items():
        ours = measured["measures"][name]
        assert abs(ours["mean"] - mean) < 1e-9, (name, ours, mean)
        low, high = reference.ci([wanted[0][question["qid"]][name] for question in truth])
        assert abs(ours["low"] - low) < 0.01 and abs(ours["high"] - high) < 0.01, (name, ours, low, high)
        other = reference.mean(list(wanted[1].values()))[name]
        beside = measured["compared_with"]["measures"][name]
        assert abs(beside["difference"] - (mean - other)) < 1e-9, (name, beside)
        assert beside["better"] + beside["worse"] + beside["same"] == len(truth)
    for question in measured["by_question"]:
        for name, value in wanted[0][question["qid"]].items():
            assert abs(question["scores"][name] - value) < 1e-12, (question["qid"], name)


def check_zero_hits(folder):
    """A killed server's count of what was searched in vain; what was found or narrowed is not counted."""
    town = folder / "town"
    subprocess.run([ROOT / "script" / "town", town], check=True, capture_output=True)
    run("ingest", "--instance", town, town / "records")
    assert run("eval", "--zero-hits", "--instance", town, codes=(1,)).stdout == ""
    with served(DAIS, town, ending=signal.SIGKILL) as base:
        for path in ("/search?q=zeppelin", "/search?q=Zeppelin", "/api/v1/search?q=ZEPPELIN", "/search?q=the",
                     "/search?q=airship&from=2001-01-01", "/search?q=ann%40example.org"):
            urllib.request.urlopen(base + path).read()
    printed = [json.loads(line) for line in run("eval", "--zero-hits", "--instance", town).stdout.splitlines()]
    assert [(each["qid"], each["text"]) for each in printed] == [("zero-1", "zeppelin")], printed
    assert printed[0]["count"] == 1, printed  # the other two fell into the minute that the kill took
    with served(DAIS, town) as base:
        for _ in range(3):
            urllib.request.urlopen(base + "/search?q=zeppelin").read()
    as_one = json.loads(run("eval", "--zero-hits", "--instance", town, "--format", "json").stdout)
    assert as_one[0]["count"] == 4, as_one


def main():
    passed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        check_zero_hits(folder)
        print("ok: searches that found nothing")
        if not (SHARED / "tools" / "evaluate.py").is_file():
            print("skipped: the judged questions of ../shared are not here")
            print("1 passed, 0 failed, 1 skipped")
            return
        spec = importlib.util.spec_from_file_location("evaluate", SHARED / "tools" / "evaluate.py")
        reference = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(reference)
        for part in ("qmsum", "mpls", "real"):
            compare_with_reference(reference, SHARED / "data" / "moments" / part / "truth.jsonl", folder)
            print(f"ok: measures of {part}")
            passed += 1
    print(f"{passed + 1} passed, 0 failed, 0 skipped")


main()
