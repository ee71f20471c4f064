"""Figures of a checkpoint (float) or a model file (integers) on treebank files, and CoNLL-U / JSON predictions."""
import argparse
import json
import torch
import corpora
from decode import spans
from predict import figures, predict


def conllu(path, gold):
    """Write predictions with the multi-word tokens, comments and SpaceAfter of their source rows."""
    with open(path, "w", encoding="utf-8") as out:
        for s in gold:
            for c in s["comments"]:
                print(c, file=out)
            i = 0
            for row in s["rows"]:
                if row[0].isdigit():
                    misc = [m for m in row[9].split("|") if m.startswith("SpaceAfter")]
                    misc += ["NE=" + s["names"][i]] if s["names"][i] != "O" else []
                    row = [row[0], row[1], row[1].lower(), s["upos"][i], s["xpos"][i], "_", str(s["heads"][i]), s["relations"][i], "_",
                           "|".join(sorted(misc)) or "_"]
                    i += 1
                elif "." in row[0]:
                    continue
                print("\t".join(row), file=out)
            print(file=out)


def character_spans(sentence, kinds):
    """Names as offsets into the words joined by SpaceAfter of the word rows (multi-word tokens count as their words)."""
    places, at = [], 0
    for row in sentence["rows"]:
        if row[0].isdigit():
            places.append((at, at + len(row[1])))
            at += len(row[1]) + ("SpaceAfter=No" not in row[9].split("|"))
    return [{"start": places[a][0], "end": places[b - 1][1], "type": k} for a, b, k in spans(sentence["names"]) if k in kinds]


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("model", help="checkpoint.pt or a .clewlm file")
    a.add_argument("treebanks", nargs="+", help="CoNLL-U files (may be .gz)")
    a.add_argument("--write", nargs="*", default=[], help="CoNLL-U output, one per treebank")
    a.add_argument("--names", help="write names of the first treebank as JSON lines for score_entities.py")
    a.add_argument("--threads", type=int, default=1)
    a = a.parse_args()
    torch.set_num_threads(a.threads)
    if a.model.endswith(".clewlm"):
        from reference import Reference
        net = Reference(a.model)
        labels, wordpiece, run, relations = net.labels, net.wordpiece, net, net.relations
    else:
        from export import load
        from wordpiece import WordPiece
        c, net = load(a.model)
        labels, wordpiece, run, relations = c["labels"], WordPiece(c["vocabulary"]), net, net.relations
    for k, path in enumerate(a.treebanks):
        gold = corpora.read_conllu(path)
        found = predict(run, relations, gold, wordpiece, labels, corpora.CONVENTIONS)
        print(json.dumps({"file": path.split("/")[-1], **figures(gold, found)}), flush=True)
        if k < len(a.write):
            conllu(a.write[k], found)
        if k == 0 and a.names:
            with open(a.names, "w", encoding="utf-8") as out:
                for s in found:
                    kinds = {"PER", "ORG", "LOC"}
                    print(json.dumps({"id": s["id"], "entities": character_spans(s, kinds)}), file=out)


if __name__ == "__main__":
    main()
