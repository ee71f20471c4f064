#!/usr/bin/env python3
"""Reads every export as its users do and fails where they disagree with the graph or with each other.

  read_exports.py CLEW GRAPH

Real consumers where they can be had: NetworkX and igraph (GraphML, GEXF, Cytoscape's JSON), rdflib (Turtle, JSON-LD,
N-Quads), Graphviz (DOT), Nemo where `nmo_python` is installed. For Gephi, Cytoscape, Neo4j and Soufflé, which cannot be
run here, the rules of their importers: each rule says what the importer would do. Where `duckdb` is installed, it
writes Parquet as README says.
"""
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter

import igraph
import networkx
import rdflib
from rdflib.compare import isomorphic

clew, graph = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
folder = tempfile.mkdtemp(prefix="clew-exports-")
said = []


def export(target, name, *options):
    path = os.path.join(folder, name)
    subprocess.run([clew, "export", "--graph", graph, "--to", target, "--output", path, *options], check=True)
    return path


def expect(condition, what):
    if not condition:
        sys.exit(f"{what}; the files are in {folder}")


statements = [json.loads(line) for line in open(export("jsonl", "all.jsonl"), encoding="utf-8")]
facts = {(s["subject"]["entity"], s["predicate"], str(s["object"].get("entity", s["object"].get("date", s["object"].get("text")))))
         for s in statements if s["fact"]}
count = len(statements)
expect(count > 20, "a graph with so few statements checks nothing")
parallel = Counter((s["subject"]["entity"], json.dumps(s["object"])) for s in statements).most_common(1)[0][1]
expect(parallel > 1, "the graph has no parallel edges to keep apart")

# GraphML, all flavors.
space = "{http://graphml.graphdrawing.org/xmlns}"
for flavor in ("plain", "gephi", "yed", "neo4j"):
    path = export("graphml", f"{flavor}.graphml", "--flavor", flavor)
    root = ElementTree.parse(path).getroot()
    keys = {key.get("id"): key for key in root.findall(space + "key")}
    edges = root.findall(f"{space}graph/{space}edge")
    nodes = {node.get("id") for node in root.iter(space + "node")}
    expect(len(edges) == count, f"{flavor}: {len(edges)} edges of {count}")
    # Gephi drops an edge whose id it has seen; igraph fails on an attribute name that is there twice.
    expect(len({edge.get("id") for edge in edges}) == count, f"{flavor}: two edges have one id")
    named = [(key.get("for"), key.get("attr.name")) for key in keys.values() if key.get("attr.name")]
    expect(len(set(named)) == len(named), f"{flavor}: two keys have one name")
    # Cytoscape ignores an edge with an end that it has not seen yet.
    expect(all(edge.get("source") in nodes and edge.get("target") in nodes for edge in edges), f"{flavor}: an end is missing")
    for data in root.iter(space + "data"):
        expect(data.get("key") in keys, f"{flavor}: data of an undeclared key")
    if flavor == "gephi":
        # Gephi looks keys up by id before it looks at names, and merges parallel edges that have no label of their own.
        expect(not {key.lower() for key in keys} & {"label", "weight", "size", "x", "y", "z", "r", "g", "b", "color"},
               "a key's id has a meaning for Gephi")
        expect(all(edge.get("label") for edge in edges), "an edge for Gephi has no kind")
    elif flavor == "neo4j":
        expect(all(re.fullmatch(r"(:[A-Z]\w*)+", node.get("labels")) for node in root.iter(space + "node")),
               "a node for Neo4j has no labels")
        expect(all(edge.get("label") for edge in edges), "a relationship for Neo4j has no type")
    elif flavor == "yed":
        # Without shapes yEd stacks all nodes, unlabelled.
        labels = list(root.iter("{http://www.yworks.com/xml/graphml}NodeLabel"))
        expect(len(labels) == len(nodes), "a node for yEd has no label")
        expect(len(list(root.iter("{http://www.yworks.com/xml/graphml}Geometry"))) == len(nodes), "a node for yEd has no place")
    if flavor != "yed":
        read = networkx.read_graphml(path, force_multigraph=True)
        expect((read.number_of_nodes(), read.number_of_edges()) == (len(nodes), count), f"{flavor}: NetworkX lost some")
        loaded = igraph.Graph.Read_GraphML(path)
        expect((loaded.vcount(), loaded.ecount()) == (len(nodes), count), f"{flavor}: igraph lost some")
        expect(all(loaded.vs["label"]) and all(loaded.es["label"]), f"{flavor}: igraph sees no labels")
