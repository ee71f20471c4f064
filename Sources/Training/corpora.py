"""Training data: Universal Dependencies trees and names, with what each set leaves undecided.

A sentence is a dict: words, convention (which set's idea of a name), and where known upos, xpos, heads, relations;
`allowed` (N, labels) is true for the names labels a token may have, so that the loss can sum over them.
"""
import gzip
import json
import re
import numpy as np
from decode import spans

NAME_TYPES = ["PER", "ORG", "LOC", "PRODUCT", "EVENT", "WORK", "OTHER", "DATE", "MONEY"]
NAME_LABELS = ["O"] + [f"{p}-{t}" for t in NAME_TYPES for p in "BI"]
INDEX = {label: i for i, label in enumerate(NAME_LABELS)}
CONVENTIONS = ["uner", "gum", "redocred", "wikigold", "wnut17", "re3d"]

# Kinds of names that Wikidata relations give away: relation -> (side, types).
WORK, PRODUCT, EVENT, OTHER = "WORK", "PRODUCT", "EVENT", "OTHER"
RELATION_TYPES = {
    **{r: ("head", (WORK,)) for r in "P50 P57 P58 P86 P161 P162 P175 P272 P364 P449 P674 P676".split()},
    "P176": ("head", (PRODUCT,)), "P400": ("head", (PRODUCT, WORK)), "P178": ("head", (PRODUCT, WORK)),
    "P710": ("head", (EVENT,)), "P585": ("head", (EVENT,)), "P607": ("tail", (EVENT,)),
    "P37": ("tail", (OTHER,)), "P140": ("tail", (OTHER,)), "P166": ("tail", (OTHER,)), "P172": ("tail", (OTHER,)),
}
EVENT_WORDS = re.compile(r"^(War|Battle|Championships?|Cup|Olympics|Games|Festival|Revolution|Election|Elections|Massacre|Siege)$")
CALENDAR = re.compile(r"^(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|"
                      r"jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun|(mon|tues|wednes|thurs|fri|satur|sun)days?|"
                      r"century|centuries|spring|summer|autumn|fall|winter|easter|christmas|early|late|mid|bc|ad|the|of|,|-|–)$")
COMMON = set("""a an the and or but nor so yet of in on at to for by as with from about into over after before i you he she it we they me
him her us them my your his its our their this that these those there here what which who when where why how is are was were be been am do
does did have has had will would can could should may might must not no yes if then than because while please thanks thank hi hello ok
also just one some any all most many""".split())
SIGNS = {"$", "£", "€", "¥", "US$", "A$", "C$", "HK$", "U.S.$", "Rs", "Rs."}
UNITS = {"dollar", "dollars", "euro", "euros", "pounds", "yen", "yuan", "cents", "rupees", "rubles", "roubles", "francs"}
MAGNITUDES = {"hundred", "thousand", "million", "billion", "trillion", "m", "bn", "k", "mn"}
NUMBER = re.compile(r"^\d[\d.,]*(k|m|bn|b)?$", re.I)


def money(words):
    """Spans of amounts of money by rule: the corpora hold too few to learn from and amounts are regular."""
    out, i, n = [], 0, len(words)
    while i < n:
        j = i
        if words[i] in SIGNS and i + 1 < n and NUMBER.match(words[i + 1]):
            j = i + 2
            while j < n and words[j].lower() in MAGNITUDES:
                j += 1
        elif NUMBER.match(words[i]) or re.match(r"^[$£€]\d[\d.,]*(k|m|bn|b)?$", words[i], re.I):
            j = i + 1
            while j < n and words[j].lower() in MAGNITUDES:
                j += 1
            if j < n and words[j].lower() in UNITS:
                j += 1
            elif words[i][0] not in "$£€":
                j = i
        if j > i:
            out.append((i, j))
        i = max(j, i + 1)
    return out


def allowed_labels(words, spec, entities, masked, typed=None):
    """Table (N, labels) of what each token may be under a set's convention.

    spec: annotated, OTHER_may_be, mask (labels.json); entities (start, end, type); masked spans are left wholly open;
    typed(start, end): kinds known for an OTHER span, or None.  Inside a masked type a token is held to O anyway where
    nothing near it could be such a name (no capital for things, no digit or calendar word for dates).
    """
    n = len(words)
    table = np.zeros((n, len(NAME_LABELS)), bool)
    table[:, 0] = True
    capital = np.array([any(c.isupper() for c in w) and w.lower() not in COMMON for w in words])
    calendar = np.array([any(c.isdigit() for c in w) or bool(CALENDAR.match(w.lower())) for w in words])
    near = lambda a: a | np.append(a[1:], False) | np.append(False, a[:-1])
    for t in spec["mask"]:
        if t == "MONEY":
            continue
        open_ = near(calendar) if t == "DATE" else near(capital)
        table[open_, INDEX["B-" + t]] = table[open_, INDEX["I-" + t]] = True
    for start, end in money(words):
        if not any(s < end and start < e for s, e, _ in entities):
            table[start:end] = False
            table[start, INDEX["B-MONEY"]] = True
            table[start + 1:end, INDEX["I-MONEY"]] = True
    for start, end in masked:
        table[start:end] = True
    for start, end, kind in entities:
        kinds = [kind]
        if kind == "OTHER":
            kinds = (typed(start, end) if typed else None) or spec["OTHER_may_be"] or [kind]
        table[start:end] = False
        for k in kinds:
            table[start, INDEX["B-" + k]] = True
            table[start + 1:end, INDEX["I-" + k]] = True
    return table


