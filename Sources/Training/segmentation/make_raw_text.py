#!/usr/bin/env python3
"""Puts a treebank's text together again, so that an analyser can be tried on raw text.

  make_raw_text.py TREEBANK.conllu[.gz] > TREEBANK.txt

Sentences of a paragraph are joined as their last token says (a space, or nothing after `SpaceAfter=No`), paragraphs and
documents are parted by a blank line. Nothing else tells where a sentence ends.
"""
import argparse
import sys

import treebank


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank")
    path = parser.parse_args().treebank
    for block in treebank.blocks(path):
        text = "".join(form + (" " if space else "") for sentence in block for form, space in sentence)
        sys.stdout.write(text.rstrip() + "\n\n")


if __name__ == "__main__":
    main()
