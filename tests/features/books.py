"""books.py -- workbooks out of the cells of sheets.py: XLSX and ODS packed by hand, flat ODS for LibreOffice,
and the lines that the maker with libxlsxwriter (book.c) reads."""
import datetime

from forms import esc
from packs import HEAD, odf_flat, odf_pack, pack, relations, types
from sheets import Date, Formula, Number, Rich

FORMATS = ["General", "0", "0.0", "#,##0", "#,##0.0", "0.0%", "dd/mm/yyyy", "#,##0.0,", '0.0"%"',
           '#,##0_);(#,##0);"-"']
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' \
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def column_name(c):
    name = ""
    c += 1
    while c:
        c, rest = divmod(c - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(r, c):
    return f"{column_name(c)}{r + 1}"


def serial(iso):
    return (datetime.date.fromisoformat(iso) - datetime.date(1899, 12, 30)).days


def shown(value, form="General"):
    """As printed in Vietnamese."""
    if form.startswith("#,##0_)"):
        return shown(value, "#,##0") if value > 0 else f"({shown(-value, '#,##0')})" if value else "-"
    if form.endswith(","):
        return shown(value / 1000, form[:-1])
    if form.endswith('"%"'):
        return shown(value, form[:-3]) + "%"
    if form.endswith("%"):
        return shown(value * 100, form[:-1]) + "%"
    if form == "General":
        return f"{value:g}".replace(".", ",") if isinstance(value, float) and value != 12345.6 else \
            str(value).replace(".", ",")
    text = f"{value:,.{len(form.partition('.')[2])}f}" if "," in form else f"{value:.{len(form.partition('.')[2])}f}"
    return text.translate(str.maketrans(",.", ".,"))


# -- Excel's, by hand --

class Strings:
    def __init__(self):
        self.seen = {}

    def number(self, xml):
        return self.seen.setdefault(xml, len(self.seen))


def xlsx_cell(cell, r, c, strings):
    a = address(r, c)
    if isinstance(cell, str):
        return f'<c r="{a}" t="s"><v>{strings.number(f"<t>{esc(cell)}</t>")}</v></c>'
    if isinstance(cell, Rich):
        runs = "".join(f'<r>{"<rPr><b/></rPr>" if i % 2 else ""}<t xml:space="preserve">{esc(t)}</t></r>'
                       for i, t in enumerate(cell.runs))
        return f'<c r="{a}" t="s"><v>{strings.number(runs)}</v></c>'
    if isinstance(cell, Number):
        return f'<c r="{a}" s="{FORMATS.index(cell.form)}"><v>{cell.value}</v></c>'
    if isinstance(cell, Date):
        return f'<c r="{a}" s="{FORMATS.index("dd/mm/yyyy")}"><v>{serial(cell.iso)}</v></c>'
    if isinstance(cell, Formula):
        kind = ' t="str"' if isinstance(cell.value, str) else ""
        value = "" if cell.value is None else f"<v>{esc(str(cell.value))}</v>"
        return f'<c r="{a}"{kind}><f>{esc(cell.text)}</f>{value}</c>'
    return f'<c r="{a}"><v>{cell}</v></c>'


def xlsx_rows(rows, strings, at=(0, 0), hidden=()):
    return "".join(f'<row r="{r + at[0] + 1}"{" hidden=" + chr(34) + "1" + chr(34) if r in hidden else ""}>' + "".join(
        xlsx_cell(cell, r + at[0], c + at[1], strings) for c, cell in enumerate(row) if cell is not None) + "</row>"
        for r, row in enumerate(rows))


def inline_row(row, r):
    return "".join(f'<c r="{address(r, c)}" t="inlineStr"><is><t>{esc(v)}</t></is></c>' if isinstance(v, str) else
                   f'<c r="{address(r, c)}"><v>{v}</v></c>' for c, v in enumerate(row))


def xlsx_sheet(s, strings):
    cols = "".join(f'<col min="{c + 1}" max="{c + 1}" width="9" hidden="1"/>' for c in s.hidden_cols)
    merges = "".join(f'<mergeCell ref="{address(a, b)}:{address(c, d)}"/>' for a, b, c, d in s.merges)
    return (f"<cols>{cols}</cols>" if cols else "") + \
        f"<sheetData>{xlsx_rows(s.rows, strings, s.at, s.hidden_rows)}</sheetData>" + \
        (f'<mergeCells count="{len(s.merges)}">{merges}</mergeCells>' if merges else "")


def xlsx(path, f):
    strings = Strings()
    if f["book"]:
        sheets = [(s.name, s.hidden, xlsx_sheet(s, strings), s.comments) for s in f["book"]]
    else:
        sheets = [("Biểu 1", False, f["xlsx"].format(
            rows=xlsx_rows(f["rows"], strings), head=inline_row(f["rows"][0], 0),
            inline="".join(f'<row r="{r + 1}">{inline_row(row, r)}</row>' for r, row in enumerate(f["rows"]))), ())]
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    formats = "".join(f'<numFmt numFmtId="{164 + i}" formatCode="{form.replace(chr(34), "&quot;")}"/>' for i, form in enumerate(FORMATS))
    styles = f'<styleSheet {MAIN}><numFmts count="{len(FORMATS)}">{formats}</numFmts><fonts count="1"><font/></fonts>' \
        '<fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/>' \
        f'</cellStyleXfs><cellXfs count="{len(FORMATS)}">' + "".join(
            f'<xf numFmtId="{164 + i if i else 0}" xfId="0" applyNumberFormat="1"/>' for i in range(len(FORMATS))) + \
        "</cellXfs></styleSheet>"
    told = "".join(f'<sheet name="{esc(name)}" sheetId="{i}"{" state=" + chr(34) + "hidden" + chr(34) if hidden else ""}'
                   f' r:id="rId{i}"/>' for i, (name, hidden, _, _) in enumerate(sheets, 1))
    members = [(f"xl/worksheets/sheet{i}.xml", f"{HEAD}<worksheet {MAIN}>{body}</worksheet>")
               for i, (_, _, body, _) in enumerate(sheets, 1)]
    comments = "".join(f'<comment ref="{address(r, c)}" authorId="0"><text><t>{esc(t)}</t></text></comment>'
                       for r, c, t in sheets[0][3])
    if comments:
        members += [("xl/comments1.xml", f"{HEAD}<comments {MAIN}><authors><author>A</author></authors><commentList>"
                                         f"{comments}</commentList></comments>"),
                    ("xl/worksheets/_rels/sheet1.xml.rels", relations([("comments", "../comments1.xml")]))]
    shared = f'{HEAD}<sst {MAIN}>' + "".join(f"<si>{x}</si>" for x in strings.seen) + "</sst>"
    pack(path, [("[Content_Types].xml", types([("xl/workbook.xml", kind + "sheet.main+xml"),
                                               ("xl/styles.xml", kind + "styles+xml"),
                                               ("xl/sharedStrings.xml", kind + "sharedStrings+xml")] +
                                              [(f"xl/worksheets/sheet{i + 1}.xml", kind + "worksheet+xml")
                                               for i in range(len(sheets))])),
                ("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")])),
                ("xl/workbook.xml", f"{HEAD}<workbook {MAIN}><sheets>{told}</sheets></workbook>"),
                ("xl/_rels/workbook.xml.rels", relations([("worksheet", f"worksheets/sheet{i + 1}.xml")
                                                          for i in range(len(sheets))] +
                                                         [("styles", "styles.xml"),
                                                          ("sharedStrings", "sharedStrings.xml")])),
                ("xl/styles.xml", HEAD + styles), ("xl/sharedStrings.xml", shared)] + members)


