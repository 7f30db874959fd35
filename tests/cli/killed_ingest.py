#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""killed_ingest.py DAIS [KILLS]: an ingest killed (SIGKILL) at random moments and run again ends as one left alone:
every exported table byte for byte, and the same search answers; so does one whose search index is of an older format.
SOURCE_DATE_EPOCH stands for the clock."""
import filecmp
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

DAIS = pathlib.Path(sys.argv[1]).resolve()
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 50
MEETINGS = 60
WORDS = "bridge library budget street water school park council repair vote morning thank permit noise garden tax".split()
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000"}


def caption(rng):
    lines, at = ["WEBVTT", ""], 0
    for _ in range(150):
        clock = lambda s: f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}.000"
        speaker = rng.choice(["Ann Lee", "Bo Cruz", "Cy Ortiz"])
        lines += [f"{clock(at)} --> {clock(at + 4)}", f"<v {speaker}>{' '.join(rng.choices(WORDS, k=12)).capitalize()}.", ""]
        at += 5
    return "\n".join(lines)


def meeting(rng, number):
    person = lambda n: {"name": ["Ann Lee", "Bo Cruz", "Cy Ortiz"][n], "external_source_id": str(n) if n < 2 else None}
    vote = lambda: [{"person": person(n), "decision": rng.choice(["Approve", "Reject", "Absent (Non-Voting)"])} for n in range(3)]
    items = [{"minutes_item": {"name": f"Item {rng.randrange(30)}"},
              "matter": {"name": f"Res {rng.randrange(40)}", "matter_type": "Resolution", "title": f"On {rng.choice(WORDS)}"},
              "decision": "Passed", "votes": vote()} for _ in range(8)]
    return {"body": {"name": f"Body {number % 3}"}, "external_source_id": f"m{number}", "event_minutes_items": items,
            "sessions": [{"session_datetime": 1700000000 + 86400 * number, "session_index": 0,
                          "video_uri": f"https://video.example/{number}.mp4", "caption_uri": f"captions/{number}.vtt"}]}


def make_town(folder):
    rng = random.Random(7)
    (folder / "captions").mkdir(parents=True)
    for number in range(MEETINGS):
        (folder / "captions" / f"{number}.vtt").write_text(caption(rng))
        (folder / f"{number:03}.json").write_text(json.dumps(meeting(rng, number)))


def dais(*args):
    return subprocess.Popen([DAIS, *map(str, args)], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(*args):
    process = dais(*args)
    out, err = process.communicate()
    assert process.returncode == 0, (args, process.returncode, err[-1500:])
    return out


def ended(instance, folder):
    """What an instance says in the end: its tables and its answers."""
    finish("export", "--instance", instance, folder)
    answers = [finish("search", "--instance", instance, "--limit", 50, "--format", "json", words) for words in ("bridge budget", '"water school"')]
    (folder / "answers").write_bytes(b"".join(answers))
    return folder


def same(one, other):
    names = sorted(path.name for path in one.iterdir())
    assert names == sorted(path.name for path in other.iterdir())
    _, different, missing = filecmp.cmpfiles(one, other, names, shallow=False)
    return different + missing


def main():
    seed = int(os.environ.get("DAIS_TEST_SEED", random.randrange(1 << 30)))
    print("seed", seed)
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as top:
        top = pathlib.Path(top)
        make_town(top / "town")
        finish("init", top / "calm", "--name", "A town", "--timezone", "UTC")
        began = time.monotonic()
        finish("ingest", "--instance", top / "calm", top / "town")
        lasts = time.monotonic() - began
        wanted = ended(top / "calm", top / "calm-dump")
        (top / "calm/data/index/manifest").write_text("dais-index-0\n")
        began = time.monotonic()
        finish("ingest", "--instance", top / "calm", top / "town")
        upgrade_lasts = time.monotonic() - began
        assert not same(wanted, ended(top / "calm", top / "calm-dump-2")), "an upgraded index answers otherwise"
        interrupted = 0
        for kill in range(KILLS):
            instance = top / f"killed-{kill}"
            finish("init", instance, "--name", "A town", "--timezone", "UTC")
            upgrades = kill % 3 == 2
            if upgrades:
                # A search index as an older version left it is made anew by whoever comes next.
                finish("ingest", "--instance", instance, top / "town")
                (instance / "data/index/manifest").write_text("dais-index-0\n")
            process = dais("ingest", "--instance", instance, top / "town")
            try:
                process.communicate(timeout=rng.uniform(0, upgrade_lasts if upgrades else lasts))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.communicate()
            interrupted += process.returncode == -signal.SIGKILL
            finish("ingest", "--instance", instance, top / "town")
            different = same(wanted, ended(instance, top / f"dump-{kill}"))
            assert not different, f"kill {kill}: {different} differ"
        print(f"{KILLS} runs, {interrupted} of them killed in the midst of {lasts:.2f} s: all ended the same")
    return 0


if __name__ == "__main__":
    sys.exit(main())
