#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""hostile_media.py DAIS: a recording that harms its decoder does not harm the server. A stand-in for ffprobe spins, one
for ffmpeg eats memory; clips are asked for all the while, and pages go on being answered. Then the real tools cut a clip,
and are told of a playlist that names a server of this test: nobody asks it for anything."""
import contextlib
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "harness"))
from served import served  # noqa: E402

DAIS = pathlib.Path(sys.argv[1]).resolve()
LONGEST_PAGE = 2.0  # seconds; a page takes some milliseconds where nobody else builds on the machine


def run(*args):
    done = subprocess.run([DAIS, *map(str, args)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, (args, done.stderr)


def make_town(folder, recording):
    shutil.copy(recording, folder / recording.name)
    meeting = {"body": {"name": "Council"}, "external_source_id": "m1", "event_minutes_items": [],
               "sessions": [{"session_datetime": 1700000000, "session_index": 0, "video_uri": recording.name}]}
    (folder / "meeting.json").write_text(json.dumps(meeting))
    run("init", folder / "town")
    run("ingest", "--instance", folder / "town", folder / "meeting.json")
    return folder / "town"


@contextlib.contextmanager
def served_with(town, first_on_path=None):
    environment = dict(os.environ)
    if first_on_path:
        environment["PATH"] = f"{first_on_path}:{environment['PATH']}"
    with served(DAIS, town, env=environment) as base:
        yield base
        begun = time.monotonic()
    assert time.monotonic() - begun < 20, "a clip under way held up the end"


def get(url):
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def clip_address(base):
    event = re.search(rb'href="(/events/[a-z0-9]{8,})"', get(base + "/events")[2]).group(1).decode()
    return lambda start, end: f"{base}{event}/clip?s=0&from={start}&to={end}"


def pages_answer(base, seconds):
    slowest, until = 0.0, time.monotonic() + seconds
    while time.monotonic() < until:
        for page in ("/", "/events", "/search?q=bridge"):
            begun = time.monotonic()
            assert get(base + page)[0] == 200, page
            slowest = max(slowest, time.monotonic() - begun)
    assert slowest < LONGEST_PAGE, f"a page took {slowest:.1f} s"
    return slowest


def fetched(url, seconds=30):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        status, headers, body = get(url)
        if status not in (202, 503):
            return status, headers, body
        time.sleep(float(headers["Retry-After"]))
    raise AssertionError(f"{url}: no end after {seconds} s")


def stand_in(folder, name, program):
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/usr/bin/python3 -IS\n{program}\n")
    path.chmod(0o755)


def spinning_decoder(town, folder):
    stand_in(folder / "spin", "ffprobe", "while True: pass")
    with served_with(town, folder / "spin") as base:
        clip = clip_address(base)
        assert [get(clip(1, end))[0] for end in (2, 3, 4)] == [202, 202, 503], "two at a time, then come back later"
        print(f"hostile_media: while two decoders spin a page takes {pages_answer(base, 3) * 1000:.0f} ms at most")


def hungry_decoder(town, folder):
    stand_in(folder / "eat", "ffmpeg", "kept = []\nwhile True: kept.append(bytearray(50_000_000))")
    with served_with(town, folder / "eat") as base:
        status, _, _ = fetched(clip_address(base)(1, 2), 60)
        assert status == 413, status
        assert get(base + "/")[0] == 200


def real_clip(town):
    with served_with(town) as base:
        status, headers, body = fetched(clip_address(base)(1, 3))
        assert status == 200 and headers["Content-Type"] == "video/mp4" and body[4:8] == b"ftyp", (status, headers)
        assert "attachment" in headers["Content-Disposition"]
        media = re.search(rb'src="(/media/[^"#]+)', get(clip_address(base)(1, 3).split("/clip")[0])[2]).group(1).decode()
        whole = get(base + media)
        part = urllib.request.Request(base + media, headers={"Range": "bytes=10-19"})
        with urllib.request.urlopen(part) as answer:
            assert answer.status == 206 and answer.read() == whole[2][10:20]
            assert "immutable" in answer.headers["Cache-Control"] and answer.headers["ETag"] == whole[1]["ETag"]
        again = urllib.request.Request(base + media, headers={"If-None-Match": whole[1]["ETag"]})
        try:
            urllib.request.urlopen(again)
            raise AssertionError("no 304")
        except urllib.error.HTTPError as error:
            assert error.code == 304, error.code
        with urllib.request.urlopen(urllib.request.Request(base + media, method="HEAD")) as answer:
            assert int(answer.headers["Content-Length"]) == len(whole[2])


def playlist_named_mp4(folder):
    asked = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

    listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    place = folder / "playlist"
    place.mkdir()
    playlist = folder / "list.mp4"
    playlist.write_text(f"#EXTM3U\n#EXTINF:9,\nhttp://127.0.0.1:{listener.server_port}/a.ts\n#EXT-X-ENDLIST\n")
    with served_with(make_town(place, playlist)) as base:
        status, _, body = fetched(clip_address(base)(1, 3))
        assert status == 422 and b"list.mp4" not in body, status
    listener.shutdown()
    assert not asked, asked


def unreadable_recording(folder):
    """What the pipeline could not read is said on the page, in the place of the player; no clip is even begun."""
    (folder / "noise").mkdir()
    noise = folder / "noise.mp4"
    noise.write_bytes(b"no recording at all " * 500)
    town = make_town(folder / "noise", noise)
    subprocess.run([DAIS, "run", "--once", "--instance", town], capture_output=True, timeout=120, check=False)
    with served(DAIS, town) as base:
        clip = clip_address(base)(1, 3)
        page = get(clip.split("/clip")[0])[2]
        assert b"cannot be played here" in page, page
        assert b"<video" not in page and str(folder).encode() not in page, page
        assert re.search(rb'cannot be played here: cannot be decoded[^<]*\. <a href="/media/[^"]+" rel="noopener">Open the original</a>', page), page
        status, _, body = get(clip)
        assert status == 422 and b"No clip can be cut: the recording cannot be read" in body, (status, body)


def main():
    if not shutil.which("ffmpeg"):
        print("hostile_media: skipped, ffmpeg is not installed")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        recording = folder / "film.mp4"
        subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=d=8:s=160x90:r=10", "-f", "lavfi", "-i",
                        "sine=d=8", "-g", "10", "-pix_fmt", "yuv420p", recording], check=True)
        (folder / "in").mkdir()
        town = make_town(folder / "in", recording)
        spinning_decoder(town, folder)
        hungry_decoder(town, folder)
        real_clip(town)
        playlist_named_mp4(folder)
        unreadable_recording(folder)
    print("hostile_media: a bad recording ends plainly, asks nobody, and the server goes on")


main()
