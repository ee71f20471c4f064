#!/usr/bin/env python3
"""Asks a graph a Datalog program in DuckDB (`pip install duckdb`).

  ask_duckdb.py GRAPH PROGRAM.dl          CLEW names the executable where it is not on the PATH

Prints the answers, a row a line, columns apart by tabs.
"""
import os
import subprocess
import sys
import tempfile

import duckdb

graph, program = sys.argv[1:]
clew = os.environ.get("CLEW", "clew")
with tempfile.TemporaryDirectory() as facts, duckdb.connect() as base:
    subprocess.run([clew, "export", "--graph", graph, "--to", "nemo", "--output", facts], check=True)
    script = subprocess.run(
        [clew, "compile", program, "--facts", facts, "--to", "sql"], check=True, capture_output=True, text=True).stdout
    for statement in base.extract_statements(script):
        rows = base.execute(statement)
        if statement.type == duckdb.StatementType.SELECT:
            for row in rows.fetchall():
                print(*row, sep="\t")
