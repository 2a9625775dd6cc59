"""Trains, exports and measures policy-impact on the EEA's policies and measures, see ../README.md."""
import argparse
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import numpy as np  # noqa: E402
import torch  # noqa: E402
from scipy.optimize import minimize_scalar  # noqa: E402
from sklearn.metrics import f1_score  # noqa: E402
from torch.nn import functional as F  # noqa: E402

import eea  # noqa: E402
import negatives  # noqa: E402
from common import batches, ece, fit, pad, read_jsonl, seed, tokenizer  # noqa: E402
from encoder import load_base  # noqa: E402
from export import export, run, session, tensor_table, write_parity  # noqa: E402
from policyimpact.model import PolicyImpact  # noqa: E402

MAX_LENGTH, TRAIN_LENGTH = 256, 128
SMOOTHED_BY = 120  # training rows
QUANTILES = (0.1, 0.5, 0.9)


def text_of(row, how=0.0):
    if how > 0.9 or not row["description"]:
        return row["name"]
    return row["description"] if how > 0.6 else f"{row['name']}. {row['description']}"


def targets(row):
    sectors = [float(s in row["sectors"]) for s in eea.SECTORS]
    instruments = [float(s in row["instruments"]) for s in eea.INSTRUMENTS]
    return {"sector": sectors, "instrument": instruments, "sector_known": float(any(sectors)),
            "instrument_known": float(any(instruments)), "reduction": np.log(row["reduction"]) if row["reduction"] else None}


def halved(reported, second):
    """Targets halfway between what the country reported and how a second reader labelled the text."""
    read = targets({**second, "reduction": None})
    for head in ("sector", "instrument"):
        if reported[head + "_known"] and read[head + "_known"]:
            reported[head] = [(a + b) / 2 for a, b in zip(reported[head], read[head])]
    return reported


def read_own(paths):
    """labelled/policies-*.jsonl: {"text", "sectors", "instruments"}, measures of our own writing."""
    return [row for path in paths for row in read_jsonl(path)]


def encode(tok, text, most=MAX_LENGTH):
    ids = tok.encode(text).ids
    return ids if len(ids) <= most else ids[:most - 1] + [102]


def noisy(ids, share=0.07):
    return [103 if 0 < i < len(ids) - 1 and random.random() < share else t for i, t in enumerate(ids)]


def loss_of(model, rows):
    ids = pad([noisy(r["ids"]) for r in rows])
    sector, instrument, _ = model(ids, (ids != 0).long())
    total = 0.0
    for logits, key, weight in ((sector, "sector", 2), (instrument, "instrument", 4)):
        known = torch.tensor([r[key + "_known"] for r in rows])
        each = F.binary_cross_entropy_with_logits(logits, torch.tensor([r[key] for r in rows]), reduction="none").mean(1)
        total = total + weight * (each * known).sum() / known.sum().clamp(min=1)
    return total


def outputs(onnx, rows):
    parts = [run(onnx, {"input_ids": np.array([r["ids"]], dtype=np.int64), "attention_mask": np.ones((1, len(r["ids"])), dtype=np.int64)})
             for r in rows]
    return {k: np.concatenate([p[k] for p in parts]) for k in parts[0]}


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def calibrate(logits, labels, average):
    """A temperature for the head, and a threshold for each label: half of the F1 that it reaches on these texts at its best
    (for a micro average, half of the head's), which is where calibrated scores reach the best F1 (Lipton, Elkan and
    Naryanaswamy 2014, doi:10.1007/978-3-662-44851-9_15). With few positives that holds better on other countries than the
    best threshold itself does: tried by leaving out each of the countries."""
    def loss(t):
        p = np.clip(sigmoid(logits / np.exp(t)), 1e-7, 1 - 1e-7)
        return -(labels * np.log(p) + (1 - labels) * np.log(1 - p)).mean()
    temperature = float(np.exp(minimize_scalar(loss, bounds=(-1.5, 1.5), method="bounded").x))
    print(f"development log loss {loss(np.log(temperature)):.4f}")
    p = sigmoid(logits / temperature)

    def half_of_best(labels, p):
        return round(max(f1_score(labels, p > t, average="micro" if p.ndim > 1 else "binary", zero_division=0)
                         for t in np.arange(0.1, 0.71, 0.02)) / 2, 3)
    if average == "micro":
        return temperature, [half_of_best(labels, p)] * labels.shape[1]
    return temperature, [half_of_best(labels[:, j], p[:, j]) for j in range(labels.shape[1])]


def pooled(model, rows):
    with torch.no_grad():
        return torch.cat([model.pooled(torch.tensor([r["ids"]]), torch.ones(1, len(r["ids"]), dtype=torch.int64)) for r in rows])


