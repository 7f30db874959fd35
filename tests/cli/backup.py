#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""backup.py DAIS: backups made while the archive takes meetings in and serves, restored: each is one moment of it, and what was
in is the same afterwards, to the byte of the open data. A restore killed at random moments leaves the old archive or the new.
SOURCE_DATE_EPOCH stands for the clock."""
import filecmp
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
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "harness"))
from served import served  # noqa: E402 (the harness has no package of its own)

DAIS = pathlib.Path(sys.argv[1]).resolve()
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000"}
KILLS = 25


def dais(*args, codes=(0,), **more):
    done = subprocess.run([DAIS, *map(str, args)], capture_output=True, env=ENVIRONMENT, check=False, **more)
    assert done.returncode in codes, (args, done.returncode, done.stderr[-2000:])
    return done


def meeting(number):
    cues = "".join(f"00:{at:02}:00.000 --> 00:{at:02}:09.000\nMeeting {number}, minute {at}: the bridge.\n\n" for at in range(30))
    return {"body": {"name": f"Body {number % 3}"}, "external_source_id": f"m{number}",
            "sessions": [{"session_datetime": 1700000000 + 86400 * number, "session_index": 0,
                          "video_uri": f"https://video.example/{number}.mp4", "caption_uri": f"{number}.vtt"}]}, "WEBVTT\n\n" + cues


def write_meetings(folder, numbers):
    folder.mkdir()
    for number in numbers:
        record, captions = meeting(number)
        (folder / f"{number:03}.json").write_text(json.dumps(record))
        (folder / f"{number}.vtt").write_text(captions)


def export(instance, folder):
    shutil.rmtree(folder, ignore_errors=True)
    dais("export", folder, "--instance", instance)
    return folder


def same(one, other):
    names = sorted(str(path.relative_to(one)) for path in one.rglob("*") if path.is_file())
    assert names == sorted(str(path.relative_to(other)) for path in other.rglob("*") if path.is_file())
    return all(filecmp.cmp(one / name, other / name, shallow=False) for name in names)


def while_others_work(folder):
    """The catalog of a backup names no blob that it lacks, however the ingest stood."""
    instance = folder / "instance"
    dais("init", instance, "--name", "Town", "--timezone", "Europe/Berlin")
    write_meetings(folder / "records", range(120))
    write_meetings(folder / "first", range(3))
    dais("ingest", "--instance", instance, folder / "first")
    seen = []
    with served(DAIS, instance, env=ENVIRONMENT) as site:
        writer = subprocess.Popen([DAIS, "ingest", "--instance", instance, folder / "records"], env=ENVIRONMENT,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for turn in range(4):
            dais("backup", folder / f"during-{turn}.tar.zst", "--instance", instance)
            seen.append(writer.poll() is None)
            assert urllib.request.urlopen(site + "/").status == 200
        assert writer.wait() == 0
    for turn in range(4):
        restored = folder / f"restored-{turn}"
        dais("restore", folder / f"during-{turn}.tar.zst", "--into", restored)
        said = dais("doctor", "--instance", restored, codes=(0, 1)).stdout.decode()
        assert "not found under data/blobs" not in said, said
        meetings = json.loads(dais("get", "/api/v1/events?limit=1", "--instance", restored).stdout)["total"]
        assert 3 <= meetings <= 120
        print(f"backup {turn}, the writer {'at work' if seen[turn] else 'done'}: {meetings} meetings, none without its text")
    return instance


def comes_back_the_same(folder, instance):
    before = export(instance, folder / "before")
    dais("backup", folder / "town.tar.zst", "--instance", instance)
    dais("restore", folder / "town.tar.zst", "--into", folder / "again")
    assert same(before, export(folder / "again", folder / "after"))
    piped = dais("backup", "-", "--instance", instance).stdout
    dais("restore", "-", "--instance", folder / "piped", input=piped)
    assert same(before, export(folder / "piped", folder / "after-pipe"))
    print(f"{len(list(before.rglob('*')))} exported files are the same, from a file and through a pipe of {len(piped)} bytes")


def refuses(folder):
    whole = (folder / "town.tar.zst").read_bytes()
    kept = export(folder / "again", folder / "kept")
    for name, content in {"cut": whole[:-100], "half": whole[:len(whole) // 2], "foreign": b"Dear all,\n" * 1000, "empty": b"",
                          "damaged": whole[:len(whole) // 2] + b"\0\0\0\0" + whole[len(whole) // 2 + 4:]}.items():
        (folder / name).write_bytes(content)
        done = dais("restore", folder / name, "--into", folder / "again", "--replace", codes=(3,))
        print(f"{name}: {done.stderr.decode().strip()}")
        assert str(folder / name) in done.stderr.decode()
    assert same(kept, export(folder / "again", folder / "kept-still"))
    done = dais("restore", folder / "town.tar.zst", "--into", folder / "again", codes=(11,))
    assert b"holds an archive already" in done.stderr, done.stderr
    done = dais("restore", folder / "cut", "--into", folder / "never", codes=(3,))
    assert not (folder / "never").exists(), done.stderr


def waits_for_services(folder):
    """What works on a folder keeps a restore away from it, and one dais run keeps another; each is named with its process."""
    target = folder / "at-work"
    dais("init", target, "--name", "Town", "--timezone", "Europe/Berlin")
    for command in ("run", "serve"):
        with served(DAIS, target, command=command, env=ENVIRONMENT) as site:
            for more in ([], ["--replace"]):
                done = dais("restore", folder / "town.tar.zst", "--into", target, *more, codes=(11,))
                assert f"before a restore: {target}/data/use.lock: held by dais {command} (process ".encode() in done.stderr, done.stderr
            if command == "run":
                for more in (["--once"], ["--listen", "127.0.0.1:0"]):
                    second = dais("run", "--instance", target, *more, codes=(11,))
                    assert b"one dais run does all there is to do on a folder" in second.stderr, second.stderr
            assert urllib.request.urlopen(site + "/").status == 200
    dais("restore", folder / "town.tar.zst", "--into", target)
    print("a restore waits until dais run and dais serve have ended; a second dais run does not start")


def killed(folder, instance):
    """The old archive is the whole one, the new one three meetings: after each kill it is one or the other."""
    small = folder / "small"
    dais("init", small, "--name", "Town", "--timezone", "Europe/Berlin")
    dais("ingest", "--instance", small, folder / "first")
    dais("backup", folder / "small.tar.zst", "--instance", small)
    files = {"old": folder / "town.tar.zst", "new": folder / "small.tar.zst"}
    totals = {120: "old", 3: "new"}
    rng = random.Random(int(os.environ.get("DAIS_TEST_SEED", time.time_ns())))
    target, came, turn = folder / "killed", [], 0
    dais("restore", files["old"], "--into", target)
    began = time.monotonic()
    dais("restore", files["old"], "--into", target, "--replace")
    whole = time.monotonic() - began
    for turn in range(KILLS):
        process = subprocess.Popen([DAIS, "restore", files["new" if turn % 2 == 0 else "old"], "--into", target, "--replace"],
                                   env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(rng.uniform(0, 1.5 * whole))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        total = json.loads(dais("get", "/api/v1/events?limit=1", "--instance", target).stdout)["total"]
        came.append(totals[total])
        said = dais("doctor", "--instance", target, codes=(0, 1)).stdout.decode()
        assert "every transcript is kept" in said, said
    print(f"{KILLS} restores killed: {came.count('old')} times the old archive was there, {came.count('new')} times the new")
    dais("restore", files["old"], "--into", target, "--replace")
    assert same(folder / "before", export(target, folder / "after-kills"))


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        instance = while_others_work(folder)
        comes_back_the_same(folder, instance)
        refuses(folder)
        waits_for_services(folder)
        killed(folder, instance)
    return 0


if __name__ == "__main__":
    sys.exit(main())
