"""texts.py -- what texts can say that is hard to read: a feature a line, its forms, and what must be read.

The forms: `docx` (Word's XML), `odf` (OpenDocument's: packed as it is, and the source from which LibreOffice
makes DOCX, ODT, HTML, DOC and PDF), `html` (read as it is, and pandoc's source), `md` (pandoc's source).

A statement is told as "indicator | value unit | comparison | per cent of the plan | area", what is empty at
the end left out. `digits`: all runs of digits that may be read, in this order, where that matters: nothing may be
lost, and what is no text must not be there.

`without`: producers that cannot make the feature, and why."""
from forms import *

LUA = "Sản lượng lúa | 12345.6 tấn | increase 5.2 %"
NGO = "Diện tích ngô | 7890 ha | | 98.5"
THU = "Tổng thu ngân sách | 1234 tỷ đồng | increase 7 % | 103"
LUA_SAYS = "Sản lượng lúa đạt 12.345,6 tấn, tăng 5,2% so với cùng kỳ năm trước."
NGO_SAYS = "Diện tích ngô đạt 7.890 ha, bằng 98,5% kế hoạch."
THU_SAYS = "Tổng thu ngân sách đạt 1.234 tỷ đồng, đạt 103% kế hoạch, tăng 7% so với cùng kỳ."

FEATURES = []


def feature(name, title, expect, digits=None, without={}, **forms):
    FEATURES.append({"name": name, "title": title, "expect": expect, "digits": digits, "without": without, **forms})


# -- letters and runs --

feature("runs", "số bị cắt bởi định dạng, dấu trang, kiểm lỗi", [LUA, NGO],
        docx=wp("Sản lượng lúa đạt 12", wr(".3", "<w:b/>"), wr("45"), ",", wr("6", "<w:i/>"), " tấn, tăng ",
                wr("5"), wr(",2", "<w:b/>"), "% so với cùng kỳ năm trước.") +
        wp("Diện tích ngô đạt 7.8", '<w:proofErr w:type="spellStart"/>', wr("90"),
           '<w:bookmarkStart w:id="1" w:name="a"/>', " ha, bằng 98,5", '<w:bookmarkEnd w:id="1"/>',
           "% kế hoạch."),
        odf=op("Sản lượng lúa đạt 12", ospan("Bold", ".3"), "45,", ospan("Italic", "6"), " tấn, tăng 5",
               ospan("Bold", ",2"), "% so với cùng kỳ năm trước.") +
        op("Diện tích ngô đạt 7.8", '<text:bookmark text:name="a"/>', "90 ha, bằng 98,",
           ospan("Italic", "5"), "% kế hoạch."),
        html="<p>Sản lượng lúa đạt 12<b>.3</b>45,<i>6</i> tấn, tăng 5<b>,2</b>% so với cùng kỳ năm trước.</p>"
             "<p>Diện tích ngô đạt 7.8<span>90</span> ha, bằng 98,<em>5</em>% kế hoạch.</p>",
        md="Sản lượng lúa đạt 12.3**45**,*6* tấn, tăng 5**,2**% so với cùng kỳ năm trước.\n\n" + NGO_SAYS)

feature("line-breaks", "xuống dòng trong một đoạn", [LUA, NGO],
        docx=wp("Sản lượng lúa đạt 12.345,6 tấn,", "<w:r><w:br/></w:r>", "tăng 5,2% so với", "<w:r><w:br/></w:r>",
                "cùng kỳ năm trước.", "<w:r><w:br/></w:r>", NGO_SAYS),
        odf=op("Sản lượng lúa đạt 12.345,6 tấn,", "<text:line-break/>", "tăng 5,2% so với", "<text:line-break/>",
               "cùng kỳ năm trước.", "<text:line-break/>", NGO_SAYS),
        html="<p>Sản lượng lúa đạt 12.345,6 tấn,<br>tăng 5,2% so với<br/>cùng kỳ năm trước.<br>" + NGO_SAYS + "</p>",
        md="Sản lượng lúa đạt 12.345,6 tấn,\\\ntăng 5,2% so với\\\ncùng kỳ năm trước.\\\n" + NGO_SAYS)

feature("decomposed-letters", "chữ Unicode tổ hợp (NFD)", [LUA, NGO],
        **{k: __import__("unicodedata").normalize("NFD", v)
           for k, v in paragraphs(LUA_SAYS, NGO_SAYS).items()})

feature("tcvn3", "phông TCVN3 (.VnTime)", [LUA, NGO, THU], without={"lo-pdf": "prints no soft hyphen, the ư of .VnTime"},
        **paragraphs(*map(tcvn3, (LUA_SAYS, NGO_SAYS, THU_SAYS))))
feature("vni", "phông VNI", [LUA, NGO, THU], **paragraphs(*map(vni, (LUA_SAYS, NGO_SAYS, THU_SAYS))))

