#!/usr/bin/env python3
"""check.py FOLDER SOAT [-v] [FEATURE...] -- reads every file of the table and compares what was read; the table
of docs/formats.md must be that of the files.

A format that the program says it does not read yet is skipped, loudly."""
import collections
import csv
import json
import os
import subprocess
import sys

OUT, SOAT = sys.argv[1:3]
VERBOSE = "-v" in sys.argv
ONLY = [a for a in sys.argv[3:] if a != "-v"]


def soat(*args):
    return subprocess.run([SOAT, *args], capture_output=True, text=True, timeout=120)


def rows(text):
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def join(*parts):
    return " ".join(p for p in parts if p)


def statement(row):
    parts = [row["indicator"], join(row["value"], row["unit"]),
             join(row["cmp_kind"], row["cmp_value"], row["cmp_unit"]), row["plan_pct"], row["area"]]
    return " | ".join(parts).rstrip(" |").replace("|  |", "| |").replace("|  |", "| |")


def differences(want, got):
    want, got = collections.Counter(want), collections.Counter(got)
    return ["- " + s for s in (want - got).elements()] + ["+ " + s for s in (got - want).elements()]


def check(cell, file):
    """What is wrong, or None where the format is not read yet."""
    read = soat("read", "--format", "tsv", file)
    if read.returncode != 0:
        return None if "chưa đọc được" in read.stderr else [read.stderr.strip()]
    wrong = differences(cell["expect"], map(statement, rows(read.stdout)))
    if cell["digits"] is not None:
        runs = rows(soat("read", "--coverage", "--format", "tsv", file).stdout)
        got = " ".join(r["text"] for r in runs)
        if got != cell["digits"]:
            wrong += ["- digits " + cell["digits"], "+ digits " + got]
    return wrong


def documented():
    """Does the page for people show the table as it is?"""
    with open("docs/formats.md", encoding="utf-8") as page, open(f"{OUT}/table.md", encoding="utf-8") as made:
        return f"<!-- table -->\n{made.read()}<!-- /table -->\n" in page.read()


passed = failed = 0
skipped = collections.Counter()
table = collections.defaultdict(dict)
columns = []
with open(f"{OUT}/cells.json", encoding="utf-8") as f:
    cells = json.load(f)
for cell in cells:
    if ONLY and cell["feature"] not in ONLY:
        continue
    name = f"{cell['producer']}/{cell['feature']}.{cell['ext']}"
    column = f"{cell['producer']}-{cell['ext']}"
    if column not in columns:
        columns.append(column)
    file = f"{OUT}/{name}"
    wrong = check(cell, file) if os.path.exists(file) else ["was not made"]
    table[cell["feature"]][column] = "·" if wrong is None else "x" if wrong else "+"
    if wrong is None:
        skipped[cell["ext"]] += 1
    elif wrong:
        failed += 1
        print(f"{name}:")
        for line in wrong:
            print("   ", line)
    else:
        passed += 1
if not ONLY:
    passed, failed = passed + documented(), failed + (not documented())
    if not documented():
        print(f"docs/formats.md: its table is another one: put {OUT}/table.md between the marks")
if VERBOSE:
    print(" " * 28 + " ".join(columns))
    for feature, marks in table.items():
        print(f"{feature:28}" + " ".join(marks.get(c, " ").center(len(c)) for c in columns))
for ext, n in skipped.items():
    print(f"not read yet: {n} cells of .{ext}")
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
