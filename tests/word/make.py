#!/usr/bin/env python3
"""make.py FOLDER -- Word documents with a wrong figure in each kind of place: a run cut in
pieces, tabs, links, fields, insertions, content controls, cells, notes, text boxes; each with
properties, so that a seam that loses them shows. The wrong figure of each is 65 hộ, in the
table 35,41."""
import sys
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACK = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
REST = ", gồm 18 hộ ở xã A, 21 hộ ở xã B, 24 hộ ở xã C."
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def run(text, look="<w:b/><w:color w:val=\"C00000\"/>", keep=False):
    space = ' xml:space="preserve"' if keep or text != text.strip() else ""
    return f"<w:r><w:rPr>{look}</w:rPr><w:t{space}>{text}</w:t></w:r>"


def para(*runs):
    return "<w:p>" + "".join(runs) + "</w:p>"


def cell(*content):
    return "<w:tc><w:tcPr><w:tcW w:w=\"1800\" w:type=\"dxa\"/></w:tcPr>" + "".join(content) + \
        "</w:tc>"


def box(content):
    return ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
            '<wp:extent cx="3600000" cy="900000"/><wp:docPr id="1" name="hộp"/><a:graphic>'
            f'<a:graphicData uri="{WPS}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>'
            '<a:off x="0" y="0"/><a:ext cx="3600000" cy="900000"/></a:xfrm><a:prstGeom '
            'prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>'
            f'{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>'
            '</a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>')


def field(*result):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (mark.format("begin") + '<w:r><w:instrText xml:space="preserve"> =65 </w:instrText></w:r>'
            + mark.format("separate") + "".join(result) + mark.format("end"))


ROWS = [["Chỉ tiêu", "Đơn vị", "Kế hoạch năm 2025", "Thực hiện năm 2025", "So với kế hoạch (%)"],
        ["Kim ngạch xuất khẩu", "Triệu USD", "95,00", "50,74", "35,41"],
        ["Kim ngạch nhập khẩu", "Triệu USD", "45,00", "20,82", "46,27"],
        ["Sản lượng xi măng", "Nghìn tấn", "200,00", "157,40", "78,70"]]
NOTE = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
BODY = {
    "giua-doan": para(run("Có 65 hộ được vay" + REST)),
    "nhieu-doan": para(run("Có ", keep=True), run("6", "<w:i/>"), run("5 hộ được vay" + REST)),
    "tab": para("<w:r><w:rPr><w:i/></w:rPr><w:tab/><w:t>Có 65 hộ được vay</w:t><w:br/><w:t>" +
                REST[2:] + "</w:t></w:r>"),
    "lien-ket": para(run("Có "), '<w:hyperlink w:anchor="x">', run("65 hộ được vay"),
                     "</w:hyperlink>", run(REST)),
    "truong": para(run("Có "), field(run("65")), run(" hộ được vay" + REST)),
    "chen": para('<w:ins w:id="1" w:author="A" w:date="2025-06-01T00:00:00Z">',
                 run("Có 65 hộ được vay"), "</w:ins>", run(REST)),
    "noi-dung": para("<w:sdt><w:sdtPr><w:alias w:val=\"a\"/></w:sdtPr><w:sdtContent>",
                     run("Có 65 hộ được vay"), "</w:sdtContent></w:sdt>", run(REST)),
    "o-bang": para(run("Biểu số liệu")) + "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>" +
              "<w:gridCol w:w=\"1800\"/>" * 5 + "</w:tblGrid>" + "".join(
                  "<w:tr>" + "".join(cell(para(run(c))) for c in row) + "</w:tr>" for row in ROWS) +
              "</w:tbl>" + para(run("Hết.")),
    "hop": para(run("Trước hộp. ", keep=True), box(para(run("Có 65 hộ được vay" + REST)))),
    "chu-thich": para(run("Kết quả tốt"), NOTE, run(".")),
}
FOOTNOTES = ('<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p>'
             '</w:footnote><w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r>'
             '<w:continuationSeparator/></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r>'
             '<w:footnoteRef/></w:r>' + run(" Có 65 hộ được vay" + REST, keep=True) +
             "</w:p></w:footnote>")
SPACES = (f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
          f'xmlns:wps="{WPS}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
          'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
          'mc:Ignorable=""')


def write(path, body):
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", head +
                   f'<Types xmlns="{PACK}/content-types"><Default Extension="rels" ContentType='
                   '"application/vnd.openxmlformats-package.relationships+xml"/><Default '
                   'Extension="xml" ContentType="application/xml"/><Override PartName='
                   f'"/word/document.xml" ContentType="{TYPE}document.main+xml"/><Override '
                   f'PartName="/word/footnotes.xml" ContentType="{TYPE}footnotes+xml"/></Types>')
        z.writestr("_rels/.rels", head +
                   f'<Relationships xmlns="{PACK}/relationships"><Relationship Id="rId1" '
                   f'Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>')
        z.writestr("word/_rels/document.xml.rels", head +
                   f'<Relationships xmlns="{PACK}/relationships"><Relationship Id="rId1" '
                   f'Type="{REL}/footnotes" Target="footnotes.xml"/></Relationships>')
        z.writestr("word/document.xml", head + f"<w:document {SPACES}><w:body>{body}"
                   "<w:sectPr/></w:body></w:document>")
        z.writestr("word/footnotes.xml", head +
                   f"<w:footnotes {SPACES}>{FOOTNOTES}</w:footnotes>")


for name, content in BODY.items():
    write(f"{sys.argv[1]}/{name}.docx", content)