RAISED = "<w:vertAlign w:val=\"superscript\"/>"
feature("raised-units-and-marks", "m³, km² viết nâng và dấu chú thích gõ tay",
        ["Khối lượng gỗ khai thác | 5120 m3 | decrease 3.4 %", "Diện tích rừng trồng | 15 km2",
         "Sản lượng lúa | 12345 tấn", "Chi phí | 30 tỷ đồng"],
        docx=wp("Khối lượng gỗ khai thác đạt 5.120 m", wr("3", RAISED), ", giảm 3,4% so với cùng kỳ; diện tích "
                "rừng trồng đạt 15 km", wr("2", RAISED), ".") +
        wp("Sản lượng lúa đạt 12.345", wr("4", RAISED), " tấn.") + wp(wr("4", RAISED), " Chi phí 30 tỷ đồng."),
        odf=op("Khối lượng gỗ khai thác đạt 5.120 m", ospan("Raised", "3"), ", giảm 3,4% so với cùng kỳ; diện "
               "tích rừng trồng đạt 15 km", ospan("Raised", "2"), ".") +
        op("Sản lượng lúa đạt 12.345", ospan("Raised", "4"), " tấn.") + op(ospan("Raised", "4"), " Chi phí 30 tỷ đồng."),
        html="<p>Khối lượng gỗ khai thác đạt 5.120 m<sup>3</sup>, giảm 3,4% so với cùng kỳ; diện tích rừng trồng "
             "đạt 15 km<sup>2</sup>.</p><p>Sản lượng lúa đạt 12.345<sup>4</sup> tấn.</p>"
             "<p><sup>4</sup> Chi phí 30 tỷ đồng.</p>",
        md="Khối lượng gỗ khai thác đạt 5.120 m^3^, giảm 3,4% so với cùng kỳ; diện tích rừng trồng "
           "đạt 15 km^2^.\n\nSản lượng lúa đạt 12.345^4^ tấn.\n\n^4^ Chi phí 30 tỷ đồng.\n")

HIDE = "<w:vanish/>"
feature("hidden-text", "chữ ẩn: không phải văn bản", [LUA, NGO], digits="12.345,6 5,2 7.890 98,5",
        docx=wp("Sản lượng lúa đạt ", wr("99.", HIDE), "12.345,6 tấn, tăng 5,2% so với cùng kỳ năm trước.") +
        wp(wr("Đàn trâu đạt 77 con.", HIDE)) + wp(NGO_SAYS),
        odf=op("Sản lượng lúa đạt ", ospan("Hidden", "99."), "12.345,6 tấn, tăng 5,2% so với cùng kỳ năm trước.") +
        op(ospan("Hidden", "Đàn trâu đạt 77 con.")) + op(NGO_SAYS),
        html="<p>Sản lượng lúa đạt <span style='display:none'>99.</span>12.345,6 tấn, tăng 5,2% so với cùng kỳ năm "
             "trước.</p><p style='mso-hide:all;display:none'>Đàn trâu đạt 77 con.</p>" + hp(NGO_SAYS),
        without={"pandoc": "writes hidden text as text"})

# -- fields, controls, boxes, notes --

FIELD = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
         '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>')
feature("fields", "trường: lấy kết quả, không lấy lệnh", [LUA, NGO], digits="12.345,6 5,2 7.890 98,5",
        docx=wp("Sản lượng lúa đạt ", FIELD.format(' =SUM(A1:A9) \\# "55" ', wr("12.345,6")),
                " tấn, tăng ", '<w:fldSimple w:instr=" REF p44 ">' + wr("5,2") + "</w:fldSimple>",
                "% so với cùng kỳ năm trước.") +
        wp(FIELD.format(' HYPERLINK "http://a.vn/66" ', wr("Diện tích ngô")), " đạt 7.890 ha, bằng 98,5% kế hoạch."),
        odf=op("Sản lượng lúa đạt ", '<text:expression text:formula="ooow:12000+345.6" office:value-type="string">'
               "12.345,6</text:expression>", " tấn, tăng ", '<text:bookmark-ref text:reference-format="text" '
               'text:ref-name="r">5,2</text:bookmark-ref>', "% so với cùng kỳ năm trước.") +
        op('<text:a xlink:type="simple" xlink:href="http://a.vn/66">Diện tích ngô</text:a>',
           " đạt 7.890 ha, bằng 98,", '<text:bookmark-start text:name="r"/>', "5", '<text:bookmark-end text:name="r"/>',
           "% kế hoạch."),
        html="<p>Sản lượng lúa đạt <!--[if supportFields]><span>=SUM(55)</span><![endif]-->12.345,6 tấn, tăng 5,2% so "
             "với cùng kỳ năm trước.</p><p><a href='http://a.vn/66'>Diện tích ngô</a> đạt 7.890 ha, bằng 98,5% kế "
             "hoạch.</p>",
        md=LUA_SAYS + "\n\n[Diện tích ngô](http://a.vn/66) đạt 7.890 ha, bằng 98,5% kế hoạch.\n",
        without={"lo-pdf": "computes fields anew"})

feature("content-controls", "ô nội dung (content control), vùng (section)", [LUA, NGO],
        docx='<w:sdt><w:sdtPr><w:tag w:val="71"/></w:sdtPr><w:sdtContent>' +
        wp("Sản lượng lúa đạt ", '<w:sdt><w:sdtPr><w:placeholder><w:docPart w:val="72"/></w:placeholder></w:sdtPr>'
           "<w:sdtContent>" + wr("12.345") + "</w:sdtContent></w:sdt>", ",6 tấn, tăng 5,2% so với cùng kỳ năm trước.") +
        "</w:sdtContent></w:sdt>" + wp(NGO_SAYS),
        odf='<text:section text:name="S1">' +
        op("Sản lượng lúa đạt ", '<loext:content-control loext:showing-place-holder="false">12.345'
           "</loext:content-control>", ",6 tấn, tăng 5,2% so với cùng kỳ năm trước.") + "</text:section>" +
        op(NGO_SAYS))

