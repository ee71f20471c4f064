"""Reads CoNLL-U (https://universaldependencies.org/format.html) for the training scripts of this folder."""
import gzip


def lines(path):
    """The lines of a file, which may be compressed."""
    opened = gzip.open(path, "rt", encoding="utf-8") if str(path).endswith(".gz") else open(path, encoding="utf-8")
    with opened as handle:
        for line in handle:
            yield line.rstrip("\r\n")


def sentences(path):
    """Each sentence as (comments, rows); a row is its list of ten columns."""
    comments, rows = [], []
    for line in lines(path):
        if not line:
            if rows:
                yield comments, rows
            comments, rows = [], []
        elif line.startswith("#"):
            comments.append(line)
        else:
            rows.append(line.split("\t"))
    if rows:
        yield comments, rows


def surface(rows):
    """The surface tokens as (form, whether space follows): a multi-word token counts once, empty nodes not at all."""
    tokens, until = [], 0
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            until = int(row[0].split("-")[1])
        elif int(row[0]) <= until:
            continue
        tokens.append((row[1], "SpaceAfter=No" not in row[9].split("|")))
    return tokens


def blocks(path, merged=0.0, random=None):
    """The paragraphs of a treebank, each a list of sentences, each a list of surface tokens.

    `# newdoc` and `# newpar` before a sentence open a paragraph. A share `merged` of the paragraphs, drawn by `random`
    (a numpy generator), is joined to the one before in the same document.
    """
    block = []
    for comments, rows in sentences(path):
        opens_document = any(c.startswith("# newdoc") for c in comments)
        opens_paragraph = any(c.startswith("# newpar") for c in comments)
        if block and (opens_document or opens_paragraph):
            if opens_document or not merged or random.random() >= merged:
                yield block
                block = []
        block.append(surface(rows))
    if block:
        yield block
