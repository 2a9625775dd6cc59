"""Named-entity data, brought to one convention: PER, ORG, LOC (and TECH in our own sentences), MISC and nationalities are nothing,
no article in front of a name, no # or @ inside a span.

An example is ``{"text", "spans": [(start, end, type)], "tech": bool}``; ``tech`` says whether the source would have marked technologies."""
import re
from pathlib import Path

KINDS = {
    "PER": "per person politician scientist writer musicalartist researcher".split(),
    "ORG": "org organisation organization politicalparty university band corporation group company".split(),
    "LOC": "loc location country".split(),
}
TYPE_OF = {name: kind for kind, names in KINDS.items() for name in names}
PARTIES = set("lender lenders borrower borrowers bank banks company agent guarantor parent seller buyer purchaser holder obligor trustee party parties "
              "employee executive debtor grantor pledgor tenant landlord lessee lessor licensee the administrative secured issuing".split())


def tidy(text, spans):
    """Takes lower-case articles, # and @ from a span's front."""
    result = []
    for s, e, t in spans:
        m = re.match(r"(?:[#@]\s*|(?:the|a|an)\s+|[Tt]he\s+(?=U\.?S|U\.?K|UN\b|EU\b|European|United|World|Intern|Minist|Govern|Depart))+", text[s:e])
        s += m.end() if m else 0
        if s < e:
            result.append((s, e, t))
    return result


def example(tokens, tags, drop=None):
    """From tokens and IOB2 or IO tags."""
    starts, position = [], 0
    for token in tokens:
        starts.append(position)
        position += len(token) + 1
    text, spans, current = " ".join(tokens), [], None
    for i, tag in enumerate(list(tags) + ["O"]):
        mark, _, kind = tag.partition("-")
        kind = TYPE_OF.get(kind.lower()) if mark in "BI" else None
        if current and (kind != current[1] or mark == "B"):
            first, last = current[0], i - 1
            spans.append((starts[first], starts[last] + len(tokens[last]), current[1]))
            current = None
        if kind and not current:
            current = (i, kind)
    if drop:
        spans = [s for s in spans if not drop(text[s[0]:s[1]])]
    return {"text": text, "spans": tidy(text, spans), "tech": False}


def conll(path, word=0, tag=-1, separator=None, **kw):
    result, tokens, tags = [], [], []
    for line in Path(path).read_text(encoding="utf-8", errors="replace").splitlines() + [""]:
        if line.startswith("# ") and "\t" not in line or line.startswith("-DOCSTART-"):
            continue
        if not line.strip():
            if tokens:
                result.append(example(tokens, tags, **kw))
            tokens, tags = [], []
            continue
        columns = line.rstrip("\n").split(separator)
        tokens.append(columns[word])
        tags.append(columns[tag])
    return result


def own(path):
    """One sentence a line, entities as [text|TYPE] or [text|TYPE|normalised]."""
    result = []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        text, spans, last = "", [], 0
        for m in re.finditer(r"\[([^\[\]|]+)\|([A-Z]+)(?:\|[^\]]*)?\]", line):
            text += line[last:m.start()]
            if m.group(2) in ("PER", "ORG", "LOC", "TECH"):
                spans.append((len(text), len(text) + len(m.group(1)), m.group(2)))
            text += m.group(1)
            last = m.end()
        result.append({"text": text + line[last:], "spans": spans, "tech": True})
    return result


def sources(data):
    data = Path(data)
    boilerplate = lambda name: all(w in PARTIES for w in re.findall(r"\w+", name.lower()))  # noqa: E731
    return {
        "uner": [e for f in ("dev", "test") for e in conll(data / f"m2_uner/en_ewt-ud-{f}.iob2", 1, 2, "\t")],
        "crossner": [e for d in ("politics", "science", "literature", "music", "ai") for f in ("train", "dev", "test")
                     if (d, f) != ("politics", "test") for e in conll(data / f"m2_crossner/{d}/{f}.txt", separator="\t")],
        "btc": conll(data / "m2_btc/g.conll", separator="\t") + conll(data / "m2_btc/a.conll", separator="\t"),
        "wnut": [e for f in ("wnut17train.conll", "emerging.dev.conll") for e in conll(data / f"m2_wnut17/{f}", separator="\t")],
        "sec": [e for e in conll(data / "m2_sec_filings/FIN5.txt", separator=" ", drop=boilerplate) if len(e["text"]) < 600],
    }


def tests(data):
    data = Path(data)
    return {"wikigold": conll(data / "m2_wikigold/wikigold.conll.txt", separator=" "),
            "crossner politics test": conll(data / "m2_crossner/politics/test.txt", separator="\t")}
