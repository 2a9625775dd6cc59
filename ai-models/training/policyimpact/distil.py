"""Trains policy-impact on what several trained networks say of texts, labelled or not, beside the labels there are, see ../README.md."""
import argparse
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import torch  # noqa: E402
from scipy.sparse import hstack  # noqa: E402
from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402

import eea  # noqa: E402
import negatives  # noqa: E402
from common import batches, fit, read_jsonl, seed, tokenizer  # noqa: E402
from encoder import load_base  # noqa: E402
from export import session  # noqa: E402
from policyimpact.model import PolicyImpact  # noqa: E402
from policyimpact.train import TRAIN_LENGTH, encode, loss_of, outputs, read_own, sigmoid, targets, text_of  # noqa: E402

SOFTENED = 1.2  # temperature of what the teachers say
WORDS = 0.3  # weight of the linear model over words beside the mean of the networks, sectors only


def unlabelled(data, most=2200):
    """Texts near policy without labels of ours: bills on environment, energy, transport and agriculture, targets, report paragraphs."""
    data = Path(data)
    texts = [t for m, t in negatives.congress_rows(data / "m1_us_congress_bills/USCongress.csv") if m in (4, 7, 8, 10)]
    texts += [r["text"] for r in read_jsonl(data / "m1_netzero_reduction/netzero_reduction.train.jsonl") if r["label"] != "none"]
    for path in sorted((data / "m1_esgbert").glob("*train.jsonl")):
        texts += [r["text"] for r in read_jsonl(path) if r["label"] == 1]
    texts = list(dict.fromkeys(texts))
    random.shuffle(texts)
    return texts[:most]


def words(train, texts):
    """Logits of a linear model over words and parts of words, learned from the training rows."""
    one, two = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=2), \
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=3)
    known = [r for r in train if r["sector_known"]]
    rows = [r["text"] for r in train]
    one.fit(rows), two.fit(rows)
    x, z = (hstack([one.transform(t), two.transform(t)]).tocsr() for t in ([r["text"] for r in known], texts))
    return [LogisticRegression(C=20, max_iter=500).fit(x, [r["sector"][j] for r in known]).decision_function(z) for j in range(len(eea.SECTORS))]


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--base", required=True)
    p.add_argument("--data", required=True)
    p.add_argument("--teachers", nargs="+", required=True, help="model.onnx files of trained networks")
    p.add_argument("--own", nargs="*", default=[], help="measures of our own writing")
    p.add_argument("--start", required=True, help="checkpoint whose encoder is started from")
    p.add_argument("--checkpoint", required=True)
    p.add_argument("--epochs", type=int, default=8)
    p.add_argument("--minutes", type=float)
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--seed", type=int, default=77)
    a = p.parse_args()
    seed(a.seed)
    tok = tokenizer(Path(a.base) / "tokenizer.json")
    rows = eea.read(Path(a.data) / "m6_eea_pams/EEA_PaMs.csv")
    train = [dict(targets(r), row=r, text=text_of(r)) for r in eea.split(rows)["train"]]
    own = [dict(targets({**r, "reduction": None}), text=r["text"]) for r in read_own(a.own)]
    every = train + own + [dict(targets({"sectors": [], "instruments": [], "reduction": None}), text=t) for t in unlabelled(a.data)]

    said = [outputs(session(t), [{"ids": encode(tok, r["text"])} for r in every]) for t in a.teachers]
    logits = {head: sum(s[head] for s in said) / len(said) for head in ("sector", "instrument")}
    for j, column in enumerate(words(train, [r["text"] for r in every])):
        logits["sector"][:, j] += WORDS * column
    for k, r in enumerate(every):
        for head in ("sector", "instrument"):
            soft = sigmoid(logits[head][k] / SOFTENED)
            r[head] = [float((x + y) / 2) for x, y in zip(r[head], soft)] if r[head + "_known"] else [float(v) for v in soft]
            r[head + "_known"] = 1.0 if k >= len(train) else r[head + "_known"]
        r["ids"] = encode(tok, r["text"], TRAIN_LENGTH)
    nothing = {"sector": [0.0] * len(eea.SECTORS), "instrument": [0.0] * len(eea.INSTRUMENTS), "sector_known": 1.0,
               "instrument_known": 1.0, "reduction": None}
    others = [t for texts in negatives.certain(a.data, "train").values() for t in texts]
    phrases = [dict(targets({"sectors": s, "instruments": [], "reduction": None}), ids=encode(tok, t)) for t, s in eea.objectives(rows)]

    def epoch():
        chosen = [dict(r, ids=encode(tok, text_of(r["row"], random.random()), TRAIN_LENGTH)) for r in train]
        chosen += every[len(train):len(train) + len(own)] + random.sample(every[len(train) + len(own):], 900) + phrases
        chosen += [dict(nothing, ids=encode(tok, t, TRAIN_LENGTH)) for t in random.sample(others, 200)]
        return [[chosen[i] for i in b] for b in batches([len(r["ids"]) for r in chosen], 2500, most=32)]

    model = PolicyImpact(load_base(a.base))
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    model.load_state_dict({k: v for k, v in torch.load(a.start).items() if k in model.state_dict()}, strict=False)
    fit(model, epoch, loss_of, a.epochs, a.rate, 5e-4, a.checkpoint, minutes=a.minutes, log=lambda s: print(s, flush=True))


if __name__ == "__main__":
    main()
