"""Turn a training checkpoint into the integer model file."""
import argparse
import numpy as np
import torch
import clewlm
import model as network
import wordpiece
from model import Parser

ATTRIBUTION = (
    "Encoder: MiniLM-L6-H384-uncased by way of all-MiniLM-L6-v2 (Apache-2.0), fine-tuned. Trees and tags: UD English-EWT (CC BY-SA 4.0), "
    "UD English-GUM, permissive genres (annotations CC BY 4.0, texts by genre: CC BY, CC BY-SA, public domain). Names: Universal NER "
    "English-EWT (CC BY-SA 4.0), GUM (CC BY 4.0), Re-DocRED (MIT; Wikipedia CC BY-SA 3.0), wikigold (CC BY 4.0), WNUT17 (CC BY 4.0), "
    "re3d (public domain, OGL 3.0, CC BY 3.0 AU, CC BY-SA 3.0, EU reuse). Details: ATTRIBUTION.md.")


def integers(weight, largest):
    """Rows to i8 with a symmetric scale each: (i8 [out,in], f32 [out])."""
    w = weight.detach().float()
    s = w.abs().amax(1, keepdim=True).clamp_min(1e-8) / largest
    q = torch.round(w / s).clamp(-largest, largest).to(torch.int8)
    return q.numpy(), s[:, 0].numpy()


def tensors_of(net, vocabulary, largest):
    out = {"vocabulary": np.frombuffer("\n".join(vocabulary).encode(), np.uint8)}

    def plain(name, tensor):
        out[name] = tensor.detach().float().contiguous().numpy()

    def table(name, weight):
        out[name], out[name + ".scale"] = integers(weight, 127)

    def linear(name, layer, bias=None):
        out[name], out[name + ".scale"] = integers(layer.weight, largest)
        plain(name + ".bias", layer.bias if bias is None else bias)

    def norm(name, layer):
        plain(name + ".weight", layer.weight)
        plain(name + ".bias", layer.bias)

    e = net.encoder
    table("embeddings.word", e.word.weight)
    table("embeddings.position", e.position)
    plain("embeddings.case", e.case.weight)
    norm("embeddings.norm", e.norm)
    for i, layer in enumerate(e.layers):
        p = f"layer.{i}."
        linear(p + "attention.qkv", layer.qkv)
        linear(p + "attention.output", layer.attention_output)
        norm(p + "attention.norm", layer.attention_norm)
        linear(p + "intermediate", layer.intermediate)
        linear(p + "output", layer.output)
        norm(p + "output.norm", layer.output_norm)
    plain("head.mix", net.mix.softmax(1))
    plain("head.root", net.root)
    linear("head.upos", net.upos)
    linear("head.xpos", net.xpos)
    # The convention of Universal NER becomes part of the bias.
    linear("head.names.hidden", net.names_hidden, net.names_hidden.bias + net.convention.weight[net.conventions.index("uner")])
    linear("head.names", net.names)
    linear("head.arc.dependent", net.arc_dependent)
    linear("head.arc.governor", net.arc_governor)
    plain("head.arc.biaffine", net.arc_biaffine)
    linear("head.label.dependent", net.label_dependent)
    linear("head.label.governor", net.label_governor)
    plain("head.label.biaffine", net.label_biaffine)
    return out


def config(largest):
    return {"layers": network.LAYERS, "width": network.WIDTH, "heads": network.HEADS, "intermediate": network.INTERMEDIATE,
            "max_positions": network.POSITIONS, "activation": "gelu", "ln_eps": network.EPS, "leaky_relu_slope": network.SLOPE,
            "weight_max": largest, "pieces_per_word_max": wordpiece.PIECES_PER_WORD,
            "characters_per_piece_word_max": wordpiece.PART_LIMIT, "case_classes": wordpiece.CASE_CLASSES,
            "arc_width": network.ARC, "label_width": network.LABEL, "names_width": network.NAMES,
            "special": {"unknown": "[UNK]", "start": "[CLS]", "end": "[SEP]"},
            "normalization": {"unicode": "NFD", "words": wordpiece.WORD_MAP, "scalars": wordpiece.SCALAR_MAP}}


def load(path):
    c = torch.load(path, weights_only=False)
    net = Parser(c["labels"], c["conventions"], len(c["vocabulary"]))
    net.load_state_dict(c["model"])
    return c, net.eval()


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("checkpoint")
    a.add_argument("file")
    a.add_argument("--weight-max", type=int, default=63)
    a.add_argument("--figures", default="", help="text for the header")
    a = a.parse_args()
    c, net = load(a.checkpoint)
    labels = {k: c["labels"][k] for k in ("upos", "xpos", "names", "relations")}
    header = {"config": config(a.weight_max), "labels": labels, "attribution": ATTRIBUTION,
              "training": {"data": "UD English-EWT train, UD English-GUM train (permissive genres), UNER EWT train, GUM, Re-DocRED dev, "
                                   "wikigold, WNUT17, re3d names",
                           "epochs": c["epochs"], "steps": c["steps"], "figures": a.figures}}
    clewlm.write(a.file, header, tensors_of(net, c["vocabulary"], a.weight_max))


if __name__ == "__main__":
    main()
