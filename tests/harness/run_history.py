#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A small history of the pipeline in the catalog of an instance, for tests of the pages that show it: a run that failed, a gather
that refused two records, and, where the archive has a recording, a run about it that waits for its next try. Written once.

usage: run_history.py INSTANCE"""
import pathlib
import sqlite3
import sys

NOW = 1_700_000_000_000  # November 14, 2023
LONG = "https://video.example/" + "a-path-without-a-single-place-to-break-it/" * 4 + "meeting.mp4"
LOG = "looked for <it> in /srv/feeds/x.json\nended: no such file; it said: s3cret of /home/ann\n"
REFUSED = "refused: records/broken.json: $.event_minutes_items[3]: no name\nrefused: records/other.json: line 7: not JSON\n"


def add_run(database, number, kind, title, source, state, ended, **counts):
    columns = ("jobs", "unfinished", "succeeded", "unchanged", "failed", "skipped", "cancelled")
    database.execute("insert or ignore into run (id, kind, title, origin, source, state, started_at, ended_at, " + ", ".join(columns) +
                     ") values (?, ?, ?, 'schedule', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     (number, kind, title, source, state, NOW, ended, *(counts.get(column, 0) for column in columns)))


def add_ended(database, number, run, kind, state, output="{}", args='{"a":1}', error=None, log=None):
    database.execute("insert or ignore into job_history (id, run_id, kind, host, title, args, state, priority, attempt, max_attempts, time_limit, fence, "
                     "created_at, started_at, ended_at, output, error, log) values (?, ?, ?, '', ?, ?, ?, 0, 1, 0, 0, 2, ?, ?, ?, ?, ?, ?)",
                     (number, run, kind, kind, args, state, NOW, NOW, NOW + 1000, output, error, log))


def add_later(database, number, run, kind, args, error):
    database.execute("insert or ignore into job (id, run_id, kind, host, lane, title, args, state, priority, run_at, pending, attempt, max_attempts, "
                     "time_limit, fence, created_at, cancel_asked, progress_done, progress_total, error) values "
                     "(?, ?, ?, 'video.example', 'x', ?, ?, 'later', 0, 4102444800000, 0, 2, 0, 0, 2, ?, 0, 0, 0, ?)", (number, run, kind, kind, args, NOW, error))


def write_log(data, name, text):
    path = data / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return name


def fill(instance):
    data = pathlib.Path(instance) / "data"
    with sqlite3.connect(data / "catalog.sqlite") as database:
        add_run(database, 7, "gather", "gather <nyc>", "nyc", "failed", NOW + 9000, jobs=3, succeeded=1, failed=1, skipped=1)
        add_ended(database, 21, 7, "gather", "succeeded")
        add_ended(database, 22, 7, "plan", "failed", error="no such file; it said: s3cret of /home/ann",
                  log=write_log(data, "logs/2023-11/22-1.log", LOG))
        add_ended(database, 23, 7, "index", "skipped", error="needs job 22, which failed")
        database.executemany("insert or ignore into job_need (parent, child, need) values (?, ?, 'succeeded')", [(21, 22), (22, 23)])
        add_run(database, 8, "gather", "gather clerk", "clerk", "succeeded", NOW + 60_000, jobs=2, succeeded=2)
        add_ended(database, 24, 8, "gather", "succeeded", '{"documents":{"taken":9,"refused":2},"refusals":2}', log=write_log(data, "logs/2023-11/24-1.log", REFUSED))
        add_ended(database, 25, 8, "plan", "succeeded", args='{"a":2}')
        session = database.execute("select id from session where withdrawn is null order by id limit 1").fetchone()
        if session is None:
            return
        told = '{"session":"%s"}' % session
        add_run(database, 9, "recording", "Town Council, November 14, 2023", "clerk", "running", None, jobs=2, unfinished=1, succeeded=1)
        add_ended(database, 26, 9, "captions", "succeeded", args=told)
        add_later(database, 27, 9, "recording", told, LONG + ": does not answer")


if __name__ == "__main__":
    fill(sys.argv[1])