BOX = ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor xmlns:wp="http://schemas.openxml'
       'formats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="914400" cy="914400"/><a:graphic xmlns:a='
       '"http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><wps:wsp xmlns:wps="http://schemas.'
       'microsoft.com/office/word/2010/wordprocessingShape"><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>'
       '</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox '
       'xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict>'
       "</mc:Fallback></mc:AlternateContent></w:r>")
feature("text-boxes", "hộp chữ", [LUA, NGO],
        docx=wp("Sản lượng lúa đạt 12.345,6 tấn,", BOX.format(wp(NGO_SAYS)), " tăng 5,2% so với cùng kỳ năm trước."),
        odf=op("Sản lượng lúa đạt 12.345,6 tấn,", '<draw:frame text:anchor-type="char" svg:width="8cm" svg:height='
               '"2cm" draw:style-name="Box" svg:y="5cm"><draw:text-box>' + op(NGO_SAYS) + "</draw:text-box></draw:frame>",
               " tăng 5,2% so với cùng kỳ năm trước."),
        without={"lo-html": "moves the box into the sentence", "lo-pdf": "a box has no order in a page"})


def wnote(kind, number):
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


def onote(kind, number, *body):
    return f'<text:note text:id="n{kind}{number}" text:note-class="{kind}"><text:note-citation>{number}' \
        f'</text:note-citation><text:note-body>{"".join(b if b.startswith("<") else op(b) for b in body)}' \
        "</text:note-body></text:note>"


feature("footnotes", "chú thích cuối trang, dấu ngay sau số", [LUA, NGO, THU],
        docx=wp("Sản lượng lúa đạt 12.345,6", wnote("footnote", 5), " tấn, tăng 5,2% so với cùng kỳ năm trước.") +
        wp("Diện tích ngô đạt 7.890 ha", wnote("footnote", 6), ", bằng 98,5% kế hoạch."),
        footnotes=[(5, wp(wr("1", RAISED), " " + THU_SAYS)), (6, wp("Theo báo cáo của xã."))],
        odf=op("Sản lượng lúa đạt 12.345,6", onote("footnote", 1, THU_SAYS), " tấn, tăng 5,2% so với cùng kỳ năm "
               "trước.") + op("Diện tích ngô đạt 7.890 ha", onote("footnote", 2, "Theo báo cáo của xã."),
                             ", bằng 98,5% kế hoạch."),
        html='<p>Sản lượng lúa đạt 12.345,6<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a> tấn, tăng 5,2% so với '
             "cùng kỳ năm trước.</p>" + hp(NGO_SAYS) + '<div><hr><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">'
             "<sup>[1]</sup></a> " + THU_SAYS + "</p></div></div>",
        md="Sản lượng lúa đạt 12.345,6[^1] tấn, tăng 5,2% so với cùng kỳ năm trước.\n\nDiện tích ngô đạt 7.890 ha[^2], "
           "bằng 98,5% kế hoạch.\n\n[^1]: " + THU_SAYS + "\n\n[^2]: Theo báo cáo của xã.\n")

feature("footnotes-behind-words", "chú thích cuối trang, dấu sau chữ", [LUA, NGO, THU],
        docx=wp("Sản lượng lúa đạt 12.345,6 tấn", wnote("footnote", 1), ", tăng 5,2% so với cùng kỳ năm trước.") +
        wp(NGO_SAYS), footnotes=[(1, wp(THU_SAYS))],
        odf=op("Sản lượng lúa đạt 12.345,6 tấn", onote("footnote", 1, THU_SAYS), ", tăng 5,2% so với cùng kỳ năm "
               "trước.") + op(NGO_SAYS),
        md="Sản lượng lúa đạt 12.345,6 tấn[^1], tăng 5,2% so với cùng kỳ năm trước.\n\n" + NGO_SAYS + "\n\n[^1]: " +
           THU_SAYS + "\n")

feature("endnotes", "chú thích cuối văn bản", [LUA, NGO, THU],
        docx=wp("Sản lượng lúa đạt 12.345,6", wnote("endnote", 2), " tấn, tăng 5,2% so với cùng kỳ năm trước.") +
        wp(NGO_SAYS), endnotes=[(2, wp(THU_SAYS))],
        odf=op("Sản lượng lúa đạt 12.345,6", onote("endnote", 1, THU_SAYS), " tấn, tăng 5,2% so với cùng kỳ năm "
               "trước.") + op(NGO_SAYS),
        html='<p>Sản lượng lúa đạt 12.345,6<a href="#_edn1" name="_ednref1"><sup>[i]</sup></a> tấn, tăng 5,2% so với '
             "cùng kỳ năm trước.</p>" + hp(NGO_SAYS) + '<div><hr><div id="edn1"><p><a href="#_ednref1" name="_edn1">'
             "<sup>[i]</sup></a> " + THU_SAYS + "</p></div></div>", without={
            "pandoc": "HTML has no endnotes for it", "lo-pdf": "the words of a PDF do not tell a mark i from a letter"})

