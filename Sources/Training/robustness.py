"""Figures of a model file on changed copies of a treebank: capitals, quotes, missing full stops."""
import argparse
import json
import torch
import corpora
from predict import figures, predict
from reference import Reference


def headline(words):
    return [w[:1].upper() + w[1:] for w in words]


def typographic(words):
    out, opened = [], False
    for w in words:
        if w == '"':
            opened = not opened
            w = "“" if opened else "”"
        out.append(w.replace("'", "’").replace("--", "—"))
    return out


CHANGES = {
    "unchanged": lambda words: words, "upper case": lambda words: [w.upper() for w in words],
    "headline": headline, "lower case": lambda words: [w.lower() for w in words], "typographic": typographic,
}


def without_stop(s):
    """The sentence without its final stop, if that governs nothing."""
    n = len(s["words"])
    if n < 3 or s["words"][-1] not in ".!?" or n in s["heads"] or s["heads"][-1] == 0:
        return s
    return {k: v[:-1] if isinstance(v, list) and len(v) == n and k in ("words", "upos", "xpos", "heads", "relations", "names") else v
            for k, v in s.items()}


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("model")
    a.add_argument("treebank")
    a = a.parse_args()
    torch.set_num_threads(1)
    net = Reference(a.model)
    gold = corpora.read_conllu(a.treebank)
    rows = {name: [dict(s, words=change(s["words"])) for s in gold] for name, change in CHANGES.items()}
    rows["no final stop"] = [without_stop(s) for s in gold]
    for name, sentences in rows.items():
        found = predict(net, net.relations, sentences, net.wordpiece, net.labels, corpora.CONVENTIONS)
        print(json.dumps({"change": name, **figures(sentences, found)}), flush=True)


if __name__ == "__main__":
    main()
