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
from common import batches, ece, fit, pad, seed, tokenizer  # noqa: E402
from encoder import load_base  # noqa: E402
from export import export, run, session, tensor_table, write_parity  # noqa: E402
from policyimpact.model import PolicyImpact  # noqa: E402

MAX_LENGTH = 256
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


def encode(tok, text):
    ids = tok.encode(text).ids
    return ids if len(ids) <= MAX_LENGTH else ids[:MAX_LENGTH - 1] + [102]


def noisy(ids, share=0.07):
    return [103 if 0 < i < len(ids) - 1 and random.random() < share else t for i, t in enumerate(ids)]


def loss_of(model, rows):
    ids = pad([noisy(r["ids"]) for r in rows])
    sector, instrument, reduction = model(ids, (ids != 0).long())
    total = 0.0
    for logits, key in ((sector, "sector"), (instrument, "instrument")):
        known = torch.tensor([r[key + "_known"] for r in rows])
        each = F.binary_cross_entropy_with_logits(logits, torch.tensor([r[key] for r in rows]), reduction="none").mean(1)
        total = total + 2 * (each * known).sum() / known.sum().clamp(min=1)
    has = [i for i, r in enumerate(rows) if r["reduction"] is not None]
    if has:
        difference = torch.tensor([rows[i]["reduction"] for i in has]).float()[:, None] - reduction[has]
        q = torch.tensor(QUANTILES)
        total = total + 0.15 * torch.maximum(q * difference, (q - 1) * difference).mean()
    return total


def outputs(onnx, rows):
    parts = [run(onnx, {"input_ids": np.array([r["ids"]], dtype=np.int64), "attention_mask": np.ones((1, len(r["ids"])), dtype=np.int64)})
             for r in rows]
    return {k: np.concatenate([p[k] for p in parts]) for k in parts[0]}


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def calibrate(logits, labels):
    """A temperature for the head, and for each label a threshold that favours F1, drawn towards 0.5 where positives are few."""
    def loss(t):
        p = np.clip(sigmoid(logits / np.exp(t)), 1e-7, 1 - 1e-7)
        return -(labels * np.log(p) + (1 - labels) * np.log(1 - p)).mean()
    temperature = float(np.exp(minimize_scalar(loss, bounds=(-1.5, 1.5), method="bounded").x))
    p = sigmoid(logits / temperature)
    thresholds = []
    for j in range(labels.shape[1]):
        grid = np.arange(0.2, 0.71, 0.02)
        best = grid[int(np.argmax([f1_score(labels[:, j], p[:, j] > g, zero_division=0) for g in grid]))]
        n = labels[:, j].sum()
        thresholds.append(round(float((best * n + 0.5 * 20) / (n + 20)), 3))
    return temperature, thresholds


def pooled(model, rows):
    with torch.no_grad():
        return torch.cat([model.pooled(torch.tensor([r["ids"]]), torch.ones(1, len(r["ids"]), dtype=torch.int64)) for r in rows])


def quantile_head(x, y, weight, steps=400):
    """Linear quantile regression with an L2 penalty on the slopes."""
    w = torch.zeros(3, x.shape[1], requires_grad=True)
    b = torch.tensor(np.quantile(y.numpy(), QUANTILES), dtype=torch.float32).requires_grad_(True)
    q = torch.tensor(QUANTILES)
    optimizer = torch.optim.Adam([w, b], lr=0.02)
    for step in range(steps):
        for g in optimizer.param_groups:
            g["lr"] = 0.02 * (1 - step / steps)
        d = y[:, None] - (x @ w.T + b)
        loss = torch.maximum(q * d, (q - 1) * d).mean() + weight * (w ** 2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return w.detach(), b.detach()


def fit_reduction(model, rows):
    """Fits the quantile head on frozen features. The penalty, and how much the outer quantiles move for the interval to hold
    80 % (split conformal), come from cross-validation by country."""
    rows = [r for r in rows if r["reduction"] is not None]
    x, y = pooled(model, rows), torch.tensor([r["reduction"] for r in rows]).float()
    centre, scale = x.mean(0), x.std(0) + 1e-3
    x = (x - centre) / scale
    countries = sorted({r["country"] for r in rows})
    random.Random(1).shuffle(countries)
    fold = np.array([countries.index(r["country"]) % 6 for r in rows])
    best = None
    for weight in (0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0):
        out = torch.zeros(len(rows), 3)
        for k in range(6):
            w, b = quantile_head(x[fold != k], y[fold != k], weight)
            out[fold == k] = x[fold == k] @ w.T + b
        q, d = torch.tensor(QUANTILES), y[:, None] - out
        loss = float(torch.maximum(q * d, (q - 1) * d).mean())
        if best is None or loss < best[0]:
            scores = torch.maximum(out[:, 0] - y, y - out[:, 2]).numpy()
            best = (loss, weight, float(np.quantile(scores, min(1.0, 0.8 * (len(rows) + 1) / len(rows)))))
    loss, weight, shift = best
    w, b = quantile_head(x, y, weight)
    b = b + torch.tensor([-shift, 0.0, shift])
    with torch.no_grad():
        model.reduction.weight.copy_(w / scale)
        model.reduction.bias.copy_(b - (w / scale) @ centre)
    return {"penalty": weight, "conformalShift": round(shift, 4), "pinballCrossValidated": round(loss, 4), "n": len(rows)}


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--base", required=True)
    p.add_argument("--data", required=True, help="folder with m6_eea_pams and the sets of negatives")
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
    nothing = {"sector": [0.0] * len(eea.SECTORS), "instrument": [0.0] * len(eea.INSTRUMENTS), "sector_known": 1.0,
               "instrument_known": 1.0, "reduction": None}
    others = {part: [t for texts in negatives.certain(a.data, part).values() for t in texts] for part in ("train", "test")}
    phrases = [dict(targets({"sectors": s, "instruments": [], "reduction": None}), ids=encode(tok, t)) for t, s in eea.objectives(rows)]

    def epoch():
        chosen = [dict(r, ids=encode(tok, text_of(r["row"], random.random()))) for r in train]
        chosen += phrases + [dict(nothing, ids=encode(tok, t)) for t in random.sample(others["train"], 350)]
        return [[chosen[i] for i in b] for b in batches([len(r["ids"]) for r in chosen], 2500, most=32)]

    model = PolicyImpact(load_base(a.base))
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    if a.no_training:
        model.load_state_dict(torch.load(a.checkpoint))
    else:
        fit(model, epoch, loss_of, a.epochs, a.rate, 5e-4, a.checkpoint, log=lambda s: print(s, flush=True))
    model.eval()
    reduction = fit_reduction(model, train + development)
    example = torch.tensor([test[0]["ids"]])
    export(model, {"input_ids": example, "attention_mask": torch.ones_like(example)}, {"sector": 2, "instrument": 2, "reduction": 2}, a.model, 6)
    onnx = session(a.model)
    calibration, quality = {}, []
    dev_out, test_out = outputs(onnx, development), outputs(onnx, test)
    for head, names in (("sector", eea.SECTORS), ("instrument", eea.INSTRUMENTS)):
        known = [i for i, r in enumerate(development) if r[head + "_known"]]
        labels = np.array([development[i][head] for i in known])
        temperature, thresholds = calibrate(dev_out[head][known], labels)
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
