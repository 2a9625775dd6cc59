"""Trains, exports and measures energy-ner, see ../README.md."""
import argparse
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import numpy as np  # noqa: E402
import torch  # noqa: E402

from common import batches, ece, fit, pad, seed, softmax, tokenizer  # noqa: E402
from encoder import load_base  # noqa: E402
from energyner import data  # noqa: E402
from energyner.model import CASINGS, TAGS, TYPES, EnergyNer, features  # noqa: E402
from export import export, run, session, tensor_table, write_parity  # noqa: E402

TRAIN_LENGTH, MAX_LENGTH = 160, 512
EACH_EPOCH = {"uner": 1.0, "crossner": 1.0, "btc": 0.7, "wnut": 0.4, "sec": 0.4}
TECH = [TAGS.index("B-TECH"), TAGS.index("I-TECH")]


def recased(e):
    """Sometimes all lower or all upper case: the casing feature must not be the only evidence."""
    luck = random.random()
    text = e["text"].lower() if luck < 0.07 else e["text"].upper() if luck < 0.11 else e["text"]
    return text if len(text) == len(e["text"]) else e["text"]


def labelled(tok, e, text=None):
    f = features(tok, text or e["text"])
    tags = [TAGS.index("O")] * len(f["ids"])
    for s, t, kind in e["spans"]:
        inside = [i for i in range(1, len(tags) - 1) if f["spans"][f["words"][i]][0] < t and f["spans"][f["words"][i]][1] > s]
        for n, i in enumerate(inside):
            tags[i] = TAGS.index(("B-" if n == 0 else "I-") + kind)
    tags[0] = tags[-1] = -1
    most = TRAIN_LENGTH
    return {"ids": f["ids"][:most], "casing": f["casing"][:most], "tags": tags[:most], "tech": e["tech"]}


def loss_of(model, rows):
    ids = pad([[103 if 0 < i < len(r["ids"]) - 1 and random.random() < 0.04 else t for i, t in enumerate(r["ids"])] for r in rows])
    log = torch.log_softmax(model(ids, (ids != 0).long(), pad([r["casing"] for r in rows], 5)).float(), -1)
    tags = pad([r["tags"] for r in rows], -1)
    exact = -log.gather(-1, tags.clamp(min=0)[..., None])[..., 0]
    # where technologies are not marked, "nothing" may be a technology
    either = -torch.logsumexp(log[..., [0] + TECH], -1)
    unmarked = torch.tensor([not r["tech"] for r in rows])[:, None] & (tags == 0)
    each = torch.where(unmarked, 0.9 * either + 0.1 * exact, exact)
    known = (tags >= 0).float()
    return (each * known).sum() / known.sum()


ADJACENT = 2.5  # what it costs to open an entity right behind another
TYPE_OF = [t[2:] for t in TAGS]  # "" for O


def decode(f, logits, temperature=1.0):
    """Entities (start, end, type, score) from one text's logits.

    A word's evidence for a tag is the first piece's log probability plus the mean, over its other pieces, of the log probability of the tag's
    type (B- and I- together). The best sequence (Viterbi) has I-X only behind B-X or I-X and pays ADJACENT for B- behind an
    entity. An entity's score is the mean over its words of the first piece's probability of its type."""
    p = softmax(logits / temperature)
    same = np.array([[a == b for b in TYPE_OF] for a in TYPE_OF])
    by_type = p @ same  # for each tag the probability of its type
    pieces = {}
    for i in range(1, len(f["ids"]) - 1):
        pieces.setdefault(f["words"][i], []).append(i)
    words = sorted(pieces)
    if not words:
        return []
    n = len(TAGS)
    step = np.zeros((n, n))
    for a in range(n):
        for b in range(n):
            if TAGS[b][0] == "I" and TYPE_OF[a] != TYPE_OF[b]:
                step[a, b] = -1e4
            elif TAGS[b][0] == "B" and TYPE_OF[a]:
                step[a, b] = -ADJACENT
    back, best = [], None
    for w in words:
        first, *rest = pieces[w]
        evidence = np.log(p[first] + 1e-12)
        if rest:
            evidence = evidence + np.log(by_type[rest] + 1e-6).mean(0)
        if best is None:
            best = evidence + step[0]  # as if behind O
        else:
            paths = best[:, None] + step
            back.append(paths.argmax(0))
            best = paths.max(0) + evidence
    tags = [int(best.argmax())]
    for row in reversed(back):
        tags.append(int(row[tags[-1]]))
    result = []
    for w, k in zip(words, reversed(tags)):
        score = by_type[pieces[w][0], k]
        if TAGS[k][0] == "B":
            result.append([*f["spans"][w], TYPE_OF[k], [score]])
        elif TAGS[k][0] == "I":
            result[-1][1] = f["spans"][w][1]
            result[-1][3].append(score)
    return [(s, e, t, float(np.mean(scores))) for s, e, t, scores in result]


def predict(onnx, tok, examples):
    result = []
    for e in examples:
        f = features(tok, e["text"])
        x = {k: np.array([v[:MAX_LENGTH]], dtype=np.int64) for k, v in (("input_ids", f["ids"]), ("attention_mask", [1] * len(f["ids"])), ("casing", f["casing"]))}
        result.append((f, run(onnx, x)["logits"][0]))
    return result


