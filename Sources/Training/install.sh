#!/usr/bin/env bash
# Puts data files that training made into the package: copies them beside the assembler's files that build them in, and
# writes their SHA-256 there, which rebuilds them (a change of the data alone does not).
#   install.sh FILE…      encoder.clewlm, boundaries.clewsb, lemmas.tsv
set -euo pipefail
target="$(cd "$(dirname "$0")/../CLanguageModel" && pwd)"
for file in "$@"; do
    name="$(basename "$file")"
    [ -e "$target/$name" ] || { echo "$name is no data file of $target" >&2; exit 2; }
    [ "$file" -ef "$target/$name" ] || cp "$file" "$target/$name"
    hash="$(sha256sum "$target/$name" | cut -d' ' -f1)"
    sed -i "s/$name SHA-256 [0-9a-f]*/$name SHA-256 $hash/" "$target"/*.S
    echo "installed $name, SHA-256 $hash"
done
