#!/usr/bin/env python3
"""Trains the sentence splitter: logistic regression over hashed features of the place between two tokens.

  train_boundaries.py --train TREEBANK… --dev TREEBANK… --out boundaries.clewsb

The features are those of `BoundaryFeatures.swift`, value for value: whoever changes one changes both. All arithmetic on
hashes is modulo 2^32. Takes about two minutes on one core.
"""
import argparse
import struct

import numpy as np

import treebank

BITS = 17
PAD = 3

# Classes of tokens, in the order of `TokenClass` in Swift.
CLASSES = (
    "pad lower title upper capital mixed number alphanumeric address abbreviation initial stop question ellipsis "
    "comma colon semicolon opening closing quote apostrophe dash bullet emoticon other"
).split()
CLASS = {name: index for index, name in enumerate(CLASSES)}
SETS = [
    ("opening", set("([{<“‘«‹„‚`")), ("closing", set(")]}>”’»›")), ("quote", set("\"＂")), ("apostrophe", set("'´")),
    ("dash", set("-–—―−‐‑_=~")), ("bullet", set("*•·◦▪►●■+#|")),
]
SINGLE = {",": "comma", ":": "colon", ";": "semicolon", "''": "quote", "``": "opening"}
WORDS_END = CLASS["initial"]


def token_class(form):
    """The class of a token by its characters alone."""
    letters = [c for c in form if c.isalpha()]
    digits = sum(c.isnumeric() for c in form)
    if letters or digits:
        if len(form) > 4 and ("://" in form or "@" in form or form.startswith("www.")):
            return CLASS["address"]
        if not letters:
            return CLASS["number"]
        if digits:
            return CLASS["alphanumeric"]
        if form.endswith("."):
            return CLASS["initial" if len(letters) == 1 else "abbreviation"]
        upper = sum(c.isupper() for c in letters)
        if upper == 0:
            return CLASS["lower"]
        if upper == len(letters):
            return CLASS["capital" if upper == 1 else "upper"]
        return CLASS["title" if upper == 1 and form[0].isupper() else "mixed"]
    if form in SINGLE:
        return CLASS[SINGLE[form]]
    if all(c in ".…" for c in form):
        return CLASS["stop" if form == "." else "ellipsis"]
    if all(c in ".…?!？！‽" for c in form):
        return CLASS["question"]
    for name, members in SETS:
        if all(c in members for c in form):
            return CLASS[name]
    if len(form) > 1 and form[0] in ":;=" and all(c in ":;=-'^()[]|/\\*<>" for c in form):
        return CLASS["emoticon"]
    return CLASS["other"]


def fnv(text):
    """FNV-1a over the scalars of a text, ASCII digits counted as 0."""
    value = 2166136261
    for c in text:
        value = ((value ^ (48 if "0" <= c <= "9" else ord(c))) * 16777619) & 0xFFFFFFFF
    return value


