#!/usr/bin/env bash
# The steps of `clew resolve` with sort(1) in the place of an engine: what resolve.py does in Spark, to read and to port.
#   resolve.sh < READ > ENTITIES     READ is what `clew extract --stream --entities` wrote; CLEW names the executable
set -euo pipefail
export LC_ALL=C
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
clew="${CLEW:-clew}"
step() { sort | "$clew" resolve --step "$@"; }

# A line begins with its block, so that sorting brings the lines of a block together.
grep '^{"block"' | step senses >"$folder/senses"
: >"$folder/roots"
for rule in $("$clew" resolve --list-rules); do
    cat "$folder/senses" "$folder/roots" | step keys --rule "$rule" | uniq | step links --rule "$rule" >"$folder/links"
    cat "$folder/links" "$folder/roots" | "$clew" resolve --step components >"$folder/next"
    mv "$folder/next" "$folder/roots"
done
cat "$folder/senses" "$folder/roots" | step groups | step entities | step names | sort
