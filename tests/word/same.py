#!/usr/bin/env python3
"""same.py -- holds a commented Word file to its original, byte for byte.

    tests/word/same.py [--show] ORIGINAL.docx COPY.docx ...     pairs

Members that are not changed: local header, packed bytes, what follows them, and the entry of
the directory but for the place. Relations, content types and comments that were there: one
stretch is added, nothing else. The document: taking away the marks of our comments and the
seams of the runs around them gives the original bytes. --show prints each comment with the
text it stands at. Prints nothing else where all holds; ends with 1 where not."""
import os
import re
import struct
import sys
import zipfile
import xml.etree.ElementTree as ET

AUTHOR = "Soát"


class Wrong(Exception):
    pass


def members(path):
    """name -> (its bytes up to the next member, its entry without the place); and the order."""
    data = open(path, "rb").read()
    end = data.rfind(b"PK\5\6")
    count, size, start = struct.unpack("<HII", data[end + 10:end + 20])
    at, found = start, []
    for _ in range(count):
        head = struct.unpack("<IHHHHHHIIIHHHHHII", data[at:at + 46])
        name_len, extra, comment, place = head[10], head[11], head[12], head[16]
        length = 46 + name_len + extra + comment
        entry = data[at:at + 42] + data[at + 46:at + length]
        found.append([data[at + 46:at + 46 + name_len].decode(), place, entry])
        at += length
    by_place = sorted(found, key=lambda m: m[1])
    ends = [m[1] for m in by_place[1:]] + [start]
    raw = {m[0]: data[m[1]:e] for m, e in zip(by_place, ends)}
    return {m[0]: (raw[m[0]], m[2]) for m in found}, [m[0] for m in found]


def added_stretch(old, new, name):
    """The one stretch that new has more than old."""
    grown = len(new) - len(old)
    tail = len(old) - len(old.rstrip())
    if old.rstrip().endswith(b"/>") and len(ET.fromstring(old)) == 0:
        open_at = len(old.rstrip()) - 2     # an empty root is opened
        if new[:open_at] + b"/>" + old[len(old) - tail:] == old and new[open_at:open_at + 1] == b">":
            return new[open_at + 1:]
    same = 0
    while same < len(old) and old[same] == new[same]:
        same += 1
    for at in range(same, -1, -1):
        if old[at:] == new[at + grown:]:
            return new[at:at + grown]
    raise Wrong(f"{name}: changed otherwise than by one addition")


def tag_at(text, at):
    return text[at:text.index(b">", at) + 1]


def element_at(text, at, name):
    """The whole element that begins there."""
    tag = tag_at(text, at)
    if tag.endswith(b"/>"):
        return tag
    end = b"</" + name + b">"
    return text[at:text.index(end, at) + len(end)]


def local(tag):
    return re.match(rb"</?(?:[^\s>/:]*:)?([^\s>/]*)", tag).group(1)


def without_marks(text, ids):
    """The marks of these comments taken out."""
    number = rb'(?: xmlns:soat="[^"]*")? (?:[\w.-]+:)?id="(\d+)"/>'
    run = re.compile(rb"<((?:[\w.-]+:)?)r><(?:[\w.-]+:)?commentReference" + number +
                     rb"</(?:[\w.-]+:)?r>")
    mark = re.compile(rb"<(?:[\w.-]+:)?commentRange(?:Start|End)" + number)
    text = run.sub(lambda m: b"" if int(m.group(2)) in ids else m.group(0), text)
    return mark.sub(lambda m: b"" if int(m.group(1)) in ids else m.group(0), text)


def open_run(text, at):
    """The start tag of the run that is open before text[at], and its properties."""
    depth = 0
    for m in reversed(list(re.finditer(rb"<(/?)(?:[\w.-]+:)?r(?:\s[^>]*)?(/?)>", text[:at]))):
        if m.group(2):
            continue
        if m.group(1):
            depth += 1
        elif depth:
            depth -= 1
        else:
            look = re.match(rb"<((?:[\w.-]+:)?rPr)[\s/>]", text[m.end():m.end() + 80])
            return m.group(0), element_at(text, m.end(), look.group(1)) if look else b""
    raise Wrong("a seam outside of any run")


