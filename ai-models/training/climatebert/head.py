"""Fits climate-bert's sentiment head anew on frozen features, near what it was, see ../README.md."""
import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import torch  # noqa: E402
from torch.nn import functional as F  # noqa: E402

from climatebert import data  # noqa: E402
from climatebert.model import HEADS, ClimateBert, mean_pool  # noqa: E402
from climatebert.train import TRAIN_LENGTH, encode  # noqa: E402
from common import pad, seed, tokenizer  # noqa: E402
from encoder import load_base  # noqa: E402

EPOCHS, BATCH, RATE, NEAR = 40, 128, 2e-3, 1e-2


def features(model, ids):
    """The pooled output of the encoder for each list of pieces, texts of like length together."""
    result = torch.zeros(len(ids), 384)
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    with torch.no_grad():
        for k in range(0, len(order), 64):
            chosen = order[k:k + 64]
            padded = pad([ids[i] for i in chosen])
            mask = (padded != 0).long()
            result[chosen] = mean_pool(model.encoder(padded, mask).float(), mask)
    return result


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--base", required=True)
    p.add_argument("--start", required=True)
    p.add_argument("--labelled", default=str(Path(__file__).parent / "labelled"))
    p.add_argument("--seed", type=int, default=41)
    p.add_argument("--out", required=True)
    a = p.parse_args()
    seed(a.seed)
    tok, labelled = tokenizer(Path(a.base) / "tokenizer.json"), Path(a.labelled)
    rows = list(data.own_sentiment(sorted(labelled.glob("sentiment-train-*.tsv"))))
    rows += [r for r in data.own_border(sorted(labelled.glob("heads-train-*.tsv"))) if "sentiment" in r]
    rows = [r for r in rows if data.part_of(r["text"], 0, 0.12) == "train"]
    model = ClimateBert(load_base(a.base))
    model.load_state_dict(torch.load(a.start))
    model.eval()
    x = features(model, [encode(tok, r["text"], TRAIN_LENGTH) for r in rows])
    y = torch.tensor([HEADS["sentiment"].index(r["sentiment"]) for r in rows])
    head = model.heads["sentiment"]
    before = [q.detach().clone() for q in head.parameters()]
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.0)
    for epoch in range(EPOCHS):
        total = 0.0
        for batch in torch.randperm(len(rows)).split(BATCH):
            loss = F.cross_entropy(head(F.dropout(x[batch], 0.1)), y[batch], label_smoothing=0.03)
            loss = loss + NEAR * sum(((now - then) ** 2).sum() for now, then in zip(head.parameters(), before))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += float(loss.detach()) * len(batch)
        print(f"epoch {epoch + 1} loss {total / len(rows):.4f}", flush=True)
    torch.save(model.state_dict(), a.out)


if __name__ == "__main__":
    main()
