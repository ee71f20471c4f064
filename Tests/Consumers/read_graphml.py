#!/usr/bin/env python3
"""Reads a GraphML file as its users do, with NetworkX and igraph, and fails where they disagree with the file.

  read_graphml.py FILE.graphml
"""
import sys
import xml.etree.ElementTree as ElementTree

import igraph
import networkx

path = sys.argv[1]
namespace = "{http://graphml.graphdrawing.org/xmlns}"
graph = ElementTree.parse(path).getroot().find(namespace + "graph")
nodes = len(graph.findall(namespace + "node"))
edges = len(graph.findall(namespace + "edge"))
if nodes < 2 or edges < 1:
    sys.exit(f"{path}: {nodes} nodes and {edges} edges are no graph to check")

read = networkx.read_graphml(path, force_multigraph=True)
if (read.number_of_nodes(), read.number_of_edges()) != (nodes, edges):
    sys.exit(f"NetworkX read {read.number_of_nodes()} nodes and {read.number_of_edges()} edges of {nodes} and {edges}")
for name, data in read.nodes(data=True):
    for key in ("label", "x", "y"):
        if key not in data:
            sys.exit(f"NetworkX: node {name} has no {key}")
for source, target, key, data in read.edges(keys=True, data=True):
    if "label" not in data or "weight" not in data:
        sys.exit(f"NetworkX: edge {source} -> {target} has no label or weight")

loaded = igraph.Graph.Read_GraphML(path)
if (loaded.vcount(), loaded.ecount()) != (nodes, edges):
    sys.exit(f"igraph read {loaded.vcount()} nodes and {loaded.ecount()} edges of {nodes} and {edges}")
if any(not label for label in loaded.vs["label"]) or any(not label for label in loaded.es["label"]):
    sys.exit("igraph: a node or an edge has no label")

print(f"NetworkX {networkx.__version__} and igraph {igraph.__version__} read {nodes} nodes and {edges} edges.")