GRID = [["Chỉ tiêu", "Đơn vị", "Kế hoạch năm 2025", "Thực hiện năm 2025"],
        ["Sản lượng lúa", "tấn", "12.000", "12.345,6"], ["Diện tích ngô", "ha", "8.000", "7.890"]]
GRID_SAYS = ["Sản lượng lúa | 12000 tấn", "Sản lượng lúa | 12345.6 tấn", "Diện tích ngô | 8000 ha",
             "Diện tích ngô | 7890 ha"]

feature("table-in-a-note", "bảng trong chú thích", [THU] + GRID_SAYS,
        docx=wp("Tổng thu ngân sách đạt 1.234 tỷ đồng", wnote("footnote", 5), ", đạt 103% kế hoạch, tăng 7% so với "
                "cùng kỳ.") + wp("Các sở tiếp tục thực hiện."),
        footnotes=[(5, wp("Chi tiết như sau:") + wtable(GRID) + wp("Theo báo cáo của xã."))],
        odf=op("Tổng thu ngân sách đạt 1.234 tỷ đồng", onote("footnote", 1, "Chi tiết như sau:", otable(GRID),
               "Theo báo cáo của xã."), ", đạt 103% kế hoạch, tăng 7% so với cùng kỳ.") +
        op("Các sở tiếp tục thực hiện."),
        html='<p>Tổng thu ngân sách đạt 1.234 tỷ đồng<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>, đạt 103% kế '
             "hoạch, tăng 7% so với cùng kỳ.</p><p>Các sở tiếp tục thực hiện.</p>"
             '<div><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1"><sup>[1]</sup></a> Chi tiết như sau:</p>' +
             htable(GRID) + "</div></div>",
        without={"pandoc": "HTML has no notes for it", "lo": "has no tables in notes"})

# -- tracked changes and comments --

DEL = '<w:del w:id="{}" w:author="A" w:date="2025-06-01T08:00:00Z">'
INS = '<w:ins w:id="{}" w:author="A" w:date="2025-06-01T08:00:00Z">'


def deleted(text):
    return DEL.format(3) + f"<w:r><w:delText>{text}</w:delText></w:r></w:del>"


def inserted(text):
    return INS.format(4) + wr(text) + "</w:ins>"


INFO = "<office:change-info><dc:creator>A</dc:creator><dc:date>2025-06-01T08:00:00</dc:date></office:change-info>"


def changes(**regions):
    """regions: id = the deleted paragraphs, or True for an insertion."""
    return "<text:tracked-changes>" + "".join(
        f'<text:changed-region xml:id="{i}" text:id="{i}">' +
        (f"<text:insertion>{INFO}</text:insertion>" if what is True else f"<text:deletion>{INFO}{what}</text:deletion>") +
        "</text:changed-region>" for i, what in regions.items()) + "</text:tracked-changes>"


def was(i):
    return f'<text:change text:change-id="{i}"/>'


def new(i, text):
    return f'<text:change-start text:change-id="{i}"/>{text}<text:change-end text:change-id="{i}"/>'


SHOWN = {"lo-html": "shows what was deleted", "lo-pdf": "shows what was deleted", "pandoc": "strikes it out"}
feature("deleted-text", "theo dõi sửa đổi: chữ đã xóa không phải văn bản", [LUA, NGO], digits="12.345,6 5,2 7.890 98,5", without=SHOWN,
        docx=wp("Sản lượng lúa đạt ", deleted("9"), "12.345", deleted("8"), ",6 tấn, tăng 5,2% so với cùng kỳ năm "
                "trước.") + wp(deleted("Đàn trâu đạt 77 con."), ppr=f"<w:rPr>{DEL.format(9)}</w:del></w:rPr>") +
        wp(NGO_SAYS),
        odf=changes(d1=op("9"), d2=op("8"), d3=op("Đàn trâu đạt 77 con.") + op("")) +
        op("Sản lượng lúa đạt ", was("d1"), "12.345", was("d2"), ",6 tấn, tăng 5,2% so với cùng kỳ năm trước.") +
        op(was("d3"), NGO_SAYS),
        html="<p>Sản lượng lúa đạt <del>9</del>12.345<del>8</del>,6 tấn, tăng 5,2% so với cùng kỳ năm trước.</p>"
             "<p><del>Đàn trâu đạt 77 con.</del></p>" + hp(NGO_SAYS))

feature("inserted-text", "theo dõi sửa đổi: chữ chèn là văn bản", [LUA, NGO],
        docx=wp("Sản lượng lúa đạt 12.", inserted("345"), ",6 tấn, tăng 5,2% so với cùng kỳ năm trước.") +
        wp(inserted(NGO_SAYS), ppr=f"<w:rPr>{INS.format(9)}</w:ins></w:rPr>"),
        odf=changes(i1=True, i2=True) + op("Sản lượng lúa đạt 12.", new("i1", "345"),
                                           ",6 tấn, tăng 5,2% so với cùng kỳ năm trước.") + op(new("i2", NGO_SAYS)),
        html="<p>Sản lượng lúa đạt 12.<ins>345</ins>,6 tấn, tăng 5,2% so với cùng kỳ năm trước.</p><p><ins>" +
             NGO_SAYS + "</ins></p>")

