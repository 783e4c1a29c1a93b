"""sheets.py -- what workbooks and CSV can say that is hard to read: see texts.py for how a line is told.

A workbook is told once, as sheets of cells, and made by hand (XLSX, ODS), by libxlsxwriter (XLSX), and by
LibreOffice out of the flat OpenDocument file (XLSX, ODS, CSV, XLS). Cells: a str, a number, None, or one of
the kinds below. `xlsx` and `ods` tell parts of a file by hand, where a grid cannot say it."""

FEATURES = []


class Number:
    """Shown by a format: one of books.FORMATS."""

    def __init__(self, value, form):
        self.value, self.form = value, form


class Date:
    def __init__(self, iso):
        self.iso = iso


class Formula:
    """With the value it had when it was saved; None: it was never computed."""

    def __init__(self, text, value):
        self.text, self.value = text, value


class Rich:
    """Text whose second run is bold, and so on in turn."""

    def __init__(self, *runs):
        self.runs = runs


class Sheet:
    def __init__(self, name, rows, merges=(), hidden_rows=(), hidden_cols=(), hidden=False, comments=(), at=(0, 0)):
        self.name, self.rows, self.merges, self.hidden = name, rows, merges, hidden
        self.hidden_rows, self.hidden_cols, self.comments, self.at = hidden_rows, hidden_cols, comments, at


def feature(name, title, expect, *book, digits=None, without={}, **forms):
    FEATURES.append({"name": name, "title": title, "expect": expect, "digits": digits, "without": without, "book": book, **forms})


FORM = '#,##0_);(#,##0);"-"'
HEAD = ["Chỉ tiêu", "Đơn vị", "Kế hoạch năm 2025", "Thực hiện năm 2025"]
LUA = ["Sản lượng lúa", "tấn", 12000, 12345.6]
NGO = ["Diện tích ngô", "ha", 8000, 7890]
LUA_SAYS = ["Sản lượng lúa | 12000 tấn", "Sản lượng lúa | 12345.6 tấn"]
NGO_SAYS = ["Diện tích ngô | 8000 ha", "Diện tích ngô | 7890 ha"]
SAYS = LUA_SAYS + NGO_SAYS
GRID_DIGITS = "2025 2025 12000 12345,6 8000 7890"
ONE_SHEET = {"lo-csv": "a CSV has one sheet"}

feature("numbers", "số không định dạng", SAYS, Sheet("Biểu 1", [HEAD, LUA, NGO]))

feature("thousands-formats", "số có phân nhóm hàng nghìn", SAYS,
        Sheet("Biểu 1", [HEAD, LUA[:2] + [Number(12000, "#,##0"), Number(12345.6, "#,##0.0")],
                         NGO[:2] + [Number(8000, "#,##0"), Number(7890, "#,##0")]]))

feature("rounded-by-the-format", "số được định dạng làm tròn: đọc như in", SAYS,
        Sheet("Biểu 1", [HEAD, LUA[:2] + [Number(11999.98, "0"), Number(12345.6372, "#,##0.0")],
                         NGO[:2] + [Number(8000.4, "#,##0"), Number(7889.5, "0")]]))

feature("percent-formats", "định dạng %", ["Sản lượng lúa | 12000 tấn", "Sản lượng lúa | 12345.6 tấn | | 102.9",
                            "Diện tích ngô | 8000 ha", "Diện tích ngô | 7890 ha | | 98.6"],
        Sheet("Biểu 1", [HEAD + ["Thực hiện so với kế hoạch (%)"], LUA + [Number(1.0288, "0.0%")],
                         NGO + [Number(0.98625, "0.0%")]]))

feature("per-cent-signs", "dấu % chỉ là chữ trong định dạng",
        ["Sản lượng lúa | 12000 tấn", "Sản lượng lúa | 12345.6 tấn | | 102.9", "Diện tích ngô | 8000 ha",
         "Diện tích ngô | 7890 ha | | 98.6"],
        Sheet("Biểu 1", [HEAD + ["Thực hiện so với kế hoạch (%)"], LUA + [Number(102.88, '0.0"%"')],
                         NGO + [Number(98.625, '0.0"%"')]]))

feature("thousands-left-out", "định dạng chia cho nghìn: đọc như in", SAYS,
        Sheet("Biểu 1", [HEAD, LUA[:3] + [Number(12345600, "#,##0.0,")], NGO]))

feature("accounting-formats", "định dạng kế toán: số âm trong ngoặc, số không là gạch",
        ["Cân đối ngân sách | 1200 tỷ đồng", "Cân đối ngân sách | -1234 tỷ đồng", "Chênh lệch thu chi | 45 tỷ đồng"],
        Sheet("Biểu 1", [HEAD, ["Cân đối ngân sách", "tỷ đồng", Number(1200, FORM), Number(-1234, FORM)],
                         ["Chênh lệch thu chi", "tỷ đồng", Number(0, FORM), Number(45, FORM)]]),
        without={"lo-csv": "does not tell (1.234) from a remark"})

