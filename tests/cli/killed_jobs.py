#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""killed_jobs.py DAIS [KILLS]: workers killed (SIGKILL) at random moments, and stopped (SIGSTOP) past their leases, do
each job's effect once and in order, in the end, and leave nothing behind; on SQLite, and with four workers on PostgreSQL where
DAIS_TEST_POSTGRES names one. The jobs are those of tests/job_worker, of whichever build has it."""
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

BUILDS = [pathlib.Path(sys.argv[1]).resolve().parent, *(pathlib.Path(__file__).resolve().parents[2] / "build" / b for b in ("asan", "dev"))]
WORKER = next((path for path in (build / "tests" / "job_worker" / "job_worker" for build in BUILDS) if path.is_file()), None)
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 100
BATCH = 300
JOBS_OF_A_TREE = "abcdef"
PATIENCE = 30  # seconds until others have taken what a stopped worker held


class Sqlite:
    name, workers = "SQLite", 1

    def __init__(self, folder):
        self.url = str(folder / "catalog.sqlite")

    def tell(self, sql):
        with sqlite3.connect(self.url, timeout=0.2) as database:
            database.execute(sql)

    def ask(self, sql):
        with sqlite3.connect(self.url, timeout=30) as database:
            return database.execute(sql).fetchall()

    def close(self):
        pass


class Postgres:
    name, workers = "PostgreSQL", 4

    def __init__(self, _):
        server = os.environ["DAIS_TEST_POSTGRES"]
        self.server, database = server, f"dais_killed_{os.getpid()}"
        self.database = database
        self.psql(server, f"create database {database}")
        self.url = server.rsplit("/", 1)[0] + "/" + database

    @staticmethod
    def psql(url, sql):
        out = subprocess.run(["psql", "-qAt", "-F", "\t", url, "-c", sql], check=True, capture_output=True, text=True).stdout
        return [tuple(line.split("\t")) for line in out.splitlines()]

    def tell(self, sql):
        self.psql(self.url, sql)

    def ask(self, sql):
        return [tuple(int(cell) if cell.isdigit() else cell for cell in row) for row in self.psql(self.url, sql)]

    def close(self):
        self.psql(self.server, f"drop database {self.database} with (force)")


class Crew:
    def __init__(self, place, data):
        self.command = [WORKER, place.url, data, "work"]
        self.said = open(data / "said", "ab")
        self.processes = [self.start() for _ in range(place.workers)]

    def start(self):
        return subprocess.Popen(self.command, stderr=self.said)

    def kill_one(self, rng):
        at = rng.randrange(len(self.processes))
        if self.processes[at].poll() is not None:
            return False
        self.processes[at].send_signal(signal.SIGKILL)
        self.processes[at].wait()
        self.processes[at] = self.start()
        return True

    def stop_one_past_its_lease(self, rng, place):
        """The clock of its leases is moved on, so that nobody waits for them; it goes on when others have its jobs. One that
        was stopped within a write of SQLite keeps everybody out: it goes on at once."""
        process = rng.choice(self.processes)
        process.send_signal(signal.SIGSTOP)
        self.processes.append(self.start())
        mine = f"state = 'running' and worker like '%:{process.pid}:%'"
        until = time.monotonic() + PATIENCE
        try:
            place.tell(f"update job set lease_until = 0 where {mine}")
            while place.ask(f"select count(*) from job where {mine}") != [(0,)] and time.monotonic() < until:
                time.sleep(0.01)
        except sqlite3.OperationalError:
            pass
        process.send_signal(signal.SIGCONT)

    def finish(self):
        for process in self.processes:
            assert process.wait(timeout=300) == 0, "a worker failed"
        self.said.close()


def check(place, trees):
    wrong = place.ask("select what, times from made where times <> 1")
    assert not wrong, f"these happened more than once: {wrong[:5]}"
    assert place.ask("select count(*) from made") == [(trees * len(JOBS_OF_A_TREE),)], place.ask("select count(*) from made")
    assert place.ask("select count(*) from job") == [(0,)], "a job is stuck"
    assert place.ask("select state, count(*) from run group by state") == [("succeeded", trees)], "a run is not over"


def torment(place, data, rng):
    data.mkdir()
    trees = kills = stops = 0
    # As much work as it takes for that many kills.
    while kills < KILLS:
        subprocess.run([WORKER, place.url, data, "seed", str(trees), str(BATCH)], check=True)
        trees += BATCH
        crew = Crew(place, data)
        while kills < KILLS and place.ask("select count(*) from job") != [(0,)]:
            time.sleep(rng.uniform(0.005, 0.08))
            kills += crew.kill_one(rng)
            if kills >= 20 * stops + 10:
                crew.stop_one_past_its_lease(rng, place)
                stops += 1
        crew.finish()
    check(place, trees)
    late = (data / "said").read_bytes().count(b"came too late")
    lost = place.ask("select count(*) from job_attempt")[0][0]
    print(f"{place.name}: {kills} kills, {stops} workers stopped past their lease, {lost} attempts lost, "
          f"{late} late results refused; {trees * len(JOBS_OF_A_TREE)} effects, each once")


def main():
    seed = int(os.environ.get("DAIS_TEST_SEED", random.randrange(1 << 30)))
    print("seed", seed)
    if WORKER is None:
        print("skipped: no build has tests/job_worker")
        return
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        kinds = [Sqlite] + ([Postgres] if "DAIS_TEST_POSTGRES" in os.environ else [])
        for kind in kinds:
            place = kind(folder)
            try:
                torment(place, folder / kind.name, random.Random(seed))
            finally:
                place.close()
        if len(kinds) == 1:
            print("PostgreSQL: skipped, DAIS_TEST_POSTGRES is not set")


main()
