#!/usr/bin/env python3
"""Join GUM's trees with its names: CoNLL-U with `NE=B-PER` and the like in MISC, a document per `# newdoc`.

  prepare.py --treebank en_gum-dev.conllu.gz --names entities/gum/dev.jsonl.gz --out gum-dev.conllu

Sentences are matched by document and tokens; a tree without its names is an error. Standard library only.
"""
import argparse
import gzip
import json


def opened(path):
    return gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")


def names_by_sentence(path):
    """{(document, tokens): tags} from the JSONL of names."""
    table = {}
    for line in opened(path):
        item = json.loads(line)
        tags = ["O"] * len(item["tokens"])
        for entity in item["entities"]:
            for at in range(entity["start"], entity["end"]):
                tags[at] = ("B-" if at == entity["start"] else "I-") + entity["type"]
        table[item["doc"], tuple(item["tokens"])] = tags
    return table


def sentences(path):
    """(document, comment lines, rows) per sentence; only words, no multi-word tokens or empty nodes."""
    document, comments, rows = "", [], []
    for line in opened(path):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id = "):
            document = line.split(" = ", 1)[1]
        if line.startswith("#"):
            comments.append(line)
        elif line:
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
        elif rows:
            yield document, comments, rows
            comments, rows = [], []
    if rows:
        yield document, comments, rows


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--treebank", required=True)
    options.add_argument("--names", required=True)
    options.add_argument("--out", required=True)
    chosen = options.parse_args()
    names = names_by_sentence(chosen.names)
    count = missing = 0
    with open(chosen.out, "w", encoding="utf-8") as out:
        for document, comments, rows in sentences(chosen.treebank):
            tags = names.get((document, tuple(row[1] for row in rows)))
            if tags is None:
                missing += 1
                tags = ["O"] * len(rows)
            print(*comments, sep="\n", file=out)
            for row, tag in zip(rows, tags):
                misc = [] if row[9] == "_" else row[9].split("|")
                if tag != "O":
                    misc.append("NE=" + tag)
                row[9] = "|".join(misc) or "_"
                print(*row, sep="\t", file=out)
            print(file=out)
            count += 1
    print(f"{count} sentences, {missing} without names")


if __name__ == "__main__":
    main()
