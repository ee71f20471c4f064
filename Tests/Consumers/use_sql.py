#!/usr/bin/env python3
"""Runs the scripts of Examples/sql on the example articles, and compares what they answer with clew's own answers.

  use_sql.py CLEW GRAPH

Says what was skipped where PostgreSQL is not installed. Python packages: duckdb.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import postgres_server

clew, graph = map(os.path.abspath, sys.argv[1:])
examples = pathlib.Path(__file__).resolve().parent.parent.parent / "Examples" / "sql"
program = str(examples / "owners.dl")
work = pathlib.Path(tempfile.mkdtemp(prefix="clew-sql-"))


def run(*command, environment={}, **options):
    done = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | {"CLEW": clew} | environment, **options)
    if done.returncode != 0:
        sys.exit(f"{command} failed:\n{done.stderr}")
    return done.stdout


def expected():
    """clew's own answers, a row a line."""
    decoder, rest = json.JSONDecoder(), run(
        clew, "query", "--graph", graph, "--file", program, "--format", "json").lstrip()
    while rest:
        rows, end = decoder.raw_decode(rest)
        yield from ("\t".join(str(cell) for cell in row.values()) for row in rows)
        rest = rest[end:].lstrip()


try:
    answers = list(expected())
    assert len(answers) > 5, answers
    found = run(sys.executable, str(examples / "ask_duckdb.py"), graph, program).splitlines()
    assert found == answers, f"DuckDB answers otherwise:\n{found}\n{answers}"
    print(f"DuckDB: {len(found)} rows, clew's own.")
    if not postgres_server.PROGRAMS:
        sys.exit(print("SKIPPED: PostgreSQL is not installed") or 0)
    server = postgres_server.Server(work / "data")
    try:
        folder = work / "facts"
        run(str(examples / "load_postgresql.sh"), graph, environment=server.environment | {"FOLDER": str(folder)})
        script = run(clew, "compile", program, "--facts", str(folder), "--to", "sql", "--dialect", "postgresql",
                     "--without-loading")
        ask = ["psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1"]
        found = run(*ask, environment=server.environment, input=script).splitlines()
        assert found == answers, f"PostgreSQL answers otherwise:\n{found}\n{answers}"
        print(f"PostgreSQL: {len(found)} rows, clew's own.")
    finally:
        server.stop()
finally:
    shutil.rmtree(work, ignore_errors=True)
