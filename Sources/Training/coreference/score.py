#!/usr/bin/env python3
"""Score coreference against GUM: MUC, B-cubed, CEAF-e, their mean (CoNLL F1), LEA, and what a graph needs.

  score.py --gold coreference/gum/dev.jsonl.gz --predicted predicted.jsonl [--genre news] [--errors]

predicted.jsonl: a line per document, {"id", "clusters": [[[sentence, head, kind], ...], ...]}, kind one of name,
nominal, pronoun, relative. Mentions are matched by the token of their syntactic head, as names are shorter than GUM's
noun phrases. Gold: links `pred`, `appos` and `disc` are dropped as the README of the data advises for OntoNotes-like
clusters, then clusters of one; with --appositions `appos` is kept (a resolver that keeps appositions in its chains is
otherwise charged for them). Relative pronouns, which GUM does not annotate, are left out, and so are predicted mentions
in clusters of one.

Two views: "all" takes GUM's clusters as they are, generic nouns, dates, "I" and "you" included; "named" keeps gold
clusters with a proper name (a head tagged PROPN that is no date), and predicted clusters with a name. "anaphors": of
the pronouns and nominals that the resolver puts into a chain with a name, how many stand in a gold cluster whose name
that chain bears (precision); of those in a gold cluster with a name, how many are put into a chain that bears one of
its names (recall). Standard library only.
"""
import argparse
import gzip
import json
from collections import Counter, defaultdict


def opened(path):
    return gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")


def gold_documents(path, keep_appositions):
    for line in opened(path):
        item = json.loads(line)
        dropped = {"pred", "disc"} | (set() if keep_appositions else {"appos"})
        clusters, seen, types = [], set(), []
        for mentions, links, heads, kind in zip(item["clusters"], item["links"], item["heads"], item["types"]):
            cluster = []
            for (sentence, _, _), link, head in zip(mentions, links, heads):
                if link not in dropped and (sentence, head) not in seen:
                    seen.add((sentence, head))
                    cluster.append((sentence, head))
            clusters.append(cluster)
            types.append(kind)
        kept = [(c, t) for c, t in zip(clusters, types) if len(c) > 1]
        yield item["id"], item["genre"], item["sentences"], [c for c, _ in kept], [t for _, t in kept]


def fraction(top, bottom):
    return top / bottom if bottom else 0.0


def f1(precision, recall):
    return fraction(2 * precision * recall, precision + recall)


def muc(key, response):
    def half(left, right):
        where = {m: i for i, c in enumerate(right) for m in c}
        top = bottom = 0
        for cluster in left:
            parts = {where[m] for m in cluster if m in where}
            top += len(cluster) - len(parts) - sum(m not in where for m in cluster)
            bottom += len(cluster) - 1
        return top, bottom
    return half(response, key) + half(key, response)


def b_cubed(key, response):
    def half(left, right):
        where = {m: set(c) for c in right for m in c}
        top = sum(len(set(c) & where.get(m, set())) / len(c) for c in left for m in c)
        return top, sum(len(c) for c in left)
    return half(response, key) + half(key, response)


