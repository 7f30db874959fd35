#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""cdp_examples.py DAIS: CDP's own files go in, and its transcripts come out with nothing of theirs lost.

Skipped where ../shared/data/cdp is not beside the repository."""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

DAIS = pathlib.Path(sys.argv[1]).resolve()
DATA = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data" / "cdp"


def dais(*args, codes=(0,)):
    done = subprocess.run([DAIS, *map(str, args)], capture_output=True, text=True)
    assert done.returncode in codes, (args, done.returncode, done.stdout[-500:], done.stderr[-1500:])
    return done


def get(instance, path):
    return json.loads(dais("get", "--instance", instance, path).stdout)


def is_cdp_transcript(path):
    value = json.loads(path.read_text())
    return isinstance(value, dict) and "sentences" in value and "generator" in value


def meeting_of(number, name):
    return {"body": {"name": "CDP"}, "external_source_id": name,
            "sessions": [{"session_datetime": 1600000000 + 86400 * number, "session_index": 0,
                          "video_uri": "https://video.example/v.mp4", "caption_uri": "captions/" + name}]}


def check_transcripts(top):
    files = sorted(p for p in DATA.rglob("*.json") if is_cdp_transcript(p)) + sorted(DATA.rglob("*.vtt"))
    (top / "in" / "captions").mkdir(parents=True)
    for number, path in enumerate(files):
        name = f"{number}-{path.name}"
        shutil.copy(path, top / "in" / "captions" / name)
        (top / "in" / f"{number}.json").write_text(json.dumps(meeting_of(number, name)))
    dais("init", top / "i", "--name", "CDP", "--timezone", "America/Los_Angeles")
    done = json.loads(dais("ingest", "--instance", top / "i", "--format", "json", top / "in").stdout)
    assert done["transcripts"]["new"] == len(files), done
    same = 0
    for number, path in enumerate(files):
        event = get(top / "i", f"/api/v1/resolve?source=ingest&kind=event&external_id={number}-{path.name}")["id"]
        out = get(top / "i", f"/api/v1/events/{event}/sessions/0/transcript.json")
        assert out["sentences"], path
        if path.suffix == ".json":
            assert out == json.loads(path.read_text()), f"{path}: something was lost"
            same += 1
    print(f"{len(files)} transcripts and captions taken in; {same} CDP transcripts came out equal to the file")


def check_meetings(top):
    dais("init", top / "j", "--name", "CDP", "--timezone", "America/Los_Angeles")
    for name in ("example_minimal_event.json", "example_filled_event.json"):
        # The links of the examples lead to hosts that no test asks: each is named, the meeting goes in all the same.
        done = json.loads(dais("ingest", "--instance", top / "j", "--format", "json", DATA / name, codes=(0, 1)).stdout)
        assert done["documents"] == {"taken": 1, "unchanged": 0, "refused": 0}, done
    golden = {"people": {"e54faa3434c9": "M. Lorena González", "975edb7a71f6": "Teresa Mosqueda"},
              "bodies": {"4346a8351006": "Full Council"}, "matters": {"3d710569dd8e": "CB 119858"}}
    for kind, names in golden.items():
        for cdp_id, name in names.items():
            moved = dais("get", "--instance", top / "j", f"/{kind}/{cdp_id}").stderr
            address = moved.split("Location: ")[1].strip()
            assert get(top / "j", "/api/v1" + address[address.index(f"/{kind}/"):])["name"] == name, (cdp_id, moved)
    print("both ingestion examples taken in; 4 ids of CDP sites lead to their records")


def main():
    if not DATA.is_dir():
        print("skipped: ../shared/data/cdp is not here")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    with tempfile.TemporaryDirectory() as top:
        check_transcripts(pathlib.Path(top))
        check_meetings(pathlib.Path(top))
    return 0


if __name__ == "__main__":
    sys.exit(main())
