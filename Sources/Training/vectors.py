"""Test vectors of a model file: labels, trees and a few hidden values from the reference."""
import argparse
import json
import torch
import corpora
from batches import collate, encode
from predict import predict
from reference import Reference

# Tokens are separated by spaces.  Written for this purpose: quotes, dashes, accents, headlines, capitals, emoji.
SENTENCES = """
Shares of Norvane Systems fell 12 % on Tuesday after the chip maker cut its forecast .
“ We did n’t see it coming , ” said Zoë Lindqvist , who runs the firm ’s Malmö office .
BREAKING : STORM CLOSES ALL THREE AIRPORTS IN LISBON
Minister quits over leaked emails
The bank – Europe ’s third largest – paid $ 4.5 billion for Hartwell & Sons in March 2021 .
Yes
🦩 flamingos return to the Camargue
In 1998 , he married the painter Ana Ferreira-Silva , with whom he has two daughters .
São Paulo ’s mayor , a former judge , denied that the city had been warned about the bridge .
"It ca n't be fixed by one country alone , " the Danish prime minister told reporters in Nairobi .
Kestrel Air , which is owned by the Orlov family , will not fly to Tromsø until the dispute has been settled .
What did the regulator know , and when did it know it ?
iTalk and its rival McAlister Tech have agreed to share a plant near Gdańsk …
Rain , rain and more rain .
The film , directed by Imre Halász , won two prizes at the festival but was panned by critics who called it dull .
Workers at the plant voted 312 - 298 against joining the union , according to a count released on Friday night .
Dr. Okafor joined the University of Ljubljana as a lecturer before moving to Brussels to advise the European Commission .
Police believe the man , identified only as K.T. , to be a 34-year-old electrician from Graz .
she said the new law was n’t worth the paper it ’s printed on lol
When the two companies announced last autumn that they would merge their battery units , analysts at Brook Street Capital warned that regulators in Washington , Brussels and Seoul might object , because the new group , led by the former Sunwell chief executive Priya Raman , would control nearly half of the world market for large cells and could raise its prices whenever it wanted to .
浦 東 and naïve café-goers met at http://example.org/a_b?c=1 — “ twice ” !
"""


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("model")
    a.add_argument("output")
    a.add_argument("--hidden", type=int, default=2, help="sentences with hidden values")
    a = a.parse_args()
    torch.set_num_threads(1)
    net = Reference(a.model)
    sentences = [{"words": line.replace('"It', '" It').split()} for line in SENTENCES.strip().split("\n")]
    out = []
    for i, s in enumerate(sentences):
        item = encode(s, net.wordpiece, net.labels, corpora.CONVENTIONS)
        p = predict(net, net.relations, [s], net.wordpiece, net.labels, corpora.CONVENTIONS)[0]
        hidden = None
        if i < a.hidden:
            state = net(collate([item], net.labels))["states"][-1][0]
            hidden = [[round(float(x), 5) for x in state[f, :8]] for f in item["first"]]
        out.append({"words": s["words"], "pieces": item["ids"], "cases": item["cases"], "first": item["first"], "upos": p["upos"],
                    "xpos": p["xpos"], "names": p["names"], "heads": p["heads"], "relations": p["relations"], "hidden": hidden})
    with open(a.output, "w", encoding="utf-8") as f:
        json.dump({"model": a.model.split("/")[-1], "sentences": out}, f, ensure_ascii=False, indent=None, separators=(",", ":"))


if __name__ == "__main__":
    main()
