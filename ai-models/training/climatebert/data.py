"""What climate-bert is trained on: rows {"text", head: label, ...}; a head that a source says nothing about is left out."""
import csv
import hashlib
import re
from pathlib import Path

import eea
import negatives
from common import read_jsonl

POSITIVE, OTHER = "climate-or-energy", "other"
SECTOR_TOPIC = {"Energy Supply": "energy supply", "Energy Consumption": "energy consumption", "Transport": "transport",
                "Industrial Processes": "industry", "Agriculture": "agriculture",
                "Land use, land use change and forestry": "forestry and land use", "Waste": "waste", "Other Sectors": "other"}  # cross-cutting
CERTAIN = negatives.words("certain")  # after which a text is about climate or energy beyond doubt
UNSURE = negatives.words("unsure")  # encyclopaedia passages with these may be about energy


def part_of(text, test=0.12, development=0.12):
    """A split that depends on the text alone."""
    share = int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) / 2 ** 32
    return "test" if share < test else "development" if share < test + development else "train"


def relevance_by_words(text):
    """For unlabelled report text: certain one way or the other, or nothing at all."""
    if CERTAIN.search(text):
        return {"relevance": POSITIVE}
    return {} if negatives.SUSPECT.search(text) else {"relevance": OTHER}


def own_border(paths):
    """Texts near the border of the relevance and target heads: a header line, then relevance, topic, target and text; "-" says nothing."""
    for path in paths:
        with open(path, encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield {k: v for k, v in row.items() if v != "-"}


def own_negatives(path):
    """other<TAB>kind<TAB>text"""
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        label, kind, text = line.split("\t", 2)
        if label == "other":
            yield {"relevance": OTHER, "target": "none", "text": text, **({} if kind in ("nature", "weather") else {"topic": "other"})}


def own_sentiment(paths):
    """label<TAB>style<TAB>text"""
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            label, style, text = line.split("\t", 2)
            if label in ("opportunity", "neutral", "risk"):
                yield {"sentiment": label, "style": style, "text": text}


def sources(data):
    """{source: {part: rows}} of the sets in the folder ``data``. What a set gives as a split is kept."""
    data = Path(data)
    files = {"train": "train", "development": "dev", "test": "test"}
    found = {}

    def put(source, part, row):
        found.setdefault(source, {"train": [], "development": [], "test": []})[part].append(row)

    for part, rows in eea.split(eea.read(data / "m6_eea_pams/EEA_PaMs.csv")).items():
        for r in rows:
            row = {"text": f"{r['name']}. {r['description']}".strip(), "relevance": POSITIVE, "row": r}
            sectors = [s for s in r["sectors"] if s in SECTOR_TOPIC]
            if len(sectors) == 1 and len(r["sectors"]) == 1:
                row["topic"] = SECTOR_TOPIC[sectors[0]]
            put("eea", part, row)
    for part, name in files.items():
        for r in read_jsonl(data / f"m1_netzero_reduction/netzero_reduction.{name}.jsonl"):
            row = {"text": r["text"], "target": r["label"]}
            row.update({"relevance": POSITIVE} if r["label"] != "none" else relevance_by_words(r["text"]))
            if row.get("relevance") == OTHER:
                row["topic"] = "other"
            put("netzero", part, row)
        for r in read_jsonl(data / f"m1_cards_contrarian/contrarian_claims.{name}.jsonl"):
            if CERTAIN.search(r["text"]) or r["label"] != "0_0":
                row = {"text": r["text"], "relevance": POSITIVE}
                if r["label"][:2] in ("1_", "2_", "3_"):
                    row["topic"] = "environment"
                put("cards", part, row)
        for r in read_jsonl(data / f"m1_esgbert/esgbert_e.{name}.jsonl"):
            if r["label"]:
                put("esgbert", part, {"text": r["text"], **({"relevance": POSITIVE} if CERTAIN.search(r["text"]) else {})})
            elif not CERTAIN.search(r["text"]):
                put("esgbert", part, {"text": r["text"], "relevance": OTHER, "topic": "other", "target": "none"})
        nature = {}
        for kind, topic in (("nature", None), ("water", "environment"), ("biodiversity", "environment"), ("forest", "forestry and land use")):
            for r in read_jsonl(data / f"m1_esgbert/esgbert_category_{kind}.{name}.jsonl"):
                if r["label"]:
                    nature.setdefault(r["text"], set()).add(topic)
                else:
                    nature.setdefault(r["text"], set())
        for text, topics in nature.items():
            topics.discard(None)
            row = {"text": text, **relevance_by_words(text)}
            if len(topics) == 1:
                row["topic"] = topics.pop()
            elif row.get("relevance") == OTHER:
                row["topic"] = "other"
            put("nature", part, row)
    topic_of = {8: "energy supply", 7: "environment", 10: "transport", 4: "agriculture"}
    for major, text in negatives.congress_rows(data / "m1_us_congress_bills/USCongress.csv"):
        row = {"text": text, "target": "none"}
        if major == 8:
            row["relevance"] = POSITIVE
            if not re.search(r"conserv|efficien|research", text, re.I):
                row["topic"] = topic_of[8]
        elif CERTAIN.search(text):
            row["relevance"] = POSITIVE if major == 7 else None
        elif major not in (7, 21, 99):
            row["relevance"] = OTHER if not re.search(r"energy|fuel|gas\b|oil\b", text, re.I) else None
        if major in (7, 10, 4):
            row["topic"] = topic_of[major]
        elif row.get("relevance") == OTHER:
            row["topic"] = "other"
        put("bills", part_of(text), {k: v for k, v in row.items() if v})
    plain = {"relevance": OTHER, "topic": "other", "target": "none"}
    for part in ("train", "test"):
        certain = negatives.certain(data, part)
        for source in ("news", "filings"):
            for text in certain[source]:
                put(source, "test" if part == "test" else "development" if part_of(text, 0, 0.1) == "development" else "train", {"text": text, **plain})
    # encyclopaedia passages: animals, weather, sports, history; what may be about energy or climate is left out
    for file in sorted((data / "m3_qed").glob("*.jsonlines")):
        for r in read_jsonl(file):
            sentences = r["paragraph_text"].split(" . ")
            text = " . ".join(sentences[:2])
            if not CERTAIN.search(text) and not UNSURE.search(text) and len(text) < 500:
                row = {"text": text, "relevance": OTHER, "target": "none"}
                if not negatives.SUSPECT.search(text):
                    row["topic"] = "other"
                part = "test" if "dev" in file.name else part_of(text, 0, 0.05)
                put("encyclopaedia", part, row)
    train = {r["text"] for parts in found.values() for r in parts["train"]}
    for parts in found.values():  # a text seen in training is not tested, whichever set it comes from
        for part in ("development", "test"):
            parts[part] = [r for r in parts[part] if r["text"] not in train]
    return found
