#!/usr/bin/env python3
"""Derives the lemmatiser's table from treebanks: edit rules by the longest suffix, and the words that break them.

  train_lemmas.py --train TREEBANK… --dev TREEBANK… --out lemmas.tsv

A word's group is its Penn tag and, where the tag's words keep capitals in their lemma, how it is capitalised. A rule
says how to set the case, how many scalars to strip and what to append. A suffix keeps a rule of its own only where it
differs from the rule of the next shorter suffix. Words that the rules get wrong are listed. Regular inflections of
all verbs and nouns of the treebanks are learned from too, so that `plunged` is right where only `plunge` was seen.

`Lemmatizer.swift` applies the table; `lemma` here does the same and is what is measured.
"""
import argparse
from collections import Counter, defaultdict

import irregular
import treebank

SUFFIX_MAX = 7
DOUBLING = set(irregular.DOUBLING.split())
CASED = {"NN", "NNS", "NNP", "NNPS", "JJ", "FW", "GW", "ADD", "AFX", "LS", "XX", "NFP", "UH", "CD"}
TAG_OF = {
    "NOUN": "NN", "PROPN": "NNP", "VERB": "VB", "AUX": "VB", "ADJ": "JJ", "ADV": "RB", "PRON": "PRP", "DET": "DT",
    "ADP": "IN", "SCONJ": "IN", "CCONJ": "CC", "NUM": "CD", "PART": "TO", "INTJ": "UH", "PUNCT": ".", "SYM": "SYM",
    "X": "FW",
}


def case_of(form):
    """`l` no capital, `T` one at the start, `U` all capitals, `M` anything else."""
    capitals = sum(c.isupper() for c in form)
    letters = sum(c.isalpha() for c in form)
    if capitals == 0:
        return "l"
    if capitals == 1 and form[0].isupper():
        return "T"
    return "U" if capitals == letters else "M"


def group_of(form, tag):
    """The tag, with the case for tags whose lemmas keep capitals."""
    return tag + case_of(form) if tag in CASED else tag


def normal(form):
    """Typographic quotation marks as the treebanks write them in lemmas."""
    return form.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"})


def set_case(form, case):
    """`k` keeps, `l` lowers, `t` capitalises the first scalar and lowers the rest."""
    if case == "k":
        return form
    lower = "".join(c.lower()[0] for c in form)
    return lower if case == "l" else lower[:1].upper() + lower[1:]


def apply(form, rule):
    case, strip, append = rule
    cased = set_case(form, case)
    return cased[:len(cased) - strip] + append


def rule_for(form, lemma):
    """The rule that makes `lemma` of `form`: the case that leaves the longest common start."""
    best = None
    for case in "lkt":
        cased = set_case(form, case)
        common = 0
        while common < min(len(cased), len(lemma)) and cased[common] == lemma[common]:
            common += 1
        rule = (case, len(cased) - common, lemma[common:])
        if best is None or rule[1] < best[1]:
            best = rule
    return best


def inflections(base, tag):
    """The regular inflections of a verb, noun or adjective in lower case, as (tag, form)."""
    vowels = "aeiou"
    if not base.isalpha() or len(base) < 3:
        return []
    sibilant = base.endswith(("s", "x", "z", "ch", "sh"))
    y = base.endswith("y") and base[-2] not in vowels
    plural = base + "es" if sibilant else base[:-1] + "ies" if y else base + "s"
    if tag == "NN":
        return [("NNS", plural), ("NNPS", plural.capitalize())]
    closed = base[-1] not in vowels + "wxy" and base[-2] in vowels and base[-3] not in vowels
    syllables = sum(a in vowels + "y" and b not in vowels + "y" for a, b in zip(base, base[1:] + "."))
    doubles = closed and syllables == 1 or base in DOUBLING
    stem = base + base[-1] if doubles else base
    past = base + "d" if base.endswith("e") else base[:-1] + "ied" if y else stem + "ed"
    if tag == "JJ":
        return [("JJR", past[:-1] + "r"), ("JJS", past[:-1] + "st")] if syllables <= 2 else []
    drops = base.endswith("e") and not base.endswith(("ee", "oe", "ye", "ie"))
    gerund = (base[:-1] if drops else base[:-2] + "y" if base.endswith("ie") else stem) + "ing"
    return [("VBZ", plural), ("VBD", past), ("VBN", past), ("VBG", gerund)]


class Table:
    """Suffix rules and listed words."""

    def __init__(self):
        self.rules = defaultdict(dict)
        self.words = defaultdict(dict)
        self.tags = set()

    def rule(self, form, group):
        rules = self.rules.get(group)
        if rules is None:
            return None
        lower = set_case(form, "l")
        for length in range(min(SUFFIX_MAX, len(lower)), -1, -1):
            rule = rules.get(lower[len(lower) - length:])
            if rule and (rule[1] < len(form) or rule[2]):
                return rule
        return None

    def lemma(self, form, upos, xpos):
        form = normal(form)
        tag = xpos if xpos in self.tags else TAG_OF.get(upos, "FW")
        if upos == "VERB" and tag in ("NNP", "NNPS"):  # a verb in a name: United Nations
            lemma = self.lemma(set_case(form, "l"), upos, "VBG" if form.endswith("ing") else "VBN")
            return set_case(lemma, "t")
        listed = self.words.get(tag, {})
        if form in listed:
            return listed[form]
        lower = set_case(form, "l")
        if tag not in CASED and lower in listed:
            return listed[lower]
        if tag == "CD" and any(c.isdigit() for c in form):
            return form.replace(",", "")
        rule = self.rule(form, group_of(form, tag)) or ("k" if tag in CASED else "l", 0, "")
        return apply(form, rule)


