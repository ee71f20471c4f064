#!/usr/bin/env python3
"""Times `clew analyze` and `clew extract` on one core.

  language_speed.py CLEW FOLDER [--words N]

The text is that of the articles in FOLDER, over and over, up to N words. Prints words a second of processor time, the
start of the program included, the peak of memory, and the processor: its integer products decide the speed.
"""
import argparse
import os
import pathlib
import subprocess
import tempfile

parser = argparse.ArgumentParser()
parser.add_argument("clew")
parser.add_argument("folder")
parser.add_argument("--words", type=int, default=20_000)
options = parser.parse_args()


def processor():
    """Name of the processor and what of it matters here."""
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    values = {line.split(":")[0].strip(): line.split(":")[1].strip() for line in lines if ":" in line}
    flags = [flag for flag in ("avx2", "avx512f", "avx_vnni", "avx512_vnni") if flag in values.get("flags", "").split()]
    return f"{values.get('model name', 'unknown processor')}, {', '.join(flags) or 'no AVX2'}"


def measure(command, text):
    """Processor time in seconds and peak MiB of a command that reads a text, on the first core that may be used."""
    core = min(os.sched_getaffinity(0))
    with tempfile.TemporaryFile() as given:
        given.write(text.encode())
        given.seek(0)
        process = subprocess.Popen(
            command, stdin=given, stdout=subprocess.DEVNULL, preexec_fn=lambda: os.sched_setaffinity(0, {core}))
        _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, f"{command} failed"
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


paragraphs = subprocess.run(
    [options.clew, "read", "--format", "text", options.folder], capture_output=True, text=True, check=True).stdout
once = len(paragraphs.split())
text = "\n\n".join([paragraphs] * max(1, options.words // once))
words = len(text.split())
print(f"{words} words on {processor()}")
for command in (["analyze"], ["extract", "-"]):
    seconds, peak = measure([options.clew, *command], text)
    print(f"clew {command[0]}: {words / seconds:,.0f} words/s, {peak:.0f} MiB")
