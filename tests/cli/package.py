#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""package.py DAIS: the Debian package in a bare Debian 12 that was booted: installs, starts as a service behind all its walls, is
upgraded while it runs with the data as they were, removed with the data kept, and purged without a trace. Needs root,
systemd-nspawn and debootstrap (or a bare Debian 12 in the folder that $DAIS_TEST_BOOKWORM names, which is copied); skipped by name
where they are not there."""
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile

DAIS = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(__file__).resolve().parents[2]
TOWN = "/var/lib/dais/merrow-ford"
UNIT = "dais@merrow-ford.service"
UPGRADED = "99.0.0"


def run(*args, codes=(0,), **more):
    done = subprocess.run(list(map(str, args)), capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, **more)
    assert done.returncode in codes, (args, done.returncode, done.stdout[-3000:], done.stderr[-3000:])
    return done.stdout


def package(*options):
    return pathlib.Path(run(ROOT / "script" / "package", "--build", DAIS.parent, *options).strip().splitlines()[-1])


class Bookworm:
    """A bare Debian 12 in a folder, booted for as long as a `with` block lasts. It shares this machine's network."""

    def __init__(self, folder):
        self.folder = folder
        base = os.environ.get("DAIS_TEST_BOOKWORM")
        if base:
            run("cp", "-a", "--one-file-system", "--reflink=auto", base, folder)
        else:
            run("debootstrap", "--variant=minbase", "--include=systemd-sysv", "bookworm", folder, "http://deb.debian.org/debian")
        for name in ("resolv.conf", "hosts"):
            shutil.copy(f"/etc/{name}", folder / "etc" / name)
        for conf in pathlib.Path("/etc/apt/apt.conf.d").glob("9*"):
            shutil.copy(conf, folder / "etc/apt/apt.conf.d")
        (folder / "etc/apt/sources.list").write_text("deb http://deb.debian.org/debian bookworm main\n")

    def __enter__(self):
        """nspawn says by sd_notify when the system in it is up, and which process is its first."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notices:
            notices.bind(str(self.folder.parent / "notices"))
            notices.settimeout(120)
            self.nspawn = subprocess.Popen(
                ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--resolv-conf=off", "--notify-ready=yes", "--console=pipe",
                 # What nspawn itself forbids and a machine does not: its own list of calls is older than Landlock.
                 "--system-call-filter=landlock_create_ruleset landlock_add_rule landlock_restrict_self",
                 "--boot", "--directory", str(self.folder)], env={**os.environ, "NOTIFY_SOCKET": str(self.folder.parent / "notices")},
                stdin=subprocess.DEVNULL, stdout=open(self.folder.parent / "console", "w"), stderr=subprocess.STDOUT)
            self.first = None
            ready = False
            while not (ready and self.first):
                notice = notices.recv(4096).decode()
                ready = ready or "READY=1" in notice.split()
                if found := re.search(r"X_NSPAWN_LEADER_PID=(\d+)", notice):
                    self.first = found[1]
        return self

    def __exit__(self, *_):
        """From the inside: an nspawn that is killed leaves its system running."""
        subprocess.run(self.words("systemctl", "poweroff", "--force"), capture_output=True, check=False)
        self.nspawn.wait(120)

    def words(self, *args, user="root"):
        as_user = [] if user == "root" else ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"]
        return ["nsenter", "--target", self.first, "--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup", "--root", "--wd", "--",
                "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent",
                "DEBIAN_FRONTEND=noninteractive", *as_user, *map(str, args)]

    def run(self, *args, user="root", codes=(0,)):
        return run(*self.words(*args, user=user), codes=codes)

    def install(self, deb):
        # Not /tmp, which a booted system has in memory.
        shutil.copy(deb, self.folder / "opt")
        self.run("apt-get", "-q", "install", "-y", "--no-install-recommends", f"/opt/{deb.name}")
        (self.folder / "opt" / deb.name).unlink()

    def dais(self, *args, codes=(0,)):
        return self.run("dais", *args, "--instance", TOWN, user="dais", codes=codes)

    def traces(self):
        """Paths and accounts that speak of the package."""
        found = [str(path.relative_to(self.folder)) for top in ("etc", "lib", "usr", "var", "opt", "srv", "home")
                 for path in (self.folder / top).rglob("*") if re.search(r"(^|[^a-z])dais([^a-z]|$)", path.name)]
        accounts = [line for name in ("passwd", "group", "shadow") for line in (self.folder / "etc" / name).read_text().splitlines()
                    if line.startswith("dais:")]
        return sorted(found) + accounts


def installs(system, deb):
    system.install(deb)
    assert system.run("dais", "--version").strip() == "dais 0.1.0"
    assert system.run("stat", "-c", "%U:%G %a", "/var/lib/dais").strip() == "dais:dais 750"
    for path in ("lib/systemd/system/dais@.service", "lib/systemd/system/dais-work@.service", "usr/share/man/man1/dais.1.gz",
                 "usr/share/bash-completion/completions/dais", "usr/share/doc/dais/copyright"):
        assert (system.folder / path).is_file(), path
    unit = (system.folder / "lib/systemd/system/dais@.service").read_text()
    assert "--instance /var/lib/dais/%i\n" in unit and "@STORAGE@" not in unit and "@system-service" in unit, unit
    system.run("bash", "-c", "source /usr/share/bash-completion/completions/dais")
    print("installed:", deb.name, "; depends:", run("dpkg-deb", "-f", deb, "Depends").strip())


def is_clean(deb):
    """No error of Debian's own checker; what it warns of is shown."""
    if not shutil.which("lintian"):
        print("skipped: lintian is not installed")
        return
    said = subprocess.run(["lintian", "--allow-root", "--fail-on", "error", str(deb)], capture_output=True, text=True, check=False)
    print("lintian:", said.stdout.strip() or "nothing to say")
    assert said.returncode == 0, said.stdout


