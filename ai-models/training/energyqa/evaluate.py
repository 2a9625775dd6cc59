"""Exports, calibrates and measures energy-qa, see ../README.md."""
import argparse
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import numpy as np  # noqa: E402
import torch  # noqa: E402

from climatebert.model import mean_pool  # noqa: E402
from common import ece, seed, tokenizer  # noqa: E402
from encoder import load_base  # noqa: E402
from energyqa import data  # noqa: E402
from energyqa.model import EnergyQa  # noqa: E402
from energyqa.reader import chunks, em_f1, read, score  # noqa: E402
from export import export, session, tensor_table, write_parity  # noqa: E402


def answers_of(e):
    return [e["passage"][a:b] for a, b in e["answers"]]


def read_all(onnx, tok, examples):
    """For each example (margin, log probability, EM, F1), the last two as if an answer were always given."""
    rows = []
    for e in examples:
        m, p, _, s, t = read(onnx, tok, e["question"], [e["passage"]])
        rows.append((m, p, *(em_f1(e["passage"][s:t], answers_of(e)) if e["answers"] else (0.0, 0.0))))
    return np.array(rows)


def calibrate(rows, answerable):
    """Score: the probability that the answer is right (F1 of a half or more). Threshold: the margin under which there is no answer."""
    from sklearn.linear_model import LogisticRegression

    right = rows[:, 3] >= 0.5
    model = LogisticRegression(C=10.0).fit(rows[:, :2], right)
    grid = np.arange(-10, 12.01, 0.1)
    # as much of the mean F1 as of telling the two apart
    gain = [np.where(answerable, np.where(rows[:, 0] > g, rows[:, 3], 0.0), rows[:, 0] <= g).mean()
            + 0.5 * ((rows[:, 0] > g)[answerable].mean() + (rows[:, 0] <= g)[~answerable].mean()) for g in grid]
    return {"intercept": round(float(model.intercept_[0]), 4), "margin": round(float(model.coef_[0, 0]), 4),
            "logProbability": round(float(model.coef_[0, 1]), 4), "noAnswerMargin": round(float(grid[int(np.argmax(gain))]), 2)}


def measure(name, rows, answerable, calibration):
    threshold, result = calibration["noAnswerMargin"], []
    given = rows[:, 0] > threshold
    y = rows[answerable]
    result.append({"set": name, "metric": "EM, F1 when an answer is always given", "value": [round(100 * float(y[:, k].mean()), 1) for k in (2, 3)], "n": len(y)})
    result.append({"set": name, "metric": "EM, F1 with no-answer", "n": len(y),
                   "value": [round(100 * float(np.where(given[answerable], y[:, k], 0).mean()), 1) for k in (2, 3)]})
    if (~answerable).any():
        result.append({"set": name, "metric": "unanswerable questions refused", "value": round(float((~given[~answerable]).mean()), 4), "n": int((~answerable).sum())})
        result.append({"set": name, "metric": "accuracy of answer against no answer", "value": round(float((given == answerable).mean()), 4), "n": len(rows)})
        result.append({"set": name, "metric": "F1 over all questions", "value": round(100 * float(np.where(answerable, np.where(given, rows[:, 3], 0), ~given).mean()), 1), "n": len(rows)})
    s = score(calibration, rows[:, 0], rows[:, 1])
    result.append({"set": name, "metric": "ECE of the score, all questions", "value": round(ece(s, rows[:, 3] >= 0.5), 4), "n": len(rows)})
    result.append({"set": name, "metric": "ECE of the score, answers given", "value": round(ece(s[given], rows[given, 3] >= 0.5), 4), "n": int(given.sum())})
    return result


