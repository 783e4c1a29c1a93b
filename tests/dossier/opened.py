#!/usr/bin/env python3
"""opened -- a concordance as a workbook says what its rows say: opened.py BOOK.xlsx ROWS.tsv

Looks at the bytes as Excel would: each member is XML, numbers are numbers, the header stays."""
import sys
import xml.etree.ElementTree as ET
import zipfile

MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
for name in book.namelist():
    ET.fromstring(book.read(name))
sheet = ET.fromstring(book.read('xl/worksheets/sheet1.xml'))
assert sheet.find(f'.//{MAIN}pane').get('state') == 'frozen'
assert sheet.find(f'{MAIN}autoFilter').get('ref').startswith('A1:')
formats = len(ET.fromstring(book.read('xl/styles.xml')).find(f'{MAIN}cellXfs'))

COLUMNS = 20


def column(reference):
    """0 for A1: cells that are empty are left out."""
    letters = reference.rstrip('0123456789')
    assert len(letters) == 1, reference
    return ord(letters) - ord('A')


rows = []
for row in sheet.iter(f'{MAIN}row'):
    cells = [''] * COLUMNS
    for cell in row:
        assert int(cell.get('s')) < formats
        text = cell.find(f'{MAIN}is/{MAIN}t')
        cells[column(cell.get('r'))] = \
            text.text or '' if text is not None else cell.find(f'{MAIN}v').text
    rows.append(cells)
lines = [line.rstrip('\n').split('\t') for line in open(sys.argv[2], encoding='utf-8')]
assert len(rows) == len(lines), (len(rows), len(lines))
for cells, line in zip(rows[1:], lines[1:]):
    # number, indicator, value, unit, form, places
    assert [cells[0], cells[1], cells[6], cells[7], cells[8], cells[12]] == \
        [line[0], line[1], line[7], line[8], line[9], line[14]], (cells, line)
