"""Train the parser.  See README.md for the command of the released model.

Progress (learning rate, rounding of weights, end) follows the clock, so that a run ends when it has to on any machine.
"""
import argparse
import json
import os
import random
import time
import torch
import torch.nn.functional as F
import corpora
from batches import collate, epoch
from export import restore
from model import Encoder, MPNet, Parser, Quantised
from predict import figures, predict
from wordpiece import WordPiece


def arguments():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--data", required=True, help="folder with treebanks/ and annotations/")
    a.add_argument("--minilm", required=True, help="folder with model.safetensors and vocab.txt")
    a.add_argument("--mpnet", help="folder with model.safetensors: train the teacher, which starts from these weights")
    a.add_argument("--taught", help="what the teacher says of the sentences (teach.py)")
    start = a.add_mutually_exclusive_group()
    start.add_argument("--from-model", help="an exported model to go on from")
    start.add_argument("--from-checkpoint", help="a run's checkpoint to go on from")
    a.add_argument("--out", required=True)
    a.add_argument("--minutes", type=float, required=True)
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--budget", type=int, default=1700)
    a.add_argument("--encoder-rate", type=float, default=2e-4)
    a.add_argument("--head-rate", type=float, default=1e-3)
    a.add_argument("--decay", type=float, default=0.999, help="of the averaged weights")
    a.add_argument("--round-from", type=float, default=0.7, help="share of the run after which weights are rounded")
    a.add_argument("--weight-max", type=int, default=63)
    a.add_argument("--evaluate-every", type=int, default=2)
    return a.parse_args()


def label_tables(sentences):
    labels = {k: sorted({x for s in sentences for x in s[k]}) for k in ("upos", "xpos", "relations")}
    labels["names"] = corpora.NAME_LABELS
    for k in ("upos", "xpos", "relations"):
        labels[k + "_index"] = {x: i for i, x in enumerate(labels[k])}
    return labels


def load(data):
    with open(f"{data}/annotations/entities/labels.json") as f:
        specs = json.load(f)
    sets, gum = corpora.names_sets(f"{data}/annotations", specs)
    folder = f"{data}/treebanks"
    trees = corpora.trees(folder, "ewt", "train", specs) + corpora.trees(folder, "gum", "train", specs, gum)
    sets["fewrel"] = corpora.unlabelled(f"{data}/annotations/relations/fewrel/val_wiki.jsonl.gz")
    dev = {t: corpora.trees(folder, t, "dev", specs) for t in ("ewt", "gum")}
    return trees, sets, dev


# How much of each names-only set an epoch takes (small sets are seen whole, tweets rarely).
SHARES = {"redocred": 0.6, "wikigold": 0.6, "re3d": 0.4, "wnut17": 0.25, "fewrel": 0.4}


def sample(trees, sets, rng, taught=None):
    """An epoch's sentences.  With a teacher, every second one of another convention is seen under Universal NER's."""
    out = list(trees)
    for name, sentences in sets.items():
        if taught or name != "fewrel":
            out += rng.sample(sentences, int(len(sentences) * SHARES[name]))
    if not taught:
        return out
    free = lambda s: dict(s, convention=corpora.CONVENTIONS[0], allowed=corpora.open_labels(len(s["words"])))
    out = [free(s) if s["convention"] != corpora.CONVENTIONS[0] and rng.random() < 0.5 else s for s in out]
    pairs = [(s, taught.get(" ".join(s["words"]))) for s in out]
    return [dict(s, taught=t) for s, t in pairs if t]


def closed(words):
    """Governors (B,N,N+1) that no word can have: itself, and padding."""
    n = words.shape[1]
    columns = torch.cat([torch.ones(words.shape[0], 1, dtype=torch.bool), words], 1)
    return ~columns[:, None] | (torch.arange(n + 1)[None] == torch.arange(1, n + 1)[:, None])[None]


