#!/usr/bin/env python3
"""make.py -- makes every file of the table: PRODUCER/FEATURE.EXTENSION under a folder, and cells.tsv, which
tells what must be read from each."""
import json
import os
import shutil
import subprocess
import sys

import books
import packs
import sheets
import texts

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = sys.argv[1]
SOFFICE = ["soffice", "--headless", "--norestore", "-env:UserInstallation=file://" + os.path.abspath(OUT) + "/profile"]
OLD = ("runs", "footnotes", "header-of-two-levels",      # .doc and .xls are converted once more at reading: slow
       "numbers", "merged-header", "several-sheets")
CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true"        # semicolons, as Vietnamese print

cells = []


def path(producer, feature, ext):
    os.makedirs(f"{OUT}/{producer}", exist_ok=True)
    return f"{OUT}/{producer}/{feature}.{ext}"


def cell(f, producer, ext):
    """Tells the check of a file; false where the producer cannot make the feature."""
    for key in (f"{producer}-{ext}", producer):
        if key in f["without"]:
            return False
    cells.append({"feature": f["name"], "title": f["title"], "producer": producer, "ext": ext, "expect": f["expect"],
                  "digits": f["digits"]})
    return True


def convert(files, ext, to, where):
    """One run of LibreOffice for all files."""
    if files:
        subprocess.run(SOFFICE + ["--convert-to", to, "--outdir", f"{OUT}/{where}"] + files, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)


def by_libreoffice(features, source, targets, flat):
    """Flat files made by hand, from which LibreOffice makes the others."""
    for f in features:
        flat(path("flat", f["name"], source), f)
    for ext, to, only in targets:
        files = [path("flat", f["name"], source) for f in features
                 if (not only or f["name"] in only) and cell(f, "lo", ext)]
        convert(files, ext, to, "lo")


def by_pandoc(f):
    source, text = ("md", f["md"]) if "md" in f else ("html", f.get("html"))
    if text is None:
        return
    with open(path("source", f["name"], source), "w", encoding="utf-8") as out:
        out.write(text)
    for ext in ("docx", "odt", "html"):
        if cell(f, "pandoc", ext):
            subprocess.run(["pandoc", "-s", "--metadata", "title= ", "-f", {"md": "markdown-yaml_metadata_block"}.get(
                source, source), path("source", f["name"], source), "-o", path("pandoc", f["name"], ext)],
                check=True, stderr=subprocess.DEVNULL)


def by_hand(f):
    for form, ext, make in (("docx", "docx", packs.docx), ("odf", "odt", packs.odt)):
        if form in f and cell(f, "hand", ext):
            make(path("hand", f["name"], ext), f)
    if "html" in f and cell(f, "hand", "html"):
        with open(path("hand", f["name"], "html"), "w", encoding="utf-8") as out:
            out.write(f"<!DOCTYPE html>\n<html><head><meta charset='utf-8'></head><body>\n{f['html']}\n</body></html>\n")


def books_by_hand(f):
    for form, ext, make in (("xlsx", "xlsx", books.xlsx), ("ods", "ods", books.ods)):
        if (f["book"] or form in f) and cell(f, "hand", ext):
            make(path("hand", f["name"], ext), f)


def by_libxlsxwriter(features):
    maker = f"{OUT}/book"
    subprocess.run([os.environ.get("CC", "cc"), "-std=c17", "-O1", "-o", maker, f"{HERE}/book.c", "-lxlsxwriter"],
                   check=True)
    for f in features:
        if f["book"] and cell(f, "lxw", "xlsx"):
            subprocess.run([maker, path("lxw", f["name"], "xlsx")], input=books.told(f).encode(), check=True)


def csv_by_hand(f):
    cell(f, "hand", "csv")
    with open(path("hand", f["name"], "csv"), "wb") as out:
        out.write(f["text"].encode(f["encoding"]))


LETTER = {"hand": "T", "lo": "L", "pandoc": "P", "lxw": "X"}


def table(exts, features):
    """What docs/formats.md shows: who made a file of the feature in each format."""
    out = "| | " + " | ".join("." + e for e in exts) + " |\n| --- |" + " --- |" * len(exts) + "\n"
    for f in features:
        made = [[LETTER[c["producer"]] for c in cells if c["title"] == f["title"] and c["feature"] == f["name"] and
                 c["ext"] == e] for e in exts]
        out += f"| {f['title']} | " + " | ".join(" ".join(sorted(set(m), key="TLPX".index)) for m in made) + " |\n"
    return out


shutil.rmtree(OUT, ignore_errors=True)
os.makedirs(OUT)
for f in texts.FEATURES:
    by_hand(f)
    by_pandoc(f)
by_libreoffice([f for f in texts.FEATURES if "odf" in f], "fodt",
               [("docx", "docx", None), ("odt", "odt", None), ("html", "html:HTML (StarWriter)", None),
                ("doc", "doc", OLD), ("pdf", "pdf", None)], packs.fodt)
for f in sheets.FEATURES:
    books_by_hand(f)
by_libxlsxwriter(sheets.FEATURES)
by_libreoffice([f for f in sheets.FEATURES if f["book"]], "fods",
               [("xlsx", "xlsx", None), ("ods", "ods", None), ("csv", CSV, None), ("xls", "xls", OLD)], books.fods)
for f in sheets.CSV:
    csv_by_hand(f)
with open(f"{OUT}/table.md", "w", encoding="utf-8") as out:
    out.write(table(("docx", "odt", "html", "pdf", "doc"), texts.FEATURES) + "\n" +
              table(("xlsx", "ods", "xls", "csv"), sheets.FEATURES + sheets.CSV))
with open(f"{OUT}/cells.json", "w", encoding="utf-8") as out:
    json.dump(cells, out, ensure_ascii=False, indent=0)
