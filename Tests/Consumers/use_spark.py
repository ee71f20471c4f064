#!/usr/bin/env python3
"""Runs Examples/spark on made-up articles in Spark's local-cluster mode, with workers of its own, and again while its
processes are killed, and compares the tables with each other, with the filter alone and with a graph.

  use_spark.py CLEW [--count N] [--kills K]

Says that it was skipped where there is no Java or no PySpark. Python packages: pyspark, which brings a reader of Parquet.
"""
import argparse
import glob
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("clew")
parser.add_argument("--count", type=int, default=60)
parser.add_argument("--kills", type=int, default=5)
parser.add_argument("--master", default="local-cluster[2,1,1024]")
options = parser.parse_args()
if not shutil.which("java"):
    sys.exit(print("SKIPPED: Examples/spark was not run, as there is no Java here") or 0)
try:
    import pyspark  # noqa: F401
except ImportError:
    sys.exit(print("SKIPPED: Examples/spark was not run, as the Python package pyspark is not here") or 0)

clew = os.path.abspath(options.clew)
here = pathlib.Path(__file__).resolve().parent
examples = here.parent.parent / "Examples" / "spark"
work = pathlib.Path(tempfile.mkdtemp(prefix="clew-spark-"))


def spark(script, *arguments):
    """Starts a script of Examples/spark."""
    log = open(work / "log", "ab")
    return subprocess.Popen(
        [sys.executable, str(examples / script), "--clew", clew, "--master", options.master, *map(str, arguments)],
        stdout=log, stderr=log)


def finish(process):
    if process.wait() != 0:
        sys.exit("Spark failed:\n" + (work / "log").read_text()[-4000:])


def descendants(root):
    """Processes below one, with their command lines."""
    parents, commands = {}, {}
    for path in glob.glob("/proc/[0-9]*"):
        try:
            status = pathlib.Path(path, "stat").read_text()
            commands[int(path[6:])] = pathlib.Path(path, "cmdline").read_bytes().replace(b"\0", b" ").decode()
            parents[int(path[6:])] = int(status[status.rindex(")") + 2:].split()[1])
        except (OSError, ValueError):
            continue
    found, waiting = {}, [root]
    while waiting:
        above = waiting.pop()
        for process, parent in parents.items():
            if parent == above:
                found[process] = commands.get(process, "")
                waiting.append(process)
    return found


# What is killed, in turn: a filter, a Python worker, a worker's Java machine.
VICTIMS = [f"{clew} extract --stream", "pyspark.daemon", "CoarseGrainedExecutorBackend"]


def kill_some(process, kills):
    """Kills workers at moments when articles are being read; says how many were."""
    choose, killed = random.Random(7), []
    while process.poll() is None and len(killed) < kills:
        time.sleep(choose.uniform(0.3, 1.2))
        below = descendants(process.pid)
        if not any(VICTIMS[0] in command and "sh -c" not in command for command in below.values()):
            continue
        wanted = VICTIMS[len(killed) % len(VICTIMS)]
        victims = sorted(number for number, command in below.items() if wanted in command)
        if victims:
            os.kill(choose.choice(victims), signal.SIGKILL)
            killed.append(wanted.split("/")[-1])
    return killed


def rows(folder):
    """A table's rows as JSON, sorted: Spark's order of rows is that of its partitions, which a retry does not keep."""
    table = session.read.parquet(str(folder))
    return sorted(table.toJSON().collect())


try:
    articles = work / "articles"
    maker = here.parent / "Benchmarks" / "make_articles.py"
    subprocess.run([sys.executable, str(maker), str(articles), "--count", str(options.count)], check=True)
    (articles / "000" / "broken.html").write_bytes(b"\x00\x01\x02" * 100)
    pattern = f"{articles}/*"

    quiet, disturbed = work / "quiet", work / "disturbed"
    start = time.time()
    finish(spark("extract.py", "--input", pattern, "--output", quiet))
    seconds = time.time() - start
    run = spark("extract.py", "--input", pattern, "--output", disturbed)
    killed = kill_some(run, options.kills)
    finish(run)
    assert len(killed) == options.kills, f"only {killed} were killed: give more articles with --count"
    finish(spark("resolve.py", "--folder", quiet))

    from pyspark.sql import SparkSession
    session = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    for table in ["statements", "names", "errors"]:
        assert rows(quiet / table) == rows(disturbed / table), f"{table} differ after {killed} were killed"
    assert rows(quiet / "errors"), "the broken page is not in errors"

    # The filter alone, on the same files.
    files = sorted(str(path) for path in articles.rglob("*.html"))
    records = "".join(json.dumps({"id": f"file:{path}", "path": path}) + "\n" for path in files)
    alone = subprocess.run([clew, "extract", "--stream"], input=records, capture_output=True, text=True, check=True)
    expected = sorted(line["id"] for line in map(json.loads, alone.stdout.splitlines()) if "id" in line)
    found = sorted(json.loads(row)["id"] for row in rows(quiet / "statements"))
    assert found == expected and found, "the filter alone gives other statements"

    # A graph of the same articles: each thing that an article speaks of is the same entity.
    graph = work / "articles.graph"
    done = subprocess.run([clew, "ingest", str(articles), "--graph", str(graph)], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    with sqlite3.connect(graph) as base:
        expected = sorted(base.execute(
            "SELECT 'file:' || s.origin, n.text, e.name, e.type FROM document_entities d "
            "JOIN sources s ON s.id = d.source JOIN names n ON n.id = d.name JOIN entities e ON e.id = d.entity"))
    entities = {row["block"]: row for row in map(json.loads, rows(quiet / "entities"))}
    found = sorted(
        (row["doc"], row["name"], entities[row["block"]]["entity"], entities[row["block"]]["type"])
        for row in map(json.loads, rows(quiet / "names")))
    assert found == expected and found, "the graph has other entities"
    resolved = [json.loads(row) for row in rows(quiet / "resolved")]
    assert len(resolved) == len(rows(quiet / "statements")), "resolving changes the number of statements"
    canonical = {row["entity"] for row in entities.values()}
    assert all(row.get("subject_entity") in canonical for row in resolved if row["subject"].get("entity"))
    print(f"Spark on {len(files)} articles: {seconds:.0f} s; the same tables after kill -9 of {', '.join(killed)}; "
          f"{len(canonical)} entities, those of a graph.")
finally:
    shutil.rmtree(work, ignore_errors=True)
