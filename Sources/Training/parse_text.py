"""Parse plain text with a model file, one sentence or paragraph a line, into CoNLL-U.

The tokenizer and sentence splitter are plain rules for quick looks at a model; Clew's own are better.
"""
import argparse
import re
import torch
import corpora
from evaluate import conllu
from predict import predict
from reference import Reference

TOKEN = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+"
    r"|(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Prof|Inc|Corp|Co|Ltd|Jr|Sr|St|Gen|Sen|Rep|Gov|No|vs|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\.(?=\s)"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?|[A-Za-z]+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m|S)\b|``|''|\.\.\.|--+"
    r"|[^\W\d_]+(?:['’][^\W\d_]{2,})?\d*|\S", re.UNICODE)
CLITIC = re.compile(r"^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$", re.I)
STOP = re.compile(r"(?<=[.!?])([\"”’']?)\s+(?=[A-Z“\"])")


def tokens(text):
    """(form, followed by a space) of a sentence."""
    found = [(m.start(), m.end()) for m in TOKEN.finditer(text)]
    split = []
    for a, b in found:
        m = CLITIC.match(text[a:b])
        split += [(a, a + m.end(1)), (a + m.end(1), b)] if m else [(a, b)]
    return [(text[a:b], b == len(text) or text[b].isspace()) for a, b in split]


def sentence(text, number):
    pairs = tokens(text)
    rows = [[str(i + 1), w, "_", "_", "_", "_", "0", "_", "_", "_" if space else "SpaceAfter=No"] for i, (w, space) in enumerate(pairs)]
    return {"words": [w for w, _ in pairs], "rows": rows, "comments": [f"# sent_id = {number}", f"# text = {text}"]}


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("model")
    a.add_argument("text")
    a.add_argument("output")
    a.add_argument("--paragraphs", action="store_true", help="lines hold several sentences")
    a = a.parse_args()
    torch.set_num_threads(1)
    net = Reference(a.model)
    lines = [line.strip() for line in open(a.text, encoding="utf-8") if line.strip()]
    if a.paragraphs:
        lines = [s for line in lines for s in re.sub(STOP, "\\1\n", line).split("\n") if s.strip()]
    items = [sentence(line, i + 1) for i, line in enumerate(lines)]
    conllu(a.output, predict(net, net.relations, items, net.wordpiece, net.labels, corpora.CONVENTIONS))


if __name__ == "__main__":
    main()
