#!/usr/bin/env python3
"""compare -- what two readings of one report have in common, as multisets.

    compare.py statements A.tsv B.tsv [--show]     statements without their lines
    compare.py findings A.tsv B.tsv [--show]       kind and figures of each finding

Prints how many differ (the larger of those missing and those too many), how many A has,
and the percentage. A changed one is missing once and too many once, and counts once.
"""
import csv
import sys
from collections import Counter

COLUMNS = {
    'statements': ['indicator', 'value', 'unit', 'cmp_kind', 'cmp_value', 'cmp_unit', 'cmp_base',
                   'plan_pct'],
    'findings': ['kind', 'stated', 'computed'],
}


def read(path, columns):
    with open(path, encoding='utf-8', newline='') as f:
        rows = csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE)
        return Counter(tuple(r[c] for c in columns) for r in rows)


def main():
    what, a, b = sys.argv[1:4]
    a, b = read(a, COLUMNS[what]), read(b, COLUMNS[what])
    missing, extra = a - b, b - a
    if '--show' in sys.argv:
        for sign, rows in (('-', missing), ('+', extra)):
            for row, n in sorted(rows.items()):
                print(sign, n, ' | '.join(row), file=sys.stderr)
    differ, total = max(missing.total(), extra.total()), a.total()
    print(differ, total, '%.2f' % (100 * differ / max(total, 1)))


if __name__ == '__main__':
    main()
