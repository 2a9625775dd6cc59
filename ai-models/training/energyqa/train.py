"""Trains energy-qa: stage 1 on short sentences (QAMR), stage 2 on paragraphs (QED and our own), see ../README.md."""
import argparse
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import torch  # noqa: E402
from torch.nn import functional as F  # noqa: E402

from common import batches, fit, pad, seed, tokenizer  # noqa: E402
from encoder import Encoder, load_base  # noqa: E402
from energyqa import data  # noqa: E402
from energyqa.model import EnergyQa  # noqa: E402


def loss_of(features):
    def loss(model, batch):
        rows = [features[i] for i in batch]
        ids = pad([r["ids"] for r in rows])
        start, end = model(ids, pad([[1] * len(r["ids"]) for r in rows]), pad([r["types"] for r in rows]))
        allowed = pad([[1] + [0] * (r["first"] - 1) + [1] * (len(r["ids"]) - r["first"] - 1) + [0] for r in rows]).bool()
        total = 0
        for logits, key in ((start, "start"), (end, "end")):
            logits = logits.float().masked_fill(~allowed, -1e4)
            total = total + F.cross_entropy(logits, torch.tensor([r[key] for r in rows]))
        return total / 2
    return loss


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--base", required=True, help="folder with model.safetensors, config.json and tokenizer.json")
    p.add_argument("--start", help="checkpoint to go on from")
    p.add_argument("--out", required=True, help="checkpoint to write")
    p.add_argument("--qamr")
    p.add_argument("--qed")
    p.add_argument("--search", nargs="*", default=[], help="our own questions on passages of --qed")
    p.add_argument("--own", nargs="*", default=[])
    p.add_argument("--own-times", type=int, default=3)
    p.add_argument("--qamr-rows", type=int, default=0, help="take this many QAMR rows only")
    p.add_argument("--negatives", type=float, default=0.25, help="made negatives per answerable question")
    p.add_argument("--epochs", type=int, default=1)
    p.add_argument("--rate", type=float, default=8e-5)
    p.add_argument("--tokens", type=int, default=3000, help="tokens in a batch")
    p.add_argument("--window", type=int, default=data.WINDOW)
    p.add_argument("--layer-decay", type=float, default=1.0)
    p.add_argument("--freeze", type=int, default=0, help="layers at the bottom that stay as they are")
    p.add_argument("--qed-rows", type=int, default=0, help="take this many QED rows only")
    p.add_argument("--minutes", type=float, help="end after this time, whatever the epochs")
    p.add_argument("--seed", type=int, default=7)
    a = p.parse_args()
    seed(a.seed)
    tok = tokenizer(Path(a.base) / "tokenizer.json")
    model = EnergyQa(load_base(a.base))
    if a.start:
        model.load_state_dict(torch.load(a.start))
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    for layer in model.encoder.encoder["layer"][:a.freeze]:
        layer.requires_grad_(False)
    if a.freeze:
        model.encoder.embeddings.requires_grad_(False)
    wide, extra = [], []
    if a.qamr:
        rows = data.read_qamr(a.qamr)
        if a.qamr_rows:
            rows = random.sample(rows, min(a.qamr_rows, len(rows)))
        wide += rows
    if a.qed:
        qed = [e for path in sorted(Path(a.qed).glob("nq-train-*.jsonlines")) for e in data.read_qed(path)]
        wide += [e for e in qed + data.read_search(a.search, qed) if not data.held_out(e["title"], 0.04)]
    if a.qed_rows and len(wide) > a.qed_rows:
        wide = random.sample(wide, a.qed_rows)
    own = [e for e in data.read_own(a.own) if not data.held_out(e["passage"], 0.1)]
    extra += own * a.own_times
    answerable = wide + [e for e in own if e["answers"]]
    passages = sorted({e["passage"] for e in answerable})
    made = data.negatives(answerable, passages, int(a.negatives * len(answerable)))
    features = data.train_features(tok, wide + extra + made, a.window)
    lengths = [len(f["ids"]) for f in features]
    print(f"{len(wide)} examples, {len(own)} own, {len(made)} made negatives, {len(features)} windows, {sum(lengths)} tokens", flush=True)
    fit(model, lambda: batches(lengths, a.tokens), loss_of(features), a.epochs, a.rate, 3 * a.rate, a.out, minutes=a.minutes, layer_decay=a.layer_decay)


if __name__ == "__main__":
    main()
