"""sdmx.py -- the SDMX-JSON message, its indexes looked up, says what the SDMX-CSV says, row by row;
so do JSON and CSV. Python's own readers of JSON and CSV are the judges.

    python3 sdmx.py FOLDER
"""
import csv
import json
import re
import sys

folder = sys.argv[1] + "/"
ID = re.compile(r"[A-Za-z0-9_@$-]+$")


def rows(name):
    with open(folder + name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def exact(name):
    with open(folder + name, encoding="utf-8") as file:
        return json.load(file, parse_float=str, parse_int=str)


def value(component, index):
    chosen = component["values"][int(index)]
    if "id" in chosen:
        assert ID.match(chosen["id"]) or component["id"] == "TIME_PERIOD", chosen
        assert chosen["name"], chosen
        return chosen["id"]
    return chosen["value"]


message = exact("facts.sdmx.json")
assert set(message) == {"meta", "data", "errors"}
assert message["meta"]["prepared"] == "2025-06-30T08:00:00Z"
assert message["meta"]["sender"]["name"] == 'UBND "tỉnh"'
structure = message["data"]["structures"][0]
dimensions = structure["dimensions"]["observation"]
attributes = structure["attributes"]["observation"]
assert [d["keyPosition"] for d in dimensions] == [str(i) for i in range(len(dimensions))]
assert structure["measures"]["observation"][0]["id"] == "OBS_VALUE"
told = {}
for data in message["data"]["dataSets"]:
    action = {"Replace": "R", "Delete": "D"}[data["action"]]
    for key, cells in data["observations"].items():
        row = {d["id"]: value(d, i) for d, i in zip(dimensions, key.split(":"))}
        row["OBS_VALUE"] = cells[0] or ""
        assert len(cells) == 1 + len(attributes)
        for attribute, cell in zip(attributes, cells[1:]):
            row[attribute["id"]] = "" if cell is None else value(attribute, cell)
        row["ACTION"] = action
        told[row["INDICATOR"]] = row
written = rows("facts.sdmx.csv")
assert len(written) == len(told) == 6
for row in written:
    assert row.pop("STRUCTURE") == "dataflow" and row.pop("STRUCTURE_ID") == "SOAT:FACTS(1.0)"
    assert row == told[row["INDICATOR"]], (row, told[row["INDICATOR"]])

facts = exact("facts.json")["facts"]
plain = rows("facts.csv")
assert len(plain) == len(facts) == 6
for row, fact in zip(plain, facts):
    for name in ("as_of", "action"):
        row.pop(name)
    assert {k: v for k, v in row.items() if v} == fact, (row, fact)
assert sum(r["OBS_VALUE"] == "NaN" for r in written) == 1
assert [r["value"] for r in plain][:2] == ["7956.10", "-1.25"]
