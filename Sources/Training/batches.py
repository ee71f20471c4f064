"""Sentences to padded tensors."""
import random
import numpy as np
import torch
from augment import augmented

LIMIT = 380


def encode(sentence, wordpiece, labels, conventions, rng=None, unknown_rate=0.0):
    """Integer form of one sentence; with rng some words become [UNK], as names and emoji do on real pages."""
    ids, cases, first = wordpiece.sentence(sentence["words"])
    if rng and unknown_rate:
        ends = first[1:] + [len(ids) - 1]
        for a, b in zip(first, ends):
            if rng.random() < unknown_rate:
                ids[a:b] = [wordpiece.unknown] * (b - a)
    out = {"ids": ids, "cases": cases, "first": first, "n": len(first), "allowed": sentence.get("allowed"),
           "taught": sentence.get("taught"),
           "convention": conventions.index(sentence.get("convention", conventions[0]))}
    if "heads" in sentence:
        out["heads"] = sentence["heads"]
        for key in ("upos", "xpos", "relations"):
            table = labels[key + "_index"]
            out[key] = [table.get(x, -100) for x in sentence[key]]
    return out


def pad(rows, length, value):
    out = np.full((len(rows), length), value, np.int64)
    for i, r in enumerate(rows):
        out[i, : len(r)] = r
    return torch.from_numpy(out)


def collate(items, labels):
    """Targets of absent layers are -100; padding words point to piece 0."""
    t, n = max(len(x["ids"]) for x in items), max(x["n"] for x in items)
    none = [-100] * n
    batch = {"ids": pad([x["ids"] for x in items], t, 0), "cases": pad([x["cases"] for x in items], t, 0),
             "first": pad([x["first"] for x in items], n, 0),
             "convention": torch.tensor([x["convention"] for x in items])}
    batch["mask"] = (torch.arange(t)[None] < torch.tensor([len(x["ids"]) for x in items])[:, None])[:, None, None]
    batch["words"] = torch.arange(n)[None] < torch.tensor([x["n"] for x in items])[:, None]
    for key in ("upos", "xpos", "heads", "relations"):
        batch[key] = pad([x.get(key, none) for x in items], n, -100)
    if items[0]["allowed"] is not None:
        allowed = np.ones((len(items), n, len(labels["names"])), bool)
        for i, x in enumerate(items):
            allowed[i, : x["n"]] = x["allowed"]
        batch["allowed"] = torch.from_numpy(allowed)
    if items[0]["taught"]:
        batch["taught"] = {key: torch.zeros(len(items), n, rows.shape[1] if key != "arcs" else n + 1)
                           for key, rows in items[0]["taught"].items() if key != "at"}
        batch["taught"]["at"] = torch.zeros(len(items), n, dtype=torch.long)
        for i, x in enumerate(items):
            for key, rows in x["taught"].items():
                target = batch["taught"][key][i, : x["n"]]
                if key == "at":
                    target.copy_(rows)
                else:
                    target[:, : rows.shape[1]] = rows.float().exp()
    return batch


def grouped(items, budget, rng=None):
    """Groups of items of like length with at most `budget` pieces, padding counted."""
    key = (lambda x: len(x["ids"]) * rng.uniform(0.9, 1.1)) if rng else (lambda x: len(x["ids"]))
    out, group, longest = [], [], 0
    for item in sorted(items, key=key):
        size = len(item["ids"])
        if group and max(longest, size) * (len(group) + 1) > budget:
            out.append(group)
            group, longest = [], 0
        group.append(item)
        longest = max(longest, size)
    out.append(group)
    if rng:
        rng.shuffle(out)
    return out


def epoch(sentences, wordpiece, labels, conventions, budget, rng: random.Random):
    items = [encode(augmented(s, rng), wordpiece, labels, conventions, rng, 0.008) for s in sentences]
    return grouped([x for x in items if len(x["ids"]) <= LIMIT], budget, rng)
