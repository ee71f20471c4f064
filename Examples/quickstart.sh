#!/usr/bin/env bash
# Installs what is missing, builds Clew, reads the example articles, asks a few questions, and writes a GraphML file
# and a page for the browser. Everything lands in .build/quickstart; run it as often as you like.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/install

say() { printf '\n== %s\n' "$*"; }

say "Checking what building needs"
clew_need_swift
# shellcheck disable=SC2086
clew_install $clew_packages

say "Building a release (some minutes the first time, seconds after)"
swift build -c release --product clew
bin="$(swift build -c release --show-bin-path)/clew"

out=.build/quickstart
rm -rf "$out"
mkdir -p "$out"
graph="$out/examples.graph"

say "Reading the example articles"
"$bin" ingest --graph "$graph" --format table Examples/articles

say "Who released what?"
"$bin" query --graph "$graph" --format table 'released(?who, ?what)'

say "A program with a recursive rule: Examples/programs/questions.dl"
"$bin" query --graph "$graph" --format table --file Examples/programs/questions.dl

say "Why do we believe it? The sentence behind a fact"
"$bin" why --graph "$graph" 'sued("Orrin Systems", "Halden Robotics")'

say "What is only claimed, and by whom?"
"$bin" query --graph "$graph" --format table 'said(?who, ?s, ?p, ?o) limit 8'

say "Writing GraphML and a page for the browser"
"$bin" export --graph "$graph" --to graphml --output "$out/examples.graphml"
"$bin" export --graph "$graph" --to html --output "$out/examples.html"

say "Done"
echo "clew itself:         $bin"
echo "the graph:           $graph"
echo "GraphML (Gephi, yEd, Cytoscape, NetworkX, igraph, Neo4j): $out/examples.graphml"
echo "a view, offline:     $out/examples.html (open it in a browser)"
echo "ask more questions:  $bin repl --graph $graph"
