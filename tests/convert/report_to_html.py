#!/usr/bin/env python3
"""report_to_html -- a report's text made into the HTML an office would have saved.

    report_to_html.py IN OUT        IN: .md, a paragraph a line; .txt, lines wrapped by PDF

Tables get header cells and merged ones, notes become notes (in LibreOffice's own form, of
which it makes footnotes, with the words pandoc knows them by), sentences cut by a page's end are joined again. It knows nothing of
what the text says: two programs that read a report are not to share their mistakes.
"""
import html
import re
import sys

FINISHED = re.compile(r'[.:!?…]["”)\]]*$')
HEADING = re.compile(r'^(#{1,6})\s+(.*)$')
NOTE = re.compile(r'^<sup>(\d{1,3})</sup>\s*(.*)$')
MARK = re.compile(r'<sup>(\d{1,3})</sup>')
ITEM = re.compile(r'^([-+*•–]\s*\S|[a-zđ]\)\s|\(?\d{1,2}[.)]\s|\d{1,2}(\.\d{1,2}){1,3}\.?\s|[IVX]{1,5}[.)]\s'
                  r'|[A-H]\.\s|PHẦN )')
LENGTH = re.compile(r'(?:^|[^a-zA-ZÀ-ỹ])(?:k|d|c|m)?m$')


class Report:
    """What a report consists of: ('p' | 'h1'..'h6' | 'table', content), and its notes."""

    def __init__(self):
        self.blocks = []
        self.notes = {}         # number as printed, or several of one number: list of texts
        self.marks = 0

    def paragraph(self, text, cut):
        """Adds a paragraph; `cut`: notes or a page's end stood before it."""
        last = self.blocks[-1] if self.blocks else None
        if last and last[0] == 'p' and goes_on(last[1], text, cut):
            last[1] = last[1].rstrip() + ' ' + text
        else:
            self.blocks.append(['p', text])


def plain(text):
    return re.sub(r'<[^>]*>|[*_]', '', MARK.sub('', text)).strip()


def goes_on(before, text, cut):
    before, text = plain(before), plain(text)
    if not before or not text or ITEM.match(text) or FINISHED.search(before):
        return False
    if text[0].islower() or text[0] in '%),;':
        return True
    return cut and not before.endswith(';') and len(before) > 60


# -- markdown: a paragraph a line --

def note_follows(lines, i):
    rest = (x for x in lines[i + 1:] if x.strip())
    return NOTE.match(next(rest, '').strip()) is not None


def read_markdown(lines):
    report, cut, row, note_texts = Report(), False, [], None
    for i, line in enumerate(lines + ['']):
        if line.count('\t') >= 2 or (row and line.strip() == '...'):
            row.append(line.split('\t'))
            continue
        if row:
            report.blocks.append(['table', row])
            row = []
        text = line.strip()
        note, heading = NOTE.match(text), HEADING.match(text)
        if not text or re.fullmatch(r'[-_*=]{3,}', text):
            continue
        if note:
            note_texts = report.notes.setdefault(note[1], [])
            note_texts.append(note[2])
            cut = True
        elif note_texts and text[0].islower() and note_follows(lines, i) and \
                not re.search(r'[.:;!?…)"”]$', note_texts[-1]):
            note_texts[-1] += ' ' + text        # its rest, at the foot of the next page
        elif heading:
            report.blocks.append(['h%d' % len(heading[1]), heading[2]])
            cut = False
        else:
            report.paragraph(text, cut)
            cut = False
    return report


# -- text wrapped by PDF --

def foot_notes(lines):
    """Parts the lines of notes at the feet of pages from the body: (body, notes)."""
    body, notes, foot, expected = [], {}, False, 1
    for i, line in enumerate(lines):
        text = line.strip()
        number = re.match(r'^(\d{1,3})(?: |(?=[^\W\d_]))(\S.*)$', text)
        if len(line) - len(line.rstrip(' ')) >= 20 and not text:
            foot = True
            continue
        if foot and re.match(r'\f| \S', line):         # how a page begins
            foot = False
        if not foot:
            body.append(line)
        elif number and int(number[1]) == expected:
            notes[expected] = number[2]
            expected += 1
        elif text and expected > 1:
            notes[expected - 1] += ('\n' if ITEM.match(text) else ' ') + text
    return body, notes


