#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""killed_run.py DAIS [KILLS]: `dais run` killed (SIGKILL) in the midst of its work, at random moments, now and then a child of
it alone, and started again ends as one left alone: the same records, recordings and item times, each made once, nothing
stuck. On SQLite, and on PostgreSQL (DAIS_TEST_POSTGRES) with three workers of `dais work` beside it, one of which is stopped
(SIGSTOP) now and then."""
import contextlib
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "harness"))
from own_database import own_database  # noqa: E402

DAIS = pathlib.Path(sys.argv[1]).resolve()
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 8
MEETINGS = 6
MOST_ARCHIVES = 2 * KILLS
WORDS = "bridge library budget street water school park council repair vote morning thank permit noise garden tax".split()
TITLES = ["Repair of the mill bridge", "Library hours on Sunday", "Water meters in the old town", "A permit for the spring fair"]


def clock(seconds):
    return f"00:{seconds // 60:02}:{seconds % 60:02}.000"


def captions(rng):
    lines, at = ["WEBVTT", ""], 0
    for title in TITLES:
        for words in [f"The next item is {title.lower()}.", *(" ".join(rng.choices(WORDS, k=9)).capitalize() + "." for _ in range(4))]:
            lines += [f"{clock(at)} --> {clock(at + 1)}", f"<v Ann Lee>{words}", ""]
            at += 1
    return "\n".join(lines)


def make_town(folder):
    rng = random.Random(11)
    (folder / "media").mkdir(parents=True)
    for number in range(MEETINGS):
        recording = folder / "media" / f"{number}.mp4"
        subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", f"testsrc2=size=192x108:rate=4:duration=20", "-f", "lavfi",
                        "-i", f"sine=frequency={200 + 20 * number}:duration=20", "-c:v", "libx264", "-preset", "ultrafast", "-c:a",
                        "aac", "-y", recording], check=True)
        (folder / "media" / f"{number}.vtt").write_text(captions(rng))
        items = [{"index": i, "minutes_item": {"name": title}} for i, title in enumerate(TITLES)]
        event = {"body": {"name": "Council"}, "external_source_id": f"m{number}", "event_minutes_items": items,
                 "sessions": [{"session_datetime": f"2024-03-{number + 1:02}T18:00:00", "session_index": 0,
                               "video_uri": f"media/{number}.mp4", "caption_uri": f"media/{number}.vtt"}]}
        (folder / f"{number}.json").write_text(json.dumps(event))


def make_instance(folder, town, database=""):
    folder.mkdir()
    lines = ["[instance]", 'name = "A town"', 'timezone = "UTC"', "[[source]]", 'name = "town"', 'kind = "cdp"', f'path = "{town}"']
    if database:
        lines += ["[database]", f'url = "{database}"']
    (folder / "dais.toml").write_text("\n".join(lines) + "\n")
    return folder


def start(instance, *args):
    return subprocess.Popen([DAIS, *args, "--instance", instance], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def to_the_end(instance):
    process = start(instance, "run", "--once")
    out, err = process.communicate(timeout=600)
    assert process.returncode == 0, (out, err[-3000:])


def ended(instance):
    """What an instance says in the end, but for when it was made."""
    dump = instance / "dump"
    shutil.rmtree(dump, ignore_errors=True)
    subprocess.run([DAIS, "export", "--instance", instance, dump], check=True, capture_output=True)
    said = {}
    for path in sorted(dump.glob("*.jsonl")):
        if path.stem in ("document", "history"):
            continue
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        for row in rows:
            for key in ("first_seen", "last_changed", "created_at", "changed_at"):
                row.pop(key, None)
        said[path.stem] = sorted(json.dumps(row, sort_keys=True) for row in rows)
    for number in range(MEETINGS):
        out = subprocess.run([DAIS, "get", f"/api/v1/resolve?source=town&kind=event&external_id=m{number}", "--instance", instance],
                             check=True, capture_output=True, text=True).stdout
        view = json.loads(subprocess.run([DAIS, "get", f"/api/v1/events/{json.loads(out)['id']}", "--instance", instance],
                                         check=True, capture_output=True, text=True).stdout)
        for session in view["sessions"]:
            for transcript in session["transcripts"]:
                transcript.pop("since")
        view.pop("provenance", None)
        said[f"meeting {number}"] = [json.dumps(view, sort_keys=True)]
    search = subprocess.run([DAIS, "search", "bridge budget", "--limit", "50", "--format", "json", "--instance", instance],
                            check=True, capture_output=True, text=True)
    said["search"] = search.stdout.splitlines()
    return said


def differences(key, wanted, found):
    """The parts of two JSON texts, line by line, that are not the same."""
    def unequal(path, a, b):
        if isinstance(a, dict) and isinstance(b, dict):
            for name in a.keys() | b.keys():
                yield from unequal(f"{path}.{name}", a.get(name), b.get(name))
        elif isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
            for i, (x, y) in enumerate(zip(a, b)):
                yield from unequal(f"{path}[{i}]", x, y)
        elif a != b:
            yield f"{path}: wanted {a}, found {b}"
    if len(wanted) != len(found):
        yield f"{key}: wanted {len(wanted)} lines, found {len(found)}"
    for a, b in zip(wanted, found):
        with contextlib.suppress(ValueError):
            a, b = json.loads(a), json.loads(b)
        yield from unequal(key, a, b)


def jobs_of(instance):
    runs = json.loads(subprocess.run([DAIS, "get", "/api/v1/runs?limit=200", "--instance", instance], check=True, capture_output=True,
                                     text=True).stdout)
    return runs["items"]


def steps_of(instance, run):
    return subprocess.run([DAIS, "get", f"/api/v1/runs/{run['id']}", "--instance", instance], capture_output=True, text=True).stdout


def children_of(instance):
    """Programs that still work on the instance's files."""
    return subprocess.run(["pgrep", "-a", "-f", f"{instance}(/|$)"], capture_output=True, text=True).stdout


