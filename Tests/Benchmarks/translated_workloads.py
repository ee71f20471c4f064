#!/usr/bin/env python3
"""Runs the workloads in DuckDB as `clew compile` writes them, and compares the counts and answers with those of
`clew run`.

  translated_workloads.py CLEW FOLDER          FOLDER/WORKLOAD/RELATION.tsv, as datalog-benchmark takes it

Prints a table: rows, and seconds of each from start to end, loading included. Python package: duckdb.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import duckdb

clew, folder = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
programs = pathlib.Path(__file__).resolve().parent / "Datalog" / "Workloads"
failed = False


def own(program, facts):
    """Seconds of clew run; rows of each output, and the answer where a question is asked."""
    with tempfile.TemporaryDirectory() as out:
        start = time.time()
        answer = subprocess.run(
            [clew, "run", str(program), "--facts", str(facts), "--output", out, "--format", "json"], check=True,
            capture_output=True).stdout
        seconds = time.time() - start
        counts = {path.stem: path.read_bytes().count(b"\n") for path in pathlib.Path(out).glob("*.tsv")}
        return seconds, counts | ({"?": next(iter(json.loads(answer)[0].values()))} if answer.strip() else {})


def translated(program, facts):
    """The same in DuckDB; none where the program cannot be said there."""
    done = subprocess.run(
        [clew, "compile", str(program), "--facts", str(facts), "--to", "sql"], capture_output=True, text=True)
    if done.returncode != 0:
        return None, done.stderr.splitlines()[0]
    start = time.time()
    with duckdb.connect() as base:
        last = base.execute(done.stdout)
        asked = {"?": last.fetchall()[0][0]} if "\n-- ?-" in done.stdout else {}
        counts = {name: base.execute(query.replace("*", "count(*)", 1).split("ORDER")[0]).fetchone()[0]
                  for name, query in re.findall(r"^-- (\S*): (SELECT \* FROM [^;]*);$", done.stdout, re.M)}
    return time.time() - start, counts | asked


print("| workload | rows | clew run s | DuckDB s |\n| --- | ---: | ---: | ---: |")
for facts in sorted(path for path in folder.iterdir() if path.is_dir()):
    for program in sorted(programs.glob("*.dl")):
        if re.sub(r"-hand$", "", program.stem) != re.sub(r"-(chain|grid|random)?-?\d+m$", "", facts.name):
            continue
        seconds, expected = own(program, facts)
        there, counts = translated(program, facts)
        rows = sum(expected.values())
        if there is None:
            print(f"| {program.stem}, {facts.name} | {rows} | {seconds:.2f} | refused: {counts} |", flush=True)
            continue
        agrees = counts == expected
        failed |= not agrees
        verdict = "" if agrees else f" counts {counts}, clew {expected}"
        print(f"| {program.stem}, {facts.name} | {rows} | {seconds:.2f} | {there:.2f}{verdict} |", flush=True)
sys.exit(failed)
