#!/usr/bin/env python3
"""Writes made-up articles whose names are hard to tell apart, for measuring and comparing resolution of entities.

  make_articles.py FOLDER --count N [--seed S]

FOLDER/000/000017.html is a page of some thirty words with a headline, a publisher and a date. People appear with and
without middle initials and titles, by surname alone, and as namesakes; organizations with and without forms of
incorporation, as acronyms and by short names; countries under several names; some pages say in JSON-LD which Wikidata
item they speak of. The number of names grows with the number of articles.
"""
import argparse
import json
import pathlib
import random

FIRST = "Ada Boris Carla Dmitri Elena Farid Greta Hugo Irene Jonas Karim Leila Marco Nadia Oscar Petra".split()
SURNAMES = ["Al", "Bran", "Cor", "Dun", "Eld", "Fen", "Gar", "Hol", "Ivers", "Jar", "Kel", "Lor", "Mar", "Nor", "Ol"]
ENDINGS = ["den", "ford", "man", "ley", "wick", "son", "berg", "ton", "stad", "ova", "escu", "heim", "mont", "quist"]
TRADES = ["Steel", "Foods", "Systems", "Motors", "Energy", "Pharma", "Software", "Shipping", "Robotics", "Media"]
SUFFIXES = ["", "", " Inc.", " Corp.", " Ltd.", " Group", " Holdings"]
PLACES = ["Georgia", "Paris", "Springfield", "Lisbon", "Oslo", "Nairobi", "Lima", "Austin", "Victoria", "Santiago"]
COUNTRIES = ["the United States", "the U.S.", "America", "the UK", "Britain", "the United Kingdom", "the EU"]
PAPERS = ["Daily Ledger", "Evening Post", "The Harbor Times", "Morning Herald", "Trade Wire"]


class World:
    """People and organizations that the articles speak of."""

    def __init__(self, count, random):
        def surname():
            return random.choice(SURNAMES) + random.choice(ENDINGS)

        def letters():
            return "".join(random.choice("ABCDEGHKLMNOPRSTV") for _ in range(2)).capitalize()

        self.random = random
        self.people = [(random.choice(FIRST), random.choice("ABCDEFGHJKLM"), surname() + random.choice(["", "", "ski"]))
                       for _ in range(max(20, count // 4))]
        self.firms = [f"{surname()} {random.choice(TRADES)}" for _ in range(max(20, count // 5))]
        self.bodies = [f"{letters()}{random.choice(ENDINGS)} {letters()}{random.choice(ENDINGS)} "
                       f"{random.choice(['Institute', 'Agency', 'Council', 'Union'])}" for _ in range(max(10, count // 20))]

    def person(self):
        first, middle, last = self.random.choice(self.people)
        full = random_choice(self.random, [(f"{first} {last}", 6), (f"{first} {middle}. {last}", 2), (last, 1)])
        return full, last

    def firm(self):
        name = self.random.choice(self.firms)
        return name + self.random.choice(SUFFIXES), name

    def body(self):
        name = self.random.choice(self.bodies)
        return name, "".join(word[0] for word in name.split())


def random_choice(random, weighted):
    return random.choices([value for value, _ in weighted], [weight for _, weight in weighted])[0]


def article(world, number, random):
    (person, surname), (firm, short), (body, acronym) = world.person(), world.firm(), world.body()
    other, _ = world.firm()
    sentences = [
        f"{person} joined {firm} as chief executive in {random.choice(PLACES)}.",
        f"{firm} acquired {other} for ${number % 900 + 1} million.",
        f"{person} criticized the {body} ({acronym}) in {random.choice(COUNTRIES)}.",
        f"The {acronym} fined {firm} on Monday.",
        f"{surname} left {short} for {random.choice(PLACES)}.",
        f"The company sued {person}.",
    ]
    text = " ".join(random.sample(sentences, 3))
    page = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": f"Report {number}",
            "datePublished": f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "publisher": {"@type": "Organization", "name": random.choice(PAPERS)}}
    if random.random() < 0.05:
        item = world.firms.index(short) + 1000
        page["about"] = {"@type": "Organization", "name": firm, "sameAs": f"https://www.wikidata.org/wiki/Q{item}"}
    return (f"<html lang=en><head><title>Report {number}</title><script type='application/ld+json'>{json.dumps(page)}"
            f"</script></head><body><article><h1>Report {number}</h1><p>{text}</p></article></body></html>\n")


def main():
    parser = argparse.ArgumentParser(description="Made-up articles with names that are hard to tell apart.")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    source = random.Random(options.seed)
    world = World(options.count, source)
    for number in range(options.count):
        folder = options.folder / f"{number // 1000:03}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number:06}.html").write_text(article(world, number, source))


main()
