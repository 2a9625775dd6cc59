"""The EEA database on policies and measures (PaMs): rows, sectors, instruments, expected reductions, split by country."""
import csv
import random
import re

SECTORS = ["Energy Supply", "Energy Consumption", "Transport", "Industrial Processes", "Agriculture",
           "Land use, land use change and forestry", "Waste"]
INSTRUMENTS = ["Economic", "Fiscal", "Regulatory", "Voluntary/negotiated agreements", "Information", "Education", "Research", "Planning"]
ENGLISH = set("the of and to in for is on by with as are be from at this that which an or will has".split())


def is_english(text):
    words = re.findall(r"[a-zà-ÿ]+", text.lower())
    return len(words) < 6 or sum(w in ENGLISH for w in words) / len(words) > 0.12


def split_countries(countries, held_out=10, development=3, seed=2038):
    """Ten countries for the test and three to choose thresholds on; the rest to train on."""
    order = sorted(countries)
    random.Random(seed).shuffle(order)
    return set(order[:held_out]), set(order[held_out:held_out + development])


def read(path):
    result = []
    with open(path, encoding="utf-8-sig", newline="") as f:
        for row in csv.DictReader(f):
            clean = {k.strip(): (v or "").strip() for k, v in row.items() if k}
            reduction = clean["Total GHG emissions reductions in 2030 (kt CO2eq/y)"].replace(",", "")
            try:
                reduction = float(reduction)
            except ValueError:
                reduction = 0.0
            result.append({
                "country": clean["Country"], "name": clean["Name of policy or measure"], "description": clean["Description"],
                "sectors": [s.strip() for s in clean["Sector(s) affected"].split(";") if s.strip()],
                "instruments": [s.strip() for s in clean["Type of policy instrument"].split(";") if s.strip()],
                "objectives": clean["Objective(s)"], "reduction": reduction if reduction > 0 else None})
    return result


def split(rows):
    """The rows in English as {"train", "development", "test"}."""
    rows = [r for r in rows if is_english(r["description"] or r["name"])]
    test, development = split_countries({r["country"] for r in rows})
    parts = {"train": [], "development": [], "test": []}
    for r in rows:
        parts["test" if r["country"] in test else "development" if r["country"] in development else "train"].append(r)
    return parts


def objectives(rows):
    """Short phrases with a sector, as the database's objectives name them ("Transport: Modal shift ..."), each once."""
    found = {}
    for r in rows:
        for part in re.split(r",(?=(?:%s): )" % "|".join(map(re.escape, SECTORS)), r["objectives"]):
            sector, _, phrase = part.partition(": ")
            if sector in SECTORS and len(phrase) > 8 and not re.search(r"other|new objective", phrase, re.I):
                found.setdefault(phrase.strip(), set()).add(sector)
    return [(phrase, sorted(s)) for phrase, s in sorted(found.items()) if len(s) == 1]
