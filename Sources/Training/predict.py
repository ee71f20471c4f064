"""Labels, heads and relations for sentences, from the float network or the integer reference."""
import torch
import decode
from batches import collate, encode, grouped


@torch.no_grad()
def predict(forward, relations_of, sentences, wordpiece, labels, conventions, budget=4000):
    """Predicts in place of gold: returns copies of `sentences` with upos, xpos, names, heads, relations.

    forward(batch) -> dict as Parser.forward; relations_of(p, q, heads) -> scores (B,N,R).
    """
    viterbi = decode.Names(labels["names"])
    root = labels["relations"].index("root")
    items = []
    for i, s in enumerate(sentences):
        items.append(dict(encode({"words": s["words"]}, wordpiece, labels, conventions), place=i))
    results = [None] * len(items)
    for group in grouped(items, budget):
        batch = collate(group, labels)
        out = forward(batch)
        heads = torch.zeros_like(batch["first"])
        for k, item in enumerate(group):
            n = item["n"]
            heads[k, :n] = torch.from_numpy(decode.tree(out["arcs"][k, :n, : n + 1].numpy()).copy())
        scores = relations_of(out["p"], out["q"], heads)
        scores[:, :, root] = -torch.inf
        best = scores.argmax(-1)
        best[heads == 0] = root
        upos, xpos, names = out["upos"].argmax(-1), out["xpos"].argmax(-1), out["names"].numpy()
        for k, item in enumerate(group):
            n = item["n"]
            results[item["place"]] = dict(
                sentences[item["place"]],
                upos=[labels["upos"][x] for x in upos[k, :n]], xpos=[labels["xpos"][x] for x in xpos[k, :n]],
                names=viterbi(names[k, :n]), heads=[int(h) for h in heads[k, :n]],
                relations=[labels["relations"][x] for x in best[k, :n]])
    return results


def figures(gold, predicted):
    """UPOS, XPOS, UAS, LAS (universal relations), LAS with subtypes, in per cent, and names F1 by type."""
    count = dict.fromkeys(("UPOS", "XPOS", "UAS", "LAS", "LAS_full"), 0)
    n, names = 0, {}
    for g, p in zip(gold, predicted):
        for i in range(len(g["words"])):
            n += 1
            count["UPOS"] += g["upos"][i] == p["upos"][i]
            count["XPOS"] += g["xpos"][i] == p["xpos"][i]
            if g["heads"][i] == p["heads"][i]:
                count["UAS"] += 1
                count["LAS"] += g["relations"][i].split(":")[0] == p["relations"][i].split(":")[0]
                count["LAS_full"] += g["relations"][i] == p["relations"][i]
        a, b = set(decode.spans(g["names"])), set(decode.spans(p["names"]))
        for kind in ("PER", "ORG", "LOC"):
            x, y = {s for s in a if s[2] == kind}, {s for s in b if s[2] == kind}
            r = names.setdefault(kind, [0, 0, 0])
            r[0] += len(x & y); r[1] += len(y); r[2] += len(x)
    names["all"] = [sum(v[i] for v in names.values()) for i in range(3)]
    out = {k: round(100 * v / n, 2) for k, v in count.items()}
    out["names"] = {k: round(2 * a / max(b + c, 1), 4) for k, (a, b, c) in names.items()}
    return out
