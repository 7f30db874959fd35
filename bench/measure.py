#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""measure.py LOG COMMAND…: runs it with its output in LOG; prints its seconds and its peak memory in MB."""
import resource
import subprocess
import sys
import time

with open(sys.argv[1], "wb") as log:
    started = time.monotonic()
    code = subprocess.run(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, check=False).returncode
    seconds = time.monotonic() - started
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"{seconds:.2f} {peak:.0f}")
# 1: some records were refused, each by name; that is a result too.
sys.exit(0 if code in (0, 1) else code)
