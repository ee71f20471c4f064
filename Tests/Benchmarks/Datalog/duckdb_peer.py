"""Runs one workload's SQL in DuckDB and prints the count, for `datalog-benchmark`, which measures this process.

    python3 duckdb_peer.py QUERY.sql FACTS THREADS

`facts('NAME', column TYPE, …)` in the SQL stands for the file FACTS/NAME.tsv.
"""
import re
import sys

import duckdb


def main(query, facts, threads):
    def table(match):
        columns = ", ".join(
            "'%s': '%s'" % tuple(column.split()) for column in match.group(2).split(","))
        return "read_csv('%s/%s.tsv', delim='\\t', header=false, quote='', columns={%s})" % (
            facts, match.group(1), columns)

    with open(query, encoding="utf-8") as file:
        text = re.sub(r"facts\('(\w+)', ([^)]*)\)", table, file.read())
    connection = duckdb.connect()
    connection.execute("SET threads = %d" % int(threads))
    for statement in text.split(";"):
        if statement.strip():
            result = connection.execute(statement)
    print(result.fetchone()[0])


main(*sys.argv[1:])
