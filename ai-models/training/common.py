"""Small things every recipe needs: tokens, batches, a training loop, calibration."""
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch


def tokenizer(path):
    """A ``tokenizer.json``. MiniLM's carries truncation and padding to 128: both are switched off."""
    from tokenizers import Tokenizer

    t = Tokenizer.from_file(str(path))
    t.no_truncation()
    t.no_padding()
    return t


def seed(value):
    random.seed(value)
    np.random.seed(value)
    torch.manual_seed(value)


def read_jsonl(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def pad(rows, value=0):
    width = max(map(len, rows))
    return torch.tensor([list(r) + [value] * (width - len(r)) for r in rows], dtype=torch.int64)


def batches(lengths, tokens, shuffle=True, most=64):
    """Indices in batches of about ``tokens`` tokens: examples of like length together, batches in random order."""
    order = list(range(len(lengths)))
    if shuffle:
        random.shuffle(order)
        order.sort(key=lambda i: lengths[i] + random.random() * 0.1 * lengths[i])
    else:
        order.sort(key=lambda i: lengths[i])
    result, batch = [], []
    for i in order:
        if batch and (len(batch) >= most or (len(batch) + 1) * max(lengths[i], lengths[batch[-1]]) > tokens):
            result.append(batch)
            batch = []
        batch.append(i)
    if batch:
        result.append(batch)
    if shuffle:
        random.shuffle(result)
    return result


def fit(model, make_batches, loss_of, epochs, rate, head_rate=None, checkpoint=None, after=None, warmup=0.06, decay=0.01,
        layer_decay=1.0, minutes=None, log=print):
    """AdamW, linear warm-up and decay, bf16 autocast. ``make_batches()`` gives one epoch's batches, ``loss_of(model, batch)``
    a batch's loss; ``after(epoch)`` is called after each epoch, when the checkpoint has been written. With ``minutes`` the
    rate has decayed to nothing, and training ends, after that time at the latest."""
    groups = []
    depth = sum(1 for n, _ in model.named_parameters() if n.endswith("attention.self.query.weight"))
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        base = name.startswith("encoder.")
        lr = rate if base else (head_rate or rate)
        if "casing" in name:
            lr = head_rate or rate
        elif base and layer_decay < 1:
            layer = int(name.split(".layer.")[1].split(".")[0]) + 1 if ".layer." in name else 0
            lr = rate * layer_decay ** (depth - layer)
        groups.append({"params": [p], "lr": lr, "top": lr, "weight_decay": decay if p.dim() > 1 else 0.0})
    optimizer = torch.optim.AdamW(groups, fused=True)
    plan = [make_batches() for _ in range(epochs)]
    total, done, start = sum(map(len, plan)), 0, time.time()
    for epoch, epoch_batches in enumerate(plan):
        model.train()
        running = 0.0
        for n, batch in enumerate(epoch_batches):
            done += 1
            share = max(done / total, (time.time() - start) / (60 * minutes) if minutes else 0)
            if share > 1:
                break
            scale = share / warmup if share < warmup else max(0.0, (1 - share) / (1 - warmup))
            for g in optimizer.param_groups:
                g["lr"] = g["top"] * scale
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(model, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0, foreach=False)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            running += float(loss.detach())
            if (n + 1) % 50 == 0 or n + 1 == len(epoch_batches):
                spent = time.time() - start
                log(f"epoch {epoch + 1} batch {n + 1}/{len(epoch_batches)} loss {running / (n + 1):.4f} "
                    f"{spent:.0f} s, about {spent / done * (total - done):.0f} s left")
        if checkpoint:
            Path(checkpoint).parent.mkdir(parents=True, exist_ok=True)
            torch.save(model.state_dict(), checkpoint)
        if after:
            model.eval()
            after(epoch)


def softmax(x):
    x = np.asarray(x, dtype=np.float64)
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def fit_temperature(logits, labels, weights=None):
    """The temperature, and for two classes the bias on the first class's logit, that minimise the log loss."""
    from scipy.optimize import minimize

    logits, labels = np.asarray(logits, dtype=np.float64), np.asarray(labels)
    w = np.ones(len(labels)) if weights is None else np.asarray(weights, dtype=np.float64)
    two = logits.shape[1] == 2

    def loss(v):
        z = logits / math.exp(v[0])
        if two:
            z = z + np.array([v[1], 0.0])
        p = softmax(z)[np.arange(len(labels)), labels]
        return float(-(w * np.log(np.maximum(p, 1e-12))).sum() / w.sum())

    best = minimize(loss, [0.0, 0.0] if two else [0.0], method="Nelder-Mead").x
    return (math.exp(best[0]), float(best[1])) if two else math.exp(best[0])


def ece(confidence, correct, bins=10):
    """Expected calibration error over equally wide bins."""
    confidence, correct = np.asarray(confidence), np.asarray(correct, dtype=float)
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    return float(sum(abs(confidence[which == b].mean() - correct[which == b].mean()) * (which == b).mean()
                     for b in range(bins) if (which == b).any()))
