#!/usr/bin/env bash
# Files for Gephi: the whole graph with what is only claimed, the facts alone, and the neighbourhood of one entity.
#   feed-gephi.sh GRAPH FOLDER [ENTITY]
set -euo pipefail
graph="${1:?name a graph}"
folder="${2:?name a folder for the files}"
clew="${CLEW:-clew}"
mkdir -p "$folder"

"$clew" export --graph "$graph" --to gexf --output "$folder/everything.gexf"
"$clew" export --graph "$graph" --to graphml --flavor gephi --facts-only --output "$folder/facts.graphml"
"$clew" export --graph "$graph" --to gephi-csv --output "$folder/tables"
if [ $# -gt 2 ]; then
    name="$(printf %s "$3" | sed 's/[\\"]/\\&/g')"
    "$clew" export --graph "$graph" --to gexf --query "neighbour(\"$name\", ?other)" --output "$folder/neighbours.gexf"
fi
echo "Open one of these in Gephi: $folder/*.gexf, $folder/*.graphml; or import $folder/tables as spreadsheets."
