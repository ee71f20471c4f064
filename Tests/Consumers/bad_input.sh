#!/usr/bin/env bash
# Gives clew what users give it by mistake: each is said plainly, the exit code is the documented one, and the article
# beside it is read all the same.
#   bad_input.sh CLEW
set -euo pipefail
clew="$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"
articles="$(cd "$(dirname "$0")/../../Examples/articles" && pwd)"
folder="$(mktemp -d)"
trap 'chmod -R u+rw "$folder"; rm -rf "$folder"' EXIT
cd "$folder"

# Runs clew, and checks its exit code and that its messages hold each of the words.
expect() {
    local code="$1" words="$2" found=0 word
    shift 2
    "$clew" "$@" >out.txt 2>err.txt || found=$?
    [ "$found" -eq "$code" ] || { echo "clew $*: exit code $found, not $code"; cat err.txt; exit 1; }
    for word in $words; do
        grep -q -- "$word" err.txt out.txt || { echo "clew $*: says nothing of $word"; cat err.txt; exit 1; }
    done
}

mkdir inputs inputs/empty-folder
: >inputs/empty.txt
head -c 4096 "$clew" >inputs/program
# 50 MB of bytes that mean nothing, and 50 MB that are letters at least.
head -c 52428800 /dev/urandom >inputs/garbage.bin
head -c 38000000 inputs/garbage.bin | base64 >inputs/garbage.txt
echo "Acme acquired Widgets." >inputs/secret.txt
chmod 000 inputs/secret.txt
cp "$articles"/orrin-lawsuit.txt inputs/
codes="reading.empty reading.binary reading.not-prose reading.not-found"
[ "$(id -u)" -eq 0 ] || codes="$codes reading.permission"
expect 1 "$codes" ingest --graph g.graph inputs missing.html
"$clew" query --graph g.graph 'sued(?who, ?whom)' | grep -q "Orrin Systems" || { echo "the article was not read"; exit 1; }

expect 1 "reading.folder-empty" ingest --graph g.graph inputs/empty-folder
expect 1 "graph.no-access" ingest --graph inputs inputs/orrin-lawsuit.txt
expect 2 "graph.missing" query --graph nowhere.graph 'sued(?who, ?whom)'
expect 1 "graph.not-a-graph" query --graph inputs/program 'sued(?who, ?whom)'
expect 2 "query.unknown-relation sued" query --graph g.graph 'suedd(?who, ?whom)'
expect 2 "query.syntax" query --graph g.graph 'sued(?who, '
expect 2 "Usage" query
expect 2 "usage.unknown-command" frobnicate
expect 3 "query.row-limit" query --graph g.graph --max-rows 3 'path(?x, ?y)'
expect 1 "" why --graph g.graph 'sued("Halden Robotics", "Orrin Systems")'
"$clew" query --graph g.graph 'triple(?s, ?p, ?o)' | head -1 >/dev/null
echo "Bad input is said plainly, and costs the rest nothing."
