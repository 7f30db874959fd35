#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opens COUNT keep-alive connections, asks each for PATH once, then holds them open without a word.

Usage: idle_connections.py HOST:PORT COUNT [PATH]
Prints "ready N" when N connections hold an answer; ends, closing them, when its standard input does. On the way out it
prints how many the server had closed meanwhile.
"""

import asyncio
import resource
import sys


def raise_descriptor_limit(count: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count + 100
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(wanted, hard) if hard != resource.RLIM_INFINITY else wanted, hard))


async def open_one(host: str, port: int, path: str):
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            await reader.readexactly(int(line.split(b":")[1]))
    return reader, writer


async def main() -> int:
    host, _, port = sys.argv[1].rpartition(":")
    count = int(sys.argv[2])
    path = sys.argv[3] if len(sys.argv) > 3 else "/"
    raise_descriptor_limit(count)
    held = []
    for begin in range(0, count, 100):
        some = [open_one(host, int(port), path) for _ in range(min(100, count - begin))]
        held += [one for one in await asyncio.gather(*some, return_exceptions=True) if not isinstance(one, Exception)]
    print("ready", len(held), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    closed = sum(1 for reader, _ in held if reader.at_eof() or reader.exception())
    print("closed by the server meanwhile:", closed, flush=True)
    for _, writer in held:
        writer.close()
    return 0 if len(held) == count else 1


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(asyncio.run(main()))
