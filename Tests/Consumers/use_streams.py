#!/usr/bin/env python3
"""Uses `clew extract --stream` and `clew resolve` as engines do: a record in, its lines out, one bad record no end.

  use_streams.py CLEW ARTICLES

ARTICLES is a folder of articles. Needs GNU parallel and jq for the line that Examples/spark/README.md gives, and the
Python package rdflib.
"""
import base64
import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import rdflib
from web_archive import archive

clew, articles = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
here = pathlib.Path(__file__).resolve().parent
examples = here.parent.parent / "Examples" / "spark"
work = pathlib.Path(tempfile.mkdtemp(prefix="clew-streams-"))
ANY = (None, None, None, None)
TEXT = "Acme Corp. acquired Widgets Inc. in 2024."


def clew_run(*arguments, input=b""):
    done = subprocess.run([clew, *arguments], input=input, capture_output=True)
    assert done.returncode == 0, (arguments, done.returncode, done.stderr.decode())
    return done.stdout


def stream(lines, *options):
    return clew_run("extract", "--stream", *options, input="".join(line + "\n" for line in lines).encode())


def parsed(output):
    return list(map(json.loads, output.decode().splitlines()))


def records_keep_their_order():
    page = f"<html><body><article><h1>Deal</h1><p>{TEXT}</p></article></body></html>"
    file = sorted(articles.glob("*.txt"))[0]
    lines = [
        json.dumps({"id": "a", "text": TEXT}), "no record", json.dumps({"id": "b", "html": page}), "",
        json.dumps({"id": "c", "bytes": base64.b64encode(page.encode()).decode()}),
        json.dumps({"id": "d", "bytes": "%%%"}), json.dumps({"id": "e"}), json.dumps({"path": str(file)}),
        json.dumps({"id": "f", "path": "/no/such/file"}), json.dumps({"id": "g", "text": TEXT})]
    rows = parsed(stream(lines))
    order = list(dict.fromkeys(row["doc"] for row in rows))
    assert order == ["a", "2", "b", "c", "d", "e", file.stem, "f", "g"], order
    failed = {row["doc"]: row["error"]["line"] for row in rows if "error" in row}
    assert failed == {"2": 2, "d": 6, "e": 7, "f": 9}, failed
    said = [[(row["predicate"], row["object"]["entity"]) for row in rows if row["doc"] == doc and "id" in row]
            for doc in "abcg"]
    assert said[0] and said.count(said[0]) == 4, said


def answers_come_at_once():
    with subprocess.Popen([clew, "extract", "--stream"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for name in ["first", "second"]:
            process.stdin.write(json.dumps({"id": name, "text": TEXT}).encode() + b"\n")
            process.stdin.flush()
            # Blocks for good where the record waits for more input.
            assert json.loads(process.stdout.readline())["doc"] == name
        process.stdin.close()
        process.stdout.read()
        assert process.wait() == 0


def archives_stream(pages):
    plain = b"".join(archive(pages))
    (work / "crawl.warc").write_bytes(plain)
    rows = parsed(clew_run("extract", "--stream", input=plain))
    assert [row["doc"] for row in rows if "error" in row] == ["-#3"], rows
    docs = list(dict.fromkeys(row["doc"] for row in rows if "error" not in row))
    # A page that names its own address goes by that.
    addresses = [re.search(rb'rel="canonical" href="([^"]*)"', page) for _, page in pages]
    assert docs == [own.group(1).decode() if own else address for own, (address, _) in zip(addresses, pages)][:2], docs
    assert parsed(clew_run("extract", "--stream", input=gzip.compress(plain))) == rows
    whole = subprocess.run([clew, "extract", str(work / "crawl.warc")], capture_output=True)
    said = [[(row["predicate"], row["sentence"]) for row in lines if "id" in row] for lines in (
        rows, parsed(whole.stdout))]
    assert said[0] == said[1] and said[0], "a stream of an archive says something else than its file"


def memory_is_constant(pages):
    def peak(count):
        read, write = os.pipe()
        process = subprocess.Popen([clew, "extract", "--stream"], stdin=read, stdout=subprocess.DEVNULL)
        os.close(read)
        with os.fdopen(write, "wb") as pipe:
            for number in range(count):
                address, page = pages[number % 2]
                pipe.writelines(archive([(f"{address}?{number}", page)]))
        _, status, usage = os.wait4(process.pid, 0)
        assert status == 0
        return usage.ru_maxrss
    few, many = peak(10), peak(70)
    assert many < few * 1.2 + 8_192, f"{few} KB for 10 pages, {many} KB for 70"


def quads_are_those_of_an_export(file):
    found = stream([json.dumps({"path": str(file)}), "no record"], "--format", "nquads").decode()
    dataset = rdflib.Dataset()
    dataset.parse(data=found, format="nquads")
    assert len(set(dataset.quads(ANY))) > 100
    graph = str(work / "one.graph")
    clew_run("ingest", str(file), "--graph", graph)
    expected = clew_run("export", "--graph", graph, "--to", "nquads").decode()
    lines = found.splitlines()
    assert lines.pop().startswith('# {"doc":"2","error":')
    assert lines == expected.splitlines()


def the_line_for_parallel_works():
    page = (examples / "README.md").read_text()
    line = re.search(r"^find .*parallel.*$", page, re.M).group().replace("~/articles", str(articles))
    path = f"{pathlib.Path(clew).parent}:{os.environ['PATH']}"
    subprocess.run(["bash", "-ec", f"set -o pipefail; {line}"], cwd=work, env=os.environ | {"PATH": path}, check=True)
    files = subprocess.run(["find", str(articles), "-type", "f"], capture_output=True, text=True).stdout.splitlines()
    expected = stream([json.dumps({"id": name, "path": name}) for name in files])
    assert (work / "statements.jsonl").read_bytes() == expected and expected


def resolution_by_sorting_is_that_in_memory():
    made = work / "made"
    subprocess.run([sys.executable, str(here.parent / "Benchmarks" / "make_articles.py"), str(made), "--count", "150"],
                   check=True)
    names = sorted(map(str, made.rglob("*.html")))
    read = stream([json.dumps({"path": name}) for name in names], "--entities")
    expected = sorted(clew_run("resolve", input=read).splitlines())
    sorting = subprocess.run([str(examples / "resolve.sh")], input=read, capture_output=True, check=True,
                             env=os.environ | {"CLEW": clew})
    assert sorting.stdout.splitlines() == expected and len(expected) > 100
    bad = subprocess.run([clew, "resolve"], input='{"block": 1}\n', capture_output=True, text=True)
    assert bad.returncode == 1 and "resolve.record" in bad.stderr and "-:1:1" in bad.stderr, bad.stderr


try:
    pages = [("https://news.example/" + path.stem, path.read_bytes()) for path in sorted(articles.glob("*.html"))[:2]]
    records_keep_their_order()
    answers_come_at_once()
    archives_stream(pages[:2] + [("https://news.example/broken", b"\x00\x01\x02" * 100)])
    memory_is_constant(pages)
    quads_are_those_of_an_export(sorted(articles.glob("*.txt"))[0])
    the_line_for_parallel_works()
    resolution_by_sorting_is_that_in_memory()
    print("Streams of records and of archives give what files give, in their order; sorting resolves as one process does.")
finally:
    shutil.rmtree(work, ignore_errors=True)
