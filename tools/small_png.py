#!/usr/bin/env python3
"""small_png.py PICTURE X Y WIDTH HEIGHT OUT.png -- a piece of a picture (PNG, or a dump of an X
screen) in at most 256 colours, as pages of text need no more. Only what Python has is used."""
import struct
import sys
import zlib
from collections import Counter


def chunks(data):
    at = 8
    while at < len(data):
        n, kind = struct.unpack(">I4s", data[at:at + 8])
        yield kind, data[at + 8:at + 8 + n]
        at += n + 12


def undo(kind, row, above, step):
    """The row of bytes without its filter (PNG, section 9)."""
    out = bytearray(row)
    for i in range(len(out)):
        a = out[i - step] if i >= step else 0
        b = above[i]
        c = above[i - step] if i >= step else 0
        if kind == 1:
            add = a
        elif kind == 2:
            add = b
        elif kind == 3:
            add = (a + b) // 2
        elif kind == 4:
            p = a + b - c
            add = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
        else:
            break
        out[i] = (out[i] + add) & 255
    return out


def screen_rows(data):
    """Of xwd: pixels of four bytes, blue first."""
    head = struct.unpack(">25I", data[:100])
    size, width, height, line, colours = head[0], head[4], head[5], head[12], head[19]
    if head[11] != 32 or head[7] != 0:
        sys.exit("another kind of screen")
    for y in range(height):
        at = size + colours * 12 + y * line
        row = data[at:at + 4 * width]
        yield list(zip(row[2::4], row[1::4], row[0::4]))


def rows(path):
    data, packed = open(path, "rb").read(), b""
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        yield from screen_rows(data)
        return
    for kind, body in chunks(data):
        if kind == b"IHDR":
            width, height, depth, colour, _, _, laced = struct.unpack(">IIBBBBB", body)
            if depth != 8 or colour not in (0, 2, 6) or laced:
                sys.exit(f"{path}: another kind of PNG")
        elif kind == b"IDAT":
            packed += body
    step = {0: 1, 2: 3, 6: 4}[colour]
    raw, above = zlib.decompress(packed), bytearray(width * step)
    for y in range(height):
        at = y * (width * step + 1)
        above = undo(raw[at], raw[at + 1:at + 1 + width * step], above, step)
        if step == 1:
            yield [(v, v, v) for v in above]
        else:
            yield [tuple(above[i:i + 3]) for i in range(0, len(above), step)]


def main():
    path, out = sys.argv[1], sys.argv[6]
    left, top, width, height = map(int, sys.argv[2:6])
    picture = [row[left:left + width] for y, row in zip(range(top + height), rows(path)) if y >= top]
    exact = Counter(p for row in picture for p in row)
    # The commonest colours, and for the others the nearest of these.
    palette = [p for p, _ in exact.most_common(256)]
    number = {p: i for i, p in enumerate(palette)}
    for p in exact:
        if p not in number:
            number[p] = min(range(len(palette)),
                            key=lambda i: sum((a - b) ** 2 for a, b in zip(palette[i], p)))
    packed = zlib.compress(b"".join(b"\0" + bytes(number[p] for p in row) for row in picture), 9)

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + \
            struct.pack(">I", zlib.crc32(kind + body))

    with open(out, "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n")
        f.write(chunk(b"IHDR", struct.pack(">IIBBBBB", len(picture[0]), len(picture), 8, 3, 0, 0, 0)))
        f.write(chunk(b"PLTE", b"".join(bytes(p) for p in palette)))
        f.write(chunk(b"IDAT", packed) + chunk(b"IEND", b""))


main()