# -- OpenDocument's --

def number_style(i, form):
    decimals = form.count("0", form.find(".")) if "." in form else 0
    head = f'style:name="N{i}" number:language="vi" number:country="VN"'
    number = f'<number:number number:decimal-places="{decimals}" number:min-decimal-places="{decimals}" ' \
        f'number:min-integer-digits="1"{" number:grouping=" + chr(34) + "true" + chr(34) if "," in form else ""}/>'
    if form == "dd/mm/yyyy":
        return f'<number:date-style {head}><number:day number:style="long"/><number:text>/</number:text>' \
            '<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>' \
            "</number:date-style>"
    if form.startswith("#,##0_)"):
        return f'<number:number-style style:name="N{i}P0" number:language="vi" number:country="VN" style:volatile="true">{number}</number:number-style>' \
            f'<number:number-style style:name="N{i}P1" number:language="vi" number:country="VN" style:volatile="true"><number:text>(</number:text>{number}' \
            f'<number:text>)</number:text></number:number-style><number:number-style {head}><number:text>-' \
            f'</number:text><style:map style:condition="value()&gt;0" style:apply-style-name="N{i}P0"/><style:map ' \
            f'style:condition="value()&lt;0" style:apply-style-name="N{i}P1"/></number:number-style>'
    if form.endswith(","):
        return f'<number:number-style {head}>{number.replace("/>", chr(32) + "number:display-factor=" + chr(34) + "1000" + chr(34) + "/>")}' \
            "</number:number-style>"
    if form.endswith('"%"'):
        return f'<number:number-style {head}>{number}<number:text>%</number:text></number:number-style>'
    if form.endswith("%"):
        return f'<number:percentage-style {head}>{number}<number:text>%</number:text></number:percentage-style>'
    return f'<number:number-style {head}>{number}</number:number-style>'


BOOK_STYLES = "".join(
    number_style(i, form) + f'<style:style style:name="C{i}" style:family="table-cell" style:data-style-name="N{i}"/>'
    for i, form in enumerate(FORMATS) if i) + \
    '<style:style style:name="Rich" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>' \
    '<style:style style:name="Off" style:family="table"><style:table-properties table:display="false"/></style:style>' \
    '<style:style style:name="On" style:family="table"><style:table-properties table:display="true"/></style:style>'


