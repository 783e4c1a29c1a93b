#!/usr/bin/env python3
"""opened.py -- what LibreOffice made of a Word file and of its commented copy.

    tests/word/opened.py ORIGINAL.fodt COPY.fodt WHERE N

Both must say the same, set in the same way; the copy has N comments of ours, and each begins
and ends around WHERE ("": anywhere)."""
import sys
import xml.etree.ElementTree as ET

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


class Reader:
    def __init__(self, path):
        root = ET.parse(path).getroot()
        self.looks = {}
        for s in root.iter(STYLE + "style"):
            props = s.find(STYLE + "text-properties")
            self.looks[s.get(STYLE + "name")] = \
                tuple(sorted((k, v) for k, v in (props.attrib if props is not None else {}).items()
                             if not k.endswith("}rsid") and "officeooo" not in k))
        self.text, self.open, self.comments = [], {}, []
        self.walk(root.find(OFFICE + "body"), ())

    def put(self, text, look):
        for c in text or "":
            self.text.append((c, look))
            for o in self.open.values():
                o.append(c)

    def walk(self, e, look, inside=False):
        if e.tag == OFFICE + "annotation":
            if e.findtext(CREATOR) == "Soát":
                self.open[e.get(OFFICE + "name")] = []
            return
        if e.tag == OFFICE + "annotation-end":
            if e.get(OFFICE + "name") in self.open:
                self.comments.append("".join(self.open.pop(e.get(OFFICE + "name"))))
            return
        if e.tag == TEXT + "s":
            self.put(" " * int(e.get(TEXT + "c", "1")), look)
        elif e.tag == TEXT + "tab":
            self.put("\t", look)
        elif e.tag == TEXT + "line-break":
            self.put("\n", look)
        elif e.tag == TEXT + "tracked-changes":
            return
        if e.tag == TEXT + "span":
            look = self.looks.get(e.get(TEXT + "style-name"), ())
        if e.tag in (TEXT + "p", TEXT + "h"):
            self.put("\n", ())
            inside = True
        if inside:
            self.put(e.text, look)
        for child in e:
            self.walk(child, look, inside)
            if inside:
                self.put(child.tail, look)


old, new = Reader(sys.argv[1]), Reader(sys.argv[2])
where, n = sys.argv[3], int(sys.argv[4])
wrong = []
if "".join(c for c, _ in old.text) != "".join(c for c, _ in new.text):
    wrong.append("says something else")
elif [x for x in old.text if x[0].strip()] != [x for x in new.text if x[0].strip()]:
    wrong.append("is set in another way")
if len(new.comments) != n or new.open:
    wrong.append(f"{len(new.comments)} comments, not {n}")
wrong += [f"a comment at «{c.strip()}»" for c in new.comments if where and c.strip() != where]
for w in wrong:
    print(f"{sys.argv[2]}: {w}")
sys.exit(1 if wrong else 0)
