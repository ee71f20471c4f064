#!/usr/bin/env python3
"""Uses `clew repl` as a person does: a terminal 80 columns wide, real keys, completion, Ctrl-C, Ctrl-D.

  use_repl.py CLEW GRAPH

Needs nothing but the standard library; fails with what the screen showed where something is missing.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time

clew, graph = sys.argv[1:]
state = tempfile.mkdtemp(prefix="clew-repl-")
process, terminal = pty.fork()
if process == 0:
    os.environ.update(TERM="xterm", XDG_STATE_HOME=state, NO_COLOR="1", LC_ALL="C.UTF-8")
    os.execv(clew, [clew, "repl", "--graph", graph])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
screen = ""
seen = 0


def read_until(text, seconds=20):
    """Reads what the program prints until `text` comes behind what was waited for before."""
    global screen, seen
    end = time.monotonic() + seconds
    while (found := screen.find(text, seen)) < 0:
        ready, _, _ = select.select([terminal], [], [], max(0, end - time.monotonic()))
        if not ready:
            sys.exit(f"'{text}' did not come; the screen showed:\n{screen[seen:]}")
        try:
            screen += os.read(terminal, 65536).decode("utf-8", "replace")
        except OSError:
            sys.exit(f"the program ended before '{text}' came; the screen showed:\n{screen[seen:]}")
    seen = found + len(text)


def keys(text):
    os.write(terminal, text.encode())


read_until("clew> ")
keys("?- released(?who, ?what).\r")
read_until("Kestrel")
read_until("clew> ")
# A rule for the session, over two lines, then a question to it.
keys("pair(?x, ?y) :-\r")
read_until("...> ")
keys("partners(?x, ?y).\r")
read_until("clew> ")
keys("pair(?x, ?y)\r")
read_until("Lumen Labs")
read_until("clew> ")
# Completion of a relation and of a name with a space; Ctrl-U empties a line.
keys("nothing\x15spokes\t(\"Jon\t, ?whom)\r")
read_until("Castellan Group")
read_until("clew> ")
# A mistake is explained and the session goes on.
keys("relesed(?x, ?y)\r")
read_until("released")
read_until("clew> ")
# Ctrl-C drops the line, and the session goes on.
keys("half a li\x03")
read_until("clew> ")
keys(".help\r")
read_until(".quit")
read_until("clew> ")
keys("\x04")
deadline = time.monotonic() + 20
while time.monotonic() < deadline:
    # Reads on, so that the program is not stopped by a full terminal.
    if select.select([terminal], [], [], 0.1)[0]:
        try:
            screen += os.read(terminal, 65536).decode("utf-8", "replace")
        except OSError:
            pass
    done, status = os.waitpid(process, os.WNOHANG)
    if done:
        break
else:
    os.kill(process, signal.SIGKILL)
    sys.exit("Ctrl-D did not end the session")
if os.waitstatus_to_exitcode(status) != 0:
    sys.exit(f"the session ended with {os.waitstatus_to_exitcode(status)}")
print("The REPL answered, completed, explained a mistake, survived Ctrl-C and ended on Ctrl-D.")