def fit_reduction(model, rows):
    """Fits the reduction head on frozen features that were not trained on it: ridge regression for the middle, and around it the quantiles
    of what each country's rows deviate by when the country was left out (conformal by country). The penalty is the one
    with the smallest such deviation."""
    from sklearn.linear_model import Ridge

    rows = [r for r in rows if r["reduction"] is not None]
    x, y = pooled(model, rows).numpy(), np.array([r["reduction"] for r in rows])
    centre = x.mean(0)
    x, country = x - centre, np.array([r["country"] for r in rows])
    best = None
    for penalty in (10, 30, 100, 300, 1000, 3000):
        out = np.zeros(len(y))
        for c in set(country):
            out[country == c] = Ridge(penalty).fit(x[country != c], y[country != c]).predict(x[country == c])
        offsets = np.quantile(y - out, QUANTILES)
        error = float(abs(y - out - offsets[1]).mean())
        if best is None or error < best[0]:
            best = (error, penalty, offsets)
    error, penalty, offsets = best
    ridge = Ridge(penalty).fit(x, y)
    with torch.no_grad():
        model.reduction.weight.copy_(torch.tensor(np.tile(ridge.coef_, (3, 1))))
        model.reduction.bias.copy_(torch.tensor(ridge.intercept_ - ridge.coef_ @ centre + offsets))
    return {"penalty": penalty, "offsets": [round(float(v), 4) for v in offsets], "meanAbsoluteErrorByCountry": round(error, 4), "n": len(rows)}


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--base", required=True)
    p.add_argument("--data", required=True, help="folder with m6_eea_pams and the sets of negatives")
    p.add_argument("--start", help="checkpoint to start from: climate-bert's, whose encoder has seen the same countries, or one of this model")
    p.add_argument("--own", nargs="*", default=[], help="measures of our own writing: labelled/policies-*.jsonl")
    p.add_argument("--second", help="a second reader's labels of the training rows: labelled/second.jsonl")
    p.add_argument("--freeze", type=int, default=0, help="layers at the bottom that stay as they are")
    p.add_argument("--negatives", type=int, default=350, help="texts on other things in each epoch")
    p.add_argument("--minutes", type=float, help="end after this time, whatever the epochs")
    p.add_argument("--checkpoint", required=True)
    p.add_argument("--model", required=True, help="model.onnx to write")
    p.add_argument("--out", required=True, help="folder for training.json and torch-logits.json")
    p.add_argument("--epochs", type=int, default=7)
    p.add_argument("--rate", type=float, default=1.5e-4)
    p.add_argument("--seed", type=int, default=11)
    p.add_argument("--no-training", action="store_true", help="only export and measure the checkpoint")
    a = p.parse_args()
    seed(a.seed)
    tok = tokenizer(Path(a.base) / "tokenizer.json")
    rows = eea.read(Path(a.data) / "m6_eea_pams/EEA_PaMs.csv")
    parts = eea.split(rows)
    train, development, test = ([dict(targets(r), row=r, country=r["country"], ids=encode(tok, text_of(r))) for r in parts[k]]
                                for k in ("train", "development", "test"))
    if a.second:
        second = {(r["country"], r["name"]): r for r in read_jsonl(a.second)}
        train = [halved(r, second[r["country"], r["row"]["name"]]) for r in train]
    own = [dict(targets({**r, "reduction": None}), ids=encode(tok, r["text"], TRAIN_LENGTH)) for r in read_own(a.own)]
    nothing = {"sector": [0.0] * len(eea.SECTORS), "instrument": [0.0] * len(eea.INSTRUMENTS), "sector_known": 1.0,
               "instrument_known": 1.0, "reduction": None}
    others = {part: [t for texts in negatives.certain(a.data, part).values() for t in texts] for part in ("train", "test")}
    phrases = [dict(targets({"sectors": s, "instruments": [], "reduction": None}), ids=encode(tok, t)) for t, s in eea.objectives(rows)]

    def epoch():
        chosen = [dict(r, ids=encode(tok, text_of(r["row"], random.random()), TRAIN_LENGTH)) for r in train]
        chosen += own + phrases + [dict(nothing, ids=encode(tok, t, TRAIN_LENGTH)) for t in random.sample(others["train"], a.negatives)]
        return [[chosen[i] for i in b] for b in batches([len(r["ids"]) for r in chosen], 2500, most=32)]

    model = PolicyImpact(load_base(a.base))
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    if a.start:
        model.load_state_dict({k: v for k, v in torch.load(a.start).items() if k in model.state_dict()}, strict=False)
    for layer in model.encoder.encoder["layer"][:a.freeze]:
        layer.requires_grad_(False)
    if a.freeze:
        model.encoder.embeddings.requires_grad_(False)
    if a.no_training:
        model.load_state_dict(torch.load(a.checkpoint))
    else:
        fit(model, epoch, loss_of, a.epochs, a.rate, 5e-4, a.checkpoint, minutes=a.minutes, log=lambda s: print(s, flush=True))
    model.eval()
    reduction = fit_reduction(model, train + development)
    example = torch.tensor([test[0]["ids"]])
    random.seed(1)
    smoothed = [r["ids"][:TRAIN_LENGTH] for r in random.sample(train, SMOOTHED_BY)]
    export(model, {"input_ids": example, "attention_mask": torch.ones_like(example)}, {"sector": 2, "instrument": 2, "reduction": 2}, a.model, len(model.encoder.encoder["layer"]),
           examples=[{"input_ids": np.array([ids]), "attention_mask": np.ones((1, len(ids)), dtype=np.int64)} for ids in smoothed])
    onnx = session(a.model)
    calibration, quality = {}, []
    dev_out, test_out = outputs(onnx, development), outputs(onnx, test)
    for head, names, aim in (("sector", eea.SECTORS, "macro"), ("instrument", eea.INSTRUMENTS, "micro")):
        known = [i for i, r in enumerate(development) if r[head + "_known"]]
        labels = np.array([development[i][head] for i in known])
        temperature, thresholds = calibrate(dev_out[head][known], labels, aim)
        calibration[head] = {"temperature": round(temperature, 4), "thresholds": dict(zip(names, thresholds))}
        known = [i for i, r in enumerate(test) if r[head + "_known"]]
        labels, scores = np.array([test[i][head] for i in known]), sigmoid(test_out[head][known] / temperature)
        guess = scores > np.array(thresholds)
        each = f1_score(labels, guess, average=None, zero_division=0)
        for average in ("macro", "micro"):
            quality.append({"set": "m6_eea_pams, ten held-out countries", "metric": f"{head} {average} F1", "n": len(known),
                            "value": round(float(f1_score(labels, guess, average=average, zero_division=0)), 4)})
        quality.append({"set": "m6_eea_pams, ten held-out countries", "metric": f"{head} F1 by label", "n": len(known),
                        "value": {k: round(float(v), 3) for k, v in zip(names, each)}})
        quality.append({"set": "m6_eea_pams, ten held-out countries", "metric": f"{head} ECE", "n": len(known),
                        "value": round(ece(scores.ravel(), labels.ravel()), 4)})
        single = [i for i, l in enumerate(labels) if l.sum() == 1]
        quality.append({"set": "m6_eea_pams, ten held-out countries, one label only", "metric": f"{head} macro F1 of the best label", "n": len(single),
                        "value": round(float(f1_score(labels[single].argmax(1), scores[single].argmax(1), average="macro")), 4)})
    has = [i for i, r in enumerate(test) if r["reduction"] is not None]
    y, interval = np.array([test[i]["reduction"] for i in has]), test_out["reduction"][has]
    known_y = [r["reduction"] for r in train + development if r["reduction"] is not None]
    low, middle, high = np.quantile(known_y, QUANTILES)
    inside = (y >= interval[:, 0]) & (y <= interval[:, 2])
    quality += [
        {"set": "m6_eea_pams, ten held-out countries", "metric": "reduction: share inside the 80 % interval", "value": round(float(inside.mean()), 4), "n": len(has)},
        {"set": "m6_eea_pams, ten held-out countries", "metric": "reduction: mean width of the interval, ln", "value": round(float((interval[:, 2] - interval[:, 0]).mean()), 3), "n": len(has)},
        {"set": "m6_eea_pams, ten held-out countries", "metric": "reduction: width of the unconditional interval, ln", "value": round(float(high - low), 3), "n": len(has)},
        {"set": "m6_eea_pams, ten held-out countries", "metric": "reduction: share inside the unconditional interval", "value": round(float(((y >= low) & (y <= high)).mean()), 4), "n": len(has)},
        {"set": "m6_eea_pams, ten held-out countries", "metric": "reduction: mean absolute error of the median, ln (unconditional)", "n": len(has),
         "value": [round(float(abs(y - interval[:, 1]).mean()), 3), round(float(abs(y - middle).mean()), 3)]}]
    random.seed(3)
    off = [dict(nothing, ids=encode(tok, t)) for t in random.sample(others["test"], min(400, len(others["test"])))]
    off_out = outputs(onnx, off)
    for head in ("sector", "instrument"):
        c = calibration[head]
        loud = (sigmoid(off_out[head] / c["temperature"]) > np.array(list(c["thresholds"].values()))).any(1)
        quality.append({"set": "text on other things", "metric": f"{head}: share of texts with any label", "value": round(float(loud.mean()), 4), "n": len(off)})
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    (out / "training.json").write_text(json.dumps({
        "id": "policy-impact", "version": "1.0.0", "labels": {"sector": eea.SECTORS, "instrument": eea.INSTRUMENTS, "reduction": ["p10", "p50", "p90"]},
        "scores": "sector, instrument: sigmoid(logit / temperature), reported from the label's threshold up; reduction: natural logarithm of kt CO2e a year in 2030",
        "calibration": calibration, "reductionHead": reduction, "maxLength": MAX_LENGTH, "tensors": tensor_table(a.model), "quality": quality,
        "seed": a.seed, "epochs": a.epochs, "rate": a.rate, "trainingRows": len(train)}, indent=1, ensure_ascii=False))
    write_parity(out / "torch-logits.json", model, [(text_of(r["row"]), {"input_ids": r["ids"], "attention_mask": [1] * len(r["ids"])})
                                                    for r in test[:500:100]], ["sector", "instrument", "reduction"])
    for q in quality:
        print(q)
    print(reduction)


if __name__ == "__main__":
    main()
