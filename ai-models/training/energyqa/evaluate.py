"""Exports, calibrates and measures energy-qa, see ../README.md."""
import argparse
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import numpy as np  # noqa: E402
import torch  # noqa: E402

from common import ece, seed, tokenizer  # noqa: E402
from encoder import load_base  # noqa: E402
from energyqa import data  # noqa: E402
from energyqa.model import EnergyQa  # noqa: E402
from energyqa.reader import em_f1, evidence, read, score  # noqa: E402
from export import export, session, tensor_table, write_parity  # noqa: E402


def inputs(window):
    """The tensors of a window, one row each."""
    return {k: np.array([v], dtype=np.int64) for k, v in
            (("input_ids", window["ids"]), ("attention_mask", [1] * len(window["ids"])), ("token_type_ids", window["types"]))}


def answers_of(e):
    return [e["passage"][a:b] for a, b in e["answers"]]


def read_all(onnx, tok, examples):
    """For each example (margin, log probability, EM, F1, length of the passage), EM and F1 as if an answer were always given."""
    rows = []
    for e in examples:
        m, p, _, s, t = read(onnx, tok, e["question"], [e["passage"]])
        rows.append((m, p, *(em_f1(e["passage"][s:t], answers_of(e)) if e["answers"] else (0.0, 0.0)), len(e["passage"])))
    return np.array(rows)


def calibrate(rows, answerable, weight=None):
    """Score: the probability that the answer is right (F1 of a half or more). Threshold: the margin under which there is no answer.
    ``weight`` by row, all alike if absent."""
    from sklearn.linear_model import LogisticRegression

    right = rows[:, 3] >= 0.5
    model = LogisticRegression(C=10.0).fit(evidence(rows[:, 1], rows[:, 4]), right, sample_weight=weight)
    grid = np.arange(-10, 12.01, 0.1)
    # as much of the mean F1 as of telling the two apart
    gain = [np.average(np.where(answerable, np.where(rows[:, 0] > g, rows[:, 3], 0.0), rows[:, 0] <= g), weights=weight)
            + 0.5 * ((rows[:, 0] > g)[answerable].mean() + (rows[:, 0] <= g)[~answerable].mean()) for g in grid]
    near = grid[np.array(gain) >= max(gain) - 0.01]  # the gain is flat and jagged there: its middle is no accident
    best = float((near[0] + near[-1]) / 2)
    weights = zip(("probability", "logProbability", "logLength"), model.coef_[0])
    return {"intercept": round(float(model.intercept_[0]), 4), **{k: round(float(w), 4) for k, w in weights}, "noAnswerMargin": round(best, 2)}


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
    s = score(calibration, rows[:, 1], rows[:, 4])
    result.append({"set": name, "metric": "ECE of the score, all questions", "value": round(ece(s, rows[:, 3] >= 0.5), 4), "n": len(rows)})
    result.append({"set": name, "metric": "ECE of the score, answers given", "value": round(ece(s[given], rows[given, 3] >= 0.5), 4), "n": int(given.sum())})
    return result


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--base", required=True)
    p.add_argument("--checkpoint", required=True)
    p.add_argument("--data", required=True, help="folder with m3_qed")
    p.add_argument("--labelled", default=str(Path(__file__).parent / "labelled"))
    p.add_argument("--model", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--quick", type=int, default=0, help="this many QED dev questions only")
    p.add_argument("--no-export", action="store_true")
    a = p.parse_args()
    seed(9)
    tok = tokenizer(Path(a.base) / "tokenizer.json")
    folder, labelled = Path(a.data) / "m3_qed", Path(a.labelled)
    own = [e for e in data.read_own(sorted(labelled.glob("train-[a-d].jsonl"))) if data.held_out(e["passage"], 0.1)]
    unseen = data.read_own(sorted(labelled.glob("calibration-[a-c].jsonl")))  # harder, and more of them
    plain = data.read_own([labelled / "calibration-plain.jsonl"])
    model = EnergyQa(load_base(a.base))
    model.load_state_dict(torch.load(a.checkpoint))
    if not a.no_export:
        ids = torch.randint(1000, 20000, (1, 24))
        ones = torch.ones_like(ids)
        export(model, {"input_ids": ids, "attention_mask": ones, "token_type_ids": ones}, {"start_logits": "tokens", "end_logits": "tokens"}, a.model, 12,
               [inputs(next(data.windows(tok, e))) for e in (own + plain)[::5]])
    onnx = session(a.model)
    train = [e for f in sorted(folder.glob("nq-train-*.jsonlines")) for e in data.read_qed(f)]
    seen = {e["passage"] for e in train}
    test = [e for e in data.read_qed(folder / "qed-dev.jsonlines") if e["passage"] not in seen]
    held = [e for e in train if data.held_out(e["title"], 0.04)]
    parts = {"held-out part of our own training passages": own, "own passages written to calibrate on": unseen,
             "the same, natural questions": plain}
    rows = {name: read_all(onnx, tok, examples) for name, examples in parts.items()}
    answerable = {name: np.array([bool(e["answers"]) for e in examples]) for name, examples in parts.items()}
    weights = np.repeat([5.0, 1.0, 3.0], [len(examples) for examples in parts.values()])  # every kind shall count
    calibration = calibrate(np.concatenate(list(rows.values())), np.concatenate(list(answerable.values())), weights)
    quality = [q for name in parts for q in measure(name, rows[name], answerable[name], calibration)]
    quality += measure("held-out part of QED's training passages", read_all(onnx, tok, held), np.ones(len(held), bool), calibration)
    test = random.Random(2).sample(test, a.quick) if a.quick else test
    quality += measure("m3_qed dev without shared passages", read_all(onnx, tok, test), np.ones(len(test), bool), calibration)
    for file in sorted(labelled.glob("test*.jsonl")):
        own_test = data.read_own([file])
        quality += measure(f"own {file.stem}", read_all(onnx, tok, own_test), np.array([bool(e["answers"]) for e in own_test]), calibration)
    for q in quality:
        print(q, flush=True)
    print(calibration)
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    (out / "training.json").write_text(json.dumps({
        "id": "energy-qa", "version": "1.0.0", "labels": {}, "maxLength": data.WINDOW, "stride": data.STRIDE,
        "scores": "margin = start + end logits of the span less those at [CLS]; logProbability = log softmax of start and end over [CLS] and the passage; "
                  "score = sigmoid(intercept + probability * e^l + logProbability * l + logLength * ln(passage length / 1000)), l the log probability; no answer when the margin does not exceed noAnswerMargin",
        "calibration": calibration, "tensors": tensor_table(a.model), "quality": quality}, indent=1, ensure_ascii=False))
    cases = []
    for e in test[:5]:
        w = next(data.windows(tok, e))
        cases.append((e["question"] + "\n" + e["passage"], {"input_ids": w["ids"], "attention_mask": [1] * len(w["ids"]), "token_type_ids": w["types"]}))
    write_parity(out / "torch-logits.json", model, cases, ["start_logits", "end_logits"])


if __name__ == "__main__":
    main()
