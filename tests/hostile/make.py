#!/usr/bin/env python3
"""make.py -- files that no honest program writes, into a folder: name, then what must happen.

Prints a line a file: name, TAB, the status that `soat check` must end with (2: refused with one
line, 0: read), TAB, words that the line must have (any of those parted by |).
"""
import os
import struct
import sys
import zipfile
import zlib

out = sys.argv[1]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELS = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s'
        '</Relationships>')
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TEXT = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"')


def told(name, status, words):
    print("%s\t%d\t%s" % (name, status, words))


def packed(name, members, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(os.path.join(out, name), "w", method) as z:
        for member, content in members:
            z.writestr(member, content)


def docx(name, document, extra=()):
    packed(name, [("_rels/.rels", RELS % '<Relationship Id="r" Type="%sofficeDocument" '
                   'Target="word/document.xml"/>' % OFFICE),
                  ("word/document.xml", document)] + list(extra))


def xlsx(name, sheet, extra=()):
    packed(name, [("_rels/.rels", RELS % '<Relationship Id="r" Type="%sofficeDocument" '
                   'Target="xl/workbook.xml"/>' % OFFICE),
                  ("xl/_rels/workbook.xml.rels", RELS % '<Relationship Id="r1" Type="%sworksheet" '
                   'Target="worksheets/sheet1.xml"/>' % OFFICE),
                  ("xl/workbook.xml", '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="S" '
                   'sheetId="1" r:id="r1"/></sheets></workbook>' % (MAIN, OFFICE[:-1])),
                  ("xl/worksheets/sheet1.xml", sheet)] + list(extra))


def odf(name, kind, content, extra=()):
    first = zipfile.ZipInfo("mimetype")     # stored, as the standard wants it
    packed(name, [(first, "application/vnd.oasis.opendocument." + kind),
                  ("content.xml", content)] + list(extra))


def document(body):
    return "<w:document %s><w:body>%s</w:body></w:document>" % (W, body)


def put(name, content):
    with open(os.path.join(out, name), "wb") as f:
        f.write(content)


PARA = "<w:p><w:r><w:t>Co 5 ho.</w:t></w:r></w:p>"

# -- packed files --
docx("bom-zip.docx", b"\0" * (180 << 20))
told("bom-zip.docx", 2, "bung ra")

# The same packed bytes told by thousands of entries (overlapping members).
body = zlib.compressobj(9, zlib.DEFLATED, -15)
kernel = body.compress(b"a" * (1 << 20)) + body.flush()
crc = zlib.crc32(b"a" * (1 << 20))
local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, crc, len(kernel), 1 << 20, 1, 0)
archive = local + b"a" + kernel
directory = b"".join(struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 33, crc,
                                 len(kernel), 1 << 20, len(n), 0, 0, 0, 0, 0, 0) + n
                     for n in [b"word/%d" % i for i in range(5000)])
put("chong-nhau.docx", archive + directory + struct.pack(
    "<IHHHHIIH", 0x06054B50, 0, 0, 5000, 5000, len(directory), len(archive), 0))
told("chong-nhau.docx", 2, "hỏng")

packed("duong-dan.docx", [("word/document.xml", document(PARA)), ("../../etc/x", "x")])
told("duong-dan.docx", 2, "chỉ ra ngoài")

docx("mat-khau.docx", document(PARA))
data = bytearray(open(os.path.join(out, "mat-khau.docx"), "rb").read())
for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
    at = data.find(sign)
    while at >= 0:
        data[at + flags] |= 1
        at = data.find(sign, at + 4)
put("mat-khau.docx", bytes(data))
told("mat-khau.docx", 2, "mật khẩu")

