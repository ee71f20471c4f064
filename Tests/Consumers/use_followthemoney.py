#!/usr/bin/env python3
"""Reads the FollowTheMoney export as Aleph does, with the package `followthemoney`, and compares it with the lines.

  use_followthemoney.py CLEW GRAPH
"""
import json
import subprocess
import sys

from followthemoney import __version__, model
from followthemoney.proxy import EntityProxy

clew, graph = sys.argv[1:3]


def export(form):
    run = subprocess.run([clew, "export", "--graph", graph, "--to", form], check=True, capture_output=True)
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def expect(holds, what):
    if not holds:
        sys.exit(f"use_followthemoney.py: {what}")


statements = {statement["id"]: statement for statement in export("jsonl")}
proxies = {}
for record in export("ftm"):
    proxy = EntityProxy.from_dict(record, cleaned=False)
    expect(proxy.id not in proxies, f"{proxy.id} comes twice")
    proxies[proxy.id] = proxy
    proxy.schema.validate(record)
    for name, values in record["properties"].items():
        # What is no value of a property's type (a date, a URL, an id) would be dropped.
        expect(len(proxy.get(name)) == len(values), f"{proxy.schema.name}.{name}: {values} became {proxy.get(name)}")
    expect(proxy.caption and proxy.caption != proxy.schema.label or proxy.schema.edge, f"{record} has no caption")

links = [proxy for proxy in proxies.values() if proxy.schema.edge]
for link in links:
    statement = statements[link.first("recordId")]
    ends = [proxies[link.first(name)] for name in (link.schema.source_prop.name, link.schema.target_prop.name)]
    for end, name in zip(ends, (link.schema.source_prop, link.schema.target_prop)):
        expect(end.schema.is_a(name.range), f"{link.schema.name}.{name.name} is a {end.schema.name}")
    names = {statement["subject"]["entity"], statement["object"]["entity"]}
    expect({end.first("name") for end in ends} == names, f"{link.id} links others than {names}")
    expect(set(link.get("description")) == {piece["sentence"] for piece in statement["evidence"]}, f"{link.id}: sentences")
    proofs = {proxies[proof].first("title") for proof in link.get("proof")}
    expect(proofs == {piece.get("title", piece["source"]) for piece in statement["evidence"]}, f"{link.id}: articles")
    expect(statement["fact"] or link.schema.name == "UnknownLink", f"{link.id} is no fact and says it is")
between = [s for s in statements.values() if "entity" in s["object"]]
expect(len(links) == len(between), f"{len(links)} links for {len(between)} statements between entities")
known = {link.schema.name for link in links}
expect({"Ownership", "UnknownLink"} <= known, f"links are {known}")
print(f"followthemoney {__version__} reads {len(proxies)} entities, {len(links)} of them links: {', '.join(sorted(known))}")
