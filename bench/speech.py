#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""speech.py SPEECH_BENCH DATA [recordings|captions|capitals|chain]…: how well and how fast what is said becomes text.

recordings: PocketSphinx on the recordings that have an exact text: word errors of each and of all
captions:   the verdict on every caption file that there is, with the reason of the bad ones
capitals:   mixed-case captions put in capitals and cared for: words that come out as they were
chain:      ten minutes of audio over HTTP to a recogniser of this script: time, memory, and each word once"""
import array
import collections
import http.server
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time

BENCH, DATA = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
SPEECH = DATA / "speech"
RATE = 16000


def run(*args, check=True):
    done = subprocess.run([BENCH, *map(str, args)], capture_output=True, text=True)
    if check and done.returncode != 0:
        raise SystemExit(f"{args[0]}: {done.stderr[-2000:]}")
    return done


def recordings():
    """Recordings with their text: LibriVox and the cards of PocketSphinx, Whisper's clip of 1961."""
    sphinx = SPEECH / "audio-pocketsphinx/test/data"
    for folder, name in ((sphinx / "librivox", "transcription"), (sphinx / "cards", "cards.transcription")):
        for line in (folder / name).read_text().splitlines():
            text, key = re.fullmatch(r"<s>(.*)</s>\s*\((.*)\)", line.strip()).groups()
            yield folder / f"{key}.wav", text
    manifest = (DATA / "MANIFEST.md").read_text()
    yield SPEECH / "audio-whisper/tests/jfk.flac", re.search(r'JFK 1961: "([^"]*)"', manifest).group(1)
    yield sphinx / "goforward.raw", "go forward ten meters"


def errors(wanted, got):
    row = list(range(len(got) + 1))
    for i, word in enumerate(wanted, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(got, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


def words(text):
    return re.findall(r"[a-z0-9']+", text.lower())


def to_wav(source, target):
    form = ["-f", "s16le", "-ar", str(RATE), "-ac", "1"] if source.suffix == ".raw" else []
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", *form, "-i", source, "-ar", str(RATE), "-ac", "1",
                    "-c:a", "pcm_s16le", target], check=True)


def write_config(folder, text):
    path = pathlib.Path(folder) / "dais.toml"
    path.write_text(text)
    return path


def heard(output):
    return [line.split(" ", 2)[2] for line in output.splitlines()]


def measure_recordings():
    total = wrong = 0
    began, sound = time.monotonic(), 0.0
    with tempfile.TemporaryDirectory() as folder:
        config = write_config(folder, '[[recogniser]]\nname = "draft"\nkind = "pocketsphinx"\n')
        for source, text in recordings():
            wav = pathlib.Path(folder) / "audio.wav"
            to_wav(source, wav)
            sound += wav.stat().st_size / 2 / RATE
            done = run("recognise", config, wav, folder, check=False)
            wanted, got = words(text), words(" ".join(heard(done.stdout)))
            count = errors(wanted, got)
            total, wrong = total + len(wanted), wrong + count
            print(f"  {source.name:45} {count:3} of {len(wanted):3} words wrong, {100 * count / len(wanted):5.1f} %")
    print(f"  {'all':45} {wrong:3} of {total:3} words wrong, {100 * wrong / total:5.1f} %; "
          f"{(time.monotonic() - began) / sound:.2f} s for a second of sound, starts included")


def measure_captions():
    files = {}
    for meetings in sorted((DATA / "moments").glob("*/meetings.jsonl")):
        for line in meetings.read_text().splitlines():
            meeting = json.loads(line)
            files[meetings.parent / "captions" / f"{meeting['meeting']}.vtt"] = meeting.get("seconds")
    for path in sorted([*(DATA / "captions").rglob("*"), *(DATA / "cdp").glob("*")]):
        if path.suffix in (".vtt", ".srt", ".tsv"):
            files[path] = None
    arguments = [f"{path}={seconds}" if seconds else str(path) for path, seconds in files.items() if path.exists()]
    counts = collections.Counter()
    for line in run("judge", *arguments).stdout.splitlines():
        verdict, path, reason = line.split("\t")
        counts[pathlib.Path(path).relative_to(DATA).parts[:2], verdict] += 1
        if verdict == "bad":
            print(f"  bad: {pathlib.Path(path).relative_to(DATA)}: {reason}")
    for (place, verdict), count in sorted(counts.items()):
        print(f"  {'/'.join(place):25} {verdict:5} {count}")


def lexicon_lines(files, queries):
    """What an archive of these meetings would know: who speaks in them, and the titles of what they are about."""
    speakers = {name for file in files for name in re.findall(r"<v ([^>]+)>", file.read_text())}
    for name in sorted(speakers):
        if re.search(r"Staff|Speaker|City|Clerk|Attorney|Manager|Chief|Director|Public|Council$|Resident|Applicant", name):
            continue
        short = re.sub(r"^(Mayor|Council ?[Mm]ember|Councilor|Commissioner|Chair|President|Vice Chair)\s+", "", name)
        if len(short.split()) > 1:
            yield f"person {short}"
    yield from (f"text {text}" for text in queries)


