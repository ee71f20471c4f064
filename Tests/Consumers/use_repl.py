#!/usr/bin/env python3
"""Uses `clew repl` as a person does: a terminal 80 columns wide, real keys, completion, a pager, Ctrl-C, Ctrl-D.

  use_repl.py CLEW GRAPH

Needs nothing but the standard library; fails with what the screen showed where something is missing.
"""
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

clew, graph = sys.argv[1:]
state = tempfile.mkdtemp(prefix="clew-repl-")
HEAVY = "?n = count { triple(?a, _, _), triple(?b, _, _), triple(?c, _, _), triple(?d, _, _), triple(?e, _, _) }\r"


class Session:
    """A terminal with `clew repl` in it."""

    def __init__(self, *arguments, **environment):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            # The pager shows that it was there.
            os.environ.update(TERM="xterm", XDG_STATE_HOME=state, NO_COLOR="1", LC_ALL="C.UTF-8",
                              PAGER="sed 's/^/paged: /'", **environment)
            os.execv(clew, [clew, "repl", "--graph", graph, *arguments])
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.screen, self.seen = "", 0
        self.until("clew> ")

    def keys(self, text):
        os.write(self.terminal, text.encode())

    def until(self, text, seconds=20):
        """Reads what the program prints until `text` comes behind what was waited for before."""
        end = time.monotonic() + seconds
        while (found := self.screen.find(text, self.seen)) < 0:
            ready, _, _ = select.select([self.terminal], [], [], max(0, end - time.monotonic()))
            if not ready:
                sys.exit(f"'{text}' did not come; the screen showed:\n{self.screen[self.seen:]}")
            try:
                self.screen += os.read(self.terminal, 65536).decode("utf-8", "replace")
            except OSError:
                sys.exit(f"the program ended before '{text}' came; the screen showed:\n{self.screen[self.seen:]}")
        passed, self.seen = self.screen[self.seen:found], found + len(text)
        return passed

    def ask(self, line, *answers):
        """Types a line, waits for the answers in turn, and for the next prompt."""
        self.keys(line)
        for answer in answers:
            self.until(answer)
        self.until("clew> ")

    def end(self, keys):
        """Types the keys that leave, and waits for the exit code."""
        self.keys(keys)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            # Reads on, so that the program is not stopped by a full terminal.
            if select.select([self.terminal], [], [], 0.1)[0]:
                try:
                    self.screen += os.read(self.terminal, 65536).decode("utf-8", "replace")
                except OSError:
                    pass
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                os.close(self.terminal)
                return os.waitstatus_to_exitcode(status)
        os.kill(self.process, signal.SIGKILL)
        sys.exit(f"{keys!r} did not end the session; the screen showed:\n{self.screen[self.seen:]}")


session = Session()
session.ask("?- released(?who, ?what).\r", "Kestrel")
# A rule for the session, over two lines, then a question to it.
session.keys("pair(?x, ?y) :-\r")
session.until("...> ")
session.ask("partners(?x, ?y).\r")
session.ask("pair(?x, ?y)\r", "Lumen Labs")
# Completion of a relation and of a name with a space; Ctrl-U empties a line. Case and marks need not be typed.
session.ask("nothing\x15spokes\t(\"Jon\t, ?whom)\r", "Castellan Group")
session.ask(".show \"helene b\t\r", "Hélène Brandt", "person")
session.ask(".sche\t sued\r", "subject", "object")
# A mistake is explained with a caret, and the session goes on.
session.ask("relesed(?x, ?y)\r", "^", "released")
session.ask("released(?x, ?y).\r", "To ask, write ?- before it")
session.ask(".hlep\r", "Did you mean .help?")
# Rules are listed, saved, taken back, and read again.
rules = os.path.join(state, "rules.dl")
session.ask(".rules\r", "pair(?x, ?y)")
session.ask(f".save {rules}\r")
session.ask(".retract 1\r")
session.ask("pair(?x, ?y)\r", "there is no relation pair")
session.ask(f".read {rules}\r")
session.ask("pair(?x, ?y)\r", "Lumen Labs")
# How answers are written, how many rows, how long it took, the plan, the reason.
session.ask(".mode csv\r")
session.ask("released(\"Halden Robotics\", ?what)\r", "what\r\n")
session.ask(".mode table\r")
session.ask(".limit 2\r")
session.ask("alias(?e, ?n)\r", "2 rows of", ".limit 0 shows all")
session.ask(".limit 0\r")
session.ask(".timer on\r")
session.ask("sued(?x, ?y)\r", "Orrin Systems", " ms")
session.ask(".timer off\r")
session.ask(".explain released(?who, ?what), sued(?who, ?whom)\r", "released")
session.ask(".why sued(\"Orrin Systems\", \"Halden Robotics\")\r", "Orrin Systems sued Halden Robotics", "2026-04-02")
session.ask("why not sued(\"Halden Robotics\", \"Orrin Systems\")\r", "does not hold")
session.ask(".relations rel\r", "released")
# A long answer goes through the pager.
session.ask("alias(?e, ?n)\r", "paged: ")
# Ctrl-C cancels a query that takes too long, and drops a line; the session goes on.
session.keys(HEAVY)
time.sleep(0.7)
session.ask("\x03", "query.cancelled")
session.ask("half a li\x03")
session.ask("sued(?x, ?y)\r", "Orrin Systems")
session.ask(".help\r", ".quit")
if code := session.end("\x04"):
    sys.exit(f"the session ended with {code}")

# What was typed is there the next time, and Ctrl-C twice leaves.
session = Session()
session.ask("\x1b[A\r", ".help", ".quit")
session.ask("\x12orrin sys\x1b\x15\r")
session.keys("\x03")
session.until("once more leaves")
session.until("clew> ")
if code := session.end("\x03"):
    sys.exit(f"Ctrl-C twice ended the session with {code}")
session = Session()
session.ask("sued(?x, ?y)\r", "Orrin Systems")
if code := session.end(".quit\r"):
    sys.exit(f".quit ended the session with {code}")

# Without a terminal: no prompt, the pipe's format, an exit code that tells of mistakes.
piped = subprocess.run([clew, "repl", "--graph", graph], text=True, capture_output=True, input=(
    "rival(?x, ?y) :- sued(?x, ?y).\n.mode jsonl\nrival(?x, ?y),\n  ?x != ?y\n% a comment\n.limit 1\nreleased(?a, ?b)"))
lines = piped.stdout.split("\n")
if piped.returncode != 0 or "clew>" in piped.stdout or lines[0] != '{"x":"Orrin Systems","y":"Halden Robotics"}':
    sys.exit(f"a pipe got {piped.returncode}:\n{piped.stdout}{piped.stderr}")
piped = subprocess.run([clew, "repl", "--graph", graph], text=True, capture_output=True, input="relesed(?x, ?y)\nsued(?x, ?y)\n")
if piped.returncode != 1 or "Orrin Systems" not in piped.stdout or "released" not in piped.stderr:
    sys.exit(f"a pipe with a mistake got {piped.returncode}:\n{piped.stdout}{piped.stderr}")
print("The REPL answered, completed, explained, paged, kept rules and history, survived Ctrl-C and ended as asked.")