def takes_in(system):
    """The sample town, by the package's user."""
    shutil.copytree(ROOT / "samples" / "town", system.folder / "opt" / "records")
    system.run("dais", "init", TOWN, "--name", "Merrow Ford", "--timezone", "Europe/London", user="dais")
    config = system.folder / TOWN[1:] / "dais.toml"
    config.write_text(re.sub(r'# listen = "[^"]*" *', 'listen = "127.0.0.1:0"', config.read_text()))
    system.dais("ingest", "/opt/records", codes=(0, 1))
    shutil.rmtree(system.folder / "opt" / "records")


def asked(system):
    """What the service answers, where its last start says that it is."""
    said = system.run("journalctl", "--unit", UNIT, "--output", "cat", "--no-pager")
    site = re.findall(r"The site is at (http://\S+)/ ", said)[-1]
    run("curl", "-fsS", f"{site}/readyz")
    return re.sub(r'"took_ms":[^,}]*', "", run("curl", "-fsS", f"{site}/api/v1/search?q=bridge"))


def starts(system):
    """`systemctl start` ends when the service says that it is ready."""
    system.run("systemctl", "start", UNIT)
    state = system.run("systemctl", "show", UNIT, "--property", "ActiveState,Type,NRestarts,MainPID,WatchdogUSec")
    assert "ActiveState=active" in state and "Type=notify" in state and "WatchdogUSec=1min" in state, state
    main_pid = re.search(r"MainPID=(\d+)", state)[1]
    status = system.run("cat", f"/proc/{main_pid}/status")
    assert re.search(r"NoNewPrivs:\s*1", status) and re.search(r"Seccomp:\s*2", status) and re.search(r"CapEff:\s*0+\n", status), status
    found = asked(system)
    assert re.search(r'"total":[1-9][0-9]*,"meetings"', found), found
    print("started:", " ".join(state.split()))
    return found


def walls(system):
    """How the children that decode are confined under the service's own restrictions: its unit, with doctor in it."""
    unit = (system.folder / "lib/systemd/system/dais@.service").read_text()
    for pattern, instead in ((r"^Type=.*$", "Type=oneshot"), (r"^Exec(Start|Reload)\w*=.*\n", ""), (r"^(Watchdog\w*|Restart\w*)=.*\n", ""),
                             (r"^\[Service\]$", f"[Service]\nExecStart=/usr/bin/dais doctor --instance {TOWN}\nSuccessExitStatus=1")):
        unit = re.sub(pattern, instead, unit, flags=re.MULTILINE)
    (system.folder / "etc/systemd/system/walls.service").write_text(unit)
    system.run("systemctl", "daemon-reload")
    system.run("systemctl", "start", "walls.service")
    said = system.run("journalctl", "--unit", "walls.service", "--output", "cat", "--no-pager")
    assert "Landlock" in said, said
    (system.folder / "etc/systemd/system/walls.service").unlink()
    system.run("systemctl", "daemon-reload")
    print("walls under the service:", *[line for line in said.splitlines() if "Landlock" in line])


def version(system):
    said = system.dais("export", f"{TOWN}/export")
    return re.search(r"version: (\S+)", said)[1]


def main():
    missing = [name for name in ("systemd-nspawn", "nsenter", "dpkg-deb", "curl") if not shutil.which(name)]
    if os.geteuid() != 0:
        missing.append("root")
    if not os.environ.get("DAIS_TEST_BOOKWORM") and not shutil.which("debootstrap"):
        missing.append("debootstrap")
    if missing:
        print("skipped: the Debian package was not tried, there is no", ", ".join(missing))
        print("0 passed, 0 failed, 1 skipped")
        return 0
    first, second = package(), package("--version", UPGRADED)
    is_clean(first)
    with tempfile.TemporaryDirectory() as name, Bookworm(pathlib.Path(name) / "bookworm") as system:
        system.run("apt-get", "-q", "update")
        assert system.traces() == [], system.traces()
        installs(system, first)
        takes_in(system)
        found = starts(system)
        walls(system)
        before = version(system)
        began = system.run("systemctl", "show", UNIT, "--property", "MainPID")
        system.install(second)
        assert UPGRADED in system.run("dpkg-query", "-W", "-f", "${Version}", "dais")
        assert system.run("systemctl", "show", UNIT, "--property", "MainPID") != began, "an upgrade starts the service again"
        assert asked(system) == found and version(system) == before
        system.dais("backup", f"{TOWN}/town.tar.zst")
        print("upgraded to", UPGRADED, "while it ran, with the archive as it was:", before)
        system.run("dpkg", "--remove", "dais")
        assert system.run("systemctl", "list-units", "--plain", "--no-legend", "dais*").strip() == ""
        assert (system.folder / TOWN[1:] / "data/catalog.sqlite").is_file()
        system.install(second)
        assert starts(system) == found
        system.run("systemctl", "enable", UNIT)
        print("removed and installed again: the archive was kept")
        system.run("dpkg", "--purge", "dais")
        assert system.traces() == [], system.traces()
        print("purged: nothing is left")
    return 0


if __name__ == "__main__":
    sys.exit(main())