feature("deleted-row", "theo dõi sửa đổi: hàng đã xóa không phải văn bản", GRID_SAYS[:2], digits="2025 2025 12.000 12.345,6",
        docx=wtbl(wtr(*GRID[0]), wtr(*GRID[1]), wtr(*[wtc(wp(deleted(c))) for c in GRID[2]],
                                                    trpr=DEL.format(7) + "</w:del>"),
                  wtr("Tổng số", "", "", "")))

feature("moved-text", "theo dõi sửa đổi: đoạn chuyển chỗ đọc một lần", [LUA, NGO], without=SHOWN,
        docx=wp('<w:moveFromRangeStart w:id="1" w:name="m"/><w:moveFrom w:id="2" w:author="A">' + wr(NGO_SAYS) +
                '</w:moveFrom><w:moveFromRangeEnd w:id="1"/>', ppr='<w:rPr><w:moveFrom w:id="5" w:author="A"/></w:rPr>') +
        wp(LUA_SAYS) + wp('<w:moveToRangeStart w:id="3" w:name="m"/><w:moveTo w:id="4" w:author="A">' + wr(NGO_SAYS) +
                          '</w:moveTo><w:moveToRangeEnd w:id="3"/>'),
        odf=changes(d1=op(NGO_SAYS) + op(""), i1=True) + op(was("d1"), LUA_SAYS) + op(new("i1", NGO_SAYS)))