feature("dates", "ngày tháng: không thành số", SAYS, Sheet("Biểu 1", [HEAD + ["Ngày báo cáo"], LUA + [Date("2025-06-30")],
                                        NGO + [Date("2025-07-01")]]),
        digits="2025 2025 12000 12345,6 30/06/2025 8000 7890 01/07/2025")

feature("numbers-as-text", "số gõ như chữ", SAYS, Sheet("Biểu 1", [HEAD, LUA[:2] + ["12.000", "12.345,6"], NGO[:2] + ["8.000", "7.890"]]))

feature("strings-told-once", "chữ dùng chung của nhiều ô", SAYS + ["Sản lượng lúa | 500 tấn", "Sản lượng lúa | 600 tấn"],
        Sheet("Biểu 1", [HEAD, LUA, NGO, ["Sản lượng lúa", "tấn", 500, 600]]))

feature("rich-strings", "chữ và số nhiều định dạng trong một ô", SAYS,
        Sheet("Biểu 1", [HEAD, [Rich("Sản lượng", " lúa"), "tấn", Rich("12", ".000"), Rich("12.3", "45", ",6")],
                         [Rich("Diện", " tích", " ngô"), "ha", 8000, 7890]]))

feature("merged-header", "đầu bảng có ô gộp",
        ["Sản lượng lúa | 11000 tấn"] + LUA_SAYS + ["Diện tích ngô | 7700 ha"] + NGO_SAYS,
        Sheet("Biểu 1", [["Chỉ tiêu", "Đơn vị", "Thực hiện năm 2024", "Năm 2025", None],
                         [None, None, None, "Kế hoạch", "Thực hiện"],
                         LUA[:2] + [11000] + LUA[2:], NGO[:2] + [7700] + NGO[2:]],
              merges=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 4)]), without={"lo-csv": "forgets merged cells"})

feature("merged-unit", "ô gộp dọc (một đơn vị cho nhiều hàng)", ["Sản lượng lúa | 12345.6 tấn", "Sản lượng ngô | 7890 tấn", "Sản lượng chè | 450 tấn"],
        Sheet("Biểu 1", [["Chỉ tiêu", "Đơn vị", "Thực hiện năm 2025"], ["Sản lượng lúa", "tấn", 12345.6],
                         ["Sản lượng ngô", None, 7890], ["Sản lượng chè", None, 450]], merges=[(1, 1, 3, 1)]),
        without={"lo-csv": "forgets merged cells"})

feature("title-and-unit-above", "tên biểu và đơn vị tính phía trên bảng", ["Thu nội địa | 1200 triệu đồng", "Thu nội địa | 1234 triệu đồng",
                                 "Thu xuất nhập khẩu | 30 triệu đồng", "Thu xuất nhập khẩu | 45 triệu đồng"],
        Sheet("Biểu 1", [["Biểu 1: TÌNH HÌNH THU NGÂN SÁCH", None, None], [None, None, "Đơn vị tính: triệu đồng"],
                         ["Chỉ tiêu", "Kế hoạch năm 2025", "Thực hiện năm 2025"], ["Thu nội địa", 1200, 1234],
                         ["Thu xuất nhập khẩu", 30, 45]], merges=[(0, 0, 0, 2)]))

feature("hidden-rows", "hàng ẩn: không phải văn bản", SAYS, Sheet("Biểu 1", [HEAD, LUA, ["Đàn trâu", "con", 77, 78], NGO], hidden_rows=[2]),
        digits=GRID_DIGITS, without={"lo-csv": "writes hidden rows"})
feature("hidden-columns", "cột ẩn: không phải văn bản", SAYS, Sheet("Biểu 1", [HEAD[:2] + ["Thực hiện năm 2024"] + HEAD[2:], LUA[:2] + [77] + LUA[2:],
                                                 NGO[:2] + [78] + NGO[2:]], hidden_cols=[2]),
        digits=GRID_DIGITS, without={"lo-csv": "writes hidden columns"})
feature("hidden-sheets", "trang tính ẩn: không phải văn bản", SAYS, Sheet("Biểu 1", [HEAD, LUA, NGO]),
        Sheet("Nháp", [HEAD, ["Đàn trâu", "con", 77, 78], ["Đàn bò", "con", 87, 88]], hidden=True), digits=GRID_DIGITS)

feature("several-sheets", "nhiều trang tính", SAYS, Sheet("Biểu 1", [HEAD, LUA, LUA]), Sheet("Biểu 2", [HEAD, NGO, NGO]), without=ONE_SHEET)
FEATURES[-1]["expect"] = LUA_SAYS * 2 + NGO_SAYS * 2

feature("formulas", "công thức: lấy giá trị đã lưu", SAYS, Sheet("Biểu 1", [HEAD, LUA[:3] + [Formula("12000+345.6", 12345.6)],
                                           NGO[:2] + [Formula("2*4000", 8000), Formula("SUM(C3)-110", 7890)]]))
