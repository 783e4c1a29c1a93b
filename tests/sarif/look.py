"""look.py -- what the schema does not say of a SARIF log: that its places lead to its words.

    look.py LOG FOLDER

Paths in the log are looked for in FOLDER. Prints what is wrong, a line each.
"""
import json
import pathlib
import sys
import urllib.parse

log, folder = sys.argv[1:]
run, = json.load(open(log, encoding="utf-8"))["runs"]
rules = run["tool"]["driver"]["rules"]
names = [a["location"]["uri"] for a in run["artifacts"]]
texts = {}


def units(uri):
    """The file as code units of UTF-16."""
    if uri not in texts:
        path = pathlib.Path(folder, urllib.parse.unquote(uri))
        texts[uri] = path.read_text(encoding="utf-8").encode("utf-16-le")
    return texts[uri]


def look(place):
    uri = place["physicalLocation"]["artifactLocation"]["uri"]
    if uri not in names:
        print(f"{uri} is no artifact")
    region = place["physicalLocation"].get("region")
    if not region:
        if not place["logicalLocations"][0]["fullyQualifiedName"]:
            print(f"{uri}: a place without a name")
        return
    text, at, n = units(uri), region["charOffset"], region["charLength"]
    words = text[2 * at:2 * (at + n)].decode("utf-16-le")
    if words != region["snippet"]["text"]:
        print(f"{uri}: the region holds «{words}», not «{region['snippet']['text']}»")
    before = text[:2 * at].decode("utf-16-le")
    line, column = before.count("\n") + 1, at - len((before[:before.rfind("\n") + 1]).encode("utf-16-le")) // 2 + 1
    if (line, column) != (region["startLine"], region["startColumn"]):
        print(f"{uri}: {region['startLine']}:{region['startColumn']} should be {line}:{column}")


for result in run["results"]:
    rule = rules[result["ruleIndex"]]
    if rule["id"] != result["ruleId"]:
        print(f"{result['ruleId']} has the index of {rule['id']}")
    for place in result["locations"] + result.get("relatedLocations", []):
        look(place)
    for fix in result.get("fixes", []):
        for change in fix["artifactChanges"]:
            for r in change["replacements"]:
                at, n = r["deletedRegion"]["charOffset"], r["deletedRegion"]["charLength"]
                if (at, n) != tuple(result["locations"][0]["physicalLocation"]["region"][k]
                                    for k in ("charOffset", "charLength")):
                    print("a fix of another place")
    if not result["partialFingerprints"]["soatSentence/v1"]:
        print("a result without a fingerprint")
if not all(r["properties"]["vi"]["text"] and r["properties"]["en"]["text"] for r in rules):
    print("a rule without its text in both languages")
