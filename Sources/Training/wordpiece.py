"""Words to word pieces and letter-case classes.

The uncased BERT vocabulary is used with a normalisation that any language can repeat: see FORMAT.md,
"Words to pieces" and "Case class of a word".
"""
import unicodedata

CASE_CLASSES = ["special", "lower", "capitalized", "upper", "single", "mixed", "digit", "other"]
PIECES_PER_WORD = 12
PART_LIMIT = 100

# Whole words (Penn Treebank escapes) and single scalars.  Double quotes keep their direction and dashes their
# length, because the vocabulary has pieces for them and a parser can use them; apostrophes become ASCII.
WORD_MAP = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
SCALAR_MAP = {
    "’": "'", "‘": "'", "‚": "'", "‛": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'",
    "„": "“", "‟": "“", "«": "“", "»": "”", "″": "\"",
    "…": "...", "―": "—", "‒": "–", "−": "-", "‐": "-", "‑": "-",
}
CJK = [(0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
       (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)]
DROPPED = {"Mn", "Cc", "Cf", "Cs", "Co", "Cn"}


def normalize(word):
    word = WORD_MAP.get(word, word)
    word = "".join(SCALAR_MAP.get(c, c) for c in word)
    word = unicodedata.normalize("NFD", word)
    return "".join(c.lower() for c in word if c != "\ufffd" and unicodedata.category(c) not in DROPPED)


def stands_alone(c):
    o = ord(c)
    if 33 <= o <= 47 or 58 <= o <= 64 or 91 <= o <= 96 or 123 <= o <= 126:
        return True
    return unicodedata.category(c).startswith("P") or any(a <= o <= b for a, b in CJK)


def parts(text):
    """Split normalised text at white space and around punctuation and CJK scalars."""
    current, out = "", []
    for c in text:
        space = unicodedata.category(c) in ("Zs", "Zl", "Zp")
        if space or stands_alone(c):
            if current:
                out.append(current)
            current = ""
            if not space:
                out.append(c)
        else:
            current += c
    return out + [current] if current else out


def case_class(word):
    categories = [unicodedata.category(c) for c in word]
    upper = sum(k in ("Lu", "Lt") for k in categories)
    lower = categories.count("Ll")
    if "Nd" in categories:
        return CASE_CLASSES.index("digit")
    if not upper and not lower:
        return CASE_CLASSES.index("other")
    if not upper:
        return CASE_CLASSES.index("lower")
    if not lower:
        return CASE_CLASSES.index("single" if upper == 1 else "upper")
    first = next(k for k in categories if k in ("Lu", "Lt", "Ll"))
    return CASE_CLASSES.index("capitalized" if upper == 1 and first != "Ll" else "mixed")


class WordPiece:
    def __init__(self, vocabulary):
        self.vocabulary = vocabulary
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.unknown, self.start, self.end = (self.ids[p] for p in ("[UNK]", "[CLS]", "[SEP]"))
        self.cache = {}

    def part(self, part):
        if len(part) > PART_LIMIT:
            return [self.unknown]
        out, at = [], 0
        while at < len(part):
            for end in range(len(part), at, -1):
                i = self.ids.get(("##" if at else "") + part[at:end])
                if i is not None:
                    break
            else:
                return [self.unknown]
            out.append(i)
            at = end
        return out

    def word(self, word):
        """Ids of a word's pieces: at least one, at most twelve."""
        found = self.cache.get(word)
        if found is None:
            found = [i for p in parts(normalize(word)) for i in self.part(p)][:PIECES_PER_WORD] or [self.unknown]
            self.cache[word] = found
        return found

    def sentence(self, words):
        """(piece ids with [CLS] and [SEP], case class per piece, index of each word's first piece)."""
        ids, cases, first = [self.start], [0], []
        for word in words:
            pieces = self.word(word)
            first.append(len(ids))
            ids += pieces
            cases += [case_class(word)] * len(pieces)
        return ids + [self.end], cases + [0], first
