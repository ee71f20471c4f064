#!/usr/bin/env python3
"""Sentences of all kinds for `train.py --texts`: records of `clew extract` from the treebanks' training parts.

  background.py TREEBANKS > texts.jsonl

TREEBANKS holds en_gum-train.conllu.gz and en_ewt-train.conllu.gz. Biographies are left out, for they tell what the
relations tell, and so are talk and fiction, which articles are unlike.
"""
import gzip
import json
import re
import sys

CORPORA = {
    "en_gum-train": lambda document: not re.search("_(bio|conversation|vlog|whow|reddit|fiction)_", document),
    "en_ewt-train": lambda document: document.startswith(("weblog", "newsgroup")),
}

for corpus, is_wanted in CORPORA.items():
    document, number = "", 0
    for line in gzip.open(f"{sys.argv[1]}/{corpus}.conllu.gz", "rt", encoding="utf-8"):
        if line.startswith("# newdoc id"):
            document, number = line.split("=", 1)[1].strip(), 0
        elif line.startswith("# text =") and is_wanted(document):
            text = line.split("=", 1)[1].strip()
            number += 1
            if len(text) >= 30:
                print(json.dumps({"doc": f"{document}#{number}", "document": document, "text": text}))
