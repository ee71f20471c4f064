#!/usr/bin/env python3
"""Train the relation model: for each learned relation a logistic regression over the features of a pair of phrases.

  train.py --gold dev.jsonl --pairs pairs.tsv --texts texts.jsonl --background background.tsv --out RelationWeights.swift

dev.jsonl is KnowledgeNet's development half (passages with facts and the relations each was annotated for); pairs.tsv
has a line a pair of phrases of a sentence, as `clew extract --pairs` gives them: passage, start and end of either phrase
in it, the learned relations that the two may stand in, and the hashes of their features, apart by tabs.
A pair is an example of a relation where its passage was annotated for it; it is right when both phrases overlap the
ends of a fact.

Those passages were chosen because they tell something of somebody; most sentences of an article do not. texts.jsonl
(`background.py`) holds sentences of all kinds, background.tsv their pairs: each is taken for a wrong example, unless a
model without them finds a relation likely and a word that announces it stands near.

The penalty is on absolute weights, so most are zero; weights are rounded to hundredths. Prints figures by
cross-validation over documents before it writes the weights of all of them.
"""
import argparse
import json
import re
import zlib
from collections import defaultdict

import numpy
import scipy.sparse
from sklearn.linear_model import LogisticRegression

# KnowledgeNet's relations in the order of `LearnedRelation.all`.
RELATIONS = [
    "DATE_OF_BIRTH", "DATE_OF_DEATH", "PLACE_OF_RESIDENCE", "PLACE_OF_BIRTH", "NATIONALITY", "EMPLOYEE_OR_MEMBER_OF",
    "EDUCATED_AT", "POLITICAL_AFFILIATION", "CHILD_OF", "SPOUSE", "DATE_FOUNDED", "HEADQUARTERS", "SUBSIDIARY_OF",
    "FOUNDED_BY", "CEO",
]
# Words that may announce a relation, for pairs of the background that are better left out than taken for wrong.
ANNOUNCING = [
    r"\bborn|birth", r"\bdie[sd]|death|kill|assassin|plague", r"\bliv(e|es|ed|ing)\b|resid|moved?\b|home", r"\bborn|native", r".",
    r"president|director|chief|ceo|chair|professor|minister|member|head|leader|leads?\b|officer|spokes|secretary|dean|work|join"
    r"|hire|found|editor|manag|executive|senator|governor|analyst|research|engineer|curator|employ|appoint|command|serve|coach"
    r"|captain|play|mayor|judge|representative|teach|reporter|deputy|king|queen|general",
    r"graduat|stud|degree|ph\.?d|attend|alum|educat|school", r"party|democrat|republican|member|join|candidate",
    r"\bsons?\b|daughter|father|mother|child|parent|born", r"wife|husband|marri|widow|spouse",
    r"found|establish|start|creat|form|incorporat", r"based|headquarter|located|office",
    r"subsid|own|unit|parent|division|arm|acqui|part of", r"found|start|establish|creat|set up|launch", r"ceo|chief|head|president",
]
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
COUNT_MIN = 4
WEIGHT_MAX = 2047
ENTRIES_A_LINE = 16


class Examples:
    """Pairs with their features as a sparse matrix, and which facts each pair stands for."""

    def __init__(self, gold_path, pairs_path):
        self.gold = {r["doc"]: r for r in map(json.loads, open(gold_path, encoding="utf-8"))}
        self.rows, indices, ends = [], [], [0]
        for line in open(pairs_path, encoding="utf-8"):
            doc, a0, a1, b0, b1, relations, features = line.rstrip("\n").split("\t")
            spans = (int(a0), int(a1)), (int(b0), int(b1))
            self.rows.append((doc, spans, {int(r) for r in relations.split()}, self.facts(doc, spans)))
            indices += [int(f) for f in features.split()]
            ends.append(len(indices))
        self.hashes, columns, counts = numpy.unique(numpy.array(indices), return_inverse=True, return_counts=True)
        matrix = scipy.sparse.csr_matrix((numpy.ones(len(indices)), columns, ends))
        kept = numpy.where(counts >= COUNT_MIN)[0]
        self.hashes, self.matrix = self.hashes[kept], matrix[:, kept].tocsr()
        self.documents = [self.gold[row[0]]["document"] for row in self.rows]

    def facts(self, doc, spans):
        """{relation: indices of the facts that the two phrases stand for}"""
        found = defaultdict(set)
        for number, fact in enumerate(self.gold[doc]["facts"]):
            ends = fact["subject"], fact["object"]
            if all(s[0] < e["end"] and e["start"] < s[1] for s, e in zip(spans, ends)):
                found[fact["relation"]].add(number)
        return found

    def is_judged(self, row, number):
        doc, _, relations, facts = self.rows[row]
        name = RELATIONS[number]
        return number in relations and (name in self.gold[doc]["annotated"] or name in facts)


