#!/usr/bin/env bash
# Loads a graph's relations into PostgreSQL as tables, where they stay.
#   load_postgresql.sh GRAPH     PGHOST, PGUSER, PGDATABASE … say where, as for psql; CLEW names the executable
# Then ask, with all of SQL or with Datalog:
#   clew compile PROGRAM.dl --facts FOLDER --to sql --dialect postgresql --without-loading | psql
set -euo pipefail
folder="${FOLDER:-$(mktemp -d)}"
"${CLEW:-clew}" export --graph "$1" --to nemo --output "$folder"
cd "$folder"

# The program in the folder declares each relation with the types of its columns, which are called c1, c2 … here.
sed -n 's/^@import \(.*\) :- tsv.*format = (\(.*\)) } \.$/\1 \2/p' clew.rls | while read -r name types; do
    columns="" number=0
    for type in ${types//,/}; do
        number=$((number + 1))
        case "$type" in
            int) type=bigint ;;
            double) type="double precision" ;;
            *) type=text ;;
        esac
        columns+="${columns:+, }c$number $type"
    done
    echo "DROP TABLE IF EXISTS \"$name\"; CREATE TABLE \"$name\" ($columns);"
    echo "\\copy \"$name\" FROM '$name.tsv' WITH (FORMAT csv, DELIMITER E'\\t', QUOTE E'\\b', NULL E'\\x01')"
    echo "CREATE INDEX ON \"$name\" (md5(c1)); ANALYZE \"$name\";"
done | psql -q -X -v ON_ERROR_STOP=1
psql -q -X -c "CREATE INDEX ON triple (c2)"