# An encrypted Office file is an OLE container with this stream.
ole = bytearray(4096)
ole[:8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
name = "EncryptedPackage".encode("utf-16-le")
ole[1024:1024 + len(name)] = name
put("mat-khau-ole.docx", bytes(ole))
told("mat-khau-ole.docx", 2, "mật khẩu|mat-khau-ole")

docx("cat-ngang.docx", document(PARA * 1000))
whole = open(os.path.join(out, "cat-ngang.docx"), "rb").read()
put("cat-ngang.docx", whole[:len(whole) // 2])
told("cat-ngang.docx", 2, "hỏng")

packed("qua-nhieu.docx", [("word/%d" % i, "x") for i in range(20000)])
told("qua-nhieu.docx", 2, "thành phần")

# -- XML --
ENTITIES = ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol">' +
            "".join('<!ENTITY %s "%s">' % (chr(98 + i), ("&%s;" % chr(97 + i)) * 10)
                    for i in range(9)) + "]>")
docx("thuc-the.docx", ENTITIES + document("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>"))
told("thuc-the.docx", 2, "DOCTYPE")
xlsx("thuc-the.xlsx", ENTITIES + '<worksheet xmlns="%s"/>' % MAIN)
told("thuc-the.xlsx", 2, "DOCTYPE")
odf("thuc-the.odt", "text", ENTITIES + "<office:document-content %s/>" % TEXT)
told("thuc-the.odt", 2, "DOCTYPE")

docx("long-nhau.docx", document("<w:sdt>" * 100000 + PARA + "</w:sdt>" * 100000))
told("long-nhau.docx", 2, "lồng nhau|bung ra")
docx("bang-long.docx", document("<w:tbl><w:tr><w:tc>" * 60 + PARA + "</w:tc></w:tr></w:tbl>" * 60))
told("bang-long.docx", 0, "")
docx("long-vua.docx", document("<w:sdt>" * 1000 + PARA + "</w:sdt>" * 1000))
told("long-vua.docx", 2, "lồng nhau")
docx("dong-mo.docx", document(PARA)[:-20])
told("dong-mo.docx", 2, "hỏng")
docx("gop-o.docx", document("<w:tbl>" + "".join(
    '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="16000"/></w:tcPr>%s</w:tc></w:tr>' % PARA
    for _ in range(2000)) + "</w:tbl>"))
told("gop-o.docx", 2, "ô")
docx("truong.docx", document("<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 100000 +
                             "</w:p>" + PARA))
told("truong.docx", 0, "")
docx("chu-thich.docx", document("<w:p>" + '<w:r><w:footnoteReference w:id="1"/></w:r>' * 100000 +
                                "</w:p>"))
told("chu-thich.docx", 0, "")
BOX = "<w:r><w:t>a 1 </w:t></w:r><w:r><w:txbxContent>%s</w:txbxContent></w:r>" % PARA
docx("hop.docx", document("<w:p>" + BOX * 10000 + "</w:p>"))
told("hop.docx", -1, "")
docx("bang-rong.docx", document("".join(
    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="16000"/></w:tcPr>%s</w:tc></w:tr>'
    "<w:tr><w:tc>%s</w:tc></w:tr></w:tbl>" % (PARA, PARA) for _ in range(3000))))
told("bang-rong.docx", 2, "ô")
docx("nhan-dai.docx", document(
    '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
    * 5000), [
        ("word/_rels/document.xml.rels", RELS % '<Relationship Id="r" Type="%snumbering" '
         'Target="numbering.xml"/>' % OFFICE),
        ("word/numbering.xml", "<w:numbering %s>" % W +
         '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="28888"/>'
         '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%s"/></w:lvl></w:abstractNum>'
         '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
         % ("%1." * 200000))])
told("nhan-dai.docx", 0, "")

# -- workbooks --
CELL = '<c r="A1" t="inlineStr"><is><t>x</t></is></c>'
xlsx("mot-o-cuoi.xlsx", '<worksheet xmlns="%s"><dimension ref="A1:XFD1048576"/><sheetData>'
     '<row r="1">%s</row><row r="1048576"><c r="XFD1048576"><v>5</v></c></row></sheetData>'
     '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>' % (MAIN, CELL))
told("mot-o-cuoi.xlsx", 0, "")
xlsx("hang-rong.xlsx", '<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (
    MAIN, "".join('<row r="%d"/>' % (i + 1) for i in range(300000))))
told("hang-rong.xlsx", 0, "")
odf("lap-rong.ods", "spreadsheet", "<office:document-content %s><office:body><office:spreadsheet>"
    '<table:table table:name="S"><table:table-row table:number-rows-repeated="1048576">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    "</office:spreadsheet></office:body></office:document-content>" % TEXT)
told("lap-rong.ods", 0, "")
odf("lap-day.ods", "spreadsheet", "<office:document-content %s><office:body><office:spreadsheet>"
    '<table:table table:name="S"><table:table-row table:number-rows-repeated="1048576">'
    '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" '
    'office:value="5"><text:p>5</text:p></table:table-cell></table:table-row></table:table>'
    "</office:spreadsheet></office:body></office:document-content>" % TEXT)
told("lap-day.ods", 2, "ô|hàng")
odf("mat-khau.odt", "text", b"\x8f\x11" * 500, [("META-INF/manifest.xml",
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
    "</manifest:file-entry></manifest:manifest>")])
told("mat-khau.odt", 2, "mật khẩu")

# -- HTML: each a few megabytes, what made other parsers quadratic --
MEGA = 1 << 20
for name, text in {
        "html-mo.html": "<b>" * (2 * MEGA),
        "html-mo-dong.html": "<b><i>" * (MEGA // 4) + "</u>" * (MEGA // 2),
        "html-doan.html": "<p><b>" * (MEGA // 2),
        "html-ghi-chu.html": "<!--" * MEGA,
        "html-thuoc-tinh.html": "<p " + "".join("a%d=1 " % i for i in range(400000)) + ">x",
        "html-bang.html": "<table><tr><td>" * (MEGA // 8),
        "html-thuc-the.html": "&" * (4 * MEGA),
        "html-lt.html": "<" * (4 * MEGA)}.items():
    put(name, ("<!DOCTYPE html><html><body>" + text).encode())
    told(name, -1, "")
put("html-gop.html", ("<html><body><table>" + "".join(
    '<tr><td colspan="16000" rowspan="60000">5</td></tr>' for _ in range(3000))).encode())
told("html-gop.html", -1, "")

# -- CSV --
put("cot.csv", b"a;b\n" + b";" * (4 * MEGA) + b"\n")
told("cot.csv", -1, "")
put("nhay.csv", b'a;b\n"' + b"x;\n" * MEGA)
told("nhay.csv", -1, "")