def measure_capitals():
    real = DATA / "moments/real"
    queries = [json.loads(line)["text"] for line in (real / "queries.jsonl").read_text().splitlines()]
    listed = pathlib.Path("/usr/share/dict/words")
    with tempfile.TemporaryDirectory() as folder:
        lexicon = pathlib.Path(folder) / "lexicon"
        for city in ("fairfax", "hsv", "nyc", "seattle"):
            files = sorted((real / "captions").glob(f"{city}-*.vtt"))
            names = list(lexicon_lines(files, queries))
            for label, lines in (("nothing known", []), ("the archive's names", names),
                                 ("a list of words", [f"list {listed}"]), ("both", [f"list {listed}", *names])):
                if any(line.startswith("list") for line in lines) and not listed.exists():
                    continue
                lexicon.write_text("\n".join(lines) + "\n")
                out = run("capitals", "en", lexicon, *files).stdout
                print(f"  {city:8} {label:20} " + ", ".join(out.strip().splitlines()))


QUIETEST, STEP = 2000, 16


def tone_speech(minutes):
    """A buzz of 0.3 s for each word, its number its loudness; a pause after each tenth."""
    samples, tones, at = array.array("h", bytes(2 * RATE * 60 * minutes)), [], RATE // 2
    while at + RATE < len(samples):
        value = QUIETEST + 2 * (len(tones) % 9000)
        samples[at:at + 4800] = array.array("h", [value, -value] * 2400)
        tones.append(at)
        at += RATE // 2 if len(tones) % 10 else RATE * 3 // 2
    return samples, tones


def tones_in(samples):
    at, out = 0, []
    while at < len(samples):
        if samples[at] == 0:
            at += STEP
            continue
        begun = at
        while begun > 0 and samples[begun - 1] != 0:
            begun -= 1
        value = abs(samples[at])
        while at < len(samples) and abs(samples[at]) == value:
            at += 1
        if at < len(samples) and begun > 0:
            out.append((begun / RATE, at / RATE, (value - QUIETEST) // 2))
    return out


class Recogniser(http.server.BaseHTTPRequestHandler):
    seconds = 0.0

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        began = time.monotonic()
        begin = body.index(b"\r\n\r\n", body.index(b'name="file"')) + 4
        wav = body[begin:body.rindex(b"\r\n--")]
        samples = array.array("h", wav[44:])
        found = [{"word": f"w{number}", "start": start, "end": end} for start, end, number in tones_in(samples)]
        text = " ".join(word["word"] for word in found)
        answer = json.dumps({"text": text, "language": "english", "duration": len(samples) / RATE, "words": found,
                             "segments": [{"id": 0, "start": 0, "end": len(samples) / RATE, "text": text}]}).encode()
        Recogniser.seconds += time.monotonic() - began
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args):
        pass


def measure_chain():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recogniser)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    samples, tones = tone_speech(10)
    with tempfile.TemporaryDirectory() as folder:
        raw, wav = pathlib.Path(folder) / "a.raw", pathlib.Path(folder) / "a.wav"
        raw.write_bytes(samples.tobytes())
        to_wav(raw, wav)
        for piece in (600, 120, 30):
            answers = pathlib.Path(folder) / str(piece)
            answers.mkdir()
            config = write_config(folder, f'[[recogniser]]\nname = "a"\nkind = "openai"\npiece_seconds = {piece}\n'
                                          f'url = "http://127.0.0.1:{server.server_port}"\n')
            Recogniser.seconds = 0.0
            for label in ("asked", "kept answers"):
                began, busy = time.monotonic(), Recogniser.seconds
                done = run("recognise", config, wav, answers)
                got, peak = heard(done.stdout), int(re.search(r"VmHWM:\s*(\d+) kB", done.stderr).group(1)) // 1024
                taken = time.monotonic() - began - (Recogniser.seconds - busy)
                right = got == [f"w{i % 9000}" for i in range(len(tones))]
                print(f"  10 minutes, pieces of {piece} s, {label}: {taken:.2f} s besides the recogniser's own time, "
                      f"{peak} MB, "
                      f"{len(got)} words, {'each once and in order' if right else 'NOT those that were said'}")
                if not right:
                    raise SystemExit(1)
    server.shutdown()


MEASURES = {"recordings": measure_recordings, "captions": measure_captions, "capitals": measure_capitals,
            "chain": measure_chain}
for name in sys.argv[3:] or MEASURES:
    print(name)
    MEASURES[name]()
