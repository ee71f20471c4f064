#!/usr/bin/env python3
"""Learn how probable a statement is to be right: a logistic regression over what `clew extract --features` says of it.

  train.py --verdicts verdicts.tsv --features FOLDER --out ../../ClewExtraction/Learned/ConfidenceWeights.swift

verdicts.tsv has a line a judged fact: article, round, verdict (1 right, 0 wrong), kind of error, subject, predicate, object.
FOLDER has for each article a file ARTICLE.tsv, the output of `clew extract --features ARTICLE.txt`. Facts that this build of Clew
does not draw any more are left out.

Prints by cross-validation over articles how well the probabilities tell right from wrong, and what share of the facts is right
from which probability on. The rules have been changed on account of the errors of the earlier rounds, so that less of what is left of
these is wrong than in an article that Clew reads for the first time: slope and bias are fitted to the rounds named by --calibrate.
"""
import argparse
import pathlib
from collections import Counter

import numpy
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

PENALTY = 0.002  # scikit-learn's C, on features scaled to unit variance
COUNT_MIN = 25


def read(path):
    """Lines of fields apart by tabs."""
    return [line.split("\t") for line in pathlib.Path(path).read_text(encoding="utf-8").split("\n") if line]


def drawn(folder):
    """(article, subject, predicate, object) -> features of the facts in the folder's files, of the most trusted reading of each."""
    found = {}
    for path in sorted(pathlib.Path(folder).glob("*.tsv")):
        for subject, predicate, thing, status, speaker, features in read(path):
            if status != "asserted" or speaker:
                continue
            values = {k: float(v) for k, v in (pair.rsplit("=", 1) for pair in features.split(" "))}
            key = path.stem, subject, predicate, thing
            if key not in found or found[key]["prior"] < values["prior"]:
                found[key] = values
    return found


def fit(x, y):
    """Weights of the features as they are, and the bias."""
    center, scale = x.mean(0), x.std(0) + 1e-9
    model = LogisticRegression(C=PENALTY, max_iter=3000).fit((x - center) / scale, y)
    weights = model.coef_[0] / scale
    return weights, model.intercept_[0] - (weights * center).sum()


def calibrated(logits, y):
    """Slope and intercept by which logits become those of the facts at hand."""
    model = LogisticRegression(C=1e6).fit(logits[:, None], y)
    return model.coef_[0, 0], model.intercept_[0]


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--verdicts", required=True)
    a.add_argument("--features", required=True)
    a.add_argument("--calibrate", nargs="+", required=True, help="the rounds that rules were the least made for")
    a.add_argument("--out", required=True)
    a = a.parse_args()
    found, rows, missing = drawn(a.features), [], Counter()
    for article, judged, verdict, _, subject, predicate, thing in read(a.verdicts):
        features = found.get((article, subject, predicate, thing))
        if features is None:
            missing[verdict] += 1
        else:
            rows.append((article, judged in a.calibrate, int(verdict), features))
    print(f"{len(rows)} facts; no longer drawn: {missing['1']} right ones, {missing['0']} wrong ones")
    counts = Counter(name for row in rows for name in row[3])
    names = sorted(name for name, count in counts.items() if count >= COUNT_MIN)
    x = numpy.array([[row[3].get(name, 0) for name in names] for row in rows])
    y, fresh = numpy.array([row[2] for row in rows]), numpy.array([row[1] for row in rows])
    logits = numpy.zeros(len(y))
    for train, held in GroupKFold(10).split(x, y, [row[0] for row in rows]):
        weights, bias = fit(x[train], y[train])
        logits[held] = x[held] @ weights + bias
    slope, shift = calibrated(logits[fresh], y[fresh])
    sure = 1 / (1 + numpy.exp(-(slope * logits[fresh] + shift)))
    truth = y[fresh]
    print(f"of {len(truth)} facts of the late rounds {truth.mean():.3f} are right; area under the curve {roc_auc_score(truth, sure):.3f}, "
          f"all {roc_auc_score(y, logits):.3f}")
    for low, high in zip((0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95), (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)):
        part = truth[(sure >= low) & (sure < high)]
        if len(part):
            print(f"  {low:.2f} to {high:.2f}: {len(part)}, right {part.mean():.3f}")
    for limit in (0.6, 0.65, 0.7, 0.75, 0.8, 0.82, 0.84, 0.86, 0.88):
        kept = sure >= limit
        print(f"  from {limit:.2f} on: {kept.mean():.3f} of the facts, right {truth[kept].mean():.3f}; "
              f"of the right ones {truth[kept].sum() / truth.sum():.3f}")
    weights, bias = fit(x, y)
    lines = [f"bias\t{slope * bias + shift:.3f}"] + [f"{n}\t{slope * w:.3f}" for n, w in zip(names, weights)]
    text = "\n".join("        " + line for line in lines)
    pathlib.Path(a.out).write_text(
        "/// The weights of `ConfidenceModel`, written by `Sources/Training/confidence/train.py`; do not edit.\n"
        f'enum ConfidenceWeights {{\n    static let text = """\n{text}\n        """\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