def measure(examples, predictions, types, name, temperature):
    count = {t: [0, 0, 0] for t in types}  # right, predicted, gold
    confidence, right = [], []
    for e, (f, logits) in zip(examples, predictions):
        gold = {(s, t, k) for s, t, k in e["spans"] if k in types}
        for s, t, k, score in decode(f, logits, temperature):
            if k not in types:
                continue
            s, t, k = (data.tidy(e["text"], [(s, t, k)]) or [(s, t, k)])[0]
            count[k][1] += 1
            hit = (s, t, k) in gold
            count[k][0] += hit
            confidence.append(score)
            right.append(hit)
        for _, _, k in gold:
            count[k][2] += 1

    def f1(c):
        return round(2 * c[0] / max(1, c[1] + c[2]), 4)
    total = [sum(c[i] for c in count.values()) for i in range(3)]
    return [{"set": name, "metric": "entity F1 " + "/".join(types), "value": f1(total), "n": total[2]},
            {"set": name, "metric": "entity F1 by type", "value": {k: f1(c) for k, c in count.items()}, "n": {k: c[2] for k, c in count.items()}},
            {"set": name, "metric": "precision, recall", "value": [round(total[0] / max(1, total[1]), 4), round(total[0] / max(1, total[2]), 4)], "n": total[2]},
            {"set": name, "metric": "ECE of entity scores", "value": round(ece(confidence, right), 4), "n": len(right)}], confidence, right


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--base", required=True)
    p.add_argument("--data", required=True)
    p.add_argument("--labelled", default=str(Path(__file__).parent / "labelled"))
    p.add_argument("--start", help="checkpoint to go on from")
    p.add_argument("--checkpoint", required=True)
    p.add_argument("--model", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--epochs", type=int, default=3)
    p.add_argument("--own-times", type=int, default=2)
    p.add_argument("--often", nargs="*", default=[], help="names of own files that are gone through eight times more in each epoch")
    p.add_argument("--others", type=float, default=1.0, help="what part of the public sets is taken")
    p.add_argument("--rate", type=float, default=1e-4)
    p.add_argument("--minutes", type=float, help="end after this time, whatever the epochs")
    p.add_argument("--seed", type=int, default=3)
    p.add_argument("--no-training", action="store_true")
    a = p.parse_args()
    seed(a.seed)
    tok = tokenizer(Path(a.base) / "tokenizer.json")
    labelled_folder = Path(a.labelled)
    found = data.sources(a.data)
    own = [dict(e, often=f.name in a.often) for f in sorted(labelled_folder.glob("train-*.txt")) for e in data.own(f)]
    own_test = data.own(labelled_folder / "test.txt")
    tested = {e["text"] for e in own_test}
    own = [e for e in own if e["text"] not in tested]
    random.shuffle(own)
    own_development, own = own[:len(own) // 12], own[len(own) // 12:]
    print({k: len(v) for k, v in found.items()}, len(own), len(own_development), len(own_test), flush=True)

    def epoch():
        chosen = own * a.own_times + [e for e in own if e["often"]] * 8
        for source, examples in found.items():
            chosen = chosen + random.sample(examples, int(a.others * EACH_EPOCH[source] * len(examples)))
        rows = [labelled(tok, e, recased(e)) for e in chosen]
        return [[rows[i] for i in b] for b in batches([len(r["ids"]) for r in rows], 1500, most=32)]

    model = EnergyNer(load_base(a.base, casings=CASINGS))
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    if a.start:
        model.load_state_dict(torch.load(a.start))
    if a.no_training:
        model.load_state_dict(torch.load(a.checkpoint))
    else:
        fit(model, epoch, loss_of, a.epochs, a.rate, 1e-3, a.checkpoint, minutes=a.minutes, layer_decay=0.95, log=lambda s: print(s, flush=True))
    f = features(tok, "Vattenfall builds offshore wind in Denmark.")
    inputs = {k: torch.tensor([v]) for k, v in (("input_ids", f["ids"]), ("attention_mask", [1] * len(f["ids"])), ("casing", f["casing"]))}
    export(model, inputs, {"logits": 3}, a.model, 12)
    onnx = session(a.model)
    development = predict(onnx, tok, own_development)
    temperature = min(np.arange(0.6, 3.01, 0.1), key=lambda t: ece(*measure(own_development, development, TYPES, "", t)[1:]))
    temperature = round(float(temperature), 2)
    quality = []
    for name, examples in data.tests(a.data).items():
        quality += measure(examples, predict(onnx, tok, examples), ["PER", "ORG", "LOC"], name, temperature)[0]
    quality += measure(own_test, predict(onnx, tok, own_test), TYPES, "own test", temperature)[0]
    abbreviations = data.own(labelled_folder / "abbreviations-test.txt")
    quality += measure(abbreviations, predict(onnx, tok, abbreviations), TYPES, "own test of abbreviations", temperature)[0]
    lower = [dict(e, text=e["text"].lower()) for e in own_test if len(e["text"].lower()) == len(e["text"])]
    quality += measure(lower, predict(onnx, tok, lower), TYPES, "own test in lower case", temperature)[0][:2]
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    (out / "training.json").write_text(json.dumps({
        "id": "energy-ner", "version": "1.0.0", "labels": {"tags": TAGS},
        "scores": " ".join(decode.__doc__.split("\n\n")[1].split()), "adjacentPenalty": ADJACENT,
        "calibration": {"temperature": temperature}, "maxLength": MAX_LENGTH, "tensors": tensor_table(a.model), "quality": quality,
        "seed": a.seed, "epochs": a.epochs, "rate": a.rate, "ownTimes": a.own_times,
        "trainingRows": {k: len(v) for k, v in found.items()} | {"own": len(own)}}, indent=1, ensure_ascii=False))
    cases = []
    for e in own_test[:5]:
        f = features(tok, e["text"])
        cases.append((e["text"], {"input_ids": f["ids"], "attention_mask": [1] * len(f["ids"]), "casing": f["casing"]}))
    write_parity(out / "torch-logits.json", model, cases, ["logits"])
    for q in quality:
        print(q)
    print("temperature", temperature)


if __name__ == "__main__":
    main()