def without_seams(text, old):
    """Walks along the original: where the copy has a run's end and the original none, there
    must be a seam, a run that is opened again as it was."""
    i = j = 0
    out = []
    while i < len(text):
        if text[i] == 0x3C and (j >= len(old) or old[j:j + 2] != text[i:i + 2] or
                                text[i:i + 2] == b"</"):
            tag = tag_at(text, i)
            if tag.startswith(b"</") and old[j:j + len(tag)] != tag:
                done = b"".join(out)
                at = i
                if local(tag) == b"t":
                    at += len(tag)
                run, look = open_run(done, len(done))
                name = re.match(rb"<([^\s>/]*)", run).group(1)
                want = b"</" + name + b">" + run + look
                if text[at:at + len(want)] != want:
                    raise Wrong(f"no seam where the copy differs: {text[i:i + 120]!r}")
                at += len(want)
                if local(tag) == b"t":
                    again = tag_at(text, at)
                    first = done[done.rindex(b"<" + tag[2:-1]):]
                    if again != tag_at(first, 0) and \
                            again != b"<" + tag[2:-1] + b' xml:space="preserve">':
                        raise Wrong(f"the text is opened otherwise: {again!r}")
                    at += len(again)
                i = at
                continue
        if j >= len(old) or text[i] != old[j]:
            raise Wrong(f"differs: {text[max(0, i - 60):i + 60]!r}")
        out.append(text[i:i + 1])
        i += 1
        j += 1
    if j != len(old):
        raise Wrong("bytes of the original are missing")


def plain(text):
    """What can be read of a stretch of the document."""
    text = re.sub(rb"<(?:[\w.-]+:)?(?:instrText|delText)[ >].*?</[^>]*>", b"", text, flags=re.S)
    text = re.sub(rb"<[^>]*>", b"", text)
    return text.decode().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def our_comments(root):
    """id -> text of the comments of our author."""
    found = {}
    for c in root:
        attr = {k.rsplit("}", 1)[-1]: v for k, v in c.attrib.items()}
        if attr.get("author") == AUTHOR:
            found[int(attr["id"])] = "\n".join("".join(t.text or "" for t in p.iter()
                                                       if t.tag.endswith("}t")) for p in c)
    return found


def marks_of(text, i):
    start = re.search(rb'commentRangeStart[^>]*[ :]id="%d"/>' % i, text)
    end = re.search(rb'<[^<>]*commentRangeEnd[^>]*[ :]id="%d"/>' % i, text)
    seen = len(re.findall(rb'comment(?:Range(?:Start|End)|Reference)[^>]*[ :]id="%d"/>' % i, text))
    if not start or not end or seen != 3 or start.end() > end.start():
        raise Wrong(f"comment {i}: its marks")
    return text[start.end():end.start()]


def check(original, copy, show):
    if open(original, "rb").read() == open(copy, "rb").read():
        return
    old, old_order = members(original)
    new, new_order = members(copy)
    if new_order[:len(old_order)] != old_order:
        raise Wrong("the members are in another order")
    a, b = zipfile.ZipFile(original), zipfile.ZipFile(copy)
    if b.testzip():
        raise Wrong("a damaged member")
    document = comments = None
    for name in new_order:
        if name in old and new[name] == old[name]:
            continue
        ET.fromstring(b.read(name))
        if name == "[Content_Types].xml" or name.endswith(".rels"):
            if name in old:
                added_stretch(a.read(name), b.read(name), name)
        elif re.fullmatch(r"(.*/)?comments\d*\.xml", name):
            comments = name
            if name in old:
                added_stretch(a.read(name), b.read(name), name)
        elif document:
            raise Wrong(f"{name} is changed")
        else:
            document = name
    if not document or not comments:
        raise Wrong("no document or no comments changed")
    before = our_comments(ET.fromstring(a.read(comments))) if comments in old else {}
    found = our_comments(ET.fromstring(b.read(comments)))
    ours = {i: t for i, t in found.items() if i not in before}
    text = b.read(document)
    for i in sorted(ours):
        stretch = marks_of(text, i)
        if show:
            print(f"{os.path.basename(copy)}: «{plain(stretch)}» <- {ours[i]!r}")
    without_seams(without_marks(text, set(ours)), a.read(document))


def main():
    args = sys.argv[1:]
    show = args[:1] == ["--show"]
    args = args[1:] if show else args
    bad = 0
    for original, copy in zip(args[::2], args[1::2]):
        try:
            check(original, copy, show)
        except (Wrong, ET.ParseError, zipfile.BadZipFile, KeyError, ValueError) as e:
            print(f"{copy}: {e}")
            bad = 1
    sys.exit(bad)


main()
