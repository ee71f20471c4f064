#!/usr/bin/env bash
# Ingests onto a disk that is full: it is said, the exit code is the documented one, and what was reported as done is
# there. The disk is a small file system in memory; where none may be mounted, that is said and nothing is checked.
#   full_disk.sh CLEW
set -euo pipefail
clew="$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"
articles="$(cd "$(dirname "$0")/../../Examples/articles" && pwd)"
folder="$(mktemp -d)"
trap 'umount "$folder/disk" 2>/dev/null || true; rm -rf "$folder"' EXIT
mkdir "$folder/disk"
if ! mount -t tmpfs -o size=1m tmpfs "$folder/disk" 2>/dev/null; then
    echo "No file system can be mounted here: the full disk was not tried."
    exit 0
fi
cd "$folder"
# Room for some of the articles.
"$clew" ingest --graph disk/g.graph "$articles"/orrin-lawsuit.txt >/dev/null
head -c "$(($(df --output=avail -B1 disk | tail -1) - 150000))" /dev/zero >disk/ballast
code=0
"$clew" ingest --verbose --graph disk/g.graph "$articles" >out.txt 2>err.txt || code=$?
[ "$code" -eq 1 ] || { echo "exit code $code, not 1"; cat err.txt; exit 1; }
grep -q "graph.disk-full" err.txt || { echo "nothing was said of the full disk"; cat err.txt; exit 1; }
rm disk/ballast
"$clew" check --graph disk/g.graph 2>/dev/null
sed -n 's/^read: //p' err.txt | while read -r origin; do
    "$clew" list sources --graph disk/g.graph | grep -qF "$(basename "$origin")" || { echo "lost: $origin"; exit 1; }
done
"$clew" ingest --graph disk/g.graph "$articles" >/dev/null
"$clew" ingest --graph whole.graph "$articles" >/dev/null
cmp <("$clew" export --graph disk/g.graph --to jsonl) <("$clew" export --graph whole.graph --to jsonl)
code=0
"$clew" export --graph whole.graph --to graphml >/dev/full 2>err.txt || code=$?
[ "$code" -eq 1 ] && grep -q "No space left" err.txt || { echo "a full disk under an export was not said"; exit 1; }
[ "$(wc -l <err.txt)" -eq 1 ] || { echo "a full disk under an export is said more than once:"; cat err.txt; exit 1; }
echo "A full disk is said plainly, and nothing reported as done is lost."
