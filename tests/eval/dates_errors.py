#!/usr/bin/env python3
"""Bring docs/dates-errors.csv in line with what the code finds.

    dates_errors.py [--data ../shared/data] [--dateline target/release/dateline]

Errors are those of the corpora of the layers `dates` and `calendar` in corpora.toml, of the spec sets the half that rules
were written on. A row keeps the cause that it has; rows that are no error any more go; new ones get the cause `?`, for a
person to give. Prints how many there are of each cause in each corpus. Offsets are code points.
"""
import argparse
import collections
import csv
import gzip
import hashlib
import json
import pathlib
import subprocess
import sys
import tomllib

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE / "scorers"))
import score_dates  # noqa: E402

TABLE = ROOT / "docs/dates-errors.csv"


def half(records, corpus):
    """All records, or those with an even SHA-1 where the odd ones count."""
    even = lambda id_: hashlib.sha1(id_.encode()).digest()[-1] % 2 == 0
    return [r for r in records if corpus.get("half") != "odd" or even(r["id"])]


def annotate(dateline, records):
    lines = "".join(json.dumps(r) + "\n" for r in records)
    run = subprocess.run([dateline, "annotate", "--format", "records", "-"], input=lines, text=True, stdout=subprocess.PIPE, check=True)
    return {r["id"]: r["dates"] for r in map(json.loads, run.stdout.splitlines())}


def errors(gold, predicted, calendar):
    """(start, end, kind) of each error in one document."""
    keep = lambda x: not calendar or bool(score_dates.CAL.match(x.get("value") or ""))
    wanted = [x for x in gold["dates"] if keep(x)]
    aside = [(x["start"], x["end"]) for x in gold["dates"] if not keep(x)] + [tuple(x) for x in gold.get("ignore", [])]
    spans = [(x["start"], x["end"]) for x in wanted]
    hits = lambda x, spans: any(s < x["end"] and x["start"] < e for s, e in spans)
    found = [x for x in predicted if keep(x) and (hits(x, spans) or not hits(x, aside))]
    pairs = score_dates.match(wanted, found)
    for i, j, exact in pairs:
        a, b = wanted[i], found[j]
        values = {score_dates.norm(v) for v in [a.get("value"), *(a.get("alt") or [])]}
        if a.get("value") is not None and score_dates.norm(b["value"]) not in values:
            yield a["start"], a["end"], "value"
        elif not exact:
            yield a["start"], a["end"], "span"
        elif a["type"] != b["type"]:
            yield a["start"], a["end"], "type"
    for x in (x for i, x in enumerate(wanted) if i not in {i for i, _, _ in pairs}):
        yield x["start"], x["end"], "missed"
    for x in (x for j, x in enumerate(found) if j not in {j for _, j, _ in pairs}):
        yield x["start"], x["end"], "spurious"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    options.add_argument("--dateline", default=ROOT / "target/release/dateline")
    given = options.parse_args()
    with TABLE.open(newline="") as file:
        causes = {(r["corpus"], r["id"], int(r["start"]), int(r["end"])): r["cause"] for r in csv.DictReader(file)}
    rows, counts = [], collections.Counter()
    for corpus in tomllib.loads((HERE / "corpora.toml").read_text())["corpus"]:
        if corpus["layer"] not in ("dates", "calendar"):
            continue
        path = given.data / corpus["file"]
        with gzip.open(path, "rt", encoding="utf-8") as file:
            records = half([json.loads(line) for line in file if line.strip()], corpus)
        name = path.name.removesuffix(".jsonl.gz")
        predicted = annotate(given.dateline, records)
        for gold in records:
            for start, end, kind in sorted(set(errors(gold, predicted[gold["id"]], corpus["layer"] == "calendar"))):
                cause = causes.get((name, gold["id"], start, end), "?")
                rows.append((name, gold["id"], start, end, cause, kind))
                counts[name, cause] += 1
    with TABLE.open("w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["corpus", "id", "start", "end", "cause", "kind"])
        table.writerows(rows)
    for (name, cause), count in sorted(counts.items()):
        print(f"{name},{cause},{count}")
    print(f"all,,{len(rows)}")


if __name__ == "__main__":
    main()
