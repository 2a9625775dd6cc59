"""Text on other things: sentences of news, contracts, bills and reports that are about neither climate nor energy.

A word list keeps out what may be about them after all, so these serve as certain negatives."""
import csv
import json
import re
from pathlib import Path

from common import read_jsonl


def words(kind):
    """The word list of this kind, see words.json; the evaluation in Java reads the same file."""
    return re.compile(r"\b(" + "|".join(json.loads(Path(__file__).with_name("words.json").read_text())[kind]) + r")\b", re.I)


SUSPECT = words("suspect")


def congress_rows(path):
    with open(path, encoding="latin-1", newline="") as f:
        return [(int(r["major"]), r["text"]) for r in csv.DictReader(f, delimiter=";")]


def filings(path):
    """Sentences of contracts, put together from one token a line."""
    words, result = [], []
    for line in Path(path).read_text(encoding="utf-8", errors="replace").splitlines() + [""]:
        token = line.split(" ")[0] if line.strip() else ""
        if token and token != "-DOCSTART-":
            words.append(token)
        elif words:
            result.append(re.sub(r" ([.,;:)%'])", r"\1", " ".join(words)).replace("( ", "("))
            words = []
    return [t for t in result if len(t.split()) >= 6]


def certain(data, part="train"):
    """{source: texts} under the data folder ``data``; ``part`` is train or test."""
    data = Path(data)
    bills = [t for m, t in congress_rows(data / "m1_us_congress_bills/USCongress.csv") if m not in (7, 8, 10, 4, 21, 17, 99)]
    cut = int(len(bills) * 0.85)
    found = {
        "news": list(dict.fromkeys(r["sentence"] for r in read_jsonl(data / f"m1_newsmtsc/{part}.jsonl"))),
        "filings": filings(data / f"m2_sec_filings/{'FIN5' if part == 'train' else 'FIN3'}.txt"),
        "bills": bills[:cut] if part == "train" else bills[cut:],
        "reports": [r["text"] for r in read_jsonl(data / f"m1_esgbert/esgbert_e.{part}.jsonl") if r["label"] == 0],
        "targets-none": [r["text"] for r in read_jsonl(data / f"m1_netzero_reduction/netzero_reduction.{part}.jsonl") if r["label"] == "none"],
    }
    return {k: [t for t in v if not SUSPECT.search(t)] for k, v in found.items()}
