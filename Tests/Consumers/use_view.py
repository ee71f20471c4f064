#!/usr/bin/env python3
"""Uses the HTML view as a person does, in headless Chromium: searches, filters, clicks a node and a line, saves a
picture; and looks whether a page full of hostile values does anything but show them.

  use_view.py CLEW GRAPH [SCREENSHOTS]

Writes pictures of the page, wide and narrow, light and dark, into the folder SCREENSHOTS where one is named.
"""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

from browser import Browser

clew, graph = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
pictures = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else None
folder = tempfile.mkdtemp(prefix="clew-view-")


def export(graph, name):
    page = os.path.join(folder, name)
    subprocess.run([clew, "export", "--graph", graph, "--to", "html", "--output", page], check=True)
    return page


def expect(condition, what):
    if not condition:
        browser.screenshot("/tmp/clew-view-failed.png")
        sys.exit(f"{what}; the screen is in /tmp/clew-view-failed.png")


browser = Browser()
page = export(graph, "page.html")
browser.open(page)
if pictures:
    os.makedirs(pictures, exist_ok=True)
    for name, width, height, dark in (("wide-light", 1280, 800, False), ("wide-dark", 1280, 800, True),
                                      ("narrow-light", 390, 844, False), ("narrow-dark", 390, 844, True)):
        browser.resize(width, height)
        browser.dark(dark)
        browser.open(page)
        browser.evaluate("choose(-1, false); fit(); 1")
        browser.settle()
        browser.screenshot(os.path.join(pictures, name + ".png"))
        browser.evaluate("choose(nodes.indexOf([...nodes].sort((a, b) => b.edges.length - a.edges.length)[0]), true); 1")
        browser.settle()
        browser.screenshot(os.path.join(pictures, name + "-node.png"))
    browser.resize(1280, 800)
    browser.dark(False)
    browser.open(page)
count = browser.evaluate("edges.length")
expect(count > 20, "the page shows few statements")
expect(browser.evaluate("byId('count').textContent").startswith(str(count)), "the count is not shown")

# A search finds a name and shows its sentences.
browser.evaluate("byId('search').value = 'halden'; byId('search').dispatchEvent(new Event('input')); 1")
expect(browser.evaluate("panel.querySelector('h2').textContent").startswith("Halden"), "the search found nothing")
expect(browser.evaluate("panel.querySelectorAll('blockquote').length") > 0, "a node shows no sentences")
browser.evaluate("choose(-1, false); fit(); 1")
browser.settle()

# A click on a node, and on the middle of a line where nothing else is near.
place = browser.evaluate("""(() => { const box = canvas.getBoundingClientRect();
  const [x, y] = toScreen(nodes[edges[0].s]); return [box.x + x, box.y + y]; })()""")
browser.click(*place)
expect(browser.evaluate("chosen") == browser.evaluate("edges[0].s"), "a click on a node does not choose it")
browser.evaluate("choose(-1, false); 1")
place = browser.evaluate("""(() => {
  const box = canvas.getBoundingClientRect();
  for (const [index, edge] of edges.entries()) {
    if (edge.s === edge.o) continue;
    const [x1, y1] = toScreen(nodes[edge.s]), [x2, y2] = toScreen(nodes[edge.o]), [cx, cy] = bend(edge, x1, y1, x2, y2);
    const x = (x1 + 2 * cx + x2) / 4, y = (y1 + 2 * cy + y2) / 4;
    if (nodeAt(x, y) < 0 && edgeAt(x, y) === index) return [box.x + x, box.y + y, index];
  }
})()""")
expect(place, "no line can be clicked")
browser.click(place[0], place[1])
expect(browser.evaluate("chosenEdge") == place[2], "a click on a line does not choose it")
expect(browser.evaluate("panel.querySelector('blockquote').textContent")
       == browser.evaluate(f"edges[{place[2]}].e[0][1]"), "a line does not show its sentence")
if pictures:
    browser.screenshot(os.path.join(pictures, "line.png"))


def shown(script):
    browser.evaluate(script + "; 1")
    number = browser.evaluate("edges.filter(isShown).length")
    expect(browser.evaluate("byId('count').textContent").startswith(f"{number} of {count}"), f"{script}: wrong count")
    return number


def choice(name, value):
    return f"byId('{name}').value = '{value}'; byId('{name}').dispatchEvent(new Event('change'))"


# Each filter leaves some and takes some.
for name, value in (("type", "person"), ("relation", browser.evaluate("edges[0].p")), ("source", "0"),
                    ("from", browser.evaluate("sources.map(s => s.d).filter(Boolean).sort().at(-1)"))):
    number = shown(choice(name, value))
    expect(0 < number < count, f"the filter {name} shows {number} of {count}")
    browser.evaluate(choice(name, "") + "; 1")
number = shown("byId('statuses').querySelector('input').click()")
expect(0 < number < count and browser.evaluate("edges.filter(isShown).every(edge => !edge.f)"), "facts cannot be hidden")
browser.evaluate("byId('statuses').querySelector('input').click(); 1")

# The picture is XML with a line for each statement and a name for each node.
picture = ElementTree.fromstring(browser.evaluate("svgPicture()"))
space = "{http://www.w3.org/2000/svg}"
lines = picture.findall(f".//{space}title")
expect(len(lines) == count, f"the picture has {len(lines)} lines for {count} statements")
expect(len(picture.findall(f"{space}text")) == browser.evaluate("nodes.length"), "the picture lacks names")
if pictures:
    with open(os.path.join(pictures, "picture.svg"), "w") as file:
        file.write(browser.evaluate("svgPicture()"))
saved = browser.evaluate("""new Promise(done => { const old = window.save;
  window.save = (blob, name) => { window.save = old; done([blob.size, name]); };
  savePNG(); })""")
expect(saved[0] > 1000 and saved[1] == "clew.png", f"no PNG is saved: {saved}")

# Hostile values are shown and do nothing.
hostile = os.path.join(folder, "hostile.graph")
shutil.copy(graph, hostile)
attack = "</script><img src=x onerror=alert(1)><script>alert(2)</script><!--"
with sqlite3.connect(hostile) as database:
    database.execute("UPDATE sources SET title = ?, url = 'javascript:alert(3)', publisher = ?", (attack, attack))
    database.execute("UPDATE entities SET name = name || ?", (attack,))
    database.execute("UPDATE sentences SET text = text || ? || char(27, 8232, 7)", (attack,))
    database.execute("UPDATE predicates SET name = name || '<b onclick=alert(4)>'")
database.close()
page = export(hostile, "hostile.html")
browser.open(page)
expect(browser.evaluate("nodes.some(node => node.n.includes('</script><img'))"), "the hostile names are not there")
browser.evaluate("nodes.slice(0, 20).forEach((node, index) => choose(index, true)); 1")
expect(browser.evaluate("panel.querySelectorAll('img, script, b').length") == 0, "a value became markup")
expect(browser.evaluate("[...document.links].every(link => /^https?:/.test(link.href))"), "a link runs a script")
ElementTree.fromstring(browser.evaluate("svgPicture()"))
expect(not browser.troubles, "the page made trouble: " + "; ".join(browser.troubles))
browser.close()
shutil.rmtree(folder)
print(f"The view searched, filtered and explained {count} statements, saved its picture, and let no value run.")
