#!/usr/bin/env python3
"""Runs programs that `clew compile` wrote on the engines that they were written for, and compares the answers with
those of `clew run`.

  run_translations.py CLEW FOLDER...

A folder holds programs (`*.dl`), or cases (`NAME/program.dl` with `NAME/facts`). DuckDB and Nemo run as the Python
packages `duckdb` and `nemo-python`; PostgreSQL as a server of this script's own on a socket in a temporary folder, asked through psql. Fails where
an answer differs, where an engine refuses a script, or where nothing was compared.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import duckdb
import nmo_python
import postgres_server

clew = os.path.abspath(sys.argv[1])
work = pathlib.Path(tempfile.mkdtemp(prefix="clew-sql-"))
# Between answers and between columns of psql's output: no value holds them.
MARK, TAB = "\x1e", "\x1f"


def cases():
    for folder in map(pathlib.Path, sys.argv[2:]):
        for program in sorted(folder.glob("*.dl")):
            yield str(program), program, None
        for program in sorted(folder.glob("*/program.dl")):
            facts = program.parent / "facts"
            yield str(program), program, facts if facts.is_dir() else None


def clew_answers(program, facts):
    """The answers to the queries, then the rows of each output by name; none where clew itself refuses."""
    out = work / "out"
    shutil.rmtree(out, ignore_errors=True)
    command = [clew, "run", str(program), "--output", str(out), "--format", "json"]
    done = subprocess.run(command + (["--facts", str(facts)] if facts else []), capture_output=True, text=True)
    if done.returncode != 0:
        return None
    decoder, text, answers = json.JSONDecoder(), done.stdout.lstrip(), []
    while text:
        rows, end = decoder.raw_decode(text)
        answers.append([[spelled(cell) for cell in row.values()] for row in rows])
        text = text[end:].lstrip()
    outputs = {path.stem: path.read_text().split("\n")[:-1] for path in sorted(out.glob("*.tsv"))}
    return answers, {name: [row.split("\t") for row in rows] for name, rows in outputs.items()}


def translation(program, facts, engine):
    target = ["nemo"] if engine == "nemo" else ["sql", "--dialect", engine]
    command = [clew, "compile", str(program), "--to", *target]
    done = subprocess.run(command + (["--facts", str(facts)] if facts else []), capture_output=True, text=True)
    if done.returncode == 0:
        return done.stdout
    # What is refused must say where and why.
    assert done.returncode == 2 and "query.untranslatable" in done.stderr and ":" in done.stderr, done.stderr
    return None


def statements(script):
    """The script's statements with what each output's rows are asked with."""
    outputs = dict(re.findall(r"^-- (.*): (SELECT \* FROM .*;)$", script, re.M))
    return [part for part in script.split("\n\n") if part.strip()], outputs


def is_query(statement):
    lines = [line for line in statement.split("\n") if not line.startswith("--")]
    return bool(lines) and lines[0].startswith("SELECT")


def spelled(value):
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def run_duckdb(script):
    parts, outputs = statements(script)
    with duckdb.connect() as base:
        answers = []
        for part in parts:
            rows = base.execute(part)
            if is_query(part):
                answers.append([[spelled(cell) for cell in row] for row in rows.fetchall()])
        return answers, {
            name: [[spelled(cell) for cell in row] for row in base.execute(query).fetchall()]
            for name, query in outputs.items()}


def run_nemo(script):
    engine = nmo_python.NemoEngine(nmo_python.load_string(script))
    engine.reason()
    names = re.findall(r"^@output (.*) \.$", script, re.M)
    rows = {name: [[nemo_cell(cell) for cell in row] for row in engine.result(name)] for name in names}
    # Nemo answers with sets: clew's order is not asked of it.
    return [sorted(rows[name]) for name in names if name.startswith("query_")], {
        name: rows[name] for name in names if not name.startswith("query_")}


def nemo_cell(cell):
    return json.loads(cell) if isinstance(cell, str) and cell.startswith('"') else spelled(cell)


class Postgres(postgres_server.Server):
    def run(self, script):
        parts, outputs = statements(script)
        text = "".join(part + "\n" + (f"\\echo {MARK}\n" if is_query(part) else "") for part in parts)
        text += "".join(query + f"\n\\echo {MARK}\n" for query in outputs.values())
        command = ["psql", "-X", "-q", "-A", "-t", "-F", TAB,
                   "-v", "ON_ERROR_STOP=1"]
        done = subprocess.run(
            command, input=text, capture_output=True, text=True, env=os.environ | self.environment)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        blocks = done.stdout.split(MARK + "\n")[:-1]
        rows = [[line.split(TAB) for line in block.split("\n")[:-1]] for block in blocks]
        count = len(rows) - len(outputs)
        return rows[:count], dict(zip(outputs, rows[count:]))


def same_cell(left, right):
    if left == right or {"t": "true", "f": "false"}.get(right, right) == left:
        return True
    # Files of facts have no way to say a tab or line break.
    if re.sub(r"[\t\r\n]", " ", right) == left:
        return True
    # The row of a relation without columns is a truth value in SQL.
    if left == "()":
        return right in ("true", "t", "0")
    try:
        return ("." in left or "e" in left) and float(left) == float(right)
    except ValueError:
        return False


def same(left, right):
    return len(left) == len(right) and all(
        len(a) == len(b) and all(map(same_cell, a, b)) for a, b in zip(left, right))


def main():
    postgres = Postgres(work / "data")
    engines = {"duckdb": run_duckdb, "postgresql": postgres.run, "nemo": run_nemo}
    compared, refused = dict.fromkeys(engines, 0), dict.fromkeys(engines, 0)
    try:
        for name, program, facts in cases():
            expected = clew_answers(program, facts)
            if expected is None:
                continue
            for engine, run in engines.items():
                script = translation(program, facts, engine)
                if script is None:
                    refused[engine] += 1
                    continue
                try:
                    answers, outputs = run(script)
                # A panic inside of Nemo is no Exception.
                except BaseException as error:
                    sys.exit(f"{engine} refuses {name}: {error}\n{script}")
                wanted = expected[0]
                if engine == "nemo":
                    # A question without variables is answered there by a row or none.
                    bare = {"true": [["0"]], "false": []}
                    wanted = [
                        bare[rows[0][0]] if rows in ([["true"]], [["false"]]) and found in bare.values() else sorted(rows)
                        for rows, found in zip(wanted, answers)]
                pairs = list(zip(wanted, answers)) + [
                    (sorted(expected[1].get(key, [])), sorted(rows)) for key, rows in outputs.items()]
                if len(expected[0]) != len(answers) or not all(same(left, right) for left, right in pairs):
                    sys.exit(f"{engine} answers {name} otherwise:\n{expected}\n{answers} {outputs}\n{script}")
                compared[engine] += 1
    finally:
        postgres.stop()
        shutil.rmtree(work, ignore_errors=True)
    assert all(count > 50 for count in compared.values()), compared
    for engine in engines:
        print(f"{engine}: {compared[engine]} programs give clew's answers, {refused[engine]} refused with a reason.")


main()
