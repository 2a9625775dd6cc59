"""Trains, exports and measures climate-bert, see ../README.md."""
import argparse
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import numpy as np  # noqa: E402
import torch  # noqa: E402
from sklearn.metrics import f1_score, precision_recall_fscore_support  # noqa: E402
from torch.nn import functional as F  # noqa: E402

from climatebert import data  # noqa: E402
from climatebert.model import HEADS, ClimateBert  # noqa: E402
from common import batches, ece, fit, fit_temperature, pad, seed, softmax, tokenizer  # noqa: E402
from encoder import load_base  # noqa: E402
from export import export, run, session, tensor_table, write_parity  # noqa: E402

TRAIN_LENGTH, MAX_LENGTH = 128, 512
SMOOTHED_BY = 14  # texts of each source
WEIGHT = {"relevance": 1.0, "sentiment": 1.5, "topic": 1.2, "target": 1.0}
EACH_EPOCH = {"eea": 10 ** 6, "netzero": 10 ** 6, "cards": 900, "esgbert": 10 ** 6, "nature": 1100, "bills": 2000, "news": 1000,
              "filings": 350, "encyclopaedia": 900}


def encode(tok, text, most):
    ids = tok.encode(text).ids
    return ids if len(ids) <= most else ids[:most - 1] + [102]


def labels(row):
    return {h: HEADS[h].index(row[h]) if h in row else -1 for h in HEADS}


def noisy(ids, share=0.06):
    return [103 if 0 < i < len(ids) - 1 and random.random() < share else t for i, t in enumerate(ids)]


def loss_of(model, rows):
    ids = pad([noisy(r["ids"]) for r in rows])
    return labelled_loss(model(ids, (ids != 0).long()), rows)


def labelled_loss(outputs, rows):
    total = 0.0
    for head, logits in zip(HEADS, outputs):
        target = torch.tensor([r["labels"][head] for r in rows])
        if (target >= 0).any():
            each = F.cross_entropy(logits.float(), target, ignore_index=-1, reduction="sum", label_smoothing=0.03)
            total = total + WEIGHT[head] * each / len(rows)
    return total


def keeping(kept):
    """``loss_of``, and as much for how far the topics of public texts are from what the network ``kept`` says of them, after Li and
    Hoiem 2016, Learning without forgetting."""
    topic = list(HEADS).index("topic")

    def loss(model, rows):
        ids = pad([noisy(r["ids"]) for r in rows])
        mask = (ids != 0).long()
        outputs = model(ids, mask)
        total = labelled_loss(outputs, rows)
        public = torch.tensor([r["public"] for r in rows])
        if public.any():
            with torch.no_grad():
                before = kept(ids[public], mask[public])[topic].float().softmax(1)
            now = outputs[topic][public].float().log_softmax(1)
            total = total + WEIGHT["topic"] * F.kl_div(now, before, reduction="sum") / len(rows)
        return total
    return loss


def predict(onnx, tok, rows, most=MAX_LENGTH):
    parts = []
    for r in rows:
        ids = np.array([encode(tok, r["text"], most)], dtype=np.int64)
        parts.append(run(onnx, {"input_ids": ids, "attention_mask": np.ones_like(ids)}))
    return {h: np.concatenate([p[h] for p in parts]) for h in HEADS}


def probabilities(logits, calibration):
    return softmax(logits / calibration["temperature"] + np.array(calibration["bias"]))