schema = os.path.join(os.path.dirname(os.path.abspath(__file__)), "graphml.rng")
subprocess.run(["xmllint", "--noout", "--relaxng", schema, os.path.join(folder, "plain.graphml")],
               check=True, capture_output=True)
fewer = networkx.read_graphml(export("graphml", "facts.graphml", "--facts-only"), force_multigraph=True)
expect(fewer.number_of_edges() == sum(s["fact"] for s in statements), "--facts-only is no more and no less than the facts")
said.append(f"GraphML (NetworkX {networkx.__version__}, igraph {igraph.__version__}, xmllint)")

# GEXF. NetworkX reads 1.2 and knows no newer one: the parts that it reads did not change.
path = export("gexf", "graph.gexf")
text = open(path, encoding="utf-8").read()
with open(path + ".old", "w", encoding="utf-8") as file:
    file.write(text.replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace('version="1.3"', 'version="1.2"'))
read = networkx.read_gexf(path + ".old")
expect((read.number_of_nodes(), read.number_of_edges()) == (len(nodes), count), "GEXF: NetworkX lost some")
root = ElementTree.fromstring(text)
for attributes in root.iter("{http://gexf.net/1.3}attributes"):
    titles = [attribute.get("title").lower() for attribute in attributes]
    # Gephi drops an attribute whose title differs from another only by case, or is one of its own.
    expect(len(set(titles)) == len(titles) and not set(titles) & {"id", "label", "weight", "source", "target", "kind"},
           "GEXF: titles clash")
expect(len({edge.get("id") for edge in root.iter("{http://gexf.net/1.3}edge")}) == count, "GEXF: two edges have one id")
ends = Counter((edge.get("source"), edge.get("target"), edge.get("kind")) for edge in root.iter("{http://gexf.net/1.3}edge"))
said.append("GEXF (NetworkX)")

# Cytoscape: the desktop reads `name` of nodes and `interaction` of edges, and wants ids as strings.
document = json.load(open(export("cyjs", "graph.cyjs"), encoding="utf-8"))
elements = document["elements"]
expect(len(elements["edges"]) == count, "cyjs: edges are missing")
known = {node["data"]["id"] for node in elements["nodes"]}
for node in elements["nodes"]:
    expect(isinstance(node["data"]["id"], str) and node["data"]["name"] and {"x", "y"} <= node["position"].keys(), "cyjs: a node")
for edge in elements["edges"]:
    expect(edge["data"]["source"] in known and edge["data"]["target"] in known and edge["data"]["interaction"], "cyjs: an edge")
types = {}
for element in elements["nodes"] + elements["edges"]:
    for name, value in element["data"].items():
        # The first value decides the type of a column.
        kind = "number" if type(value) in (int, float) else type(value).__name__
        expect(types.setdefault(name, kind) == kind, f"cyjs: {name} has two types")
said.append("Cytoscape's JSON")

# Graphviz parses it and keeps every edge.
parsed = subprocess.run(["dot", "-Tdot_json", export("dot", "graph.dot")], check=True, capture_output=True)
expect(not parsed.stderr, f"Graphviz: {parsed.stderr.decode()}")
expect(len(json.loads(parsed.stdout)["edges"]) == count, "Graphviz lost some")
said.append("DOT (Graphviz)")