def kill_a_child(rng, process):
    """One of the programs that it runs; True where there was one."""
    children = [int(pid) for pid in subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True).stdout.split()]
    with contextlib.suppress(ProcessLookupError):
        if children:
            os.kill(rng.choice(children), signal.SIGKILL)
            return True
    return False


def kill_again_and_again(rng, instance, lasts, helpers):
    """Until a start came to its end, or it is enough; how often it was killed, how often a child of it was, and how long the last one took."""
    kills = children = 0
    while True:
        began = time.monotonic()
        process = start(instance, "run", "--once")
        stopped = rng.choice(helpers) if helpers and rng.random() < 0.3 else None
        if stopped:
            stopped.send_signal(signal.SIGSTOP)
        try:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.communicate(timeout=rng.uniform(0.05, lasts * 0.6))
            if process.returncode is None and rng.random() < 0.2:
                children += kill_a_child(rng, process)
            process.communicate(timeout=rng.uniform(0, lasts * 0.2))
            return kills, children, time.monotonic() - began
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            kills += 1
            if kills >= KILLS:
                return kills, children, lasts
        finally:
            if stopped:
                stopped.send_signal(signal.SIGCONT)


def one_archive(name, rng, instance, wanted, lasts, workers):
    with contextlib.ExitStack() as stack:
        helpers = [start(instance, "work", "--threads", "1") for _ in range(workers)]
        for helper in helpers:
            stack.callback(lambda h=helper: (h.kill(), h.communicate()))
        counts = kill_again_and_again(rng, instance, lasts, helpers)
    to_the_end(instance)
    found = ended(instance)
    assert found.keys() == wanted.keys()
    different = [key for key in wanted if found[key] != wanted[key]]
    stuck = [run for run in jobs_of(instance) if run["state"] not in ("succeeded", "unchanged", "cancelled")]
    assert not different and not stuck, f"{name}: {different} differ; not ended well: " + "\n".join(
        [*(steps_of(instance, run) for run in stuck), *(line for key in different for line in differences(key, wanted[key], found[key]))])
    assert not children_of(instance), f"{name}: children are left: {children_of(instance)}"
    return counts


def round_on(name, rng, top, wanted, lasts, database, workers):
    """Archives one after the other until so many kills met a start in its midst; the moments are chosen by how long a start
    lasts, which depends on who helps and on what else the machine does."""
    kills = children = archives = 0
    while kills < KILLS and archives < MOST_ARCHIVES:
        with database() as url:
            instance = make_instance(top / f"killed-{workers}-{archives}", top / "town", url)
            more = one_archive(name, rng, instance, wanted, lasts, workers)
        kills, children, archives = kills + more[0], children + more[1], archives + 1
        lasts = max(1.0, min(lasts, more[2]))
        shutil.rmtree(instance)
    print(f"{name}: killed {kills} times in the midst of {lasts:.1f} s, and {children} children of it: all of {archives} archives"
          " ended as one left alone", flush=True)


def main():
    seed = int(os.environ.get("DAIS_TEST_SEED", random.randrange(1 << 30)))
    print("seed", seed)
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as top:
        top = pathlib.Path(top)
        make_town(top / "town")
        calm = make_instance(top / "calm", top / "town")
        began = time.monotonic()
        to_the_end(calm)
        lasts = time.monotonic() - began
        wanted = ended(calm)
        assert all(json.loads(wanted[f"meeting {n}"][0])["sessions"][0]["transcript"] for n in range(MEETINGS))
        round_on("SQLite", rng, top, wanted, lasts, lambda: contextlib.nullcontext(""), 0)
        if "DAIS_TEST_POSTGRES" in os.environ:
            round_on("PostgreSQL, four workers", rng, top, wanted, lasts,
                     lambda: own_database(os.environ["DAIS_TEST_POSTGRES"]), 3)
    return 0


if __name__ == "__main__":
    sys.exit(main())
