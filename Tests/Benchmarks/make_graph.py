#!/usr/bin/env python3
"""Makes a graph file of many statements, as an ingest of many articles would leave it, in the time that SQLite needs.

  make_graph.py CLEW STATEMENTS FILE

The empty graph comes from CLEW itself, so that its schema is the one in use. Entities follow a Zipf-like law, every
third statement has a circumstance, one in ten is somebody's claim, one in eight has a second sentence behind it. The
same number gives the same graph.
"""
import hashlib
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

clew, count, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
if os.path.exists(path):
    os.remove(path)
with tempfile.NamedTemporaryFile("w", suffix=".txt") as article:
    article.write("Acme Corp. bought Widgets Inc. in 2024, it said on Monday. The price was not told to anyone who asked.\n")
    article.flush()
    subprocess.run([clew, "ingest", "--graph", path, article.name], check=True, stdout=subprocess.DEVNULL)

chance = random.Random(42)
db = sqlite3.connect(path)
db.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA foreign_keys = OFF;")
for table in ("qualifiers", "evidence", "sentences", "statements", "merges", "document_same_as", "document_names",
              "document_entities", "entities", "names", "literals", "predicates", "rules", "source_runs", "sources"):
    db.execute(f"DELETE FROM {table}")
entities, sources = max(10, count // 5), max(2, count // 100)
predicates = ["partners", "acquired", "released", "sued", "warned", "met", "works_for", "located_in", "invested_in",
              "owns"] + [f"open_relation_{number}" for number in range(190)]
db.executemany("INSERT INTO predicates VALUES (?, ?)", list(enumerate(predicates, 1)))
db.executemany("INSERT INTO rules VALUES (?, ?)", list(enumerate(["verb", "passive", "apposition", "light-verb"], 1)))
kinds = ["person", "organization", "location", "product", "work", "event"]
names = [f"{'Name' if number % 3 else 'Entity of Long Names'} {number}" for number in range(1, entities + 1)]
db.executemany("INSERT INTO entities VALUES (?, ?, ?)",
               ((number, names[number - 1], kinds[number % 6]) for number in range(1, entities + 1)))
db.executemany("INSERT INTO names VALUES (?, ?, 'open', ?)",
               ((number, names[number - 1], names[number - 1].lower()) for number in range(1, entities + 1)))
db.executemany("INSERT INTO literals VALUES (?, 'date', ?, NULL, NULL)",
               ((number, f"{1500 + number // 12}-{number % 12 + 1:02}") for number in range(1, 6_001)))
db.executemany(
    "INSERT INTO sources (id, key, url, title, authors, publisher, published, format, origin, content_hash, text,"
    " diagnostics) VALUES (?, ?, ?, ?, '[]', ?, ?, 'html', ?, ?, '', '[]')",
    ((number, f"s{number}", f"https://example.org/{number}", f"Report number {number}", f"Paper {number % 40}",
      f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}", f"articles/{number}.html", f"{number:064x}")
     for number in range(1, sources + 1)))


def pick():
    return min(entities, int(entities * chance.random() ** 3) + 1)


statements, evidence, sentences, qualifiers, documents = [], [], [], [], {}
seen = set()


def document_entity(source, entity):
    return documents.setdefault((source, entity), len(documents) + 1)


pools = [[pick() for _ in range(30)] for _ in range(sources)]
while len(statements) < count:
    # An article speaks of some thirty entities, and says about a hundred things of them.
    source = len(statements) * sources // count
    pool = pools[source]
    source += 1
    subject, predicate = chance.choice(pool), min(200, int(200 * chance.random() ** 3) + 1)
    is_literal = chance.random() < 0.1
    other = chance.randint(1, 6_000) if is_literal else chance.choice(pool)
    speaker = chance.choice(pool) if chance.random() < 0.1 else None
    status = "alleged" if chance.random() < 0.05 else "asserted"
    key = (subject, predicate, other, is_literal, speaker, status)
    if key in seen:
        continue
    seen.add(key)
    number = len(statements) + 1
    hashed = hashlib.sha256(repr(key).encode()).hexdigest()[:16]
    statements.append((number, hashed, subject, predicate, None if is_literal else other,
                       other if is_literal else None, status, speaker, None, 0.87))
    places = [source, chance.randint(1, sources)] if number % 8 == 0 else [source]
    for place in places:
        # A sentence says two things, as a rule.
        if not sentences or sentences[-1][1] != place or number % 2:
            start = chance.randint(0, 9_000)
            text = f"Sentence {len(sentences)} says what {names[subject - 1]} did, to whom, and when it was, in a few words more."
            sentences.append((len(sentences) + 1, place, start, start + len(text), text))
        piece = len(evidence) + 1
        evidence.append((piece, place, number, len(sentences), number % 4 + 1, 0.87, document_entity(place, subject),
                         predicate, None if is_literal else document_entity(place, other),
                         other if is_literal else None, status, document_entity(place, speaker) if speaker else None,
                         None, number))
        if number % 3 == 0:
            qualifiers.append((piece, 0, "when", None, chance.randint(1, 6_000)))
db.executemany("INSERT INTO document_entities VALUES (?, ?, ?, ?, ?, ?, ?)",
               ((number, source, number, entity, kinds[entity % 6], 1 + number % 3, entity)
                for (source, entity), number in documents.items()))
db.executemany("INSERT INTO document_names VALUES (?, ?, ?)",
               ((number, entity, 1) for (_, entity), number in documents.items()))
db.executemany("INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", statements)
db.executemany("INSERT INTO sentences VALUES (?, ?, ?, ?, ?)", sentences)
db.executemany("INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", evidence)
db.executemany("INSERT INTO qualifiers VALUES (?, ?, ?, ?, ?)", qualifiers)
db.execute("INSERT OR REPLACE INTO state VALUES ('settled', '1')")
db.commit()
db.execute("PRAGMA optimize")
db.close()
# An ingest that finds nothing to read writes the columns that any ingest leaves behind.
with tempfile.NamedTemporaryFile("w", suffix=".txt") as nothing:
    subprocess.run([clew, "ingest", "--graph", path, nothing.name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(f"{count} statements, {entities} entities, {len(evidence)} pieces of evidence, {sources} sources: {path}")
