"""forms.py -- the small words in which texts.py and sheets.py say documents: Word's XML, OpenDocument's,
HTML, and tables that are said once and become all three."""
import html as _html

esc = lambda s: _html.escape(s, quote=False)


class Span:
    """A cell over several columns or rows."""

    def __init__(self, text, cols=1, rows=1):
        self.text, self.cols, self.rows = text, cols, rows


def _places(rows):
    """Rows of (column, cell or None): None where a cell from above, or a wide one, reaches to.
    A place that is covered comes with the cell that covers it and whether it is from above."""
    covered = {}
    for r, row in enumerate(rows):
        out, c = [], 0
        left = list(row)
        while left or (r, c) in covered:
            if (r, c) in covered:
                out.append((None,) + covered[(r, c)])
                c += 1
                continue
            cell = left.pop(0)
            if isinstance(cell, str):
                cell = Span(cell)
            for i in range(cell.rows):
                for k in range(cell.cols):
                    if i or k:
                        covered[(r + i, c + k)] = (cell, i > 0, k > 0)
            out.append((cell, None, False, False))
            c += 1
        yield out


# -- Word --

def wr(text, rpr=""):
    return f'<w:r>{f"<w:rPr>{rpr}</w:rPr>" if rpr else ""}<w:t xml:space="preserve">{esc(text)}</w:t></w:r>'


def wp(*runs, ppr=""):
    return f'<w:p>{f"<w:pPr>{ppr}</w:pPr>" if ppr else ""}' + \
        "".join(r if r.startswith("<") else wr(r) for r in runs) + "</w:p>"


def wlist(num, level=0):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def wtc(content, tcpr=""):
    return f"<w:tc><w:tcPr>{tcpr}</w:tcPr>{content if content.startswith('<') else wp(content)}</w:tc>"


def wtr(*cells, trpr=""):
    return "<w:tr>" + (f"<w:trPr>{trpr}</w:trPr>" if trpr else "") + \
        "".join(c if c.startswith("<w:tc>") else wtc(c) for c in cells) + "</w:tr>"


def wtbl(*rows):
    return "<w:tbl><w:tblPr/>" + "".join(rows) + "</w:tbl>"


def wtable(rows):
    out = []
    for row in _places(rows):
        cells = []
        for cell, over, above, left in row:
            if cell:
                props = f'<w:gridSpan w:val="{cell.cols}"/>' if cell.cols > 1 else ""
                props += '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
                cells.append(wtc(wp(cell.text), props))
            elif above and not left:
                props = f'<w:gridSpan w:val="{over.cols}"/>' if over.cols > 1 else ""
                cells.append(wtc(wp(""), props + "<w:vMerge/>"))
        out.append(wtr(*cells))
    return wtbl(*out)


# -- OpenDocument --

def op(*text, style="Standard"):
    return f'<text:p text:style-name="{style}">' + \
        "".join(t if t.startswith("<") else esc(t) for t in text) + "</text:p>"


def oh(level, text):
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{esc(text)}</text:h>'


def ospan(style, text):
    return f'<text:span text:style-name="{style}">{esc(text)}</text:span>'


def olist(style, *items, go_on=False):
    """Items are paragraphs (<text:p...), or lists in the item before."""
    out = []
    for item in items:
        if item.startswith("<text:list"):
            out[-1] += item
        else:
            out.append(item if item.startswith("<") else op(item))
    more = ' text:continue-numbering="true"' if go_on else ""
    return f'<text:list text:style-name="{style}"{more}>' + \
        "".join(f"<text:list-item>{i}</text:list-item>" for i in out) + "</text:list>"


def otable(rows):
    laid = list(_places(rows))
    out = f'<table:table><table:table-column table:number-columns-repeated="{len(laid[0])}"/>'
    for row in laid:
        out += "<table:table-row>"
        for cell, *_ in row:
            if not cell:
                out += "<table:covered-table-cell/>"
                continue
            span = f' table:number-columns-spanned="{cell.cols}" table:number-rows-spanned="{cell.rows}"' \
                if cell.cols > 1 or cell.rows > 1 else ""
            text = cell.text if cell.text.startswith("<") else op(cell.text)
            out += f'<table:table-cell office:value-type="string"{span}>{text}</table:table-cell>'
        out += "</table:table-row>"
    return out + "</table:table>"


# -- HTML --

def hp(*text):
    return "".join(f"<p>{t}</p>\n" for t in text)


def htable(rows):
    out = "<table>\n"
    for i, row in enumerate(rows):
        tag = "th" if i == 0 else "td"
        out += "<tr>"
        for cell in row:
            if isinstance(cell, str):
                cell = Span(cell)
            span = (f' colspan="{cell.cols}"' if cell.cols > 1 else "") + \
                (f' rowspan="{cell.rows}"' if cell.rows > 1 else "")
            out += f"<{tag}{span}>{esc(cell.text)}</{tag}>"
        out += "</tr>\n"
    return out + "</table>\n"


# -- the same in all three --

def paragraphs(*texts):
    return {"docx": "".join(wp(t) for t in texts), "odf": "".join(op(t) for t in texts),
            "html": hp(*map(esc, texts))}


def table(rows):
    return {"docx": wtable(rows), "odf": otable(rows), "html": htable(rows)}


def joined(*forms):
    """Several forms one behind the other."""
    return {k: "".join(f[k] for f in forms) for k in forms[0]}


# -- the encodings of before Unicode --

_TCVN3 = dict(zip(
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
    "\xb5\xb6\xb7\xb8\xb9\xa8\xbb\xbc\xbd\xbe\xc6\xa9\xc7\xc8\xc9\xca\xcb\xae\xcc\xce\xcf\xd0\xd1\xaa"
    "\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xdc\xdd\xde\xdf\xe1\xe2\xe3\xe4\xab\xe5\xe6\xe7\xe8\xe9\xac\xea\xeb"
    "\xec\xed\xee\xef\xf1\xf2\xf3\xf4\xad\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe"
    "\xa1\xa2\xa3\xa4\xa5\xa6\xa7"))


def tcvn3(s):
    """As typed with the .VnTime fonts."""
    return "".join(_TCVN3.get(c, c) for c in s)


def vni(s):
    """As typed with the VNI fonts: the letter, then its marks."""
    import unicodedata
    tone = {"\u0301": "\xf9", "\u0300": "\xf8", "\u0309": "\xfb", "\u0303": "\xf5", "\u0323": "\xef"}
    hat = {"": "\xe2", "\u0301": "\xe1", "\u0300": "\xe0", "\u0309": "\xe5", "\u0303": "\xe3", "\u0323": "\xe4"}
    bowl = {"": "\xea", "\u0301": "\xe9", "\u0300": "\xe8", "\u0309": "\xfa", "\u0303": "\xfc", "\u0323": "\xeb"}
    single = {"ì": "\xec", "í": "\xed", "ỉ": "\xe6", "ĩ": "\xf3", "ị": "\xf2", "ỵ": "\xee", "đ": "\xf1", "Đ": "\xd1"}
    out = ""
    for c in s:
        if c in single or ord(c) < 128:
            out += single.get(c, c)
            continue
        base, *marks = unicodedata.normalize("NFD", c)
        mark = "".join(m for m in marks if m in tone)
        if "\u0302" in marks:
            add = hat[mark]
        elif "\u0306" in marks:
            add = bowl[mark]
        else:
            if "\u031b" in marks:
                base = {"o": "\xf4", "u": "\xf6", "O": "\xd4", "U": "\xd6"}[base]
            add = tone.get(mark, "")
        out += base + (add.upper() if base.isupper() else add)
    return out