TOC = ('<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
       ' TOC \\o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:hyperlink w:anchor="_Toc1">'
       '<w:r><w:t>I. Sản xuất lúa</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>41</w:t></w:r></w:hyperlink></w:p>'
       '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:hyperlink w:anchor="_Toc2"><w:r><w:t>II. Diện tích ngô</w:t></w:r>'
       '<w:r><w:tab/></w:r><w:r><w:t>42</w:t></w:r></w:hyperlink></w:p>'
       '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
feature("table-of-contents", "mục lục: số trang không phải văn bản", [LUA, NGO], digits="12.345,6 5,2 7.890 98,5",
        docx=TOC + wp(LUA_SAYS) + wp(NGO_SAYS),
        odf='<text:table-of-content text:name="T"><text:table-of-content-source text:outline-level="3"/>'
            "<text:index-body>" + op("I. Sản xuất lúa", "<text:tab/>", "41") + op("II. Diện tích ngô", "<text:tab/>", "42") +
            "</text:index-body></text:table-of-content>" + op(LUA_SAYS) + op(NGO_SAYS),
        without={"lo-html": "writes the contents as text", "lo-pdf": "a line of contents is a line"})

feature("blanks-and-tabs", "dấu tab, nhiều dấu cách", [LUA, NGO],
        docx=wp("Sản lượng lúa", "<w:r><w:tab/></w:r>", "đạt   12.345,6", "<w:r><w:tab/></w:r>", "tấn, tăng 5,2%  so với "
                "cùng kỳ năm trước.") + wp(NGO_SAYS.replace(" ", "\u00a0")),
        odf=op("Sản lượng lúa", "<text:tab/>", "đạt", '<text:s text:c="3"/>', "12.345,6", "<text:s/>", "tấn, tăng 5,2%",
               '<text:s text:c="2"/>', "so với cùng kỳ năm trước.") + op(NGO_SAYS.replace(" ", "\u00a0")),
        html="<p>Sản lượng   lúa\n\tđạt &nbsp; 12.345,6&nbsp;tấn,\ntăng 5,2% so với cùng kỳ năm trước.</p>" +
             hp(NGO_SAYS.replace(" ", "&#160;")))

feature("page-breaks", "sang trang giữa câu, giữa số", [LUA, NGO],
        docx=wp("Sản lượng lúa đạt ", '<w:r><w:br w:type="page"/></w:r>', "12.", "<w:r><w:lastRenderedPageBreak/>"
                "<w:t>345,6</w:t></w:r>", " tấn, tăng 5,2% so với cùng kỳ năm trước.") + wp(NGO_SAYS),
        odf=op("Sản lượng lúa đạt ", "<text:soft-page-break/>", "12.", "<text:soft-page-break/>", "345,6 tấn, tăng 5,2% "
               "so với cùng kỳ năm trước.") + "<text:soft-page-break/>" + op(NGO_SAYS))

feature("wrappers", "thẻ bao quanh chữ (smartTag, bdo, ruby)", [LUA, NGO],
        docx=wp("Sản lượng lúa đạt ", '<w:smartTag w:uri="u" w:element="e"><w:smartTagPr><w:attr w:name="n" w:val="55"/>'
                "</w:smartTagPr>" + wr("12.345") + "</w:smartTag>", '<w:customXml w:element="x">' + wr(",6 tấn") +
                "</w:customXml>", '<w:bdo w:val="ltr">' + wr(", tăng 5,2% so với") + "</w:bdo>", " cùng kỳ năm trước.") +
        wp("<w:r><w:ruby><w:rubyPr/><w:rt>" + wr("77") + "</w:rt><w:rubyBase>" + wr("Diện tích ngô") +
           "</w:rubyBase></w:ruby></w:r>", " đạt 7.890 ha, bằng 98,5% kế hoạch."),
        odf=op("Sản lượng lúa đạt ", '<text:meta xml:id="m1">12.345</text:meta>', ",6 tấn, tăng 5,2% so với cùng kỳ năm "
               "trước.") + op("<text:ruby><text:ruby-base>Diện tích ngô</text:ruby-base><text:ruby-text>77"
                              "</text:ruby-text></text:ruby>", " đạt 7.890 ha, bằng 98,5% kế hoạch."),
        html="<p><font size=4>Sản lượng lúa</font> đạt <o:p></o:p><st1:x w:st='on'>12.345</st1:x>,6 tấn, tăng 5,2% so với "
             "cùng kỳ năm trước.</p><center><p><ruby>Diện tích ngô<rp>(</rp><rt>77</rt><rp>)</rp></ruby> đạt 7.890 ha, bằng 98,5% "
             "kế hoạch.</p></center>", without={"pandoc": "writes readings as text", "lo-pdf": "prints readings",
                                                "lo-html": "writes readings as text"})

feature("comments", "bình luận: không phải văn bản", [LUA, NGO], digits="12.345,6 5,2 7.890 98,5",
        docx=wp("Sản lượng lúa đạt ", '<w:commentRangeStart w:id="0"/>', "12.345,6",
                '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
                " tấn, tăng 5,2% so với cùng kỳ năm trước.") + wp(NGO_SAYS),
        comments='<w:comment w:id="0" w:author="A">' + wp("Số liệu phải là 12.000 tấn.") + "</w:comment>",
        odf=op("Sản lượng lúa đạt ", '<office:annotation office:name="c"><dc:creator>A</dc:creator><dc:date>2025-06-01T'
               "08:00:00</dc:date>" + op("Số liệu phải là 12.000 tấn.") + "</office:annotation>", "12.345,6",
               '<office:annotation-end office:name="c"/>', " tấn, tăng 5,2% so với cùng kỳ năm trước.") + op(NGO_SAYS),
        html="<p>Sản lượng lúa đạt <!-- phải là 12.000 tấn -->12.345,6 tấn, tăng 5,2% so với cùng kỳ năm trước.</p>" +
             hp(NGO_SAYS))

# -- numbers of lists, headings, furniture of pages --


def numbering(*levels, restart=None):
    """Word's pattern: (format, text) a level; list 1 uses it, list 2 begins it anew."""
    out = '<w:abstractNum w:abstractNumId="7">'
    for i, (fmt, text) in enumerate(levels):
        out += f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/></w:lvl>'
    return out + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2">' \
        '<w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'


def numbered(name, title, word, odf_style, html_tag, md, digits):
    """Three items in a list, one below the other; the number is printed, and no figure."""
    says = (LUA_SAYS, NGO_SAYS, THU_SAYS)
    feature(name, title, [LUA, NGO, THU], digits=digits,
            docx="".join(wp(s, ppr=wlist(1)) for s in says), numbering=numbering(word),
            odf=olist(odf_style, *says),
            html=html_tag + "".join(f"<li>{s}</li>" for s in says) + f"</{html_tag[1:3]}>",
            md="".join(f"{m} {s}\n" for m, s in zip(md, says)))


SAID = "12.345,6 5,2{}7.890 98,5{}1.234 103 7"
numbered("list-decimal", "danh sách 1. 2. 3., số in ra", ("decimal", "%1."), "Decimal", "<ol>", ("1.", "2.", "3."), "1 " + SAID.format(" 2 ", " 3 "))
numbered("list-letters", "danh sách a) b) c)", ("lowerLetter", "%1)"), "Letters", '<ol type="a">', ("a)", "b)", "c)"), SAID.format(" ", " "))
numbered("list-roman", "danh sách I. II. III.", ("upperRoman", "%1."), "Roman", '<ol type="I">', ("I.", "II.", "III."), SAID.format(" ", " "))
numbered("list-bullets", "danh sách gạch đầu dòng", ("bullet", "-"), "Bullets", "<ul>", ("-", "-", "-"), SAID.format(" ", " "))

feature("numbers-by-style", "số thứ tự theo kiểu đoạn", [LUA, NGO], digits="1 12.345,6 5,2 2 7.890 98,5",
        docx=wp(LUA_SAYS, ppr='<w:pStyle w:val="Numbered"/>') + wp(NGO_SAYS, ppr='<w:pStyle w:val="Numbered"/>'),
        numbering=numbering(("decimal", "%1.")))

WORD_ITEM = ("<p class=MsoListParagraph style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span "
             "style='mso-list:Ignore'>{}.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span>"
             "<![endif]><span lang=VI>{}<o:p></o:p></span></p>")
feature("html-of-word", "trang web do Word lưu (mso-list, o:p)", [LUA, NGO] , digits="1 12.345,6 5,2 2 7.890 98,5",
        html="<!--[if gte mso 9]><xml><w:WordDocument><w:Zoom>99</w:Zoom></w:WordDocument></xml><![endif]-->"
             "<style><!-- p.MsoNormal {margin:77pt} --></style><div class=WordSection1>" + WORD_ITEM.format(1, LUA_SAYS) +
             WORD_ITEM.format(2, NGO_SAYS) + "<p class=MsoNormal><o:p>&nbsp;</o:p></p></div>",
        without={"pandoc": "knows nothing of Word's HTML"})

feature("list-of-two-levels", "danh sách nhiều cấp (1.1.)", [LUA, NGO, THU],
        digits="1 1.1 12.345,6 5,2 1.2 7.890 98,5 2 2.1 1.234 103 7",
        docx=wp("Nông nghiệp", ppr=wlist(1)) + wp(LUA_SAYS, ppr=wlist(1, 1)) + wp(NGO_SAYS, ppr=wlist(1, 1)) +
        wp("Tài chính", ppr=wlist(1)) + wp(THU_SAYS, ppr=wlist(1, 1)),
        numbering=numbering(("decimal", "%1."), ("decimal", "%1.%2.")),
        odf=olist("Levels", "Nông nghiệp", olist("Levels", LUA_SAYS, NGO_SAYS), "Tài chính", olist("Levels", THU_SAYS)),
        without={"lo-html": "writes lists in lists, numbered 1, not 1.1"})

feature("list-that-restarts", "danh sách đánh số lại từ đầu", [LUA, NGO, THU], digits="1 12.345,6 5,2 2 7.890 98,5 1 1.234 103 7",
        docx=wp(LUA_SAYS, ppr=wlist(1)) + wp(NGO_SAYS, ppr=wlist(1)) + wp("Về tài chính:") +
        wp(THU_SAYS, ppr=wlist(2)), numbering=numbering(("decimal", "%1.")),
        odf=olist("Decimal", LUA_SAYS, NGO_SAYS) + op("Về tài chính:") + olist("Decimal", THU_SAYS),
        html=f"<ol><li>{LUA_SAYS}<li>{NGO_SAYS}</ol><p>Về tài chính:</p><ol><li>{THU_SAYS}</ol>",
        md=f"1. {LUA_SAYS}\n2. {NGO_SAYS}\n\nVề tài chính:\n\n1. {THU_SAYS}\n")

feature("list-that-goes-on", "danh sách đánh số tiếp", [LUA, NGO, THU], digits="1 12.345,6 5,2 2 7.890 98,5 3 1.234 103 7",
        docx=wp(LUA_SAYS, ppr=wlist(1)) + wp(NGO_SAYS, ppr=wlist(1)) + wp("Về tài chính:") +
        wp(THU_SAYS, ppr=wlist(1)), numbering=numbering(("decimal", "%1.")),
        odf=olist("Decimal", LUA_SAYS, NGO_SAYS) + op("Về tài chính:") + olist("Decimal", THU_SAYS, go_on=True),
        html=f"<ol><li>{LUA_SAYS}<li>{NGO_SAYS}</ol><p>Về tài chính:</p><ol start=3><li>{THU_SAYS}</ol>",
        md=f"1. {LUA_SAYS}\n2. {NGO_SAYS}\n\nVề tài chính:\n\n3. {THU_SAYS}\n")

feature("headings", "đề mục theo kiểu (Heading 1)", ["Diện tích lúa | 500 ha | | | huyện Mường Ảng", "Diện tích lúa | 800 ha | | | huyện Tủa Chùa"],
        docx=wp("Huyện Mường Ảng", ppr='<w:pStyle w:val="Heading1"/>') + wp("Diện tích lúa đạt 500 ha.") +
        wp("Huyện Tủa Chùa", ppr='<w:outlineLvl w:val="0"/>') + wp("Diện tích lúa đạt 800 ha."),
        odf=oh(1, "Huyện Mường Ảng") + op("Diện tích lúa đạt 500 ha.") +
        oh(1, "Huyện Tủa Chùa") + op("Diện tích lúa đạt 800 ha."),
        html="<h1>Huyện Mường Ảng</h1><p>Diện tích lúa đạt 500 ha.</p>"
             "<h1>Huyện Tủa Chùa</h1><p>Diện tích lúa đạt 800 ha.</p>",
        md="# Huyện Mường Ảng\n\nDiện tích lúa đạt 500 ha.\n\n# Huyện Tủa Chùa\n\n"
           "Diện tích lúa đạt 800 ha.\n")

feature("page-headers-and-footers", "đầu trang, chân trang: không phải văn bản", [LUA, NGO, THU],
        digits="12.345,6 5,2 7.890 98,5 1.234 103 7",
        docx=wp(LUA_SAYS) + wp(NGO_SAYS) + wp(THU_SAYS), header=wp("Đàn trâu đạt 77 con."), footer=wp("Trang ", FIELD.format("PAGE", wr("3"))),
        odf=op(LUA_SAYS) + op(NGO_SAYS, style="NextPage") +
        op(THU_SAYS, style="NextPage"), odf_header=op("Đàn trâu đạt 77 con."),
        odf_footer=op("Trang ", "<text:page-number>3</text:page-number>"),
        without={"lo-html": "writes headers as text"})

# -- tables --

feature("table", "bảng", GRID_SAYS, **table(GRID))

feature("header-of-two-levels", "bảng có đầu bảng hai tầng",
        ["Sản lượng lúa | 11000 tấn", "Sản lượng lúa | 12000 tấn", "Sản lượng lúa | 12345.6 tấn",
         "Diện tích ngô | 7700 ha", "Diện tích ngô | 8000 ha", "Diện tích ngô | 7890 ha"],
        **table([[Span("Chỉ tiêu", rows=2), Span("Đơn vị", rows=2), Span("Thực hiện năm 2024", rows=2),
                  Span("Năm 2025", cols=2)], ["Kế hoạch", "Thực hiện"],
                 ["Sản lượng lúa", "tấn", "11.000", "12.000", "12.345,6"],
                 ["Diện tích ngô", "ha", "7.700", "8.000", "7.890"]]),
        without={"pandoc": "forgets that header cells reach down"})

STT = [["TT"] + GRID[0]] + [[""] + r for r in GRID[1:]]
feature("numbered-cells", "cột TT đánh số tự động", GRID_SAYS, digits="2025 2025 1 12.000 12.345,6 2 8.000 7.890",
        docx=wtbl(wtr(*STT[0]), *[wtr(wtc(wp(ppr=wlist(1))), *r[1:]) for r in STT[1:]]),
        numbering=numbering(("decimal", "%1.")),
        odf=otable([STT[0], [olist("Decimal", "")] + STT[1][1:], [olist("Decimal", "", go_on=True)] + STT[2][1:]]),
        without={"lo-html": "forgets numbers without text"})

feature("header-rows", "hàng đầu bảng lặp lại ở mỗi trang", GRID_SAYS,
        docx=wtbl(wtr(*GRID[0], trpr="<w:tblHeader/>"), *[wtr(*r, trpr="<w:cantSplit/>") for r in GRID[1:]]),
        odf=otable(GRID).replace("<table:table-row>", "<table:table-header-rows><table:table-row>", 1)
        .replace("</table:table-row>", "</table:table-row></table:table-header-rows>", 1),
        html=htable(GRID).replace("<tr>", "<thead><tr>", 1).replace("</tr>", "</tr></thead><tbody>", 1)
        .replace("</table>", "</tbody><tfoot><tr><td colspan=4>Nguồn: các sở</td></tr></tfoot></table>"))

feature("controls-in-tables", "ô nội dung quanh hàng và ô của bảng", GRID_SAYS,
        docx=wtbl(wtr(*GRID[0]), "<w:sdt><w:sdtContent>" + wtr(*GRID[1]) + "</w:sdtContent></w:sdt>",
                  "<w:tr>" + wtc(GRID[2][0]) + "<w:sdt><w:sdtContent>" + wtc(GRID[2][1]) + "</w:sdtContent></w:sdt>" +
                  wtc(GRID[2][2]) + wtc('<w:sdt><w:sdtContent>' + wp(GRID[2][3]) + "</w:sdtContent></w:sdt>") + "</w:tr>"))

feature("rows-that-begin-later", "hàng bắt đầu lệch cột (gridBefore)", GRID_SAYS,
        docx=wtbl(wtr(*GRID[0]), wtr(*GRID[1]), wtr(*GRID[2]),
                  wtr("Tổng các chỉ tiêu", "", "", trpr='<w:gridBefore w:val="1"/>')))

feature("cells-over-columns", "ô gộp ngang", GRID_SAYS,
        **table([GRID[0], [Span("Trồng trọt", cols=4)], GRID[1], [Span("Cây hằng năm khác", cols=2), "", ""], GRID[2]]),
        without={"lo-pdf": "a PDF does not tell that cells are one"})

feature("cells-over-rows", "ô gộp dọc (một đơn vị cho nhiều hàng)", ["Sản lượng lúa | 12345.6 tấn", "Sản lượng ngô | 7890 tấn", "Sản lượng chè | 450 tấn"],
        **table([["Chỉ tiêu", "Đơn vị", "Thực hiện năm 2025"], ["Sản lượng lúa", Span("tấn", rows=3), "12.345,6"],
                 ["Sản lượng ngô", "7.890"], ["Sản lượng chè", "450"]]), without={"lo-pdf": "a PDF does not tell that cells are one"})

feature("frames", "khung một cột chứa đoạn văn", [LUA, NGO], **table([[LUA_SAYS], [NGO_SAYS]]))

feature("nested-tables", "bảng trong bảng", GRID_SAYS + ["Đàn trâu | 500 con", "Đàn bò | 600 con"],
        docx=wtbl(*[wtr(*r) for r in GRID], wtr(wtc(wtable([["Chỉ tiêu", "Đơn vị", "Thực hiện năm 2025"],
                                                            ["Đàn trâu", "con", "500"], ["Đàn bò", "con", "600"]]) +
                                                    wp("")), "", "", "")),
        odf=otable(GRID + [[otable([["Chỉ tiêu", "Đơn vị", "Thực hiện năm 2025"], ["Đàn trâu", "con", "500"],
                                    ["Đàn bò", "con", "600"]]) + op(""), "", "", ""]]),
        html=htable(GRID)[:-9] + "<tr><td>" + htable([["Chỉ tiêu", "Đơn vị", "Thực hiện năm 2025"],
                                                      ["Đàn trâu", "con", "500"], ["Đàn bò", "con", "600"]]) +
        "</td><td></td><td></td><td></td></tr></table>",
        without={"pandoc": "writes an inner table as words", "lo-pdf": "lines of two tables in one place"})