def learn(counts, generated, support):
    """The rules and listed words for (tag, form) → counts of lemmas."""
    types = defaultdict(list)
    for (tag, form), lemmas in counts.items():
        lemma, _ = lemmas.most_common(1)[0]
        if tag == "CD" and any(c.isdigit() for c in form):
            continue
        types[group_of(form, tag)].append((form, lemma))
    for (tag, form), lemma in generated.items():
        types[group_of(form, tag)].append((form, lemma))
    table = Table()
    table.tags = {tag for tag, _ in counts}
    for group, pairs in types.items():
        votes = defaultdict(Counter)
        for form, lemma in pairs:
            rule = rule_for(form, lemma)
            lower = set_case(form, "l")
            for length in range(min(SUFFIX_MAX, len(lower)) + 1):
                votes[lower[len(lower) - length:]][rule] += 1
        chosen = {}
        for suffix in sorted(votes, key=len):
            (rule, count), total = votes[suffix].most_common(1)[0], sum(votes[suffix].values())
            parent = next((chosen[suffix[k:]] for k in range(1, len(suffix) + 1) if suffix[k:] in chosen), None)
            if suffix == "" or (rule != parent and count >= support and count * 3 >= total * 2):
                chosen[suffix] = rule
        table.rules[group] = chosen
    known = dict(generated)
    known.update({key: lemmas.most_common(1)[0][0] for key, lemmas in counts.items()})
    for (tag, form), lemma in sorted(known.items()):
        upos = next((u for u, t in TAG_OF.items() if t == tag), "X")
        if table.lemma(form, upos, tag) != lemma:
            table.words[tag].setdefault(normal(form), lemma)
    return table


def observations(paths):
    """(tag, form) → counts of lemmas; forms in lower case where the tag keeps no capitals."""
    counts = defaultdict(Counter)
    bases = set()
    for path in paths:
        for _, rows in treebank.sentences(path):
            for row in rows:
                form, lemma, upos, tag = normal(row[1]), row[2], row[3], row[4]
                is_slip = "Typo=Yes" in row[5] and upos not in ("AUX", "PART", "PRON")
                if not row[0].isdigit() or lemma == "_" or is_slip or tag == "GW":
                    continue
                counts[tag, form if tag in CASED else set_case(form, "l")][lemma] += 1
                base_tag = {"VERB": "VB", "NOUN": "NN", "ADJ": "JJ"}.get(upos)
                if base_tag and lemma.islower():
                    bases.add((lemma, base_tag))
    irregulars = irregular.inflected()
    bases |= {(base, "VB") for base, *_ in irregular.entries(irregular.VERBS)} | {
        (base, "VB") for base in DOUBLING | set(irregular.REGULAR.split())}
    # What is seen goes first, then irregular forms.
    generated = {key: lemma for key, lemma in irregulars.items() if key not in counts}
    for base, base_tag in sorted(bases):
        for tag, form in inflections(base, base_tag):
            if (tag, form) not in counts:
                generated.setdefault((tag, form), base.capitalize() if tag == "NNPS" else base)
    return counts, generated


def measure(table, path, seen):
    right = total = unseen_right = unseen = 0
    wrong = Counter()
    for _, rows in treebank.sentences(path):
        for row in rows:
            if not row[0].isdigit() or row[2] == "_":
                continue
            ok = table.lemma(row[1], row[3], row[4]) == row[2]
            right, total = right + ok, total + 1
            if (row[4], set_case(normal(row[1]), "l")) not in seen and (row[4], normal(row[1])) not in seen:
                unseen_right, unseen = unseen_right + ok, unseen + 1
            if not ok:
                wrong[row[1], row[3], row[4], row[2], table.lemma(row[1], row[3], row[4])] += 1
    print(f"{path}: {100 * right / total:.2f} % of {total} words, "
          f"{100 * unseen_right / max(unseen, 1):.2f} % of {unseen} unseen")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", nargs="+", required=True)
    parser.add_argument("--dev", nargs="+", required=True)
    parser.add_argument("--out")
    parser.add_argument("--support", type=int, default=2, help="words that a suffix's rule needs")
    parser.add_argument("--errors", type=int, default=0, help="print so many of the commonest errors")
    arguments = parser.parse_args()
    counts, generated = observations(arguments.train)
    table = learn(counts, generated, arguments.support)
    print(f"{sum(map(len, table.rules.values()))} rules, {sum(map(len, table.words.values()))} listed words")
    for path in arguments.dev:
        for error, count in measure(table, path, counts).most_common(arguments.errors):
            print(count, *error)
    if arguments.out:
        with open(arguments.out, "w", encoding="utf-8") as handle:
            for group in sorted(table.rules):
                for suffix, (case, strip, append) in sorted(table.rules[group].items()):
                    handle.write(f"r\t{group}\t{suffix}\t{case}\t{strip}\t{append}\n")
            for tag in sorted(table.words):
                for form, lemma in sorted(table.words[tag].items()):
                    handle.write(f"w\t{tag}\t{form}\t{lemma}\n")


if __name__ == "__main__":
    main()