feature("formulas-of-text", "công thức cho ra chữ", SAYS, Sheet("Biểu 1", [HEAD, [Formula('"Sản lượng"&" lúa"', "Sản lượng lúa")] + LUA[1:], NGO]))
feature("formulas-never-computed", "công thức chưa tính bao giờ: ô trống", ["Sản lượng lúa | 12000 tấn"] + NGO_SAYS,
        Sheet("Biểu 1", [HEAD, LUA[:3] + [Formula("12000+345.6", None)], NGO]),
        without={"lo": "computes them", "lxw": "writes 0"})

feature("comments", "bình luận: không phải văn bản", SAYS, Sheet("Biểu 1", [HEAD, LUA, NGO], comments=[(1, 3, "Phải là 12.999 tấn")]), digits=GRID_DIGITS)

feature("far-away", "bảng đặt rất xa góc trái trên", SAYS, Sheet("Biểu 1", [HEAD, LUA, NGO], at=(5000, 300)), without={"lo-csv": "writes 300 empty fields"})

feature("empty-by-the-million", "hàng triệu ô trống có định dạng", SAYS,
        xlsx='<cols><col min="1" max="16384" width="9" style="0"/></cols><sheetData>{rows}'
             '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>',
        ods='{rows}<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
            'table:number-columns-repeated="16384"/></table:table-row>',
        rows=[HEAD, LUA, NGO])
feature("repeated-cells", "ô lặp lại", SAYS + ["Đàn trâu | 500 con", "Đàn trâu | 500 con"],
        ods='{rows}<table:table-row><table:table-cell office:value-type="string"><text:p>Đàn trâu</text:p>'
            '</table:table-cell><table:table-cell office:value-type="string"><text:p>con</text:p></table:table-cell>'
            '<table:table-cell office:value-type="float" office:value="500" table:number-columns-repeated="2">'
            "<text:p>500</text:p></table:table-cell></table:table-row>", rows=[HEAD, LUA, NGO])
feature("inline-strings", "chữ ghi ngay trong ô", SAYS, xlsx="<sheetData>{inline}</sheetData>", rows=[HEAD, LUA, NGO])
feature("readings-of-letters", "phiên âm kèm chữ: không phải văn bản", SAYS,     # phonetic runs (rPh) are no text
        xlsx='<sheetData><row r="1">{head}</row><row r="2"><c r="A2" t="inlineStr"><is><t>Sản lượng lúa</t><rPh sb="0" '
             'eb="1"><t>99</t></rPh></is></c><c r="B2" t="inlineStr"><is><t>tấn</t></is></c><c r="C2"><v>12000</v></c>'
             '<c r="D2"><v>12345.6</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><r><t>Diện tích</t></r><r><t xml:'
             'space="preserve"> ngô</t></r></is></c><c r="B3" t="inlineStr"><is><t>ha</t></is></c><c r="C3"><v>8.0E3</v>'
             '</c><c r="D3"><v>7890</v></c></row></sheetData>', rows=[HEAD])

# -- CSV --

CSV = []


def csv(name, title, expect, text, encoding="utf-8"):
    CSV.append({"name": name, "title": title, "expect": expect, "digits": None, "without": {}, "text": text, "encoding": encoding})


def lines(delimiter, rows, end="\n"):
    return "".join(delimiter.join(r) + end for r in rows)


PLAIN = [HEAD, ["Sản lượng lúa", "tấn", "12000", "12345,6"], ["Diện tích ngô", "ha", "8000", "7890"]]
csv("csv-semicolons", "dấu chấm phẩy, dấu phẩy thập phân", SAYS, lines(";", PLAIN))
csv("csv-commas", "dấu phẩy, số trong ngoặc kép", SAYS, lines(",", [PLAIN[0], ["Sản lượng lúa", "tấn", "12000", '"12345,6"'], PLAIN[2]]))
csv("csv-points", "dấu phẩy, dấu chấm thập phân", SAYS, lines(",", [PLAIN[0], ["Sản lượng lúa", "tấn", "12000", "12345.6"], PLAIN[2]]))
csv("csv-tabs", "dấu tab", SAYS, lines("\t", PLAIN))
csv("csv-of-windows", "BOM, hết dòng kiểu Windows", SAYS, "\ufeff" + lines(";", PLAIN, "\r\n"))
csv("csv-utf-16", "UTF-16 (Excel «Unicode Text»)", SAYS, lines("\t", PLAIN, "\r\n"), "utf-16")
csv("csv-quotes-and-line-ends", "ngoặc kép, xuống dòng trong ô", SAYS,
    lines(";", [['"Chỉ\ntiêu"', "Đơn vị", '"Kế hoạch\nnăm 2025"', '"Thực hiện\r\nnăm 2025"'],
                ['"Sản lượng ""lúa"""', "tấn", "12000", '"12.345,6"'], PLAIN[2]]))
CSV[-1]["expect"] = ['Sản lượng "lúa" | 12000 tấn', 'Sản lượng "lúa" | 12345.6 tấn'] + NGO_SAYS
csv("csv-grouped", "phân nhóm hàng nghìn", SAYS, lines(";", [PLAIN[0], ["Sản lượng lúa", "tấn", "12.000", "12.345,6"],
                                     ["Diện tích ngô", "ha", "8.000", "7.890"]]))
