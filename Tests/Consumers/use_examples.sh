#!/usr/bin/env bash
# Runs the scripts in Examples as their heads say.
#   use_examples.sh CLEW
set -euo pipefail
CLEW="$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"
export CLEW
examples="$(cd "$(dirname "$0")/../../Examples" && pwd)"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
fail() { echo "$1" >&2; exit 1; }

mkdir "$folder/articles"
cp "$examples"/articles/orrin-lawsuit.txt "$examples"/articles/halden-lumen-partnership.txt "$folder/articles"
"$examples/research-folder.sh" "$folder/articles" >"$folder/report" || fail "research-folder.sh failed"
grep -q "Orrin Systems" "$folder/report" || fail "research-folder.sh found no conflict: $(cat "$folder/report")"

watch() { "$examples/watch-topic.sh" "Lumen Labs" "$folder/articles" >"$folder/news" || fail "watch-topic.sh failed"; }
watch
grep -q '"sentence"' "$folder/news" || fail "watch-topic.sh found nothing"
watch
[ ! -s "$folder/news" ] || fail "watch-topic.sh tells the same again: $(cat "$folder/news")"
cp "$examples"/articles/okafor-profile.html "$folder/articles"
watch
grep -q '"sentence"' "$folder/news" || fail "watch-topic.sh does not see a new article"

"$examples/feed-gephi.sh" "$folder/articles.graph" "$folder/gephi" "Lumen Labs" >/dev/null 2>&1 || fail "feed-gephi.sh failed"
xmllint --noout "$folder"/gephi/everything.gexf "$folder"/gephi/facts.graphml "$folder"/gephi/neighbours.gexf
[ "$(grep -c '<edge ' "$folder/gephi/neighbours.gexf")" -lt "$(grep -c '<edge ' "$folder/gephi/everything.gexf")" ] ||
    fail "the neighbourhood is the whole graph"
echo "The scripts in Examples do what their heads say."
