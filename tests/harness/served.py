# SPDX-License-Identifier: Apache-2.0
"""`dais serve` (or another command that serves) for as long as a `with` block lasts."""
import contextlib
import re
import signal
import subprocess
import threading

SAYS_WHERE = re.compile(r"^The site is at (http://\S+)/ ")


@contextlib.contextmanager
def served(dais, instance, *args, command="serve", env=None, ending=signal.SIGTERM):
    """Yields the site's address without a slash at its end. What the server says is read to its end, so that it never
    waits for a reader; it is shown where the server does not start, or does not end well after `ending`."""
    server = subprocess.Popen([str(dais), command, "--instance", str(instance), "--listen", "127.0.0.1:0", *map(str, args)],
                              stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env=env)
    said, address = [], None
    for line in server.stderr:
        said.append(line)
        if found := SAYS_WHERE.match(line):
            address = found[1]
            break
    reader = threading.Thread(target=lambda: said.extend(server.stderr), daemon=True)
    reader.start()
    try:
        assert address, "dais serve did not start:\n" + "".join(said)
        yield address
    finally:
        server.send_signal(ending)
        try:
            code = server.wait(60)
        except subprocess.TimeoutExpired:
            server.kill()
            code = server.wait()
        reader.join(10)
        server.stderr.close()
    assert code == (-ending if ending == signal.SIGKILL else 0), f"dais serve ended with {code}:\n" + "".join(said)
