"""The network in PyTorch: MiniLM encoder with a letter-case embedding, and the heads.

Shapes: B sentences, T pieces, N words, D = 384.  Weights are float masters; `fake_bits` turns on rounding of the
product weights with a straight-through gradient, so that the last epochs see what the exported integers will be.
"""
import math
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

WIDTH, HEADS, LAYERS, INTERMEDIATE, POSITIONS = 384, 12, 6, 1536, 400
ARC, LABEL, NAMES = 256, 96, 192
SLOPE, EPS = 0.1, 1e-12


class Quantised:
    """Global switch: the largest integer of a product weight, or 0 for float weights."""
    weight_max = 0


def row_scale(weight, largest):
    return weight.detach().abs().amax(1, keepdim=True).clamp_min(1e-8) / largest


class Linear(nn.Linear):
    def forward(self, x):
        w = self.weight
        if Quantised.weight_max and self.training:
            s = row_scale(w, Quantised.weight_max)
            w = w + (torch.round(w.detach() / s) * s - w.detach())
        return F.linear(x, w, self.bias)


def shared_dropout(x, rate, training):
    """Dropout with one mask per sentence (B,1,D): as good as elementwise here and cheap on a CPU."""
    if not training or rate == 0:
        return x
    return x * F.dropout(torch.ones(x.shape[0], 1, x.shape[2], dtype=x.dtype), rate)


def leaky(x):
    return F.leaky_relu(x, SLOPE)


