#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""package.py DAIS: the Debian package in a bare Debian 12: installs, serves as its own user, is upgraded with the data as they
were, removed with the data kept, and purged without a trace. Needs root and debootstrap (or a bare Debian 12 in the folder that
$DAIS_TEST_BOOKWORM names, which is copied); skipped by name where they are not there."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "harness"))
from served import served  # noqa: E402 (the harness has no package of its own)

DAIS = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(__file__).resolve().parents[2]
TOWN = "/var/lib/dais/merrow-ford"
UPGRADED = "99.0.0"


def run(*args, codes=(0,), **more):
    done = subprocess.run(list(map(str, args)), capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, **more)
    assert done.returncode in codes, (args, done.returncode, done.stdout[-3000:], done.stderr[-3000:])
    return done.stdout


def package(*options):
    return pathlib.Path(run(ROOT / "script" / "package", "--build", DAIS.parent, *options).strip().splitlines()[-1])


class Bookworm:
    """A bare Debian 12 in a folder."""

    def __init__(self, folder):
        self.folder = folder
        base = os.environ.get("DAIS_TEST_BOOKWORM")
        if base:
            run("cp", "-a", "--one-file-system", "--reflink=auto", base, folder)
        else:
            run("debootstrap", "--variant=minbase", "bookworm", folder, "http://deb.debian.org/debian")
        for name in ("resolv.conf", "hosts"):
            shutil.copy(f"/etc/{name}", folder / "etc" / name)
        for conf in pathlib.Path("/etc/apt/apt.conf.d").glob("9*"):
            shutil.copy(conf, folder / "etc/apt/apt.conf.d")
        (folder / "etc/apt/sources.list").write_text("deb http://deb.debian.org/debian bookworm main\n")
        self.run("apt-get", "-q", "update")

    def words(self, *args, user="root"):
        as_user = [] if user == "root" else ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"]
        return ["chroot", str(self.folder), "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent",
                "DEBIAN_FRONTEND=noninteractive", *as_user, *map(str, args)]

    def run(self, *args, user="root", codes=(0,)):
        return run(*self.words(*args, user=user), codes=codes)

    def install(self, deb):
        shutil.copy(deb, self.folder / "tmp")
        self.run("apt-get", "-q", "install", "-y", "--no-install-recommends", f"/tmp/{deb.name}")
        (self.folder / "tmp" / deb.name).unlink()

    def dais(self, *args, codes=(0,)):
        return self.run("dais", *args, "--instance", TOWN, user="dais", codes=codes)

    def traces(self):
        """Paths and accounts that speak of the package."""
        found = [str(path.relative_to(self.folder)) for top in ("etc", "lib", "usr", "var", "opt", "srv", "home")
                 for path in (self.folder / top).rglob("*") if re.search(r"(^|[^a-z])dais([^a-z]|$)", path.name)]
        accounts = [line for name in ("passwd", "group", "shadow") for line in (self.folder / "etc" / name).read_text().splitlines()
                    if line.startswith("dais:")]
        return sorted(path for path in found if not path.startswith("var/lib/dpkg/info/ctemplate")) + accounts


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


def serves(system):
    """The sample town, taken in and asked as the package's user."""
    shutil.copytree(ROOT / "samples" / "town", system.folder / "srv" / "records")
    system.run("dais", "init", TOWN, "--name", "Merrow Ford", "--timezone", "Europe/London", user="dais")
    system.dais("ingest", "/srv/records", codes=(0, 1))
    with served(system.words("dais", user="dais"), TOWN) as site:
        found = run("curl", "-fsS", f"{site}/api/v1/search?q=bridge")
        assert '"total":0' not in found and '"hits"' in found
        run("curl", "-fsS", f"{site}/readyz")
    shutil.rmtree(system.folder / "srv" / "records")


def version(system):
    said = system.dais("export", f"{TOWN}/export")
    return re.search(r"version: (\S+)", said)[1]


def main():
    missing = [name for name in ("chroot", "setpriv", "dpkg-deb") if not shutil.which(name)]
    if os.geteuid() != 0:
        missing.append("root")
    if not os.environ.get("DAIS_TEST_BOOKWORM") and not shutil.which("debootstrap"):
        missing.append("debootstrap")
    if missing:
        print("skipped: the Debian package was not tried, there is no", ", ".join(missing))
        print("0 passed, 0 failed, 1 skipped")
        return 0
    first, second = package(), package("--version", UPGRADED)
    with tempfile.TemporaryDirectory() as name:
        system = Bookworm(pathlib.Path(name) / "bookworm")
        assert system.traces() == [], system.traces()
        installs(system, first)
        serves(system)
        before = version(system)
        system.install(second)
        assert UPGRADED in system.run("dpkg-query", "-W", "-f", "${Version}", "dais")
        assert version(system) == before
        serves_again = system.dais("search", "bridge")
        system.dais("backup", f"{TOWN}/town.tar.zst")
        print("upgraded to", UPGRADED, "with the archive as it was:", before)
        system.run("dpkg", "--remove", "dais")
        assert (system.folder / TOWN[1:] / "data/catalog.sqlite").is_file()
        system.install(second)
        assert system.dais("search", "bridge") == serves_again
        print("removed and installed again: the archive was kept")
        system.run("dpkg", "--purge", "dais")
        assert system.traces() == [], system.traces()
        print("purged: nothing is left")
    return 0


if __name__ == "__main__":
    sys.exit(main())
