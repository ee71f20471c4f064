#!/usr/bin/env python3
"""Takes a graph back to the first version of its schema, as an earlier Clew wrote it, and lets Clew migrate it.

  migrate_graph.py CLEW GRAPH
"""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

clew, graph = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
folder = tempfile.mkdtemp(prefix="clew-migrate-")
old = os.path.join(folder, "old.graph")
shutil.copy(graph, old)


def export(path):
    return subprocess.run([clew, "export", "--graph", path, "--to", "jsonl"], capture_output=True, check=True).stdout


def migrated(path):
    with sqlite3.connect(path) as database:
        return [name for (name,) in database.execute("SELECT identifier FROM grdb_migrations ORDER BY rowid")]


expected, migrations = export(graph), migrated(graph)
with sqlite3.connect(old) as database:
    if database.execute("SELECT count(*) FROM columns").fetchone() == (0,):
        sys.exit("a settled graph has no columns")
    for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {trigger}")
    database.executescript("""
        DROP TABLE columns;
        DROP TABLE source_runs;
        ALTER TABLE sources DROP COLUMN sketch;
        DELETE FROM grdb_migrations WHERE identifier NOT LIKE '1 %';
    """)
database.close()
if export(old) != expected:
    sys.exit("a graph of the first version is not read as it was")
# Its last ingest was killed before the entities were derived: a reader derives them in a copy, which is migrated first.
waiting = os.path.join(folder, "waiting.graph")
shutil.copy(old, waiting)
with sqlite3.connect(waiting) as database:
    if database.execute("UPDATE state SET value = '0' WHERE name = 'settled'").rowcount != 1:
        sys.exit("there is no state that says that a graph is settled")
database.close()
with open(waiting, "rb") as file:
    before = file.read()
if export(waiting) != expected:
    sys.exit("a graph of the first version that was not settled is not read as one that was")
with open(waiting, "rb") as file:
    if file.read() != before:
        sys.exit("reading a graph changed it")
with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as article:
    article.write("Nothing of note happened in town.\n\nThe square was empty, and the shops were shut until noon.\n")
subprocess.run([clew, "ingest", "--graph", old, article.name], check=True, capture_output=True)
subprocess.run([clew, "forget", "--graph", old, article.name], check=True, capture_output=True)
if migrated(old) != migrations:
    sys.exit(f"the migrations of the file are {migrated(old)}, not {migrations}")
if export(old) != expected:
    sys.exit("the graph changed with its migration")

# What another program changes is seen: its change empties the columns, and the next ingest writes them again.
with sqlite3.connect(old) as database:
    database.execute("UPDATE predicates SET name = 'changed_elsewhere' WHERE id = (SELECT min(predicate) FROM statements)")
    if database.execute("SELECT count(*) FROM columns").fetchone() != (0,):
        sys.exit("columns outlive a change of the rows")
changed = export(old)
if b"changed_elsewhere" not in changed:
    sys.exit("a change by another program is not seen")
subprocess.run([clew, "ingest", "--graph", old, article.name], check=True, capture_output=True)
subprocess.run([clew, "forget", "--graph", old, article.name], check=True, capture_output=True)
with sqlite3.connect(old) as database:
    if database.execute("SELECT count(*) FROM columns").fetchone() == (0,):
        sys.exit("an ingest does not write the columns")
if export(old) != changed:
    sys.exit("the columns are not what the rows say")
subprocess.run([clew, "check", "--graph", old], check=True, capture_output=True)
# The columns are what is read: a lie in them is told by an export, and found by a check.
with sqlite3.connect(old) as database:
    (names,) = database.execute("SELECT value FROM columns WHERE name = 'predicate.name'").fetchone()
    database.execute("UPDATE columns SET value = ? WHERE name = 'predicate.name'",
                     (names.replace(b"changed_elsewhere", b"CHANGED_ELSEWHERE"),))
if export(old) != changed.replace(b"changed_elsewhere", b"CHANGED_ELSEWHERE"):
    sys.exit("the columns are not read")
check = subprocess.run([clew, "check", "--graph", old], capture_output=True, text=True)
if check.returncode == 0 or "predicate.name" not in check.stderr:
    sys.exit(f"a column that is not what the rows say is not said: {check.stderr}")
with sqlite3.connect(old) as database:
    database.execute("UPDATE columns SET value = ? WHERE name = 'predicate.name'", (names,))
    database.execute("UPDATE columns SET value = substr(value, 1, length(value) - 1) WHERE name = 'statement.object'")
if export(old) != changed:
    sys.exit("a damaged column is not replaced by the rows")
check = subprocess.run([clew, "check", "--graph", old], capture_output=True, text=True)
if check.returncode == 0 or "statement.object" not in check.stderr:
    sys.exit(f"a damaged column is not said: {check.stderr}")
with sqlite3.connect(old) as database:
    if database.execute("SELECT count(*) FROM sources WHERE sketch IS NULL AND length(text) > 2000").fetchone() != (0,):
        sys.exit("a text of the old graph has no sketch")
    database.execute("INSERT INTO grdb_migrations VALUES ('999 of a later Clew')")
database.close()
late = subprocess.run([clew, "query", "--graph", old, "triple(?s, ?p, ?o)"], capture_output=True, text=True)
if late.returncode == 0 or "graph.too-new" not in late.stderr:
    sys.exit(f"a graph of a later version is not refused: {late.stderr}")
shutil.rmtree(folder)
os.remove(article.name)
print("A graph of the first version is read, migrated, and grows; changes by other programs are seen; one of a later version is refused.")
