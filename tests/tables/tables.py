"""tables.py -- honest tables of reports in many layouts, and the same with one slip of the pen.

    tables.py SOAT FOLDER SEED COUNT

On an honest table nothing may be said; of tables with a slip the share that is found is printed by
layout. Everything is computed before it is rounded as printed, as offices do."""
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal as D

PLACES = ["Xã Pa Khóa", "Xã Nậm Cha", "Xã Làng Mô", "Xã Tả Ngảo", "Xã Nậm Mạ", "Xã Hồng Thu",
          "Xã Phăng Sô", "Xã Noong Hẻo", "Xã Căn Co", "Xã Ma Quai", "Xã Lùng Thàng", "Xã Nậm Tăm"]


class Draw:
    """The numerical recipe of Knuth's MMIX, the upper half of its state."""

    def __init__(self, seed):
        self.state = seed

    def upto(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n

    def between(self, low, high):
        return low + self.upto(high - low + 1)

    def one(self, items):
        return items[self.upto(len(items))]


def show(value, scale=0):
    q = D(value).quantize(D(1).scaleb(-scale), ROUND_HALF_UP)
    text = f"{abs(q):,.{scale}f}".replace(",", "_").replace(".", ",").replace("_", ".")
    return "-" + text if q < 0 else text


def percent(a, b, scale=2):
    return show(D(a) * 100 / D(b), scale)


def sums(rows):
    return [sum(column) for column in zip(*rows)]


def poor(r):
    rows = [[r.between(200, 9000), r.between(5, 60), r.between(2, 30)] for _ in range(r.between(4, 11))]
    line = lambda m, n, x: [m, n, show(x[0]), show(x[1]), percent(x[1], x[0]), show(x[2]),
                            percent(x[2], x[0])]
    body = [line(str(i + 1), PLACES[i], x) for i, x in enumerate(rows)]
    body.append(line("", "Tổng cộng", sums(rows)))
    heads = [["TT", "Xã", "Tổng số hộ", "Số hộ nghèo", "Tỷ lệ (%)", "Số hộ cận nghèo", "Tỷ lệ (%)"]]
    if r.upto(3) == 0:
        heads.append(["A", "B", "1", "2", "3=2/1", "4", "5=4/1"])
    return heads, body


def spent(r):
    scale = r.one([0, 0, 1, 3])
    plans = [D(r.between(500, 900000)).scaleb(-scale) for _ in range(r.between(4, 9))]
    rows = [[p, (p * r.between(10, 99) / 100).quantize(D(1).scaleb(-scale))] for p in plans]
    line = lambda m, n, x: [m, n, show(x[0], scale), show(x[1], scale), percent(x[1], x[0]),
                            show(x[0] - x[1], scale)]
    body = [line(str(i + 1), f"Chủ đầu tư {i + 1}", x) for i, x in enumerate(rows)]
    body.insert(0 if r.upto(2) else len(body), line("", "TỔNG SỐ", sums(rows)))
    return [["STT", "Chủ đầu tư", "Kế hoạch vốn", "Giải ngân", "Tỷ lệ giải ngân (%)", "Còn lại"]], body


def compared(r):
    labels = ["Số vụ tai nạn", "Số người chết", "Số người bị thương", "Số vụ cháy", "Số vụ trộm",
              "Số đối tượng", "Số hồ sơ"]
    rows = [(r.between(5, 900), r.between(5, 900)) for _ in range(r.between(4, 7))]
    body = [[str(i + 1), labels[i], show(a), show(b), show(b - a), percent(b - a, a)]
            for i, (a, b) in enumerate(rows)]
    return [["TT", "Nội dung", "Năm 2023", "Năm 2024", "Tăng, giảm", "Tỷ lệ tăng, giảm (%)"]], body


def structure(r):
    scale = r.one([0, 1, 2])
    values = [D(r.between(10000, 900000)) / 100 for _ in range(r.between(4, 7))]
    body = [["Tổng số", show(sum(values), scale), "100,00"]]
    body += [[f"Ngành {i + 1}", show(v, scale), percent(v, sum(values))] for i, v in enumerate(values)]
    return [["Ngành", "Giá trị (tỷ đồng)", "Cơ cấu (%)"]], body


def people(r):
    rows = []
    for _ in range(r.between(4, 10)):
        men, women = r.between(100, 3000), r.between(100, 3000)
        rows.append([men + women, men, women, r.between(10, men + women)])
    body = [[str(i + 1), PLACES[i]] + [show(x) for x in row] for i, row in enumerate(rows)]
    body.append(["", "Toàn huyện"] + [show(x) for x in sums(rows)])
    return [["TT", "Xã, phường", "Tổng số", "Nam", "Nữ", "Dân tộc thiểu số"]], body


def sections(r):
    body, whole = [], []
    for i in range(r.between(2, 4)):
        rows = [[r.between(100, 9000), r.between(100, 9000)] for _ in range(r.between(2, 5))]
        whole += rows
        for k, x in enumerate([sums(rows)] + rows):
            body.append([["I", "II", "III", "IV"][i] if k == 0 else str(k), f"Khoản thu {i}.{k}",
                         show(x[0]), show(x[1]), percent(x[1], x[0], 1)])
    x = sums(whole)
    body.insert(0, ["", "TỔNG CỘNG", show(x[0]), show(x[1]), percent(x[1], x[0], 1)])
    return [["TT", "Nội dung", "Dự toán", "Thực hiện", "So sánh (%)"]], body


def partial(r):
    rows = []
    for _ in range(r.between(4, 9)):
        a, b = r.between(5, 90), r.between(0, 60)
        rows.append([a + b + r.one([0, 0, 0, 5]), a, b])
    body = [[str(i + 1), PLACES[i]] + [show(x) for x in row] + [show(D(r.between(500, 990)) / 10, 1)]
            for i, row in enumerate(rows)]
    body.append(["", "Toàn tỉnh"] + [show(x) for x in sums(rows)] + ["72,5"])
    return [["TT", "Huyện", "Tổng số vụ", "Trong đó", "", "Điểm"], ["", "", "", "Hình sự", "Ma túy", ""]], body


def months(r):
    rows = []
    for _ in range(r.between(3, 8)):
        m = [r.between(10, 900) for _ in range(3)]
        rows.append(m + [sum(m), r.between(2000, 9000)])
    line = lambda m, n, x: [m, n] + [show(v) for v in x] + [percent(x[3], x[4], 1)]
    body = [line(str(i + 1), PLACES[i], x) for i, x in enumerate(rows)]
    body.append(line("", "Cộng", sums(rows)))
    return [["TT", "Đơn vị", "Tháng 1", "Tháng 2", "Tháng 3", "Quý I", "Kế hoạch năm", "% KH"]], body


LAYOUTS = [poor, spent, compared, structure, people, sections, partial, months]


def text_of(heads, body, pipes):
    if not pipes:
        return "".join("\t".join(row) + "\n" for row in heads + body)
    rule = "|" + "---|" * len(heads[0]) + "\n"
    lines = ["| " + " | ".join(row) + " |\n" for row in heads + body]
    return lines[0] + rule + "".join(lines[1:])


def slip(r, cell):
    """One digit mistaken or two swapped; None where that changes nothing."""
    at = [i for i, c in enumerate(cell) if c.isdigit()]
    chars = list(cell)
    if len(at) < 2:
        return None
    if r.upto(2):
        i = r.upto(len(at) - 1)
        chars[at[i]], chars[at[i + 1]] = chars[at[i + 1]], chars[at[i]]
    else:
        chars[r.one(at)] = str(r.between(1, 9))
    new = "".join(chars)
    return None if new == cell or chars[at[0]] == "0" else new


def main():
    soat, folder, seed, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    r, kind = Draw(seed), {}
    for n in range(count):
        layout = r.one(LAYOUTS)
        heads, body = layout(r)
        pipes = r.upto(2)
        for bad in (False, True):
            if bad:
                row, col = r.one(body), r.between(2 if len(heads[0]) > 3 else 1, len(heads[0]) - 1)
                new = slip(r, row[col])
                if new is None:
                    continue
                row[col] = new
            path = f"{folder}/{n}-{'bad' if bad else 'good'}.{'md' if pipes else 'txt'}"
            with open(path, "w", encoding="utf-8") as out:
                out.write("# BÁO CÁO Tình hình năm 2024 tỉnh Sơn Lâm\n\n" + text_of(heads, body, pipes))
            kind[path] = (layout.__name__, bad)
    told = subprocess.run([soat, "check", "--format", "tsv"] + list(kind), capture_output=True, text=True)
    head, *lines = told.stdout.rstrip("\n").split("\n")
    at, found = head.split("\t").index("file"), {}
    for line in lines:
        found.setdefault(line.split("\t")[at], line)
    false = [found[p] for p, (_, bad) in kind.items() if not bad and p in found]
    for line in false:
        print("honest, but:", line)
    for name in sorted({k for k, _ in kind.values()}):
        paths = [p for p, (k, bad) in kind.items() if bad and k == name]
        print(f"{name:10} {sum(p in found for p in paths):4} of {len(paths):4} slips found")
    slips = [p for p, (_, bad) in kind.items() if bad]
    print(f"seed {seed}: {len(false)} of {len(kind) - len(slips)} honest tables accused")
    print(f"found {sum(p in found for p in slips) / len(slips):.3f}")
    return len(false)


sys.exit(min(main(), 99))
