"""energy-ner: bge-small with a casing feature and one linear layer over the word pieces.

``casing`` is one number for every word piece, the same for all pieces of a word. A word is a piece and the ``##`` pieces that
follow it; its text is the caller's own text from the first piece's start to the last piece's end. Then:

    0  letters, none of them upper case                      solar, 5g, m²
    1  the first letter is the only upper-case letter, and nothing precedes it  Vattenfall, A
    2  two letters or more, all of them upper case           IEA, CO2
    3  any other mix                                         iPhone, GWh, McKinsey
    4  no letters, at least one digit                        2030
    5  anything else, and [CLS], [SEP], [PAD]                , % $
"""
from torch import nn

TYPES = ["PER", "ORG", "LOC", "TECH"]
TAGS = ["O"] + [f"{p}-{t}" for t in TYPES for p in "BI"]
CASINGS = 6


def casing_of(word):
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 4 if any(c.isdigit() for c in word) else 5
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return 0
    if upper == 1 and word[0].isupper():
        return 1
    return 2 if upper == len(letters) and len(letters) > 1 else 3


def words_of(tokens):
    """Index of the word of each piece, by the ``##`` of the pieces that continue one. The first and last piece are [CLS] and [SEP]."""
    result, word = [], -1
    for token in tokens:
        if not token.startswith("##"):
            word += 1
        result.append(word)
    return result


def features(tokenizer, text):
    """ids, casing, words (index for each piece), offsets; [CLS] and [SEP] included."""
    e = tokenizer.encode(text)
    words = words_of(e.tokens)
    spans = {}
    for w, (s, t) in zip(words[1:-1], e.offsets[1:-1]):
        spans[w] = (spans[w][0] if w in spans else s, t)
    casing = [5] + [casing_of(text[slice(*spans[w])]) for w in words[1:-1]] + [5]
    return {"ids": e.ids, "casing": casing, "words": words, "spans": [spans.get(w) for w in range(words[-1] + 1)]}


class EnergyNer(nn.Module):
    def __init__(self, encoder, dropout=0.1):
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(384, len(TAGS))

    def forward(self, input_ids, attention_mask, casing):
        return self.tags(self.dropout(self.encoder(input_ids, attention_mask, None, casing)))