def covid(onnx, tok, path, ranker, ranker_tok, top, limit):
    """COVID-QA with whole articles: passages ranked by MiniLM embeddings, the best ``top`` read."""
    def embed(text):
        ids = torch.tensor([ranker_tok.encode(text).ids[:256]])
        with torch.no_grad():
            v = mean_pool(ranker(ids, torch.ones_like(ids)), torch.ones_like(ids))[0]
        return (v / v.norm()).numpy()
    items = [(p["context"], qa) for d in json.loads(Path(path).read_text())["data"] for p in d["paragraphs"] for qa in p["qas"]]
    random.Random(4).shuffle(items)
    items = items[:limit] if limit else items
    cache, result = {}, []
    for context, qa in items:
        if context not in cache:
            parts = chunks(context)
            cache[context] = (parts, np.array([embed(c) for c in parts]))
        parts, vectors = cache[context]
        order = np.argsort(-(vectors @ embed(qa["question"])))[:top]
        m, p, n, s, e = read(onnx, tok, qa["question"], [parts[i] for i in order])
        result.append(em_f1(parts[order[n]][s:e], [a["text"] for a in qa["answers"]]))
    return np.array(result)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--base", required=True)
    p.add_argument("--checkpoint", required=True)
    p.add_argument("--data", required=True, help="folder with m3_qed and m3_covidqa")
    p.add_argument("--labelled", default=str(Path(__file__).parent / "labelled"))
    p.add_argument("--model", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--ranker", help="MiniLM base folder, to measure COVID-QA")
    p.add_argument("--covid", type=int, default=0, help="this many questions only")
    p.add_argument("--top", type=int, default=6)
    p.add_argument("--quick", type=int, default=0, help="this many QED dev questions only")
    p.add_argument("--no-export", action="store_true")
    a = p.parse_args()
    seed(9)
    tok = tokenizer(Path(a.base) / "tokenizer.json")
    folder, labelled = Path(a.data) / "m3_qed", Path(a.labelled)
    model = EnergyQa(load_base(a.base))
    model.load_state_dict(torch.load(a.checkpoint))
    if not a.no_export:
        ids = torch.randint(1000, 20000, (1, 24))
        ones = torch.ones_like(ids)
        export(model, {"input_ids": ids, "attention_mask": ones, "token_type_ids": ones}, {"start_logits": "tokens", "end_logits": "tokens"}, a.model, 12)
    onnx = session(a.model)
    train = [e for f in sorted(folder.glob("nq-train-*.jsonlines")) for e in data.read_qed(f)]
    seen = {e["passage"] for e in train}
    test = [e for e in data.read_qed(folder / "qed-dev.jsonlines") if e["passage"] not in seen]
    held = [e for e in train if data.held_out(e["title"], 0.04)]
    own = [e for e in data.read_own(sorted(labelled.glob("train-*.jsonl"))) if data.held_out(e["passage"], 0.1)]
    development = own + held + data.negatives(held, sorted({e["passage"] for e in held}), len(held) // 2)
    rows = read_all(onnx, tok, development)
    answerable = np.array([bool(e["answers"]) for e in development])
    calibration = calibrate(rows, answerable)
    quality = measure("held-out part of the training data", rows, answerable, calibration)
    test = random.Random(2).sample(test, a.quick) if a.quick else test
    quality += measure("m3_qed dev without shared passages", read_all(onnx, tok, test), np.ones(len(test), bool), calibration)
    if (labelled / "test.jsonl").exists():
        own_test = data.read_own([labelled / "test.jsonl"])
        quality += measure("own test", read_all(onnx, tok, own_test), np.array([bool(e["answers"]) for e in own_test]), calibration)
    for q in quality:
        print(q, flush=True)
    print(calibration)
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)

    def report():
        (out / "training.json").write_text(json.dumps({
            "id": "energy-qa", "version": "1.0.0", "labels": {}, "maxLength": data.WINDOW, "stride": data.STRIDE,
            "scores": "margin = start + end logits of the span less those at [CLS]; logProbability = log softmax of start and end over [CLS] and the passage; "
                      "score = sigmoid(intercept + margin * m + logProbability * p); no answer when the margin does not exceed noAnswerMargin",
            "calibration": calibration, "tensors": tensor_table(a.model), "quality": quality}, indent=1, ensure_ascii=False))

    report()
    cases = []
    for e in test[:5]:
        w = next(data.windows(tok, e))
        cases.append((e["question"] + "\n" + e["passage"], {"input_ids": w["ids"], "attention_mask": [1] * len(w["ids"]), "token_type_ids": w["types"]}))
    write_parity(out / "torch-logits.json", model, cases, ["start_logits", "end_logits"])
    if a.ranker:
        r = covid(onnx, tok, next((Path(a.data) / "m3_covidqa").glob("*.json")), load_base(a.ranker).eval(), tokenizer(Path(a.ranker) / "tokenizer.json"), a.top, a.covid)
        quality.append({"set": "m3_covidqa, whole articles", "metric": f"EM, F1, {a.top} passages read", "value": [round(100 * float(v), 1) for v in r.mean(0)], "n": len(r)})
        print(quality[-1])
        report()


if __name__ == "__main__":
    main()