def ods_value(cell):
    """The attributes of the cell, and its paragraph."""
    if isinstance(cell, str):
        return 'office:value-type="string"', esc(cell)
    if isinstance(cell, Rich):
        return 'office:value-type="string"', "".join(
            f'<text:span text:style-name="Rich">{esc(t)}</text:span>' if i % 2
            else esc(t) for i, t in enumerate(cell.runs))
    if isinstance(cell, Number):
        kind = "percentage" if cell.form.endswith("%") else "float"
        return f'table:style-name="C{FORMATS.index(cell.form)}" office:value-type="{kind}" office:value="{cell.value}"', \
            shown(cell.value, cell.form)
    if isinstance(cell, Date):
        return f'table:style-name="C{FORMATS.index("dd/mm/yyyy")}" office:value-type="date" office:date-value=' \
            f'"{cell.iso}"', "/".join(reversed(cell.iso.split("-")))
    if isinstance(cell, Formula):
        text = cell.text.replace("SUM(C3)", "SUM([.C3])")
        formula = f'table:formula="of:={esc(text)}"'.replace('&"', "&&quot;") if '"' not in text else \
            "table:formula='of:=" + esc(text) + "'"
        if cell.value is None:
            return formula, ""
        if isinstance(cell.value, str):
            return f'{formula} office:value-type="string"', esc(cell.value)
        return f'{formula} office:value-type="float" office:value="{cell.value}"', shown(cell.value)
    return f'office:value-type="float" office:value="{cell}"', shown(cell)


def ods_row(row, r, s, first):
    out = f'<table:table-cell table:number-columns-repeated="{first}"/>' if first else ""
    for c, cell in enumerate(row):
        merge = next((m for m in s.merges if m[:2] == (r, c)), None) if s else None
        covered = s and any(a <= r <= e and b <= c <= d and (a, b) != (r, c) for a, b, e, d in s.merges)
        if covered:
            out += "<table:covered-table-cell/>"
            continue
        span = f' table:number-rows-spanned="{merge[2] - merge[0] + 1}" table:number-columns-spanned=' \
            f'"{merge[3] - merge[1] + 1}"' if merge else ""
        if cell is None:
            out += f"<table:table-cell{span}/>"
            continue
        told, text = ods_value(cell)
        note = next((t for a, b, t in s.comments if (a, b) == (r, c)), None) if s else None
        note = f"<office:annotation><text:p>{esc(note)}</text:p></office:annotation>" if note else ""
        out += f"<table:table-cell {told}{span}>{note}" + (f"<text:p>{text}</text:p>" if text else "") + "</table:table-cell>"
    return out


def ods_sheet(s):
    row0, col0 = s.at
    width = max(len(r) for r in s.rows)
    columns = f'<table:table-column table:number-columns-repeated="{col0}"/>' if col0 else ""
    columns += "".join("<table:table-column" + (' table:visibility="collapse"' if c in s.hidden_cols else "") + "/>"
                       for c in range(width))
    rows = f'<table:table-row table:number-rows-repeated="{row0}"><table:table-cell/></table:table-row>' if row0 else ""
    rows += "".join("<table:table-row" + (' table:visibility="collapse"' if r in s.hidden_rows else "") + ">" +
                    ods_row(row, r, s, col0) + "</table:table-row>" for r, row in enumerate(s.rows))
    return f'<table:table table:name="{s.name}" table:style-name="{"Off" if s.hidden else "On"}">{columns}{rows}' \
        "</table:table>"


def ods_body(f):
    if f["book"]:
        return "".join(map(ods_sheet, f["book"]))
    rows = "".join(f"<table:table-row>{ods_row(row, r, None, 0)}</table:table-row>" for r, row in enumerate(f["rows"]))
    return f'<table:table table:name="Biểu 1"><table:table-column table:number-columns-repeated="4"/>' \
        f"{f['ods'].format(rows=rows)}</table:table>"


def ods(path, f):
    odf_pack(path, "spreadsheet", BOOK_STYLES, ods_body(f))


def fods(path, f):
    odf_flat(path, "spreadsheet", BOOK_STYLES, ods_body(f))


# -- what book.c reads --

def told(f):
    """Lines of fields parted by tabs."""
    out = []
    for s in f["book"]:
        out.append(["sheet", s.name, "hidden" if s.hidden else "shown"])
        for c in s.hidden_cols:
            out.append(["column", c])
        for r in s.hidden_rows:
            out.append(["row", r])
        for r, row in enumerate(s.rows):
            for c, cell in enumerate(row):
                at = [r + s.at[0], c + s.at[1]]
                if isinstance(cell, str):
                    out.append(["text", *at, cell])
                elif isinstance(cell, Rich):
                    out.append(["rich", *at, *cell.runs])
                elif isinstance(cell, Number):
                    out.append(["number", *at, cell.value, cell.form])
                elif isinstance(cell, Date):
                    out.append(["number", *at, serial(cell.iso), "dd/mm/yyyy"])
                elif isinstance(cell, Formula):
                    out.append(["formula", *at, "=" + cell.text, "" if cell.value is None else cell.value])
                elif cell is not None:
                    out.append(["number", *at, cell, "General"])
        for a, b, c, d in s.merges:
            out.append(["merge", a, b, c, d, s.rows[a][b]])
        for r, c, text in s.comments:
            out.append(["comment", r, c, text])
    return "".join("\t".join(map(str, line)) + "\n" for line in out)
