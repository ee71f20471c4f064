#!/usr/bin/env bash
# What is new on an entity since the last time: reads a folder that fills up, and prints the facts about the entity that
# were not there when this ran before, each with its sentence. Made for cron.
#   watch-topic.sh ENTITY FOLDER [GRAPH]
set -euo pipefail
entity="${1:?name an entity}"
folder="${2:?name a folder of saved articles}"
graph="${3:-${folder%/}.graph}"
clew="${CLEW:-clew}"
seen="$graph.seen-$(printf %s "$entity" | tr -c '[:alnum:]' '_')"

"$clew" ingest --graph "$graph" "$folder" >/dev/null || [ $? -eq 1 ]
quoted="$(printf %s "$entity" | sed 's/[\\"]/\\&/g')"
now="$(mktemp)"
trap 'rm -f "$now"' EXIT
{
    "$clew" query --graph "$graph" "statement(?id, \"$quoted\", ?p, ?o)"
    "$clew" query --graph "$graph" "statement(?id, ?s, ?p, \"$quoted\")"
} | cut -f 1 | grep -v '^id$' | sort -u >"$now"
touch "$seen"
comm -13 "$seen" "$now" | while read -r id; do
    "$clew" query --graph "$graph" --format jsonl \
        "statement(\"$id\", ?s, ?p, ?o), status(\"$id\", ?status), evidence(\"$id\", ?source, ?sentence)"
done
mv "$now" "$seen"
trap - EXIT
