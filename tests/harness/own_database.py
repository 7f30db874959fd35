# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL database of a test's own, on the server that DAIS_TEST_POSTGRES names."""
import contextlib
import itertools
import os
import subprocess

_made = itertools.count(1)


@contextlib.contextmanager
def own_database(server):
    """Yields its address; it is dropped in the end."""
    name = f"dais_cli_{os.getpid()}_{next(_made)}"
    subprocess.run(["psql", "-q", server, "-c", f"create database {name}"], check=True)
    try:
        yield server.rsplit("/", 1)[0] + "/" + name
    finally:
        subprocess.run(["psql", "-q", server, "-c", f"drop database {name} with (force)"], check=True)