class Layer(nn.Module):
    def __init__(self, dropout, width=WIDTH, intermediate=INTERMEDIATE, eps=EPS):
        super().__init__()
        self.qkv = Linear(width, 3 * width)
        self.attention_output = Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps)
        self.intermediate = Linear(width, intermediate)
        self.output = Linear(intermediate, width)
        self.output_norm = nn.LayerNorm(width, eps)
        self.dropout = dropout

    def forward(self, h, mask, bias=None):
        """h (B,T,D), mask (B,1,1,T); bias (HEADS,T,T) is added to the attention scores where given."""
        b, t, d = h.shape
        q, k, v = (x.view(b, t, HEADS, d // HEADS).transpose(1, 2) for x in self.qkv(h).chunk(3, -1))
        # Written out: on a CPU the fused kernel's backward pass takes a quarter of a training step, this a fraction.
        scores = (q @ k.transpose(2, 3)) * (d // HEADS) ** -0.5
        if bias is not None:
            scores = scores + bias
        a = scores.masked_fill(~mask, -1e4).softmax(-1).to(v.dtype) @ v
        a = self.attention_output(a.transpose(1, 2).reshape(b, t, d))
        h = self.attention_norm(h + shared_dropout(a, self.dropout, self.training))
        m = self.output(F.gelu(self.intermediate(h)))
        return self.output_norm(h + shared_dropout(m, self.dropout, self.training))


class Encoder(nn.Module):
    """MiniLM: 6 layers, 384 wide."""
    width, depth = WIDTH, LAYERS

    def __init__(self, vocabulary_size, dropout=0.1):
        super().__init__()
        self.word = nn.Embedding(vocabulary_size, WIDTH)
        self.word.weight.requires_grad_(False)
        self.position = nn.Parameter(torch.zeros(POSITIONS, WIDTH))
        self.case = nn.Embedding(8, WIDTH)
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(WIDTH, EPS)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = dropout

    def load(self, path):
        """Take the weights of a BERT-style safetensors file (names as in sentence-transformers packages)."""
        t = load_file(path)
        e = "embeddings."
        with torch.no_grad():
            self.word.weight.copy_(t[e + "word_embeddings.weight"])
            self.position.copy_(t[e + "position_embeddings.weight"][:POSITIONS] + t[e + "token_type_embeddings.weight"][0])
            self.norm.weight.copy_(t[e + "LayerNorm.weight"])
            self.norm.bias.copy_(t[e + "LayerNorm.bias"])
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for kind in ("weight", "bias"):
                    parts = [t[f"{p}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                    for mine, theirs in (("attention_output", "attention.output.dense"), ("intermediate", "intermediate.dense"),
                                         ("output", "output.dense"), ("attention_norm", "attention.output.LayerNorm"),
                                         ("output_norm", "output.LayerNorm")):
                        getattr(getattr(layer, mine), kind).copy_(t[f"{p}{theirs}.{kind}"])

    def forward(self, ids, cases, mask):
        """ids, cases (B,T); mask (B,1,1,T) true where a piece is.  Returns the states of all layers, each (B,T,D)."""
        h = self.word(ids) + self.position[: ids.shape[1]] + self.case(cases)
        h = shared_dropout(self.norm(h), self.dropout, self.training)
        states = []
        for layer in self.layers:
            h = layer(h, mask)
            states.append(h)
        return states


class MPNet(nn.Module):
    """MPNet base: 12 layers, 768 wide, relative positions in the attention (Song et al., NeurIPS 2020).  Too slow for Clew:
    it teaches the small network.  Its vocabulary is BERT's, four further on, with special pieces of its own."""
    width, depth, buckets, farthest = 768, 12, 32, 128

    def __init__(self, vocabulary_size, dropout=0.1):
        super().__init__()
        width = self.width
        self.word = nn.Embedding(vocabulary_size + 5, width)
        self.word.weight.requires_grad_(False)
        self.position = nn.Parameter(torch.zeros(POSITIONS, width))
        self.case = nn.Embedding(8, width)
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(width, 1e-5)
        self.near = nn.Embedding(self.buckets, HEADS)
        self.layers = nn.ModuleList(Layer(dropout, width, 4 * width, 1e-5) for _ in range(self.depth))
        self.dropout = dropout
        # BERT's ids to MPNet's: [PAD] 0, [UNK] 100, [CLS] 101, [SEP] 102.
        own = torch.arange(vocabulary_size) + 4
        own[[0, 100, 101, 102]] = torch.tensor([1, 3, 0, 2])
        self.register_buffer("own", own, persistent=False)

    def load(self, path):
        """Take the weights of a safetensors file with the names of the transformers library."""
        t = load_file(path)
        e = "embeddings."
        with torch.no_grad():
            self.word.weight.copy_(t[e + "word_embeddings.weight"])
            self.position.copy_(t[e + "position_embeddings.weight"][2 : POSITIONS + 2])
            self.norm.weight.copy_(t[e + "LayerNorm.weight"])
            self.norm.bias.copy_(t[e + "LayerNorm.bias"])
            self.near.weight.copy_(t["encoder.relative_attention_bias.weight"])
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for kind in ("weight", "bias"):
                    parts = [t[f"{p}attention.attn.{n}.{kind}"] for n in "qkv"]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                    for mine, theirs in (("attention_output", "attention.attn.o"), ("intermediate", "intermediate.dense"),
                                         ("output", "output.dense"), ("attention_norm", "attention.LayerNorm"),
                                         ("output_norm", "output.LayerNorm")):
                        getattr(getattr(layer, mine), kind).copy_(t[f"{p}{theirs}.{kind}"])

    def bias(self, n):
        """Attention bias (HEADS,n,n) by distance: 8 buckets of one each side, then 8 that widen up to 128."""
        half, exact = self.buckets // 2, self.buckets // 4
        away = torch.arange(n)[:, None] - torch.arange(n)[None]
        far = away.abs()
        wide = exact + (torch.log(far.clamp_min(1) / exact) / math.log(self.farthest / exact) * (half - exact)).long()
        bucket = torch.where(far < exact, far, wide.clamp_max(half - 1)) + half * (away < 0)
        return self.near(bucket).permute(2, 0, 1)

    def forward(self, ids, cases, mask):
        """As `Encoder.forward`, with the same ids."""
        h = self.word(self.own[ids]) + self.position[: ids.shape[1]] + self.case(cases)
        h = shared_dropout(self.norm(h), self.dropout, self.training)
        bias = self.bias(ids.shape[1])
        states = []
        for layer in self.layers:
            h = layer(h, mask, bias)
            states.append(h)
        return states


class Parser(nn.Module):
    def __init__(self, labels, conventions, encoder, head_dropout=0.2):
        super().__init__()
        self.labels, self.conventions = labels, conventions
        self.encoder = encoder
        width = encoder.width
        # Softmax of these are the layer weights; the start favours the last layer.
        self.mix = nn.Parameter(torch.tensor([[0.0] * (encoder.depth - 1) + [2.0]] * 3))
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.upos = Linear(width, len(labels["upos"]))
        self.xpos = Linear(width, len(labels["xpos"]))
        self.names_hidden = Linear(width, NAMES)
        self.names = Linear(NAMES, len(labels["names"]))
        self.convention = nn.Embedding(len(conventions), NAMES)
        nn.init.zeros_(self.convention.weight)
        self.arc_dependent, self.arc_governor = Linear(width, ARC), Linear(width, ARC)
        self.arc_biaffine = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.01)
        self.label_dependent, self.label_governor = Linear(width, LABEL), Linear(width, LABEL)
        self.label_biaffine = nn.Parameter(torch.randn(len(labels["relations"]), LABEL + 1, LABEL + 1) * 0.01)
        self.head_dropout = head_dropout

    def drop(self, x):
        return shared_dropout(x, self.head_dropout, self.training)

    def mixed(self, states, first):
        """Vectors of the words' first pieces for tags, names and syntax, each (B,N,D)."""
        at = first.unsqueeze(-1).expand(-1, -1, self.encoder.width)
        words = torch.stack([s.gather(1, at).float() for s in states])
        return torch.einsum("kl,lbnd->kbnd", self.mix.softmax(1), words)

    def syntax(self, h):
        """Arc scores (B,N,N+1), column 0 the root, and the label vectors of dependents and governors."""
        rows = torch.cat([self.root.expand(h.shape[0], 1, -1), h], 1)
        rows = self.drop(rows)
        d, g = self.drop(leaky(self.arc_dependent(rows[:, 1:]))), self.drop(leaky(self.arc_governor(rows)))
        arcs = (F.pad(d, (0, 1), value=1.0) @ self.arc_biaffine) @ g.transpose(1, 2)
        p, q = self.drop(leaky(self.label_dependent(rows[:, 1:]))), self.drop(leaky(self.label_governor(rows)))
        return arcs.float(), F.pad(p, (0, 1), value=1.0), F.pad(q, (0, 1), value=1.0)

    def relations(self, p, q, heads):
        """Relation scores (B,N,R) of every word with the head given (B,N)."""
        b, n, w = p.shape
        chosen = q.gather(1, heads.unsqueeze(-1).expand(-1, -1, w))
        left = (p.reshape(b * n, w) @ self.label_biaffine.permute(1, 0, 2).reshape(w, -1)).view(b, n, -1, w)
        return (left * chosen.unsqueeze(2)).sum(-1).float()

    def forward(self, batch):
        states = self.encoder(batch["ids"], batch["cases"], batch["mask"])
        tags, names, syntax = self.mixed(states, batch["first"])
        tags, names = self.drop(tags), self.drop(names)
        z = self.names_hidden(names) + self.convention(batch["convention"]).unsqueeze(1)
        arcs, p, q = self.syntax(syntax)
        return {"upos": self.upos(tags).float(), "xpos": self.xpos(tags).float(),
                "names": self.names(self.drop(leaky(z))).float(), "arcs": arcs, "p": p, "q": q, "states": states}