def assignment(gain):
    """The greatest sum of a one-to-one assignment (Hungarian algorithm, rows <= columns)."""
    rows, columns = len(gain), len(gain[0])
    if rows > columns:
        gain = [list(column) for column in zip(*gain)]
        rows, columns = columns, rows
    infinite = float("inf")
    u, v, match = [0.0] * (rows + 1), [0.0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        match[0], column = row, 0
        least, way, used = [infinite] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while True:
            used[column] = True
            current, delta, following = match[column], infinite, 0
            for j in range(1, columns + 1):
                if not used[j]:
                    cost = -gain[current - 1][j - 1] - u[current] - v[j]
                    if cost < least[j]:
                        least[j], way[j] = cost, column
                    if least[j] < delta:
                        delta, following = least[j], j
            for j in range(columns + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = following
            if match[column] == 0:
                break
        while column:
            match[column] = match[way[column]]
            column = way[column]
    return sum(gain[match[j] - 1][j - 1] for j in range(1, columns + 1) if match[j])


def ceaf_e(key, response):
    if not key or not response:
        return 0, len(response), 0, len(key)
    gain = [[2 * len(set(k) & set(r)) / (len(k) + len(r)) for r in response] for k in key]
    best = assignment(gain)
    return best, len(response), best, len(key)


def lea(key, response):
    def half(left, right):
        where = {m: i for i, c in enumerate(right) for m in c}
        top = bottom = 0.0
        for cluster in left:
            links = len(cluster) * (len(cluster) - 1) / 2
            counts = Counter(where[m] for m in cluster if m in where)
            found = sum(n * (n - 1) / 2 for n in counts.values())
            top += len(cluster) * fraction(found, links)
            bottom += len(cluster)
        return top, bottom
    return half(response, key) + half(key, response)


MEASURES = [("MUC", muc), ("B3", b_cubed), ("CEAFe", ceaf_e), ("LEA", lea)]


def show(title, sums):
    values = {}
    parts = []
    for name, _ in MEASURES:
        a, b, c, d = sums[name]
        precision, recall = fraction(a, b), fraction(c, d)
        values[name] = f1(precision, recall)
        parts.append(f"{name} {100*precision:.1f} {100*recall:.1f} {100*values[name]:.1f}")
    mean = (values["MUC"] + values["B3"] + values["CEAFe"]) / 3
    print(f"{title:7s} CoNLL {100*mean:.1f} | " + " | ".join(parts))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--gold", required=True)
    options.add_argument("--predicted", required=True)
    options.add_argument("--genre")
    options.add_argument("--appositions", action="store_true")
    options.add_argument("--errors", action="store_true")
    chosen = options.parse_args()
    predicted = {}
    for line in opened(chosen.predicted):
        item = json.loads(line)
        predicted[item["id"]] = item["clusters"]
    totals = {view: defaultdict(lambda: [0, 0, 0, 0]) for view in ("all", "named")}
    anaphors = defaultdict(lambda: [0, 0, 0, 0])
    for identifier, genre, sentences, gold, types in gold_documents(chosen.gold, chosen.appositions):
        if chosen.genre and genre != chosen.genre:
            continue
        clusters = predicted.get(identifier, [])
        kind = {(s, h): k for c in clusters for s, h, k in c}
        response = [[(s, h) for s, h, k in c if k != "relative"] for c in clusters]
        names = {m for m, k in kind.items() if k == "name"}
        views = {
            "all": (gold, [c for c in response if len(c) > 1]),
            "named": (
                [c for c in gold if any(m in names for m in c)],
                [c for c in response if len(c) > 1 and any(m in names for m in c)]),
        }
        for view, (left, right) in views.items():
            for name, measure in MEASURES:
                for at, value in enumerate(measure(left, right)):
                    totals[view][name][at] += value
        score_anaphors(identifier, sentences, gold, response, kind, anaphors, chosen.errors)
    for view in totals:
        show(view, totals[view])
    for kind, (right, given, found, wanted) in sorted(anaphors.items()):
        precision, recall = fraction(right, given), fraction(found, wanted)
        print(f"anaphors {kind:10s} P {100*precision:.1f} ({right}/{given})  R {100*recall:.1f} ({found}/{wanted})  "
              f"F1 {100*f1(precision, recall):.1f}")


def score_anaphors(identifier, sentences, gold, response, kind, sums, errors):
    """Precision and recall of pronouns and nominals that are tied to a name."""
    pronouns = set("he him his himself she her hers herself it its itself they them their theirs themselves".split())
    def label(mention):
        token = sentences[mention[0]][mention[1]].lower()
        if token in pronouns:
            return {"h": "he", "s": "she", "i": "it", "t": "they"}[token[0]]
        return "nominal" if kind.get(mention) == "nominal" else None
    gold_of = {m: i for i, c in enumerate(gold) for m in c}
    response_of = {m: i for i, c in enumerate(response) for m in c}
    gold_names = [{m for m in c if kind.get(m) == "name"} for c in gold]
    response_names = [{m for m in c if kind.get(m) == "name"} for c in response]
    for index, cluster in enumerate(response):
        if not response_names[index]:
            continue
        for mention in cluster:
            what = label(mention)
            if not what:
                continue
            names = gold_names[gold_of[mention]] if mention in gold_of else set()
            good = bool(names & response_names[index])
            for key in (what, "total"):
                sums[key][1] += 1
                sums[key][0] += good
            if errors and not good:
                sample = " ".join(sentences[n[0]][n[1]] for n in sorted(response_names[index])[:1])
                truth = [" ".join([str(g[0]), sentences[g[0]][g[1]]]) for g in gold[gold_of[mention]][:3]] if mention in gold_of else None
                print(f"{identifier} {mention[0]}: {sentences[mention[0]][mention[1]]}@{mention[1]} -> {sample}; gold {truth}\n"
                      f"      {' '.join(sentences[mention[0]])}")
    for index, cluster in enumerate(gold):
        if not gold_names[index]:
            continue
        for mention in cluster:
            what = label(mention)
            if not what:
                continue
            good = mention in response_of and bool(response_names[response_of[mention]] & gold_names[index])
            for key in (what, "total"):
                sums[key][3] += 1
                sums[key][2] += good


if __name__ == "__main__":
    main()