class Background:
    """Pairs of any texts, with the features that the examples have."""

    def __init__(self, texts_path, pairs_path, examples):
        texts = {r["doc"]: r["text"] for r in map(json.loads, open(texts_path, encoding="utf-8"))}
        column = {feature: number for number, feature in enumerate(examples.hashes)}
        self.relations, self.contexts, indices, ends = [], [], [], [0]
        for line in open(pairs_path, encoding="utf-8"):
            doc, a0, a1, b0, b1, relations, features = line.rstrip("\n").split("\t")
            self.relations.append({int(r) for r in relations.split()})
            low, high = min(int(a0), int(b0)), max(int(a1), int(b1))
            self.contexts.append(texts[doc][max(0, low - 25):high + 25].lower())
            indices += [column[int(f)] for f in features.split() if int(f) in column]
            ends.append(len(indices))
        shape = (len(self.relations), examples.matrix.shape[1])
        self.matrix = scipy.sparse.csr_matrix((numpy.ones(len(indices)), indices, ends), shape)
        self.rows = {}

    def leave_out_likely(self, number, model):
        """Keeps for a relation the pairs that are surely wrong, going by a model without the background."""
        odds = model.odds(self.matrix)
        announcing = re.compile(ANNOUNCING[number])
        self.rows[number] = numpy.array([
            row for row, relations in enumerate(self.relations)
            if number in relations and not (odds[row] > 0 and announcing.search(self.contexts[row]))
        ], dtype=int)


class Model:
    """A relation's weights in hundredths, and its bias."""

    def __init__(self, coefficients, bias):
        self.hundredths = numpy.clip(numpy.rint(coefficients * 100), -WEIGHT_MAX, WEIGHT_MAX).astype(int)
        self.bias = bias

    def odds(self, matrix):
        """The logarithmic odds of pairs in passages."""
        return matrix @ (self.hundredths / 100) + self.bias


def fit(examples, number, rows, penalty, background=None):
    labels = [RELATIONS[number] in examples.rows[row][3] for row in rows]
    matrix = examples.matrix[rows]
    if background is not None:
        wrong = background.rows[number]
        matrix = scipy.sparse.vstack([matrix, background.matrix[wrong]])
        labels = labels + [False] * len(wrong)
    model = LogisticRegression(C=penalty, l1_ratio=1, solver="liblinear", max_iter=150, random_state=1)
    model.fit(matrix, labels)
    return Model(model.coef_[0], float(model.intercept_[0]))


def judged_rows(examples, number):
    return numpy.array([r for r in range(len(examples.rows)) if examples.is_judged(r, number)])


def cross_validate(examples, penalty, folds, background=None):
    """[(relation, probability, row)], each from a model that has not seen the row's document."""
    fold = numpy.array([zlib.crc32(d.encode()) % folds for d in examples.documents])
    guesses = []
    for number in range(len(RELATIONS)):
        judged = judged_rows(examples, number)
        for held in range(folds):
            model = fit(examples, number, judged[fold[judged] != held], penalty, background)
            rows = [r for r in numpy.where(fold == held)[0] if number in examples.rows[r][2]]
            odds = model.odds(examples.matrix[rows])
            guesses += [(number, 1 / (1 + numpy.exp(-o)), r) for o, r in zip(odds, rows) if o > -3]
    return guesses


def score(examples, guesses, threshold):
    """Precision, recall and F1 as `score_relations.py` counts them."""
    hits, wrong = set(), 0
    for number, probability, row in guesses:
        if probability < threshold:
            continue
        doc, name = examples.rows[row][0], RELATIONS[number]
        facts = examples.rows[row][3].get(name, ())
        hits |= {(doc, fact) for fact in facts}
        wrong += not facts and name in examples.gold[doc]["annotated"]
    recall = len(hits) / sum(len(g["facts"]) for g in examples.gold.values())
    precision = len(hits) / max(1, len(hits) + wrong)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def entry(feature, number, hundredths):
    value = int(hundredths) + WEIGHT_MAX + 1
    digits = [feature >> 18, feature >> 12 & 63, feature >> 6 & 63, feature & 63, number, value >> 6, value & 63]
    return "".join(ALPHABET[d] for d in digits)


def write(path, examples, penalty, background):
    entries, models = [], []
    for number in range(len(RELATIONS)):
        model = fit(examples, number, judged_rows(examples, number), penalty, background)
        models.append(model)
        entries += [
            entry(int(examples.hashes[c]), number, model.hundredths[c]) for c in numpy.nonzero(model.hundredths)[0]]
    entries.sort()
    with open(path, "w", encoding="utf-8") as out:
        out.write("/// The weights of `RelationModel`, written by `Sources/Training/relations/train.py`; do not edit.\n")
        out.write("enum RelationWeights {\n    static let biases: [Double] = [\n")
        out.writelines(f"        {m.bias:.3f},\n" for m in models)
        out.write('    ]\n    static let entries = """\n')
        for start in range(0, len(entries), ENTRIES_A_LINE):
            out.write("        " + "".join(entries[start:start + ENTRIES_A_LINE]) + "\n")
        out.write('        """\n}\n')
    print(f"{len(entries)} weights")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--gold", required=True)
    parser.add_argument("--pairs", required=True)
    parser.add_argument("--texts", required=True)
    parser.add_argument("--background", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--penalty", type=float, default=1)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    examples = Examples(options.gold, options.pairs)
    print(f"{len(examples.rows)} pairs, {examples.matrix.shape[1]} features")
    background = Background(options.texts, options.background, examples)
    for number in range(len(RELATIONS)):
        background.leave_out_likely(number, fit(examples, number, judged_rows(examples, number), options.penalty))
    guesses = cross_validate(examples, options.penalty, options.folds, background)
    for threshold in (0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        print(f"{threshold:.2f}  P %.3f  R %.3f  F1 %.3f" % score(examples, guesses, threshold))
    write(options.out, examples, options.penalty, background)


if __name__ == "__main__":
    main()
