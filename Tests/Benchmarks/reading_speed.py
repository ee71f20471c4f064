#!/usr/bin/env python3
"""Pages a second, text and metadata, on one core: clew beside trafilatura and bare parsing with lxml, in one run.

    reading_speed.py CLEW PAGES... [--copies N] [--passes N]

PAGES are folders of saved pages, compressed with gzip or not. CLEW reads files, N copies of each, as its users have it:
`clew read --jobs 1 FOLDER`, process start, files and output included. trafilatura and lxml (from PyPI, each left out
where it is not installed) get pages that are in memory and decoded. CPU time; the median of the passes.
"""
import argparse
import gzip
import os
import resource
import statistics
import subprocess
import tempfile
import time
from pathlib import Path


def pages(folders):
    for folder in folders:
        for path in sorted(Path(folder).iterdir()):
            data = path.read_bytes()
            yield path.name.removesuffix(".gz"), gzip.decompress(data) if path.suffix == ".gz" else data


def clew(command, folder, copies, loaded):
    for copy in range(copies):
        for name, data in loaded:
            (folder / f"{copy:03}-{name}").write_bytes(data)

    def once():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([command, "read", "--jobs", "1", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return once


def in_memory(read, texts):
    def once():
        start = time.process_time()
        for text in texts:
            read(text)
        return time.process_time() - start
    return once


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clew")
    parser.add_argument("pages", nargs="+")
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--passes", type=int, default=3)
    arguments = parser.parse_args()
    loaded = list(pages(arguments.pages))
    texts = [data.decode("utf-8", "replace") for _, data in loaded]
    print(f"{len(loaded)} pages, {sum(len(data) for _, data in loaded) / 1e6:.1f} MB")
    with tempfile.TemporaryDirectory() as folder:
        runs = [("clew read", clew(arguments.clew, Path(folder), arguments.copies, loaded),
                 len(loaded) * arguments.copies)]
        try:
            import lxml.html
            parser = lxml.html.HTMLParser(encoding="utf-8")
            encoded = [text.encode() for text in texts]
            runs.append(("lxml.html parse alone",
                         in_memory(lambda text: lxml.html.fromstring(text, parser=parser), encoded), len(texts)))
        except ImportError:
            print("lxml is not installed")
        try:
            import trafilatura
            runs.append(("trafilatura, text and metadata",
                         in_memory(lambda text: trafilatura.bare_extraction(text, with_metadata=True), texts),
                         len(texts)))
            runs.append(("trafilatura fast, text alone",
                         in_memory(lambda text: trafilatura.extract(text, fast=True), texts), len(texts)))
        except ImportError:
            print("trafilatura is not installed")
        for name, once, count in runs:
            seconds = sorted(once() for _ in range(arguments.passes))
            spread = (seconds[-1] - seconds[0]) / seconds[0]
            print(f"{name:<32} {count / statistics.median(seconds):8.1f} pages/s   spread {spread:.0%}")


if __name__ == "__main__":
    main()
