"""What the teachers say of every training sentence, and of sentences without annotation: soft targets for the small network.

Teachers are checkpoints of the large network and exported models of the small one; their probabilities are averaged.

Writes a torch file: sentence (words joined by spaces) -> upos (N,U), xpos (N,X), names (N,L), arcs (N,N+1), relations (N,R) as log
probabilities in half precision, and `at` (N), the heads that the relations are given for: the annotated ones, or the teacher's tree.
"""
import argparse
import math
import torch
import clewlm
import corpora
import decode
import train
from batches import LIMIT, collate, encode, grouped
from export import restore
from model import Encoder, MPNet, Parser
from wordpiece import WordPiece


def load(path, like=None):
    """A teacher: a checkpoint, or a model file, for which `like` gives the vocabulary and labels."""
    if path.endswith(".clewlm"):
        net = Parser(like.labels, like.conventions, Encoder(like.encoder.own.numel()))
        restore(net, path)
        _, stored = clewlm.read(path)
        words = torch.from_numpy(stored["embeddings.word"].copy()).float()
        net.encoder.word.weight.data.copy_(words * torch.from_numpy(stored["embeddings.word.scale"].copy())[:, None])
        return net.eval()
    c = torch.load(path, weights_only=False)
    net = Parser(c["labels"], c["conventions"], MPNet(len(c["vocabulary"])))
    net.load_state_dict(c["model"])
    net.wordpiece = WordPiece(c["vocabulary"])
    return net.eval()


def mean(tables):
    """Log of the mean of probabilities given as logarithms."""
    return torch.stack(tables).logsumexp(0) - math.log(len(tables))


@torch.no_grad()
def teach(nets, sentences, budget=4000):
    """Sentence -> its soft targets, under the convention of Universal NER.  The first of the teachers has the vocabulary."""
    first, items, out = nets[0], [], {}
    for s in sentences:
        item = encode({"words": s["words"]}, first.wordpiece, first.labels, first.conventions)
        if len(item["ids"]) <= LIMIT:
            items.append(dict(item, key=" ".join(s["words"]), gold=s.get("heads")))
    groups = grouped(items, budget)
    for k, group in enumerate(groups):
        batch = collate(group, first.labels)
        with torch.autocast("cpu", torch.bfloat16):
            found = [net(batch) for net in nets]
        closed = train.closed(batch["words"])
        said = {key: mean([f[key].log_softmax(-1) for f in found]) for key in ("upos", "xpos", "names")}
        said["arcs"] = mean([f["arcs"].masked_fill(closed, -1e4).log_softmax(-1) for f in found])
        heads = torch.zeros_like(batch["first"])
        for i, item in enumerate(group):
            m = item["n"]
            tree = item["gold"] or decode.tree(said["arcs"][i, :m, : m + 1].numpy()).tolist()
            heads[i, :m] = torch.tensor(tree)
        with torch.autocast("cpu", torch.bfloat16):
            said["relations"] = mean([net.relations(f["p"], f["q"], heads).log_softmax(-1) for net, f in zip(nets, found)])
        for i, item in enumerate(group):
            m = item["n"]
            rows = {key: table[i, :m, : m + 1] if key == "arcs" else table[i, :m] for key, table in said.items()}
            out[item["key"]] = {"at": heads[i, :m].to(torch.int16), **{key: r.clamp_min(-30).half() for key, r in rows.items()}}
        if k % 50 == 0:
            print(f"{k} of {len(groups)}", flush=True)
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", required=True, help="folder with treebanks/ and annotations/")
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--teachers", nargs="+", required=True, help="a checkpoint of the large network, then others or model files")
    a.add_argument("out")
    a = a.parse_args()
    torch.set_num_threads(a.threads)
    nets = [load(a.teachers[0])]
    nets += [load(path, nets[0]) for path in a.teachers[1:]]
    trees, sets, _ = train.load(a.data)
    torch.save(teach(nets, trees + [s for part in sets.values() for s in part]), a.out)


if __name__ == "__main__":
    main()