def measure(head, rows, logits, calibration, name):
    known = [i for i, r in enumerate(rows) if head in r]
    y = np.array([HEADS[head].index(rows[i][head]) for i in known])
    p = probabilities(logits[head][known], calibration[head])
    guess = p.argmax(1)
    result = []
    if head == "relevance":
        guess = (p[:, 0] < calibration[head]["threshold"]).astype(int)
        precision, recall, f1, _ = precision_recall_fscore_support(y == 0, guess == 0, average="binary", zero_division=0)
        result.append({"set": name, "metric": "relevance F1 (precision, recall)", "value": [round(float(v), 4) for v in (f1, precision, recall)], "n": len(y)})
    else:
        present = sorted(set(y))
        result.append({"set": name, "metric": f"{head} macro F1", "value": round(float(f1_score(y, guess, labels=present, average="macro", zero_division=0)), 4), "n": len(y)})
        each = f1_score(y, guess, labels=present, average=None, zero_division=0)
        result.append({"set": name, "metric": f"{head} F1 by label", "value": {HEADS[head][k]: round(float(v), 3) for k, v in zip(present, each)}, "n": len(y)})
        result.append({"set": name, "metric": f"{head} accuracy", "value": round(float((guess == y).mean()), 4), "n": len(y)})
    result.append({"set": name, "metric": f"{head} ECE", "value": round(ece(p.max(1), p.argmax(1) == y), 4), "n": len(y)})
    return result


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--base", required=True)
    p.add_argument("--data", required=True, help="folder that holds the m1_, m2_ and m6_ sets")
    p.add_argument("--labelled", default=str(Path(__file__).parent / "labelled"))
    p.add_argument("--checkpoint", required=True)
    p.add_argument("--model", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--start", help="checkpoint to go on from")
    p.add_argument("--keep", help="checkpoint whose topics on public text are kept to")
    p.add_argument("--eea-times", type=int, default=1, help="how often an epoch goes through the measures of the countries")
    p.add_argument("--own-border-times", type=int, default=2)
    p.add_argument("--epochs", type=int, default=4)
    p.add_argument("--minutes", type=float, help="end after this time, whatever the epochs")
    p.add_argument("--rate", type=float, default=1.5e-4)
    p.add_argument("--seed", type=int, default=5)
    p.add_argument("--no-training", action="store_true")
    a = p.parse_args()
    seed(a.seed)
    tok = tokenizer(Path(a.base) / "tokenizer.json")
    found = data.sources(a.data)
    labelled = Path(a.labelled)
    sentiment = list(data.own_sentiment(sorted(labelled.glob("sentiment-train-*.tsv"))))
    development_sentiment = [r for r in sentiment if data.part_of(r["text"], 0, 0.12) == "development"]
    train_sentiment = [r for r in sentiment if data.part_of(r["text"], 0, 0.12) == "train"]
    test_sentiment = list(data.own_sentiment(labelled.glob("sentiment-test.tsv")))
    border = list(data.own_border(sorted(p for kind in ("relevance", "target", "heads", "goals") for p in labelled.glob(f"{kind}-train*.tsv"))))
    development_border = [r for r in border if data.part_of(r["text"], 0, 0.12) == "development"]
    train_border = [r for r in border if data.part_of(r["text"], 0, 0.12) == "train"]
    test_border = list(data.own_border([labelled / "border-test.tsv"]))
    tests = list(data.own_sentiment([labelled / "sentiment-test.tsv", labelled / "direction-test.tsv"]))
    tests += data.own_border(labelled / f"{name}-test.tsv" for name in ("border", "choice", "mixed", "sector"))
    tested = {r["text"] for r in tests}
    if any(r["text"] in tested for r in sentiment + border):
        raise ValueError("a test sentence is among the training sentences")
    # energy and climate sentences: they speak for the relevance head too
    own = [dict(r, relevance=data.POSITIVE) if data.CERTAIN.search(r["text"]) else r for r in train_sentiment] * 2
    own += (train_border + list(data.own_negatives(labelled / "hard-negatives.tsv"))) * a.own_border_times
    eea_phrases = [{"text": t, "topic": data.SECTOR_TOPIC[s[0]], "relevance": data.POSITIVE} for t, s in data.eea.objectives(
        [r["row"] for part in found["eea"].values() for r in part])]

    def prepared(row):
        text = row["text"]
        if "row" in row and row["row"]["description"]:
            how = random.random()
            text = row["row"]["description"] if how > 0.6 else row["row"]["name"] if how > 0.5 and "topic" in row else text
        return {"ids": encode(tok, text, TRAIN_LENGTH), "labels": labels(row), "public": row.get("public", False)}

    def epoch():
        chosen = own + eea_phrases
        for source, parts in found.items():
            # rows without any label but a masked one teach nothing
            rows = [r for r in parts["train"] if any(h in r for h in HEADS)]
            rows = [dict(r, public=True) for r in random.sample(rows, min(EACH_EPOCH[source], len(rows)))]
            chosen = chosen + rows * (a.eea_times if source == "eea" else 1)
        ready = [prepared(r) for r in chosen]
        return [[ready[i] for i in b] for b in batches([len(r["ids"]) for r in ready], 2500, most=40)]

    model = ClimateBert(load_base(a.base))
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    print({k: {q: len(r) for q, r in v.items()} for k, v in found.items()}, len(train_sentiment), len(development_sentiment), len(test_sentiment), flush=True)
    if a.start:
        model.load_state_dict(torch.load(a.start))
    if a.no_training:
        model.load_state_dict(torch.load(a.checkpoint))
    else:
        loss = loss_of
        if a.keep:
            kept = ClimateBert(load_base(a.base))
            kept.load_state_dict(torch.load(a.keep))
            loss = keeping(kept.eval())
        fit(model, epoch, loss, a.epochs, a.rate, 5e-4, a.checkpoint, minutes=a.minutes, log=lambda s: print(s, flush=True))
    example = torch.tensor([encode(tok, "Wind power replaces coal.", MAX_LENGTH)])
    random.seed(1)
    trained = [encode(tok, r["text"], TRAIN_LENGTH) for parts in found.values() for r in random.sample(parts["train"], SMOOTHED_BY)]
    export(model, {"input_ids": example, "attention_mask": torch.ones_like(example)}, {h: 2 for h in HEADS}, a.model, 6,
           examples=[{"input_ids": np.array([ids]), "attention_mask": np.ones((1, len(ids)), dtype=np.int64)} for ids in trained])
    onnx = session(a.model)

    # calibration on the development parts
    random.seed(a.seed)
    development = development_sentiment + development_border + [r for parts in found.values() for r in random.sample(parts["development"], min(300, len(parts["development"])))]
    logits, calibration = predict(onnx, tok, development), {}
    for head, names in HEADS.items():
        # the topics' temperature is that of countries held out, which differ from one another more than texts of one source do
        known = [i for i, r in enumerate(development) if head in r and (head != "topic" or "row" in r)]
        y = np.array([names.index(development[i][head]) for i in known])
        best = fit_temperature(logits[head][known], y)
        temperature, bias = best if isinstance(best, tuple) else (best, None)
        calibration[head] = {"temperature": round(temperature, 4), "bias": [round(bias, 4), 0.0] if bias is not None else [0.0] * len(names)}
        if head == "relevance":
            q = probabilities(logits[head][known], calibration[head])[:, 0]
            grid = np.arange(0.3, 0.71, 0.05)
            calibration[head]["threshold"] = round(float(max(grid, key=lambda g: (f1_score(y == 0, q >= g), -abs(g - 0.5)))), 2)

    quality = []
    for source, parts in found.items():
        rows = parts["test"] if len(parts["test"]) <= 800 else random.sample(parts["test"], 800)
        out = predict(onnx, tok, rows)
        for head in HEADS:
            if sum(head in r for r in rows) >= 30 and not (head == "target" and source != "netzero"):
                if len({r[head] for r in rows if head in r}) > 1 or head == "relevance":
                    quality += measure(head, rows, out, calibration, f"{source} test")
        parts["scored"] = (rows, out)
    rows = [r for parts in found.values() for r in parts["scored"][0]]
    mixed = {h: np.concatenate([parts["scored"][1][h] for parts in found.values()]) for h in HEADS}
    for head in ("relevance", "topic", "target"):
        quality += measure(head, rows, mixed, calibration, "all test parts")
    if test_sentiment:
        quality += measure("sentiment", test_sentiment, predict(onnx, tok, test_sentiment), calibration, "own sentiment test")
    scored = predict(onnx, tok, test_border)
    for style in sorted({r["style"] for r in test_border}):
        part = [i for i, r in enumerate(test_border) if r["style"] == style]
        rows, out = [test_border[i] for i in part], {h: scored[h][part] for h in HEADS}
        quality += measure("target" if style == "goal" else "relevance", rows, out, calibration, f"own border test, {style}")
    tickets = Path(a.data) / "m9_pv_om_tickets/example_ML_ticket_data.csv"
    if tickets.exists():
        import csv
        with open(tickets, encoding="utf-8", newline="") as f:
            rows = [{"text": r["CompletionDesc"], "relevance": data.POSITIVE} for r in csv.DictReader(f)]
        quality += measure("relevance", rows, predict(onnx, tok, rows), calibration, "m9_pv_om_tickets (recall)")
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    (out / "training.json").write_text(json.dumps({
        "id": "climate-bert", "version": "1.0.0", "labels": HEADS,
        "scores": "softmax(logits / temperature + bias) for each head; relevance holds when its first score reaches the threshold",
        "calibration": calibration, "maxLength": MAX_LENGTH, "tensors": tensor_table(a.model), "quality": quality,
        "seed": a.seed, "epochs": a.epochs, "rate": a.rate,
        "trainingRows": {k: len(v["train"]) for k, v in found.items()} | {"own sentiment": len(train_sentiment)}}, indent=1, ensure_ascii=False))
    texts = [r["text"] for r in test_sentiment[:2]] + [found[s]["test"][0]["text"] for s in ("eea", "netzero", "news")]
    write_parity(out / "torch-logits.json", model, [(t, {"input_ids": encode(tok, t, MAX_LENGTH), "attention_mask": [1] * len(encode(tok, t, MAX_LENGTH))})
                                                    for t in texts[-5:]], list(HEADS))
    for q in quality:
        print(q)
    print(calibration)


if __name__ == "__main__":
    main()