def read_conllu(path):
    """Sentences with id, words, upos, xpos, heads, relations, names (IOB2 from NE= in MISC), space (after each word)."""
    opener = gzip.open if str(path).endswith(".gz") else open
    out, rows, comments = [], [], []
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            if line.startswith("#"):
                comments.append(line)
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                words = [r for r in rows if r[0].isdigit()]
                misc = [dict(p.split("=", 1) for p in r[9].split("|") if "=" in p) for r in words]
                out.append({
                    "id": next((c.split("= ", 1)[1] for c in comments if c.startswith("# sent_id")), ""),
                    "comments": comments, "rows": rows,
                    "words": [r[1] for r in words], "upos": [r[3] for r in words], "xpos": [r[4] for r in words],
                    "heads": [int(r[6]) for r in words], "relations": [r[7] for r in words],
                    "names": [m.get("NE", "O") for m in misc]})
                rows, comments = [], []
    return out


def read_jsonl(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


HYPHENS = re.compile(r"(?<=\w)([-–/])(?=\w)")


def split_hyphens(words):
    """Treebank-like words of corpora that keep hyphenated compounds whole; returns words and old index -> new range."""
    out, at = [], []
    for w in words:
        whole = w.startswith(("@", "#", "http", "www.")) or "@" in w or len(w) > 40 or any(c.isdigit() for c in w)
        pieces = [w] if whole or w == "-" else [p for p in HYPHENS.split(w) if p]
        at.append(len(out))
        out += pieces
    return out, at + [len(out)]


def relation_types(path):
    """From the relation file: (document, surface name) -> kinds of that name."""
    kinds = {}
    for r in read_jsonl(path):
        side, types = RELATION_TYPES.get(r["relation"], (None, None))
        if side and r[side]["type"] == "OTHER":
            name = " ".join(r["tokens"][r[side]["start"]:r[side]["end"]])
            kinds.setdefault((r["doc"], name), set()).update(types)
    return kinds


def kinds_of(row, words, kinds, nationalities):
    """A function of a span of type OTHER to the narrower types it can only be, or None when nothing is known."""
    def typed(start, end):
        if (start, end) in nationalities:
            return [OTHER]
        found = kinds.get((row["doc"], " ".join(words[start:end])))
        if found:
            return sorted(found)
        return [EVENT] if any(EVENT_WORDS.match(w) for w in words[start:end]) else None
    return typed


def names_sentence(row, name, spec, kinds):
    """One line of a names set as a sentence.  GUM keeps its tokens, because its trees are joined to it."""
    words, at = (row["tokens"], list(range(len(row["tokens"]) + 1))) if name == "gum" else split_hyphens(row["tokens"])
    place = lambda s: (at[s["start"]], at[s["end"]])
    masked = [(at[s[0]], at[s[1]]) for s in row.get("uncertain", [])] + [place(s) for s in row.get("nominal", [])]
    entities = [(*place(e), e["type"]) for e in row["entities"]]
    nationalities = {place(e) for e in row["entities"] if e.get("orig") in ("LOC", "Nationality", "person")}
    typed = kinds_of(row, words, kinds, nationalities)
    return {"words": words, "convention": name, "allowed": allowed_labels(words, spec, entities, masked, typed)}


def names_sets(folder, specs):
    """Sentences of the names-only sets by set, and GUM's silver names by sentence id."""
    kinds = relation_types(f"{folder}/relations/redocred/dev.jsonl.gz")
    files = {"redocred": ["dev"], "wikigold": ["train"], "wnut17": ["train", "dev"], "re3d": ["train"], "gum": ["train"]}
    sets, gum = {}, {}
    for name, parts in files.items():
        spec = dict(specs[name])
        if name == "gum":  # adjectives of nationality are not annotated: capitalised words stay open to OTHER
            spec["mask"] = [*spec["mask"], OTHER, PRODUCT]
        for row in (r for part in parts for r in read_jsonl(f"{folder}/entities/{name}/{part}.jsonl.gz")):
            sentence = names_sentence(row, name, spec, kinds)
            if name == "gum":
                gum[row["id"].split(":", 1)[1]] = sentence
            else:
                sets.setdefault(name, []).append(sentence)
    return sets, gum


def unlabelled(path):
    """Sentences of a relations file for their words alone, each once; what they hold is left open."""
    rows = sorted({tuple(split_hyphens(r["tokens"])[0]) for r in read_jsonl(path)})
    return [{"words": list(words), "convention": "uner", "allowed": open_labels(len(words))} for words in rows]


def open_labels(n):
    """The table of `allowed_labels` that leaves all open."""
    return np.ones((n, len(NAME_LABELS)), bool)


def trees(folder, treebank, part, specs, gum=None):
    """Treebank sentences with names tables: UNER's for EWT, GUM's silver layer where a sentence has one."""
    out = []
    for s in read_conllu(f"{folder}/en_{treebank}-{part}.conllu.gz"):
        s["convention"] = "uner" if treebank == "ewt" else "gum"
        if treebank == "ewt":
            s["allowed"] = allowed_labels(s["words"], specs["uner-ewt"], spans(s["names"]), [])
        elif gum and s["id"] in gum and gum[s["id"]]["words"] == s["words"]:
            s["allowed"] = gum[s["id"]]["allowed"]
        else:
            s["allowed"] = open_labels(len(s["words"]))
        out.append(s)
    return out
