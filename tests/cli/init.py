#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""init.py DAIS: what `dais init` writes, in front of the programs it is written for (systemd-analyze, caddy, cloud-init, a reader
of YAML; skipped by name where one is not installed); its questions, asked on a terminal; and --update, which merges what an
operator changed with what is new."""
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile

DAIS = pathlib.Path(sys.argv[1]).resolve()
EXPOSURE = 2.0
skipped = []


def run(*args, codes=(0,), **more):
    done = subprocess.run(list(map(str, args)), capture_output=True, text=True, check=False, **more)
    assert done.returncode in codes, (args, done.returncode, done.stdout[-2000:], done.stderr[-2000:])
    return done


def made(folder, *options):
    run(DAIS, "init", folder, "--name", "Merrow Ford Town Council", "--timezone", "America/Chicago", "--contact",
        "clerk@town.example", *options)
    return folder


def tool(name):
    if shutil.which(name):
        return True
    skipped.append(name)
    return False


def units_hold(town, folder):
    """`systemd-analyze verify` wants the program to be there: it is named by where it is."""
    if not tool("systemd-analyze"):
        return
    for unit in sorted((town / "deploy").glob("dais*.service")):
        copy = folder / unit.name.replace("@.", "@1.")
        copy.write_text(unit.read_text().replace("/usr/bin/dais", str(DAIS)).replace("man:dais(1)", "https://dais.example/"))
        said = run("systemd-analyze", "verify", "--man=no", copy, codes=(0, 1))
        ours = [line for line in (said.stdout + said.stderr).splitlines() if copy.name.split("@")[0].split(".")[0] in line]
        assert not ours, ours
        security = run("systemd-analyze", "security", "--offline=true", "--no-pager", copy).stdout
        exposure = float(re.search(r"Overall exposure level for \S+: ([\d.]+)", security)[1])
        print(f"{unit.name}: verified, exposure {exposure}")
        assert exposure <= EXPOSURE, security


def configurations_hold(town):
    if tool("caddy"):
        run("caddy", "validate", "--adapter", "caddyfile", "--config", town / "deploy" / "Caddyfile")
        print("Caddyfile: valid")
    if tool("cloud-init"):
        said = run("cloud-init", "schema", "--config-file", town / "deploy" / "cloud-init.yaml")
        assert "Valid" in said.stdout + said.stderr, said
        print("cloud-init.yaml: valid")
    try:
        import yaml  # noqa: PLC0415 (Debian's; the rest is tested without it)
    except ImportError:
        skipped.append("python3-yaml")
        return
    workflow = yaml.safe_load((town / ".github" / "workflows" / "gather.yml").read_text())
    steps = workflow["jobs"]["gather"]["steps"]
    assert all(("run" in step) != ("uses" in step) for step in steps), steps
    minute, hour, *rest = workflow[True]["schedule"][0]["cron"].split()
    assert 0 <= int(minute) < 60 and 0 <= int(hour) < 24 and rest == ["*"] * 3
    for step in steps:
        if "run" in step:
            run("bash", "-n", "-c", re.sub(r"\$\{\{.*?\}\}", "x", step["run"]))
    compose = yaml.safe_load((town / "deploy" / "compose.yaml").read_text())
    assert {"dais", "caddy"} <= set(compose["services"])
    print("gather.yml, compose.yaml: read as YAML, each step a command or an action")


def asked_on_a_terminal(folder):
    """Each answer is checked at once and asked for again; nothing is written before the last one."""
    screen, terminal = pty.openpty()
    process = subprocess.Popen([DAIS, "init", folder / "asked", "--licence", "CC0-1.0"], stdin=terminal, stderr=terminal,
                               stdout=subprocess.PIPE)
    os.close(terminal)
    answers = {"Name of the archive": ["Älmhults kommun"], "Short name": [""], "Time zone": ["Sweden", "Europe/Stockholm"],
               "What meets": ["municipal council"], "Languages": ["sv"], "Contact": ["clerk", "clerk@town.example"],
               "Who keeps": [""], "Where records come from": ["legistar"], "The council's NAME": ["almhult"],
               "Days for": ["10"], "Hour of the day": ["25", "4"], "Who writes down": ["none"], "What is kept": ["audio"],
               "Database": [""], "Folder of the archive": [""], "Address of the site": ["https://almhult.example"],
               "Meetings in": ["40"], "Hours of": ["3"]}
    shown = ""
    try:
        while True:
            shown += os.read(screen, 4096).decode(errors="replace")
            question = shown.rpartition("\n")[2]
            if question.endswith(": "):
                match = [key for key in answers if question.startswith(key)]
                if not match:  # what is told at the end has come in part
                    assert select.select([screen], [], [], 60)[0], shown
                    continue
                os.write(screen, (answers[match[0]].pop(0) + "\n").encode())
                shown += "\n"
    except OSError:
        pass  # the end of what a terminal says is an error
    assert process.wait() == 0, shown
    assert not any(answers.values()), answers
    config = (folder / "asked" / "dais.toml").read_text()
    for line in ('name = "Älmhults kommun"', 'timezone = "Europe/Stockholm"', 'language = "sv"', 'client = "almhult"',
                 "look_back_days = 10", 'keep = "audio"', 'licence = "CC0-1.0"', 'public_url = "https://almhult.example"'):
        assert line in config, (line, config)
    assert '"Sweden" is no IANA time zone' in shown and "from 0 to 23" in shown and "Licence" not in shown
    assert (folder / "asked" / "deploy" / "dais.service").read_text().count("/var/lib/dais/almhults-kommun") == 3
    print("every question was answered, three of them twice")


def change(path, old, new):
    text = path.read_text()
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1))


def updates(folder):
    town = made(folder / "updated")
    before = {path: path.read_bytes() for path in town.rglob("*") if path.is_file()}
    run(DAIS, "init", "--update", town)
    assert before == {path: path.read_bytes() for path in town.rglob("*") if path.is_file()}, "an update of nothing changes nothing"
    config, caddy = town / "dais.toml", town / "deploy" / "Caddyfile"
    change(config, 'about = ""', 'about = "Ours."')
    change(caddy, "lb_try_duration 10s", "lb_try_duration 20s")
    (town / "deploy" / "compose.yaml").unlink()
    (town / "deploy" / "notes.txt").write_text("mine")
    dry = run(DAIS, "init", "--update", town, "--public-url", "https://council.example", "--dry-run").stdout
    assert '+public_url = "https://council.example"' in dry and "council.example {" in dry and '"Ours."' in config.read_text()
    assert "https://council.example" not in config.read_text()
    said = run(DAIS, "init", "--update", town, "--public-url", "https://council.example")
    assert 'about = "Ours."' in config.read_text() and 'public_url = "https://council.example"' in config.read_text()
    assert "lb_try_duration 20s" in caddy.read_text() and "council.example {" in caddy.read_text()
    assert not (town / "deploy" / "compose.yaml").exists() and "stays out" in said.stderr
    assert (town / "deploy" / "notes.txt").read_text() == "mine"
    change(config, 'contact = "clerk@town.example"', 'contact = "mine@town.example"')
    said = run(DAIS, "init", "--update", town, "--contact", "new@town.example", codes=(1,))
    assert "dais.toml: CONFLICT" in said.stderr, said.stderr
    marked = config.read_text()
    assert "<<<<<<< as it was changed here" in marked and "mine@town.example" in marked and "new@town.example" in marked
    none = run(DAIS, "init", "--update", folder / "nowhere", codes=(1,))
    assert ".init-answers.toml: is not there" in none.stderr
    print("changes of both sides were brought together; what both changed is marked, and named with exit code 1")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for number, options in enumerate([(), ("--database", "postgres", "--package-url", "https://council.example/dais.deb",
                                               "--public-url", "https://council.example", "--keep", "video")]):
            town = made(folder / f"town-{number}", *options)
            (folder / f"units-{number}").mkdir()
            units_hold(town, folder / f"units-{number}")
            configurations_hold(town)
        asked_on_a_terminal(folder)
        updates(folder)
    for name in sorted(set(skipped)):
        print(f"skipped: {name} is not installed")
    if skipped:
        print(f"1 passed, 0 failed, {len(set(skipped))} skipped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
