"""packs.py -- files out of forms: DOCX, ODT, ODS and XLSX packed by hand, and OpenDocument's flat files."""
import zipfile

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

# -- Word --

W = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
     'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
     'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
     'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ')
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORD_STYLES = (f'<w:styles {W}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
               '</w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn '
               'w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="So"/><w:pPr>'
               '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>')


def pack(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for i, (name, content) in enumerate(members):
            z.writestr(zipfile.ZipInfo(name, (2025, 6, 1, 8, 0, 0)), content,
                       zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)


def relations(targets):
    return HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(
        f'<Relationship Id="rId{i}" Type="{RELATIONS}{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)) + "</Relationships>"


def types(kinds):
    return HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension=' \
        '"rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ' \
        'ContentType="application/xml"/>' + "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>'
                                                    for part, kind in kinds) + "</Types>"


def notes(kind, told):
    return f"<w:{kind}s {W}>" + "".join(
        f'<w:{kind} w:type="{t}" w:id="{i}"><w:p/></w:{kind}>' for i, t in ((-1, "separator"),
                                                                            (0, "continuationSeparator"))) + \
        "".join(f'<w:{kind} w:id="{i}">{body}</w:{kind}>' for i, body in told) + f"</w:{kind}s>"


def docx(path, f):
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    parts = {"styles": WORD_STYLES}
    for name in ("footnote", "endnote"):
        if name + "s" in f:
            parts[name + "s"] = notes(name, f[name + "s"])
    if "numbering" in f:
        parts["numbering"] = f"<w:numbering {W}>{f['numbering']}</w:numbering>"
    if "comments" in f:
        parts["comments"] = f"<w:comments {W}>{f['comments']}</w:comments>"
    for name, tag in (("header", "hdr"), ("footer", "ftr")):
        if name in f:
            parts[name] = f"<w:{tag} {W}>{f[name]}</w:{tag}>"
    ids = {name: i for i, name in enumerate(parts, 1)}
    ends = "".join(f'<w:{n}Reference w:type="default" r:id="rId{ids[n]}"/>' for n in ("header", "footer") if n in f)
    pack(path, [("[Content_Types].xml", types([("word/document.xml", word + "document.main+xml")] +
                                              [(f"word/{n}.xml", f"{word}{n}+xml") for n in parts])),
                ("_rels/.rels", relations([("officeDocument", "word/document.xml")])),
                ("word/_rels/document.xml.rels", relations([(n, n + ".xml") for n in parts])),
                ("word/document.xml", f"{HEAD}<w:document {W}><w:body>{f['docx']}<w:sectPr>{ends}</w:sectPr></w:body>"
                                      "</w:document>")] + [(f"word/{n}.xml", HEAD + x) for n, x in parts.items()])


# -- OpenDocument --

ODF = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{u}:1.0"' for p, u in (
    ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
    ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible"), ("number", "datastyle"), ("meta", "meta"))) + \
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"' \
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"' \
    ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:ooow="http://openoffice.org/2004/writer"' \
    ' office:version="1.3"'

VI = 'fo:language="vi" fo:country="VN"'
STYLES = (f'<office:styles><style:default-style style:family="paragraph"><style:text-properties {VI}/>'
          f'</style:default-style><style:default-style style:family="table-cell"><style:text-properties {VI}/>'
          '</style:default-style><style:style style:name="Standard" style:family="paragraph"/>' + "".join(
    f'<style:style style:name="Heading_20_{n}" style:display-name="Heading {n}" style:family="paragraph" '
    f'style:parent-style-name="Standard" style:default-outline-level="{n}"><style:paragraph-properties fo:margin-top='
    '"0.5cm" fo:margin-bottom="0.3cm"/><style:text-properties fo:font-size="18pt" fo:font-weight="bold"/></style:style>'
    for n in (1, 2)) +
    "</office:styles>")


def list_style(name, *levels):
    out = f'<text:list-style style:name="{name}">'
    for i, (fmt, before, after, shown) in enumerate(levels, 1):
        if fmt == "bullet":
            out += f'<text:list-level-style-bullet text:level="{i}" text:bullet-char="{before}"/>'
        else:
            out += f'<text:list-level-style-number text:level="{i}" style:num-format="{fmt}" style:num-suffix=' \
                f'"{after}" text:display-levels="{shown}"/>'
    return out + "</text:list-style>"


AUTOMATIC = (
    '<style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Italic" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="Raised" style:family="text"><style:text-properties style:text-position="super 58%"/>'
    '</style:style><style:style style:name="Hidden" style:family="text"><style:text-properties text:display="none"/>'
    '</style:style><style:style style:name="Box" style:family="graphic"><style:graphic-properties style:wrap="parallel"'
    ' style:vertical-pos="from-top" style:vertical-rel="paragraph" style:horizontal-pos="right" '
    'style:horizontal-rel="paragraph"/></style:style><style:style style:name="NextPage" style:family="paragraph" '
    'style:parent-style-name="Standard"><style:paragraph-properties fo:break-before="page"/></style:style>' +
    list_style("Decimal", ("1", "", ".", 1)) + list_style("Letters", ("a", "", ")", 1)) +
    list_style("Roman", ("I", "", ".", 1)) + list_style("Bullets", ("bullet", "-", "", 1)) +
    list_style("Levels", ("1", "", ".", 1), ("1", "", ".", 2)))


def masters(f):
    ends = "".join(f"<style:{n}>{f['odf_' + n]}</style:{n}>" for n in ("header", "footer") if "odf_" + n in f)
    return '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">' + ends + \
        "</style:master-page></office:master-styles>"


PAGE = ('<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm" fo:page-height='
        '"29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="3cm" fo:margin-right="2cm"/>'
        '<style:header-style><style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.5cm"/>'
        '</style:header-style><style:footer-style><style:header-footer-properties fo:min-height="1cm" '
        'fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>')
MANIFEST = ('<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
            'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{0}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>")
KIND = "application/vnd.oasis.opendocument."


def odf_pack(path, kind, automatic, body, more=""):
    """kind: text or spreadsheet."""
    inner = "<office:%s>%s</office:%s>" % (kind, body, kind)
    pack(path, [("mimetype", KIND + kind), ("META-INF/manifest.xml", HEAD + MANIFEST.format(KIND + kind)),
                ("content.xml", f"{HEAD}<office:document-content {ODF}><office:automatic-styles>{automatic}"
                                f"</office:automatic-styles><office:body>{inner}</office:body>"
                                "</office:document-content>"),
                ("styles.xml", f"{HEAD}<office:document-styles {ODF}>{STYLES}<office:automatic-styles>{PAGE}"
                               f"</office:automatic-styles>{more}</office:document-styles>")])


def odf_flat(path, kind, automatic, body, more=""):
    with open(path, "w", encoding="utf-8") as out:
        out.write(f'{HEAD}<office:document {ODF} office:mimetype="{KIND}{kind}">{STYLES}<office:automatic-styles>'
                  f"{automatic}{PAGE}</office:automatic-styles>{more}<office:body><office:{kind}>{body}"
                  f"</office:{kind}></office:body></office:document>")


def odt(path, f):
    odf_pack(path, "text", AUTOMATIC, f["odf"], masters(f))


def fodt(path, f):
    odf_flat(path, "text", AUTOMATIC, f["odf"], masters(f))