def mark_places(text, notes):
    """Puts <sup> around the glued numbers of the notes, in their order."""
    at, out = 0, []
    for n in sorted(notes):
        forms = [r'(?<=[^\W\d_])%d(?=[\s.,;:)]|$)' % n, r'(?<=[%%)”"])%d(?=[\s.,;:)]|$)' % n,
                 r'(?<=\d\.\d\d\d)%d(?=[\s.,;:)]|$)' % n, r'(?<=,\d\d)%d(?=[\s.,;:)]|$)' % n]
        found = [m for m in (re.compile(f).search(text, at) for f in forms) if m]
        if not found:
            continue
        first = min(found, key=lambda m: m.start())
        out.append(text[at:first.start()] + '<sup>%d</sup>' % n)
        at = first.end()
    return ''.join(out) + text[at:]


def read_wrapped(lines):
    body, notes = foot_notes(lines)
    lines = [x.strip('\f ') for x in body]
    lines = [x for x in lines if x and not re.fullmatch(r'\d{1,3}', x)]
    width = sorted(len(x) for x in lines)[len(lines) * 9 // 10]
    paragraphs = []
    for i, line in enumerate(lines):
        before = lines[i - 1] if i else ''
        short = len(before) < width * 0.8
        new = (not paragraphs or ITEM.match(line) or '\t' in line or
               (short and (FINISHED.search(before) or before.endswith(';'))) or
               (short and line[0].isupper() and len(before) < width * 0.6) or
               (before.endswith(';') and line[0].isupper()))
        if new:
            paragraphs.append(line)
        else:
            glue = '' if paragraphs[-1].endswith('-') and line[0].isupper() else ' '
            paragraphs[-1] += glue + line
    report = Report()
    report.notes = {str(n): [t] for n, t in notes.items()}
    for text in mark_places('\n'.join(paragraphs), notes).split('\n'):
        text = re.sub(r'\s+', ' ', text)
        title = ITEM.match(text) and len(text) < 120 and not re.search(r'[.;:]$', text) and \
            not text.startswith(('-', '+'))
        report.blocks.append(['h%d' % heading_rank(text) if title else 'p', text])
    return report


def heading_rank(text):
    mark = text.split(' ')[0].rstrip('.')
    if re.fullmatch(r'[A-H]', mark):
        return 2
    if re.fullmatch(r'[IVX]+', mark):
        return 3
    return min(6, 4 + mark.count('.'))


# -- HTML --

class Writer:
    def __init__(self, report):
        self.report = report
        self.out = []
        self.used = []          # texts of the notes, in the order of their marks
        self.left = {n: list(t) for n, t in report.notes.items()}

    def mark(self, m):
        before = m.string[:m.start()]
        if LENGTH.search(before) and m[1] in '23':
            return '<sup>%s</sup>' % m[1]
        texts = self.left.get(m[1])
        if not texts:
            return '<sup>%s</sup>' % m[1]
        self.used.append(texts.pop(0))
        n = len(self.used)
        return ('<a class="sdfootnoteanc" epub:type="noteref" name="sdfootnote%danc" '
                'href="#sdfootnote%dsym">'
                '<sup>%d</sup></a>' % (n, n, n))

    def inline(self, text, notes=True):
        text = html.escape(text, quote=False)
        text = re.sub(r'&lt;(/?)(sup|sub|b|i)&gt;', r'<\1\2>', text)
        text = re.sub(r'\\([*_.#+-])', r'\1', text)
        text = re.sub(r'\*\*(\S(?:.*?\S)?)\*\*', r'<b>\1</b>', text)
        text = re.sub(r'\*(\S(?:[^*]*?\S)?)\*', r'<i>\1</i>', text)
        return MARK.sub(self.mark, text) if notes else text

    def table(self, rows):
        columns = max(len(r) for r in rows)
        rows = [[c.strip() for c in r] + [''] * (columns - len(r)) for r in rows]
        heads = header_rows(rows)
        self.out.append('<table border="1">\n<thead>')
        for r, row in enumerate(rows):
            if r == heads:
                self.out.append('</thead>\n<tbody>')
            cells = header_cells(rows, r, heads) if r < heads else [(c, '') for c in row]
            tag = 'th' if r < heads else 'td'
            self.out.append('<tr>' + ''.join('<%s%s>%s</%s>' % (tag, span, self.inline(c), tag)
                                             for c, span in cells) + '</tr>')
        self.out.append('</tbody>\n</table>')

    def document(self):
        self.out += ['<!DOCTYPE html>', '<html lang="vi">', '<head>', '<meta charset="utf-8">',
                     '<title>Báo cáo</title>', '</head>', '<body>']
        for kind, content in self.report.blocks:
            if kind == 'table':
                self.table(content)
            else:
                self.out.append('<%s>%s</%s>' % (kind, self.inline(content), kind))
        for n, text in enumerate(self.used, 1):
            paragraphs = '</p>\n<p class="sdfootnote">'.join(self.inline(x, False) for x in text.split('\n'))
            self.out.append('<div id="sdfootnote%d"><aside id="sdfootnote%dsym" epub:type="footnote">'
                            '<p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote%dsym" '
                            'href="#sdfootnote%danc">%d</a> %s</p></aside></div>'
                            % (n, n, n, n, n, paragraphs))
        for texts in self.left.values():
            for text in texts:
                self.out.append('<p>%s</p>' % self.inline(text, False))
        self.out += ['</body>', '</html>', '']
        return '\n'.join(self.out)


def figure(cell):
    return re.fullmatch(r'[-+]?\d[\d.,]*', cell) is not None


def header_rows(rows):
    """Leading rows of words, and one that numbers the columns."""
    n = 0
    while n < len(rows) and n < 3 and not any(figure(c) for c in rows[n]) and \
            (n == 0 or not rows[n][0]):
        n += 1
    if n < len(rows) and [c for c in rows[n] if c] == [str(i + 1) for i in range(
            len([c for c in rows[n] if c]))]:
        n += 1
    return n


def header_cells(rows, r, heads):
    """Cells of a header row with their spans: an empty cell belongs to the one at its left
    where the row below has words under it, else to the one above it."""
    numbered = all(figure(c) for c in rows[heads - 1] if c)
    words = heads - 1 if numbered else heads
    cells = []
    if r >= words:
        return [(c, '') for c in rows[r]]
    for c, text in enumerate(rows[r]):
        if not text and r > 0 and not rows[r - 1][c] and not any(rows[r - 1][:c]):
            cells.append(('', ''))
            continue
        if not text and r > 0:
            continue            # the cell above reaches down, or this is covered
        if not text and r + 1 < words and rows[r + 1][c]:
            continue            # covered by the cell at its left
        across = 1
        while r + 1 < words and c + across < len(rows[r]) and not rows[r][c + across] and \
                rows[r + 1][c + across] and rows[r + 1][c]:
            across += 1
        down = 1
        while r + down < words and not rows[r + down][c] and across == 1:
            down += 1
        span = (' colspan="%d"' % across if across > 1 else '') + \
               (' rowspan="%d"' % down if down > 1 else '')
        cells.append((text, span))
    return cells


def main():
    with open(sys.argv[1], encoding='utf-8-sig') as f:
        lines = f.read().replace('\r', '').split('\n')
    wrapped = not any(HEADING.match(x) or MARK.search(x) for x in lines)
    report = read_wrapped(lines) if wrapped else read_markdown(lines)
    with open(sys.argv[2], 'w', encoding='utf-8') as f:
        f.write(Writer(report).document())


if __name__ == '__main__':
    main()
