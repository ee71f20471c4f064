#!/usr/bin/env python3
"""Runs Examples/spark on made-up articles in Spark's local-cluster mode, kills its workers meanwhile, and compares the
tables with what the filter alone writes and with a graph of the same articles.

  use_spark.py CLEW [--count N] [--kills K] [--master URL]

Says that it was skipped where there is no Java or no PySpark. Python packages: pyspark, and duckdb to read the tables.
"""
import argparse
import glob
import gzip
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

from web_archive import archive

parser = argparse.ArgumentParser()
parser.add_argument("clew")
parser.add_argument("--count", type=int, default=200)
parser.add_argument("--kills", type=int, default=5)
parser.add_argument("--master", default="local-cluster[2,1,1024]")
options = parser.parse_args()
if not shutil.which("java"):
    sys.exit(print("SKIPPED: Examples/spark was not run, as there is no Java here") or 0)
try:
    import duckdb
    import pyspark  # noqa: F401
except ImportError:
    sys.exit(print("SKIPPED: Examples/spark was not run, as the Python package pyspark or duckdb is not here") or 0)

clew = os.path.abspath(options.clew)
here = pathlib.Path(__file__).resolve().parent
examples = here.parent.parent / "Examples" / "spark"
work = pathlib.Path(tempfile.mkdtemp(prefix="clew-spark-"))


def make_articles(folder, count, seed):
    """Writes made-up articles into a folder, over those that it holds."""
    maker = here.parent / "Benchmarks" / "make_articles.py"
    subprocess.run([sys.executable, str(maker), str(folder), "--count", str(count), "--seed", str(seed)], check=True)


def spark(script, master, *arguments):
    """Starts a script of Examples/spark."""
    log = open(work / "log", "ab")
    return subprocess.Popen(
        [sys.executable, str(examples / script), "--clew", clew, "--master", master, *map(str, arguments)],
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
        time.sleep(choose.uniform(0.2, 0.8))
        below = descendants(process.pid)
        if not any(VICTIMS[0] in command and "sh -c" not in command for command in below.values()):
            continue
        wanted = VICTIMS[len(killed) % len(VICTIMS)]
        victims = sorted(number for number, command in below.items() if wanted in command)
        if victims:
            os.kill(choose.choice(victims), signal.SIGKILL)
            killed.append(wanted.split("/")[-1])
    return killed


def rows(table):
    """A table's rows as JSON, sorted: their order is that of Spark's partitions, which a retry does not keep."""
    cursor = duckdb.execute(f"SELECT * FROM read_parquet('{tables}/{table}/*.parquet')")
    names = [column[0] for column in cursor.description]
    return sorted(json.dumps(dict(zip(names, row)), sort_keys=True) for row in cursor.fetchall())


def compare_with_filter(files):
    """The tables hold what the filter alone says of the same files, each line once."""
    records = "".join(json.dumps({"id": f"file:{path}", "path": path}) + "\n" for path in files)
    alone = subprocess.run(
        [clew, "extract", "--stream", "--entities"], input=records, capture_output=True, text=True, check=True)
    lines = [(line, json.loads(line)) for line in alone.stdout.splitlines()]
    expected = {
        "statements": [line for _, line in lines if "predicate" in line],
        "names": [{"doc": line["doc"], "name": line["name"], "type": line["type"], "block": line["block"],
                   "record": text} for text, line in lines if "block" in line],
        "errors": [{"doc": line["doc"], "code": line["error"]["code"]} for _, line in lines if "error" in line]}
    for table, wanted in expected.items():
        found = [json.loads(row) for row in rows(table)]
        if table == "errors":
            # The line is the record's place in its partition.
            found = [{"doc": row["doc"], "code": row["code"]} for row in found]
        # What a line leaves out is an empty cell.
        found, wanted = (sorted(map(bare, lines)) for lines in (found, wanted))
        assert found == wanted and found, f"{table} differ from what the filter alone writes"


def bare(value):
    """JSON without empty members."""
    def strip(part):
        if isinstance(part, dict):
            return {key: strip(inner) for key, inner in part.items() if inner is not None}
        return [strip(inner) for inner in part] if isinstance(part, list) else part
    return json.dumps(strip(value), sort_keys=True)


def compare_with_graph(articles):
    """Each thing that an article speaks of is the entity that it is in a graph of the same articles."""
    graph = work / "articles.graph"
    done = subprocess.run([clew, "ingest", str(articles), "--graph", str(graph)], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    with sqlite3.connect(graph) as base:
        expected = sorted(base.execute(
            "SELECT 'file:' || s.origin, n.text, e.name, e.type FROM document_entities d "
            "JOIN sources s ON s.id = d.source JOIN names n ON n.id = d.name JOIN entities e ON e.id = d.entity"))
    entities = {row["block"]: row for row in map(json.loads, rows("entities"))}
    found = sorted((row["doc"], row["name"], entities[row["block"]]["entity"], entities[row["block"]]["type"])
                   for row in map(json.loads, rows("names")))
    assert found == expected and found, "the graph has other entities"
    resolved = list(map(json.loads, rows("resolved")))
    canonical = {row["entity"] for row in entities.values()}
    assert len(resolved) == len(rows("statements")), "resolving changes the number of statements"
    assert all(row["subject_entity"] in canonical for row in resolved if row["subject"]["entity"])
    return len(canonical)


try:
    articles, tables = work / "articles", work / "tables"
    make_articles(work / "crawled", 10, seed=2)
    crawl = archive((f"https://news.example/{path.stem}", path.read_bytes())
                    for path in sorted((work / "crawled").rglob("*.html")))
    killed, count = None, options.count
    # A fast machine is done before it was disturbed often enough: then it gets more to read.
    while killed is None or len(killed) < options.kills:
        assert count <= options.count * 32, f"only {killed} were killed"
        shutil.rmtree(tables, ignore_errors=True)
        make_articles(articles, count, seed=1)
        (articles / "000" / "broken.html").write_bytes(b"\x00\x01\x02" * 100)
        (articles / "000" / "crawl.warc.gz").write_bytes(gzip.compress(b"".join(crawl)))
        run = spark("extract.py", options.master, "--input", f"{articles}/*", "--output", tables)
        killed = kill_some(run, options.kills)
        finish(run)
        count *= 2
    compare_with_filter(sorted(str(path) for path in articles.rglob("*.*")))
    finish(spark("resolve.py", "local[2]", "--folder", tables, "--partitions", 2))
    count = compare_with_graph(articles)
    print(f"Spark wrote what the filter alone writes, in spite of kill -9 of {', '.join(killed)}, and found the {count} "
          "entities of a graph.")
finally:
    shutil.rmtree(work, ignore_errors=True)
