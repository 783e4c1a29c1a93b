"""sdmx.py -- the SDMX-JSON message, its indexes looked up, says what the SDMX-CSV says, row by row;
so do JSON and CSV. Python's own readers of JSON and CSV are the judges. What schema 2.0.0 of
SDMX-JSON asks of a message is asked here.

    python3 sdmx.py FOLDER
"""
import csv
import json
import re
import sys

folder = sys.argv[1] + "/"
ID = re.compile(r"[A-Za-z0-9_@$-]+$")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*$")
KEY = re.compile(r"[0-9]+(:[0-9]+)*$")
URN = "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=SOAT:FACTS(1.0)"
LINKS = [{"rel": "dataflow", "urn": URN}]


def rows(name):
    with open(folder + name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def exact(name):
    with open(folder + name, encoding="utf-8") as file:
        return json.load(file, parse_float=str, parse_int=str)


def value(component, index):
    chosen = component["values"][int(index)]
    return chosen["id"] if "id" in chosen else chosen["value"]


def check_component(component, needs):
    """Values are codes with names or stand for themselves, each once; an empty list is none."""
    assert NAME.match(component["id"]) and needs <= set(component), component
    if "values" not in component:
        return
    values = component["values"]
    assert values and len({json.dumps(v, sort_keys=True) for v in values}) == len(values)
    for one in values:
        assert ("id" in one) != ("value" in one), one
        assert "id" not in one or (ID.match(one["id"]) and one["name"]), one
    assert ("id" in values[0]) != ("format" in component), component


def check_schema(message):
    assert {"id", "prepared", "sender"} <= set(message["meta"]) and ID.match(message["meta"]["id"])
    for structure in message["data"]["structures"]:
        assert structure["links"] == LINKS and structure["dataSets"]
        for what, needs in (("dimensions", {"keyPosition", "values"}), ("measures", set()),
                            ("attributes", {"relationship"})):
            assert set(structure[what]) == {"observation"}
            for component in structure[what]["observation"]:
                check_component(component, needs)
    for data in message["data"]["dataSets"]:
        assert data["links"] == LINKS
        assert all(KEY.match(key) for key in data["observations"])


message = exact("facts.sdmx.json")
assert set(message) == {"meta", "data", "errors"}
check_schema(message)
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
        row["ACTION"] = action
        told[row["INDICATOR"]] = row
        if action == "D":       # values would be the only ones to be deleted
            assert cells == []
            continue
        row["OBS_VALUE"] = cells[0] or ""
        assert len(cells) == 1 + len(attributes)
        for attribute, cell in zip(attributes, cells[1:]):
            row[attribute["id"]] = "" if cell is None else value(attribute, cell)
written = rows("facts.sdmx.csv")
assert len(written) == len(told) == 6
for row in written:
    assert row.pop("STRUCTURE") == "dataflow" and row.pop("STRUCTURE_ID") == "SOAT:FACTS(1.0)"
    other = told[row["INDICATOR"]]
    if row["ACTION"] == "D":
        assert row["OBS_VALUE"] == "NaN" and all(row[k] == v for k, v in other.items()), row
    else:
        assert row == other, (row, other)

facts = exact("facts.json")["facts"]
plain = rows("facts.csv")
assert len(plain) == len(facts) == 6
for row, fact in zip(plain, facts):
    for name in ("as_of", "action"):
        row.pop(name)
    assert {k: v for k, v in row.items() if v} == fact, (row, fact)
assert sum(r["OBS_VALUE"] == "NaN" for r in written if r["ACTION"] == "R") == 1
assert [r["value"] for r in plain][:2] == ["7956.10", "-1.25"]