class Columns:
    """The properties of all tokens of all blocks, as arrays with padding between two blocks."""

    def __init__(self, blocks):
        cache, rows, gaps, labels, block_ids = {}, [], [], [], []
        pad = (0, 0, 0)
        for number, block in enumerate(blocks):
            tokens = [token for sentence in block for token in sentence]
            ends = [index == len(sentence) - 1 for sentence in block for index in range(len(sentence))]
            rows.extend([pad] * PAD)
            gaps.extend([True] * PAD)
            labels.extend([False] * PAD)
            block_ids.extend([-1] * PAD)
            for (form, space), end in zip(tokens, ends):
                if form not in cache:
                    lower = "".join(c.lower()[0] for c in form)
                    cache[form] = (token_class(form), fnv(lower), fnv(lower[-3:]))
                rows.append(cache[form])
                gaps.append(space)
                labels.append(end)
                block_ids.append(number)
            gaps[-1] = True
        rows.extend([pad] * PAD)
        gaps.extend([True] * PAD)
        labels.extend([False] * PAD)
        block_ids.extend([-1] * PAD)
        table = np.array(rows, dtype=np.uint32)
        self.kind, self.word, self.suffix = table[:, 0], table[:, 1], table[:, 2]
        self.gap = np.array(gaps)
        self.label = np.array(labels)
        self.block = np.array(block_ids)
        before = np.concatenate([[True], self.gap[:-1]])
        spaced = self.kind * 4 + np.where(self.kind > WORDS_END, before * 2 + self.gap, 0).astype(np.uint32)
        self.shape = spaced.astype(np.uint32)
        # A place is between a token and the next of the same block.
        self.places = np.nonzero((self.block[:-1] >= 0) & (self.block[:-1] == self.block[1:]))[0]
        self.measure()

    def measure(self):
        """What is counted along a block: distances to its ends and to stops, open brackets and quotes."""
        n = len(self.kind)
        stop, question, ellipsis = CLASS["stop"], CLASS["question"], CLASS["ellipsis"]
        since_start, since_stop = np.zeros(n, np.uint32), np.zeros(n, np.uint32)
        depth, quotes = np.zeros(n, np.uint32), np.zeros(n, np.uint32)
        until_end, until_stop = np.zeros(n, np.uint32), np.zeros(n, np.uint32)
        style = np.zeros(n, np.uint32)
        kind, block, shape = self.kind.tolist(), self.block.tolist(), self.shape.tolist()
        opening, closing, quote = CLASS["opening"], CLASS["closing"], CLASS["quote"]
        previous = -2
        for i in range(n):
            if block[i] != previous:
                start = stopped = i
                open_brackets = open_quotes = 0
                previous = block[i]
            since_start[i], since_stop[i] = i - start, i - stopped
            if kind[i] == opening:
                open_brackets += 1
            elif kind[i] == closing:
                open_brackets = max(0, open_brackets - 1)
            elif kind[i] == quote:
                open_quotes ^= 1
            elif kind[i] in (stop, question, ellipsis):
                stopped = i + 1
            depth[i], quotes[i] = min(open_brackets, 1), open_quotes
        previous = -2
        for i in range(n - 1, -1, -1):
            if block[i] != previous:
                end = i
                stopped = i + 1
                previous = block[i]
            until_end[i], until_stop[i] = end - i, stopped - i
            if kind[i] in (stop, question, ellipsis):
                stopped = i
        self.since_start, self.since_stop = bucket(since_start), bucket(since_stop)
        self.until_end, self.until_stop = bucket(until_end), bucket(until_stop)
        self.state = depth * 2 + quotes
        # How the block is written: whether it ends with a stop, and how many of its words are capitalised.
        bounds = np.nonzero(np.diff(self.block, prepend=-2))[0].tolist() + [n]
        for a, b in zip(bounds, bounds[1:]):
            part = self.kind[a:b]
            words = int(((part > 0) & (part <= CLASS["mixed"])).sum())
            capital = int(((part == CLASS["title"]) | (part == CLASS["upper"])).sum())
            ends = int(part[-1] in (stop, question, ellipsis, closing, quote)) if b > a else 0
            style[a:b] = ends * 8 + (capital * 6 // words if words else 7)
        self.style = style


def bucket(distance):
    """Distances as eight classes: 0, 1, 2, 3-4, 5-8, 9-16, 17-32, more."""
    return np.searchsorted(np.array([0, 1, 2, 4, 8, 16, 32]), distance).astype(np.uint32)


def mix(value, other):
    """One step of the features' hash."""
    value = (value ^ other) * np.uint32(0x9E3779B1)
    return value ^ (value >> np.uint32(15))


def features(columns, places):
    """The hashed features of each place: an array of places by templates, each below 2^BITS."""
    at = lambda column, offset: column[places + offset]
    s = {o: at(columns.shape, o) for o in range(-2, 4)}
    w = {o: at(columns.word, o) for o in range(-2, 4)}
    x = {o: at(columns.suffix, o) for o in range(-1, 3)}
    gap = at(columns.gap, 0).astype(np.uint32)
    near = mix(mix(s[0], s[1]), gap)
    wide = mix(mix(near, s[-1]), s[2])
    templates = [
        (near,), (near, s[-1]), (near, s[2]), (wide,), (wide, s[-2]), (wide, s[3]), (wide, s[-2], s[3]),
        (s[0], gap), (s[1], gap),
        (w[0], gap), (w[0], s[1]), (w[0], s[1], s[-1]), (w[0], w[1]), (w[-1], w[0]), (w[-1], w[0], s[1]),
        (w[1], gap), (w[1], s[0]), (w[1], near), (w[1], near, s[-1]), (w[1], w[2]), (w[1], w[2], s[1], s[0]),
        (w[1], near, s[2]), (w[2], near), (w[2], s[0]), (w[3], s[0]), (w[-1], near), (w[-1], s[0]), (w[-2], near),
        (x[0], near), (x[1], near), (x[2], near), (x[-1], near), (x[0], x[1]),
        (s[0], s[1], at(columns.since_start, 0)), (s[0], s[1], at(columns.until_end, 0)),
        (near, at(columns.since_stop, 0), at(columns.until_stop, 1)), (near, at(columns.since_stop, 0)),
        (near, at(columns.until_stop, 1)), (near, at(columns.state, 0)), (near, at(columns.style, 0)),
        (near, at(columns.since_start, 0), at(columns.until_end, 0)), (w[1], at(columns.since_stop, 0)),
    ]
    out = np.empty((len(places), len(templates)), dtype=np.int32)
    for number, parts in enumerate(templates):
        value = np.full(len(places), np.uint32(number + 1))
        for part in parts:
            value = mix(value, part.astype(np.uint32))
        out[:, number] = value & np.uint32((1 << BITS) - 1)
    return out


def train(rows, labels, epochs, decay, seed):
    """AdaGrad on the logistic loss; the weights of the last half are averaged."""
    random = np.random.default_rng(seed)
    weights = np.zeros(1 << BITS)
    squares = np.full(1 << BITS, 1e-2)
    total, steps, size = np.zeros(1 << BITS), 0, 256
    for epoch in range(epochs):
        order = random.permutation(len(rows))
        loss = 0.0
        for start in range(0, len(order), size):
            part = order[start:start + size]
            index = rows[part]
            margin = weights[index].sum(1)
            chance = 1 / (1 + np.exp(-np.clip(margin, -30, 30)))
            error = chance - labels[part]
            loss -= np.log(np.where(labels[part], chance, 1 - chance) + 1e-9).sum()
            flat = index.ravel()
            gradient = np.bincount(flat, np.repeat(error, index.shape[1]), minlength=1 << BITS)
            touched = np.unique(flat)
            g = gradient[touched] + decay * weights[touched]
            squares[touched] += g * g
            weights[touched] -= 0.1 * g / np.sqrt(squares[touched])
        if epoch >= epochs // 2:
            total += weights
            steps += 1
        print(f"epoch {epoch + 1}: loss {loss / len(rows):.5f}", flush=True)
    return total / steps


def score(columns, decided, places):
    """Sentence F1 in the treebank's own tokens: a sentence is right when both its ends are."""
    found = columns.label & False
    found[places[decided]] = True
    last = np.zeros(len(found), bool)
    last[:-1] = (columns.block[:-1] >= 0) & (columns.block[:-1] != columns.block[1:])
    found |= last

    def spans(marks):
        start, out = None, set()
        for i in np.nonzero(columns.block >= 0)[0]:
            if start is None:
                start = i
            if marks[i]:
                out.add((start, i))
                start = None
        return out

    gold, mine = spans(columns.label), spans(found)
    right = len(gold & mine)
    return 200 * right / (len(gold) + len(mine)), 100 * right / len(mine), 100 * right / len(gold)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", nargs="+", required=True)
    parser.add_argument("--dev", nargs="+", required=True)
    parser.add_argument("--out")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--decay", type=float, default=1e-2)
    parser.add_argument("--threshold", type=float, default=-1.0, help="margin above which a sentence ends")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    # Three views of each treebank: as it is, and with paragraphs run together, as in text whose headings and lines were
    # lost; that costs nothing on text with its paragraphs.
    random = np.random.default_rng(arguments.seed)
    columns = [Columns(treebank.blocks(path, share, random)) for path in arguments.train for share in (0, 0.3, 0.6)]
    rows = np.concatenate([features(c, c.places) for c in columns])
    labels = np.concatenate([c.label[c.places] for c in columns]).astype(float)
    print(f"{len(rows)} places, {int(labels.sum())} boundaries, {len(np.unique(rows))} weights in use")
    weights = train(rows, labels, arguments.epochs, arguments.decay, arguments.seed)
    scale = np.abs(weights).max() / 127
    packed = np.round(weights / scale).astype(np.int8)
    for path in arguments.dev:
        for share in (0, 0.3, 1):
            dev = Columns(treebank.blocks(path, share, random))
            margin = (packed * scale)[features(dev, dev.places)].sum(1)
            print(f"{path}, {share:.0%} of its paragraphs merged, F1 by threshold:",
                  " ".join("%+.1f %.2f" % (t, score(dev, margin > t, dev.places)[0]) for t in (-1.5, -1, -0.5, 0)))
    if arguments.out:
        with open(arguments.out, "wb") as handle:
            handle.write(b"CLEWSB1\0" + struct.pack("<Iff", BITS, scale, arguments.threshold) + packed.tobytes())


if __name__ == "__main__":
    main()
