#!/usr/bin/env python3
"""Kills `clew ingest` at random moments, over and over, with two of them on one graph now and then.

  kill_ingest.py CLEW ROUNDS

After each kill the graph must be sound (`clew check`, and SQLite's own check through Python), and hold every article
that the killed process had reported as done (`--verbose`). Before that, four processes make one graph at the same moment,
over and over. At the end the articles that are missing are read, and the
graph must be byte for byte what one undisturbed ingest makes of them.
"""
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

clew, rounds = os.path.abspath(sys.argv[1]), int(sys.argv[2])
chance = random.Random(2025)
folder = tempfile.mkdtemp(prefix="clew-kill-")
os.chdir(folder)
os.mkdir("articles")
FIRST = "Acme Halden Orrin Lumen Kestrel Delphine Castellan Brightwater Marlow Vantage Solis Corvid".split()
SECOND = "Systems Robotics Labs Energy Foods Motors Records Shipping".split()
companies = [f"{first} {second}" for first in FIRST for second in SECOND]
people = [f"{first} {last}" for first in "Maria James Aisha Peter Lena Tomas".split() for last in
          "Okafor Keller Brandt Silva Nowak Haddad".split()]
for number in range(60):
    lines = [f"{chance.choice(companies)} opens its books", "By Maria Okafor", "January 7, 2025", ""]
    for _ in range(12):
        one, two = chance.sample(companies, 2)
        lines.append(chance.choice([
            f"{one} acquired {two} in {chance.randint(2001, 2024)}, {chance.choice(people)} said on Monday.",
            f"{chance.choice(people)} was appointed chief executive of {one}, which competes with {two}.",
            f"{one} sued {two} over a contract worth ${chance.randint(2, 90)} million.",
            f"{one} reportedly plans to buy {two} before the end of the year."]) + "\n")
    with open(f"articles/{number:02}.txt", "w") as article:
        article.write("\n".join(lines))


def ingest(path="g.graph", **options):
    return subprocess.Popen([clew, "ingest", "--verbose", "--jobs", "2", "--graph", path, "articles"],
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **options)


def reported(text):
    # The last line may have been cut short by the kill.
    lines = [line for line in text.split("\n")[:-1]]
    return {line.split(": ", 1)[1] for line in lines if line.startswith(("read: ", "updated: ", "unchanged: "))}


def fail(message):
    shutil.copy("g.graph", "/tmp/clew-kill-failed.graph")
    sys.exit(f"{message}; the graph is in /tmp/clew-kill-failed.graph")


os.mkdir("one")
shutil.copy("articles/00.txt", "one")
for number in range(25):
    makers = [subprocess.Popen([clew, "ingest", "--graph", "g.graph", "one"], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True) for _ in range(4)]
    for maker in makers:
        _, errors = maker.communicate()
        if maker.returncode != 0:
            fail(f"one of four processes that make a graph failed:\n{errors}")
    os.remove("g.graph")

start = time.monotonic()
done, killed = set(), 0
undisturbed = ingest("whole.graph")
undisturbed.communicate()
seconds = time.monotonic() - start
if undisturbed.returncode != 0:
    sys.exit("an ingest that nobody disturbs failed")
for number in range(rounds):
    # Begin anew where everything is there, so that there is always something to interrupt.
    if len(done) > 50:
        os.remove("g.graph")
        done = set()
    processes = [ingest() for _ in range(2 if number % 5 == 4 else 1)]
    time.sleep(chance.random() * seconds * 1.1)
    for process in processes:
        process.send_signal(signal.SIGKILL)
    for process in processes:
        _, errors = process.communicate()
        killed += process.returncode == -signal.SIGKILL
        # Two writers wait for each other, and one may be told that the file is busy.
        if process.returncode not in (0, -signal.SIGKILL) and "graph.busy" not in errors:
            fail(f"round {number}: exit code {process.returncode}:\n{errors}")
        done |= reported(errors)
    if not os.path.exists("g.graph") or os.path.getsize("g.graph") == 0:
        if done:
            sys.exit(f"round {number}: the graph is gone")
        continue
    listed = subprocess.run([clew, "query", "--graph", "g.graph", "--format", "tsv", "source(?s, _, _, _, _)"],
                            capture_output=True, text=True)
    if listed.returncode != 0:
        # Killed before the first table was made: an empty SQLite file, which the next ingest takes over.
        if done or "graph.not-a-graph" not in listed.stderr:
            fail(f"round {number}: the graph cannot be read:\n{listed.stderr}")
        continue
    checked = subprocess.run([clew, "check", "--graph", "g.graph"], capture_output=True, text=True)
    if checked.returncode != 0:
        fail(f"round {number}: {checked.stderr}")
    with sqlite3.connect("g.graph") as database:
        if database.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            fail(f"round {number}: SQLite finds the file damaged")
        held = {origin for (origin,) in database.execute("SELECT origin FROM sources")}
    database.close()
    if lost := done - held:
        fail(f"round {number}: reported as done and lost: {sorted(lost)}")
final = ingest()
_, errors = final.communicate()
if final.returncode != 0:
    fail(f"the last ingest failed:\n{errors}")
exports = [subprocess.run([clew, "export", "--graph", path, "--to", "jsonl"], capture_output=True, check=True).stdout
           for path in ("g.graph", "whole.graph")]
if exports[0] != exports[1] or not exports[0]:
    fail("the graph differs from that of an ingest that nobody disturbed")
shutil.rmtree(folder)
print(f"{rounds} rounds, {killed} processes killed: the graph was sound each time, and nothing reported as done was lost.")