# RDF: Turtle and JSON-LD are the same triples; N-Quads has a graph for each source.
turtle = rdflib.Graph().parse(export("turtle", "graph.ttl"), format="turtle")
linked = rdflib.Graph().parse(export("jsonld", "graph.jsonld"), format="json-ld")
expect(isomorphic(turtle, linked), "Turtle and JSON-LD are not the same graph")
quads = rdflib.ConjunctiveGraph()
quads.parse(export("nquads", "graph.nq"), format="nquads")
named = [context for context in quads.contexts() if len(context) and not str(context.identifier).startswith("file:")
         and isinstance(context.identifier, rdflib.URIRef)]
sources = {piece["source"] for s in statements for piece in s["evidence"]}
expect(len(named) == len(sources), f"{len(named)} named graphs for {len(sources)} sources")
described = set(turtle.subjects(rdflib.RDF.type, rdflib.RDF.Statement))
expect(len(described) == count, f"{len(described)} statements described of {count}")
expect(described == set(quads.subjects(rdflib.RDF.type, rdflib.RDF.Statement)), "N-Quads describes other statements")
status = rdflib.URIRef("urn:clew:term:status")
for subject in turtle.subjects(rdflib.URIRef("urn:clew:term:fact"), rdflib.Literal(False)):
    relation, ends = turtle.value(subject, rdflib.RDF.predicate), (turtle.value(subject, rdflib.RDF.subject), turtle.value(subject, rdflib.RDF.object))
    name = relation.rsplit(":", 1)[1]
    same = [s for s in described if turtle.value(s, rdflib.RDF.predicate) == relation
            and (turtle.value(s, rdflib.RDF.subject), turtle.value(s, rdflib.RDF.object)) == ends
            and turtle.value(s, rdflib.URIRef("urn:clew:term:fact")).toPython()]
    expect(same or (ends[0], relation, ends[1]) not in turtle, f"what is no fact is a triple: {name}")
    expect(turtle.value(subject, status) is not None, "a statement has no status")
outside = {str(p) for p in turtle.predicates() if str(p).startswith(("https://schema.org/", "http://www.wikidata.org/"))}
expect(any("wikidata" in p or p.endswith(("founder", "parentOrganization", "worksFor")) for p in outside),
       "no relation is in the terms of schema.org or Wikidata")
said.append(f"Turtle, JSON-LD, N-Quads (rdflib {rdflib.__version__})")


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    for row in rows:
        expect(len(row) == len(rows[0]), f"{path}: a row has {len(row)} cells")
        for cell in row:
            number = re.fullmatch(r"[-+]?\d+(\.\d+)?(e[-+]?\d+)?", cell)
            expect(not cell or number or cell[0] not in "=+-@\t\r", f"{path}: a spreadsheet would run {cell}")
            expect("\n" not in cell, f"{path}: a cell has two lines")
    return [dict(zip(rows[0], row)) for row in rows[1:]]


# Gephi's spreadsheet importer knows these headings, whatever their case.
path = export("gephi-csv", "gephi")
people, lines = table(path + "/nodes.csv"), table(path + "/edges.csv")
expect({"Id", "Label"} <= people[0].keys() and {"Source", "Target", "Type", "Id", "Label", "Kind", "Weight"} <= lines[0].keys(), "Gephi's headings")
expect(len(lines) == count and {line["Type"] for line in lines} == {"Directed"}, "edges for Gephi")
expect({line["Source"] for line in lines} | {line["Target"] for line in lines} <= {person["Id"] for person in people}, "ends for Gephi")
# Neo4j's importer: ids, labels, types, and numbers where the heading says so.
path = export("neo4j-csv", "neo4j")
people, lines = table(path + "/nodes.csv"), table(path + "/relationships.csv")
expect({"id:ID", ":LABEL"} <= people[0].keys() and {":START_ID", ":END_ID", ":TYPE"} <= lines[0].keys(), "Neo4j's headings")
expect(len(lines) == count and len({person["id:ID"] for person in people}) == len(people), "relationships for Neo4j")
expect({line[":START_ID"] for line in lines} | {line[":END_ID"] for line in lines} <= {person["id:ID"] for person in people}, "ends for Neo4j")
for line in lines:
    expect(re.fullmatch(r"[A-Z0-9_]+", line[":TYPE"]) and line["fact:boolean"] in ("true", "false"), "a relationship for Neo4j")
    float(line["confidence:double"])
