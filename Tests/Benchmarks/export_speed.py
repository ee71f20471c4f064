#!/usr/bin/env python3
"""How fast Clew writes GraphML, and how fast NetworkX writes the same graph.

  export_speed.py CLEW GRAPH

NetworkX reads what Clew wrote (not timed) and writes it with `write_graphml` (ElementTree or lxml, whichever NetworkX
takes) and `write_graphml_xml`. Prints seconds and peak memory of each as it is known to the operating system.
"""
import os
import resource
import subprocess
import sys
import time

clew, graph = sys.argv[1], sys.argv[2]
out = os.path.join(os.path.dirname(os.path.abspath(graph)), "speed.graphml")


def run(arguments):
    start = time.monotonic()
    process = subprocess.Popen(arguments)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{arguments[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


opening = run([clew, "query", "--graph", graph, "--format", "tsv", "source(?s, ?u, ?t, ?p, ?d) limit 1"])
print(f"clew, opening and a small query: {opening[0]:.2f} s ({opening[1]:.2f} s of processor time), {opening[2]:.0f} MiB")
for target in ("graphml", "nquads", "jsonl"):
    seconds, work, peak = run([clew, "export", "--graph", graph, "--to", target, "--output", out + "." + target])
    size = os.path.getsize(out + "." + target)
    print(f"clew, {target}: {seconds:.2f} s with opening, {work - opening[1]:.2f} s of processor time without, "
          f"{peak:.0f} MiB ({peak - opening[2]:+.0f} to opening), {size / 1e6:.0f} MB written")

import networkx

start = time.monotonic()
read = networkx.read_graphml(out + ".graphml", force_multigraph=True)
print(f"networkx {networkx.__version__}, reading (not compared): {time.monotonic() - start:.1f} s, {read.number_of_edges()} edges")
for name in ("write_graphml", "write_graphml_xml"):
    start = time.process_time()
    getattr(networkx, name)(read, out + ".networkx")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"networkx, {name}: {time.process_time() - start:.1f} s of processor time, {peak:.0f} MiB")
