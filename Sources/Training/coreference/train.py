#!/usr/bin/env python3
"""Train the antecedent scorer: for each class of anaphor a log-linear model over the candidates, "none" included.

  train.py --gold coreference/gum/train.jsonl.gz --decisions decisions.jsonl --out AntecedentWeights.swift

decisions.jsonl (a line per document, written by the coreference tests when CLEW_COREFERENCE_OUT names a folder):
{"id", "decisions": [{"class", "sentence", "head", "candidates": [{"sentence", "head", "isCoordination",
"features": [...]}, ...]}, ...]}; the first candidate is "none". A candidate is right when it stands in the anaphor's
gold cluster; where none is, "none" is. The likelihood of all right candidates together is maximised by gradient ascent
with an L2 penalty: convex up to the choice among right candidates, deterministic, minutes of plain Python.
"""
import argparse
import gzip
import json
import math
from collections import defaultdict


# Articles are what the resolver will read; GUM has few among many other texts.
NEWS_WEIGHT = 2.0


def opened(path):
    return gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")


def gold_clusters(path):
    """{document: ({(sentence, head): cluster}, {coordination heads})}; `pred` and `disc` mentions are dropped."""
    documents = {}
    for line in opened(path):
        item = json.loads(line)
        where, groups = {}, {}
        for index, (mentions, links, heads) in enumerate(zip(item["clusters"], item["links"], item["heads"])):
            for (sentence, start, end), link, head in zip(mentions, links, heads):
                if link in ("pred", "disc"):
                    continue
                words = [word.lower() for word in item["sentences"][sentence][start:end]]
                # A span whose head is joined to others by "and" is the coordination, not its first member.
                table = groups if "and" in words[head - start:] and end - start > 2 else where
                table.setdefault((sentence, head), index)
        documents[item["id"]] = where, groups
    return documents


def examples(decisions, gold, genres):
    """Per class: (document, candidate features, indices of right candidates, genre)."""
    found = defaultdict(list)
    for line in opened(decisions):
        item = json.loads(line)
        if item["id"] not in gold:
            continue
        where, groups = gold[item["id"]]
        for decision in item["decisions"]:
            cluster = where.get((decision["sentence"], decision["head"]))
            right = []
            for index, candidate in enumerate(decision["candidates"]):
                if index == 0 or cluster is None:
                    continue
                place = candidate["sentence"], candidate["head"]
                if candidate["isCoordination"]:
                    hit = groups.get(place) == cluster
                else:
                    hit = where.get(place) == cluster or (place not in where and groups.get(place) == cluster)
                if hit:
                    right.append(index)
            found[decision["class"]].append(
                (item["id"], [c["features"] for c in decision["candidates"]], right or [0], genres[item["id"]]))
    return found


def train(items, penalty, rounds=300):
    """Weights by feature: gradient ascent with a step per feature (resilient propagation)."""
    names = sorted({f for item in items for c in item[1] for f in c})
    number = {name: index for index, name in enumerate(names)}
    data = [
        ([[number[f] for f in c] for c in candidates], right, NEWS_WEIGHT if genre == "news" else 1.0)
        for _, candidates, right, genre in items]
    weights, steps, last = [0.0] * len(names), [0.05] * len(names), [0.0] * len(names)
    for _ in range(rounds):
        gradient = [-penalty * weight for weight in weights]
        for candidates, right, weight in data:
            scores = [sum(weights[f] for f in c) for c in candidates]
            top = max(scores)
            powers = [math.exp(score - top) for score in scores]
            total, good = sum(powers), sum(powers[index] for index in right)
            for index, candidate in enumerate(candidates):
                change = -powers[index] / total + (powers[index] / good if index in right else 0.0)
                change *= weight
                if change:
                    for feature in candidate:
                        gradient[feature] += change
        for at in range(len(names)):
            if gradient[at] * last[at] > 0:
                steps[at] = min(steps[at] * 1.2, 0.5)
            elif gradient[at] * last[at] < 0:
                steps[at] *= 0.5
                gradient[at] = 0.0
            if gradient[at]:
                weights[at] += math.copysign(steps[at], gradient[at])
            last[at] = gradient[at]
        if max(steps) < 1e-4:
            break
    return dict(zip(names, weights))


def accuracy(items, weights):
    """(decisions right, links right, links made, links there are)"""
    right_decisions = links = made = wanted = 0
    for _, candidates, right, _ in items:
        scores = [sum(weights.get(f, 0.0) for f in c) for c in candidates]
        best = scores.index(max(scores))
        right_decisions += best in right
        made += best != 0
        links += best != 0 and best in right
        wanted += right != [0]
    return right_decisions, links, made, wanted


def lines_of(path, without):
    """The lines of weights in a file that was written before, without those of some classes."""
    lines = [line.strip() for line in open(path, encoding="utf-8") if line.count("\t") == 2]
    return [line for line in lines if line.split("\t")[0] not in without]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--gold", required=True)
    options.add_argument("--decisions", required=True)
    options.add_argument("--out", required=True)
    options.add_argument("--penalty", type=float, default=1.0)
    options.add_argument("--folds", type=int, default=0, help="also cross-validate by document")
    options.add_argument("--only", nargs="*", help="classes to train; the weights of the others stay as --out has them")
    chosen = options.parse_args()
    genres = {item["id"]: item["genre"] for item in map(json.loads, opened(chosen.gold))}
    found = examples(chosen.decisions, gold_clusters(chosen.gold), genres)
    classes = sorted(chosen.only or found)
    lines = lines_of(chosen.out, classes) if chosen.only else []
    for name in classes:
        items = found[name]
        weights = train(items, chosen.penalty)
        print(name, len(items), "train: right, links, made, wanted", accuracy(items, weights))
        documents = sorted({item[0] for item in items})
        if chosen.folds:
            sums = [0, 0, 0, 0]
            for fold in range(chosen.folds):
                held = set(documents[fold::chosen.folds])
                part = train([i for i in items if i[0] not in held], chosen.penalty)
                sums = [a + b for a, b in zip(sums, accuracy([i for i in items if i[0] in held], part))]
            print("   held out:", sums, f"P {sums[1]/max(1,sums[2]):.3f} R {sums[1]/max(1,sums[3]):.3f}")
        lines += [f"{name}\t{feature}\t{weight:.3f}" for feature, weight in sorted(weights.items()) if abs(weight) >= 0.005]
    lines.sort(key=lambda line: line.split("\t")[0])
    with open(chosen.out, "w", encoding="utf-8") as out:
        out.write("/// The weights of `AntecedentScorer`, written by `Sources/Training/coreference/train.py`; do not edit.\n"
                  "enum AntecedentWeights {\n    static let text = \"\"\"\n")
        for line in lines:
            out.write("        " + line + "\n")
        out.write("        \"\"\"\n}\n")


if __name__ == "__main__":
    main()
