"""What the model file computes, step by step as in FORMAT.md: integer products, everything else float32."""
import torch
import torch.nn.functional as F
import clewlm
from wordpiece import WordPiece


class Reference:
    def __init__(self, path):
        self.header, arrays = clewlm.read(path)
        self.config, self.labels = self.header["config"], self.header["labels"]
        self.t = {k: torch.from_numpy(v.copy()) for k, v in arrays.items() if k != "vocabulary"}
        self.vocabulary = bytes(arrays["vocabulary"]).decode().split("\n")
        self.wordpiece = WordPiece(self.vocabulary)
        # Integers up to 2^24 are exact in float32: 1536 · 128 · 63 < 2^24, so a float product gives the int32 sum
        # exactly; with larger weights double precision is used.
        self.kind = torch.float32 if self.config["weight_max"] <= 63 else torch.float64
        self.whole = {k: v.to(self.kind) for k, v in self.t.items() if v.dtype == torch.int8 and k + ".bias" in self.t}

    def linear(self, x, name):
        s = x.abs().amax(-1, keepdim=True) / 127
        s = torch.where(s == 0, torch.ones_like(s), s)
        u = (torch.round(x / s) + 128).clamp(0, 255)
        total = F.linear((u - 128).to(self.kind), self.whole[name]).float()
        return total * (s * self.t[name + ".scale"]) + self.t[name + ".bias"]

    def norm(self, x, name):
        return F.layer_norm(x, x.shape[-1:], self.t[name + ".weight"], self.t[name + ".bias"], self.config["ln_eps"])

    def table(self, name, rows):
        return self.t[name][rows].float() * self.t[name + ".scale"][rows].unsqueeze(-1)

    def encode(self, ids, cases, mask):
        positions = torch.arange(ids.shape[1])
        h = self.table("embeddings.word", ids) + self.table("embeddings.position", positions) + self.t["embeddings.case"][cases]
        h, states = self.norm(h, "embeddings.norm"), []
        b, n, d = h.shape
        heads = self.config["heads"]
        for i in range(self.config["layers"]):
            p = f"layer.{i}."
            q, k, v = (x.reshape(b, n, heads, d // heads).transpose(1, 2) for x in self.linear(h, p + "attention.qkv").chunk(3, -1))
            scores = (q @ k.transpose(2, 3)) * (d // heads) ** -0.5
            a = (scores.masked_fill(~mask, -torch.inf).softmax(-1) @ v).transpose(1, 2).reshape(b, n, d)
            h = self.norm(h + self.linear(a, p + "attention.output"), p + "attention.norm")
            h = self.norm(h + self.linear(F.gelu(self.linear(h, p + "intermediate")), p + "output"), p + "output.norm")
            states.append(h)
        return states

    def leaky(self, x, name):
        return F.leaky_relu(self.linear(x, name), self.config["leaky_relu_slope"])

    @torch.no_grad()
    def __call__(self, batch):
        states = self.encode(batch["ids"], batch["cases"], batch["mask"])
        at = batch["first"].unsqueeze(-1).expand(-1, -1, self.config["width"])
        words = torch.stack([s.gather(1, at) for s in states])
        tags, names, syntax = torch.einsum("kl,lbnd->kbnd", self.t["head.mix"], words)
        rows = torch.cat([self.t["head.root"].expand(len(syntax), 1, -1), syntax], 1)
        d, g = self.leaky(rows[:, 1:], "head.arc.dependent"), self.leaky(rows, "head.arc.governor")
        p, q = self.leaky(rows[:, 1:], "head.label.dependent"), self.leaky(rows, "head.label.governor")
        return {"upos": self.linear(tags, "head.upos"), "xpos": self.linear(tags, "head.xpos"),
                "names": self.linear(self.leaky(names, "head.names.hidden"), "head.names"),
                "arcs": (F.pad(d, (0, 1), value=1.0) @ self.t["head.arc.biaffine"]) @ g.transpose(1, 2),
                "p": F.pad(p, (0, 1), value=1.0), "q": F.pad(q, (0, 1), value=1.0), "states": states}

    @torch.no_grad()
    def relations(self, p, q, heads):
        chosen = q.gather(1, heads.unsqueeze(-1).expand(-1, -1, q.shape[-1]))
        return torch.einsum("bnw,rwv,bnv->bnr", p, self.t["head.label.biaffine"], chosen)