def taught_losses(model, batch):
    """Losses towards the annotation and the teacher: half each where a word has both.

    The teacher's names follow Universal NER: sentences under another set's convention learn from that set alone.
    """
    out, taught, words = model(batch), batch["taught"], batch["words"]
    total = words.sum()
    known = batch["heads"] >= 0
    arcs = out["arcs"].masked_fill(closed(words), -1e4)
    relations = model.relations(out["p"], out["q"], taught["at"])
    # The same sentence may be annotated twice, and differently.
    labels = batch["relations"].masked_fill(batch["heads"] != taught["at"], -100)

    def both(scores, gold, soft):
        log = scores.log_softmax(-1)
        hard = F.nll_loss(log.flatten(0, 1), gold.flatten(), ignore_index=-100, reduction="none").view(gold.shape)
        from_teacher = -(soft * log).sum(-1)
        return (torch.where(known, 0.5 * hard + 0.5 * from_teacher, from_teacher) * words).sum() / total

    log = out["names"].log_softmax(-1)
    hard = -log.masked_fill(~batch["allowed"], -torch.inf).logsumexp(-1)
    soft = -(taught["names"] * log).sum(-1)
    own = (batch["convention"] != 0)[:, None]
    annotated = ~batch["allowed"].all(-1).all(-1, keepdim=True)
    names = torch.where(own, hard, torch.where(annotated, 0.5 * hard + 0.5 * soft, soft))
    return {"upos": 0.5 * both(out["upos"], batch["upos"], taught["upos"]), "xpos": 0.5 * both(out["xpos"], batch["xpos"], taught["xpos"]),
            "arcs": both(arcs, batch["heads"], taught["arcs"]), "relations": both(relations, labels, taught["relations"]),
            "names": names[words].sum() / total}


def losses(model, batch):
    if "taught" in batch:
        return taught_losses(model, batch)
    out = model(batch)
    words = batch["words"]
    total = words.sum()
    known = batch["heads"] >= 0
    share = known.sum().clamp_min(1).maximum(total * 0.3)
    cross = lambda scores, gold: F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-100, reduction="sum") / share
    arcs = out["arcs"].masked_fill(closed(words), -1e4)
    relations = model.relations(out["p"], out["q"], batch["heads"].clamp_min(0))
    log = out["names"].log_softmax(-1)
    names = -log.masked_fill(~batch["allowed"], -torch.inf).logsumexp(-1)
    return {"upos": 0.5 * cross(out["upos"], batch["upos"]), "xpos": 0.5 * cross(out["xpos"], batch["xpos"]),
            "arcs": cross(arcs, batch["heads"]), "relations": cross(relations, batch["relations"]),
            "names": names[words].sum() / total}


def optimizer(model, a):
    groups = {}
    for name, p in model.named_parameters():
        if p.requires_grad:
            rate = a.encoder_rate if name.startswith("encoder.") else a.head_rate
            if name.startswith("encoder.case"):
                rate = a.head_rate
            groups.setdefault((rate, p.ndim > 1 and "embed" not in name), []).append(p)
    return torch.optim.AdamW([{"params": p, "lr": rate, "base": rate, "weight_decay": 0.01 if decay else 0.0}
                              for (rate, decay), p in groups.items()], betas=(0.9, 0.98), fused=True)


def rate(progress, warm=0.04):
    return progress / warm if progress < warm else max(0.0, (1 - progress) / (1 - warm))


class Average:
    """Exponential moving average of the trained weights."""

    def __init__(self, model, decay):
        self.decay, self.steps = decay, 0
        self.live = [p for p in model.parameters() if p.requires_grad]
        self.mean = [p.detach().clone() for p in self.live]

    def update(self):
        self.steps += 1
        d = min(self.decay, (1 + self.steps) / (20 + self.steps))
        torch._foreach_lerp_(self.mean, [p.detach() for p in self.live], 1 - d)

    def swap(self):
        for p, m in zip(self.live, self.mean):
            p.data, m.data = m.data, p.data


