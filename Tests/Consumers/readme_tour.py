#!/usr/bin/env python3
"""Types what README's console blocks show, and compares what comes with what they say.

  readme_tour.py CLEW

A line that begins with `$ ` is a command, and what follows up to the next is its output. The commands run one after
another in a new folder in which `articles` are the example articles. CLEW_RECORD=1 writes the outputs into README anew,
and fails, so that nobody does so by accident.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

clew = os.path.abspath(sys.argv[1])
root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
readme = os.path.join(root, "README.md")
folder = tempfile.mkdtemp(prefix="clew-tour-")
os.mkdir(os.path.join(folder, "bin"))
os.symlink(clew, os.path.join(folder, "bin", "clew"))
shutil.copytree(os.path.join(root, "Examples", "articles"), os.path.join(folder, "articles"))
shutil.copytree(os.path.join(root, "Examples", "programs"), os.path.join(folder, "programs"))
environment = dict(os.environ, PATH=f"{folder}/bin:{os.environ['PATH']}", LC_ALL="C.UTF-8", COLUMNS="100", NO_COLOR="1")
commands = 0


def run(block):
    global commands
    shown = []
    for line in block.split("\n"):
        if not line.startswith("$ "):
            continue
        commands += 1
        done = subprocess.run(["bash", "-c", line[2:]], cwd=folder, env=environment, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{line}\nended with {done.returncode}:\n{done.stderr}")
        shown += [line] + done.stdout.rstrip("\n").split("\n") if done.stdout else [line]
    return "\n".join(shown)


text = open(readme, encoding="utf-8").read()
new = re.sub(r"(?<=```console\n).*?(?=\n```)", lambda found: run(found[0]), text, flags=re.DOTALL)
shutil.rmtree(folder)
if commands < 5:
    sys.exit(f"README shows only {commands} commands")
if new != text:
    if os.environ.get("CLEW_RECORD") == "1":
        open(readme, "w", encoding="utf-8").write(new)
        sys.exit("README's outputs were recorded anew")
    import difflib
    sys.exit("README shows something else than what comes:\n"
             + "\n".join(difflib.unified_diff(text.split("\n"), new.split("\n"), "README", "now", lineterm="", n=1)))
print(f"README's tour: {commands} commands give what it shows.")
