#!/bin/sh
# Learns the weights of ConfidenceModel anew: run.sh CLEW, with a built clew. Needs numpy and scikit-learn.
set -eu
clew=$1
here=$(dirname "$(realpath "$0")")
features=$(mktemp -d)
trap 'rm -r "$features"' EXIT
for article in "$here"/articles/*.txt "$here"/../../../Tests/ClewExtractionTests/Judged/*.txt; do
    "$clew" extract --features "$article" > "$features/$(basename "$article" .txt).tsv"
done
python3 "$here/train.py" --verdicts "$here/verdicts.tsv" --features "$features" --calibrate 5 6 7 8 \
    --out "$here/../../ClewExtraction/Learned/ConfidenceWeights.swift"
