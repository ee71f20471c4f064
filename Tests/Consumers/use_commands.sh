#!/usr/bin/env bash
# What every command owes its user: help with an example, tables that fit, no colour where none is wanted, a quiet end
# when the reader goes away; and completions and a manual page that their readers accept.
#   use_commands.sh CLEW GRAPH
set -euo pipefail
clew="$(cd "$(dirname "$1")" && pwd)/$(basename "$1")"
graph="$(cd "$(dirname "$2")" && pwd)/$(basename "$2")"
examples="$(cd "$(dirname "$0")/../../Examples/articles" && pwd)"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
fail() { echo "$1" >&2; exit 1; }

commands="$("$clew" --help | sed -n 's/^  \([a-z]\{3,\}\) .*/\1/p' | grep -v '^help$' | sort -u)"
[ "$(echo "$commands" | wc -l)" -ge 16 ] || fail "only these commands are listed: $commands"
for command in $commands; do
    [ "$command" = clew ] && continue
    "$clew" "$command" --help | grep -q "Example" || fail "clew $command --help has no example"
done

# A word mistyped.
"$clew" qurey 2>"$folder/err" && fail "a command that is none is obeyed"
grep -q "Did you mean query" "$folder/err" || fail "clew qurey is answered with: $(cat "$folder/err")"

# A terminal 80 columns wide.
shown() { script -qec "stty cols 80 rows 24; $*" /dev/null </dev/null | tr -d '\r'; }
for request in "list sources" "list entities" "list merges" "query 'statement(?id, ?s, ?p, ?o)'" \
    "query 'evidence(?id, ?source, ?sentence)'" "why 'sued(\"Orrin Systems\", \"Halden Robotics\")'"; do
    width="$(NO_COLOR=1 shown "$clew" "$request" --graph "$graph" | LC_ALL=C.UTF-8 wc -L)"
    [ "$width" -le 80 ] || fail "clew $request is $width columns wide"
done
NO_COLOR=1 shown "$clew" list sources --graph "$graph" | grep -q $'\e\[1m' && fail "NO_COLOR is not obeyed"
shown "$clew" list sources --graph "$graph" | grep -q $'\e\[1m' || fail "a heading on a terminal is not bold"

# The reader goes away.
"$clew" query --graph "$graph" 'triple(?a, ?b, ?c), triple(?d, ?e, ?f)' 2>"$folder/err" | head -1 >/dev/null
[ ! -s "$folder/err" ] || fail "a reader that goes away is complained about: $(cat "$folder/err")"

# Ctrl-C in a long folder: every line that is out is whole, and it is said how far it went. The pipe holds the reader up,
# so that there is always something left to stop.
mkdir "$folder/pages"
for number in $(seq 2000); do cp "$examples"/orrin-lawsuit.txt "$folder/pages/$number.txt"; done
mkfifo "$folder/pipe"
"$clew" read --jobs 2 "$folder/pages" >"$folder/pipe" 2>"$folder/err" &
reader=$!
exec 3<"$folder/pipe"
head -c 1 <&3 >"$folder/read"
kill -INT "$reader"
cat <&3 >>"$folder/read"
exec 3<&-
status=0
wait "$reader" || status=$?
[ "$status" -eq 3 ] || fail "clew read ends with $status after Ctrl-C, not 3"
lines="$(wc -l <"$folder/read")"
[ "$lines" -lt 2000 ] || fail "clew read does not stop at Ctrl-C"
grep -qx "clew: stopped at file [0-9]* of 2000; articles read and printed: $lines" "$folder/err" ||
    fail "of $lines articles clew read says: $(cat "$folder/err")"
tail -1 "$folder/read" | python3 -c 'import json, sys; json.loads(sys.stdin.read())' || fail "the last line is not whole"

# Completions and the manual page.
for shell in bash zsh fish; do
    "$clew" completions "$shell" >"$folder/completions"
    "$shell" -n "$folder/completions" || fail "$shell does not take its completions"
    grep -q "ingest" "$folder/completions" || fail "the completions for $shell know no commands"
done
"$clew" completions bash >"$folder/completions"
# shellcheck disable=SC2016
offered="$(bash --norc -c 'source "$1"; COMP_WORDS=(clew export --t); COMP_CWORD=2; COMP_LINE="clew export --t"
    COMP_POINT=15; _clew clew --t export; echo "${COMPREPLY[@]}"' bash "$folder/completions")"
[[ "$offered" == *--to* ]] || fail "bash is not offered --to, but: $offered"
"$clew" manual >"$folder/clew.1"
mandoc -T lint -W error "$folder/clew.1" || fail "the manual page has errors"
mandoc -T utf8 "$folder/clew.1" | col -b >"$folder/clew.txt"
for command in $commands; do
    grep -q "$command" "$folder/clew.txt" || fail "the manual page says nothing of $command"
done
echo "Help, tables, colours, pipes, completions and the manual page are as they should be."