def evaluate(model, dev, wordpiece):
    model.eval()
    with torch.autocast("cpu", torch.bfloat16, enabled=False):
        result = {}
        for name, gold in dev.items():
            found = predict(model, model.relations, gold, wordpiece, model.labels, model.conventions)
            result[name] = figures(gold, found)
    model.train()
    return result


class Run:
    """A training run: network, optimiser, averaged weights, log."""

    def __init__(self, a):
        self.a, self.rng = a, random.Random(a.seed)
        self.trees, self.sets, self.dev = load(a.data)
        self.labels = label_tables(self.trees)
        with open(f"{a.minilm}/vocab.txt", encoding="utf-8") as f:
            self.vocabulary = f.read().rstrip("\n").split("\n")
        self.wordpiece = WordPiece(self.vocabulary)
        encoder = (MPNet if a.mpnet else Encoder)(len(self.vocabulary))
        encoder.load(f"{a.mpnet or a.minilm}/model.safetensors")
        self.model = Parser(self.labels, corpora.CONVENTIONS, encoder)
        if a.from_model:
            restore(self.model, a.from_model)
        if a.from_checkpoint:
            self.model.load_state_dict(torch.load(a.from_checkpoint, weights_only=False)["model"])
        self.taught = torch.load(a.taught) if a.taught else None
        self.optimizer = optimizer(self.model, a)
        self.average = Average(self.model, a.decay)
        self.params = [p for g in self.optimizer.param_groups for p in g["params"]]
        self.log = open(f"{a.out}/log.jsonl", "w")
        self.begin, self.steps, self.epochs, self.sums = time.time(), 0, 0, {}

    def minutes(self):
        return (time.time() - self.begin) / 60

    def note(self, **row):
        line = json.dumps(row)
        print(line, file=self.log, flush=True)
        print(line, flush=True)

    def step(self, group, progress):
        Quantised.weight_max = self.a.weight_max if progress > self.a.round_from else 0
        for g in self.optimizer.param_groups:
            g["lr"] = g["base"] * rate(progress)
        with torch.autocast("cpu", torch.bfloat16):
            parts = losses(self.model, collate(group, self.labels))
            loss = sum(parts.values())
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.params, 2.0)
        self.optimizer.step()
        self.average.update()
        self.steps += 1
        for k, v in parts.items():
            self.sums[k] = self.sums.get(k, 0) + v.item()
        if self.steps % 50 == 0:
            self.note(step=self.steps, minutes=round(self.minutes(), 2), **{k: round(v / 50, 4) for k, v in self.sums.items()})
            self.sums = {}

    def save(self, last):
        """Write the averaged weights; measure them now and then."""
        self.average.swap()
        torch.save({"model": self.model.state_dict(), "labels": self.labels, "conventions": corpora.CONVENTIONS,
                    "vocabulary": self.vocabulary, "steps": self.steps, "epochs": self.epochs, "minutes": self.minutes()},
                   f"{self.a.out}/checkpoint.pt")
        due = last or self.epochs % self.a.evaluate_every == 0
        result = evaluate(self.model, self.dev, self.wordpiece) if due else None
        self.average.swap()
        mix = [[round(x, 3) for x in r] for r in self.model.mix.detach().softmax(1).tolist()]
        self.note(epoch=self.epochs, steps=self.steps, minutes=round(self.minutes(), 2), dev=result, mix=mix)

    def train(self):
        self.model.train()
        self.begin, progress = time.time(), 0.0
        while progress < 1:
            some = sample(self.trees, self.sets, self.rng, self.taught)
            for group in epoch(some, self.wordpiece, self.labels, corpora.CONVENTIONS, self.a.budget, self.rng):
                progress = self.minutes() / self.a.minutes
                if progress >= 1:
                    break
                self.step(group, progress)
            else:
                self.epochs += 1
            self.save(progress >= 1)


def main():
    a = arguments()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    os.makedirs(a.out, exist_ok=True)
    Run(a).train()


if __name__ == "__main__":
    main()
