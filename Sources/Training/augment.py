"""Light augmentation: what news pages do to text that treebanks do not show often enough."""
import random

SMALL = {"a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "to", "for", "by", "as", "with", "from", "'s", "’s", "n't"}
DASHES = ["-", "--", "–", "—"]


def quotes(words, rng):
    """ASCII double quotes become typographic pairs, or the other way round."""
    straight = [i for i, w in enumerate(words) if w == '"']
    if straight and len(straight) % 2 == 0 and rng.random() < 0.45:
        for k, i in enumerate(straight):
            words[i] = "“" if k % 2 == 0 else "”"
    elif rng.random() < 0.35:
        words[:] = ['"' if w in ("“", "”", "``", "''") else w for w in words]


def dashes(sentence, words, rng):
    if rng.random() < 0.4:
        xpos = sentence.get("xpos")
        for i, w in enumerate(words):
            if w in DASHES and (xpos[i] in (":", ",") if xpos else w != "-"):
                words[i] = rng.choice(DASHES)


def letters(words, rng):
    """Headline capitals, all capitals or none."""
    r = rng.random()
    if r < 0.02:
        words[:] = [w if k and w.lower() in SMALL else w[:1].upper() + w[1:] for k, w in enumerate(words)]
        return True
    if r < 0.035:
        words[:] = [w.upper() for w in words]
        return True
    if r < 0.06:
        words[:] = [w.lower() for w in words]
    return False


def final_stop(sentence, headline, rng):
    """Index up to which words are kept: drops a final full stop that governs nothing."""
    n = len(sentence["words"])
    if n < 3 or sentence["words"][-1] not in (".", "!", "?", ";") or rng.random() > (0.8 if headline else 0.05):
        return n
    heads = sentence["taught"]["at"].tolist() if "taught" in sentence else sentence.get("heads")
    return n if heads and (n in heads or heads[-1] == 0) else n - 1


def augmented(sentence, rng: random.Random):
    """A changed copy of the sentence (words, and what goes with a dropped final stop)."""
    words = list(sentence["words"])
    quotes(words, rng)
    dashes(sentence, words, rng)
    headline = letters(words, rng)
    keep = final_stop(sentence, headline, rng)
    out = dict(sentence, words=words[:keep])
    for key in ("upos", "xpos", "heads", "relations"):
        if key in sentence:
            out[key] = sentence[key][:keep]
    out["allowed"] = sentence["allowed"][:keep]
    if "taught" in sentence:
        out["taught"] = {key: rows[:keep] for key, rows in sentence["taught"].items()}
        out["taught"]["arcs"] = out["taught"]["arcs"][:, : keep + 1]
        out["taught"]["at"] = out["taught"]["at"].clamp_max(keep)
    return out
