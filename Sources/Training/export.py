"""Turn a training checkpoint into the integer model file."""
import argparse
import numpy as np
import torch
import clewlm
import model as network
import wordpiece
from model import Encoder, Parser

ATTRIBUTION = (
    "Encoder: MiniLM-L6-H384-uncased by way of all-MiniLM-L6-v2 (Apache-2.0), fine-tuned. Trees and tags: UD English-EWT (CC BY-SA 4.0), "
    "UD English-GUM, permissive genres (annotations CC BY 4.0, texts by genre: CC BY, CC BY-SA, public domain). Names: Universal NER "
    "English-EWT (CC BY-SA 4.0), GUM (CC BY 4.0), Re-DocRED (MIT; Wikipedia CC BY-SA 3.0), wikigold (CC BY 4.0), WNUT17 (CC BY 4.0), "
    "re3d (public domain, OGL 3.0, CC BY 3.0 AU, CC BY-SA 3.0, EU reuse). Taught by MPNet base by way of all-mpnet-base-v2 (Apache-2.0), "
    "also on sentences of FewRel (MIT; Wikipedia CC BY-SA 3.0). Details: ATTRIBUTION.md.")


def integers(weight, largest):
    """Rows to i8 with a symmetric scale each: (i8 [out,in], f32 [out])."""
    w = weight.detach().float()
    s = w.abs().amax(1, keepdim=True).clamp_min(1e-8) / largest
    q = torch.round(w / s).clamp(-largest, largest).to(torch.int8)
    return q.numpy(), s[:, 0].numpy()


def parameters_of(net):
    """Parameters by their name in the file: tables (rows of 8 bits), layers (products with a bias), and what stays in 32 bits."""
    e = net.encoder
    tables = {"embeddings.word": e.word.weight, "embeddings.position": e.position}
    layers = {"head.upos": net.upos, "head.xpos": net.xpos, "head.names.hidden": net.names_hidden, "head.names": net.names,
              "head.arc.dependent": net.arc_dependent, "head.arc.governor": net.arc_governor,
              "head.label.dependent": net.label_dependent, "head.label.governor": net.label_governor}
    plain = {"embeddings.case": e.case.weight, "head.root": net.root, "head.arc.biaffine": net.arc_biaffine,
             "head.label.biaffine": net.label_biaffine}
    norms = {"embeddings.norm": e.norm}
    for i, layer in enumerate(e.layers):
        p = f"layer.{i}."
        layers |= {p + "attention.qkv": layer.qkv, p + "attention.output": layer.attention_output,
                   p + "intermediate": layer.intermediate, p + "output": layer.output}
        norms |= {p + "attention.norm": layer.attention_norm, p + "output.norm": layer.output_norm}
    for name, norm in norms.items():
        plain |= {name + ".weight": norm.weight, name + ".bias": norm.bias}
    return tables, layers, plain


def tensors_of(net, vocabulary, largest):
    out = {"vocabulary": np.frombuffer("\n".join(vocabulary).encode(), np.uint8)}
    tables, layers, plain = parameters_of(net)
    for name, weight in tables.items():
        out[name], out[name + ".scale"] = integers(weight, 127)
    for name, layer in layers.items():
        out[name], out[name + ".scale"] = integers(layer.weight, largest)
        plain[name + ".bias"] = layer.bias
    # The convention of Universal NER becomes part of the bias.
    plain["head.names.hidden.bias"] = net.names_hidden.bias + net.convention.weight[net.conventions.index("uner")]
    plain["head.mix"] = net.mix.softmax(1)
    for name, tensor in plain.items():
        out[name] = tensor.detach().float().contiguous().numpy()
    return out


@torch.no_grad()
def restore(net, path):
    """Give the network the weights of a model file, as rounding left them.  The word table, which training leaves alone, stays."""
    header, stored = clewlm.read(path)
    if any(header["labels"][k] != net.labels[k] for k in ("upos", "xpos", "names", "relations")):
        raise ValueError(f"{path}: other labels than the training data")
    tables, layers, plain = parameters_of(net)
    del tables["embeddings.word"]
    plain |= {name + ".bias": layer.bias for name, layer in layers.items()}
    value = lambda name: torch.from_numpy(stored[name].copy()).float()
    for name, weight in [*tables.items(), *((name, layer.weight) for name, layer in layers.items())]:
        weight.copy_(value(name) * value(name + ".scale")[:, None])
    for name, tensor in plain.items():
        tensor.copy_(value(name))
    net.mix.copy_(value("head.mix").log())


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
    net = Parser(c["labels"], c["conventions"], Encoder(len(c["vocabulary"])))
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
                                   "wikigold, WNUT17, re3d names; a larger network's reading of these and of FewRel",
                           "epochs": c["epochs"], "steps": c["steps"], "figures": a.figures}}
    clewlm.write(a.file, header, tensors_of(net, c["vocabulary"], a.weight_max))


if __name__ == "__main__":
    main()
