"""The decoders against brute force on small random inputs: python -m unittest test_decode."""
import itertools
import unittest
import numpy as np
import decode


def trees(n):
    """All head sequences of n words that are trees with one root child."""
    for heads in itertools.product(range(n + 1), repeat=n):
        if heads.count(0) != 1:
            continue
        reaches = lambda node, steps=0: node == 0 or steps <= n and reaches(heads[node - 1], steps + 1)
        if all(reaches(i) for i in range(1, n + 1)):
            yield heads


class DecodeTest(unittest.TestCase):
    def test_tree_is_the_best_single_root_tree(self):
        rng = np.random.default_rng(0)
        for n in (1, 2, 3, 4, 5):
            candidates = list(trees(n))
            for _ in range(60):
                scores = rng.normal(size=(n, n + 1)) * rng.choice([1, 10])
                best = max(candidates, key=lambda heads: sum(scores[i, h] for i, h in enumerate(heads)))
                self.assertEqual(tuple(decode.tree(scores)), best)

    def test_names_are_the_best_valid_sequence(self):
        labels = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]
        viterbi, rng = decode.Names(labels), np.random.default_rng(1)
        valid = lambda seq: all(not b.startswith("I-") or a[2:] == b[2:] for a, b in zip(("O", *seq), seq))
        for n in (1, 2, 3, 4):
            sequences = [s for s in itertools.product(range(5), repeat=n) if valid([labels[i] for i in s])]
            for _ in range(40):
                scores = rng.normal(size=(n, 5))
                beside = lambda s: sum(a and labels[b] == "B-" + labels[a][2:] for a, b in zip(s, s[1:]))
                best = max(sequences, key=lambda s: sum(scores[i, x] - (labels[x][0] == "B") for i, x in enumerate(s)) - 2 * beside(s))
                self.assertEqual(viterbi(scores), [labels[i] for i in best])


if __name__ == "__main__":
    unittest.main()