said.append("CSV for Gephi and Neo4j (their importers' rules)")

# Soufflé: what its grammar allows, relation by relation, and files that have as many columns.
path = export("souffle", "souffle")
program = open(path + "/clew.dl", encoding="utf-8").read()
reserved = {"count", "sum", "min", "max", "mean", "cat", "ord", "strlen", "substr", "contains", "match", "true", "false", "nil",
            "as", "range", "number", "symbol", "float", "unsigned", "input", "output", "inline", "override"}
declared = {}
for line in program.split("\n"):
    if not line or line.startswith("//"):
        continue
    if found := re.fullmatch(r"\.decl (\w+)\((\w+: (?:symbol|number|float)(?:, \w+: (?:symbol|number|float))*)\)", line):
        declared[found[1]] = [part.split(": ") for part in found[2].split(", ")]
        expect(not {found[1], *(name for name, _ in declared[found[1]])} & reserved, f"Soufflé reserves a name of {line}")
    elif found := re.fullmatch(r"\.(?:input|output) (\w+)", line):
        expect(found[1] in declared, f"Soufflé: {found[1]} is not declared")
    else:
        expect(re.fullmatch(r'\w+\(\w+(, \w+)*\) :- \w+\((\w+|"\w+")(, (\w+|"\w+"))*\)(, \w+\(\w+(, \w+)*\))*\.', line), f"Soufflé: {line}")
for name, columns in declared.items():
    if f".input {name}" not in program:
        continue
    for row in open(f"{path}/{name}.facts", encoding="utf-8", newline="\n").read().split("\n")[:-1]:
        cells = row.split("\t")
        expect(len(cells) == len(columns), f"Soufflé: {name} has {len(columns)} columns, a row {len(cells)}")
        for cell, (_, kind) in zip(cells, columns):
            if kind != "symbol":
                float(cell)
rows = [tuple(row.split("\t")) for row in open(f"{path}/triple.facts", encoding="utf-8").read().split("\n")[:-1]]
tsv = [tuple(row.split("\t")) for row in open(export("tsv", "facts.tsv"), encoding="utf-8").read().split("\n")[:-1]]
expect(rows == tsv, "Soufflé's facts are not those of the TSV export")
said.append("Soufflé (its grammar)")

path = export("nemo", "nemo")
try:
    import nmo_python
except ImportError:
    nmo_python = None
if nmo_python:
    os.chdir(path)
    engine = nmo_python.NemoEngine(nmo_python.load_string(open("clew.rls", encoding="utf-8").read()))
    engine.reason()
    found = {tuple(row) for row in engine.result("tied")}
    edges = {(s, o) for s, p, o in tsv if p == "partners"}
    edges |= {(o, s) for s, o in edges}
    reached = set(edges)
    while more := {(a, d) for a, b in reached for c, d in edges if b == c} - reached:
        reached |= more
    expect(len(found) == len(reached) > 0, f"Nemo derives {len(found)} ties, not {len(reached)}")
    said.append("Nemo")
else:
    said.append("Nemo left out, which is not installed")

try:
    import duckdb
except ImportError:
    duckdb = None
if duckdb:
    os.chdir(folder)
    os.rename("all.jsonl", "articles.jsonl")
    readme = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../README.md"), encoding="utf-8").read()
    duckdb.sql(re.search(r'^duckdb -c "(.*)"$', readme, re.M)[1])
    found = duckdb.sql("SELECT count(*), count(DISTINCT id), sum(len(evidence)), count(*) FILTER (fact) FROM 'articles.parquet'")
    expect(found.fetchall()[0] == (count, count, sum(len(s["evidence"]) for s in statements), sum(s["fact"] for s in statements)),
           "Parquet by DuckDB holds something else")
    said.append("DuckDB, which writes Parquet")
else:
    said.append("DuckDB left out, which is not installed")

shutil.rmtree(folder)
print(f"{count} statements read by: " + "; ".join(said) + ".")
