#!/usr/bin/env bash
# A folder of saved articles becomes a graph, and the graph answers: what it holds, who stands in the middle, who is in
# conflict with whom, and what is only alleged. Run it again after saving more: only what is new is read.
#   research-folder.sh FOLDER [GRAPH]
set -euo pipefail
folder="${1:?name a folder of saved articles}"
graph="${2:-${folder%/}.graph}"
clew="${CLEW:-clew}"
rules="$(cd "$(dirname "$0")" && pwd)/programs/rules.dl"

"$clew" ingest --graph "$graph" --format table "$folder" || [ $? -eq 1 ] # 1: a file was no article, and was said
echo; echo "== Most covered"
"$clew" query --graph "$graph" --rules "$rules" --format table 'coverage(?who, ?articles) order by ?articles desc, ?who limit 10'
echo; echo "== In conflict"
"$clew" query --graph "$graph" --rules "$rules" --format table 'conflict(?one, ?other)'
echo; echo "== Only alleged, with the sentence"
"$clew" query --graph "$graph" --format table \
    'statement(?id, ?s, ?p, ?o), status(?id, alleged), evidence(?id, _, ?sentence)' | cut -c 1-200
