"""Reads an answer out of passages with the exported model, as the Java runtime does, and scores answers as SQuAD does."""
import collections
import re
import string

import numpy as np

from energyqa.data import windows
from export import run

LONGEST = 40  # tokens in an answer


def spans(onnx, tok, question, passage):
    """The best span of each window: (margin, log probability, start, end). The margin is the span's start and end logits less those at [CLS]."""
    for w in windows(tok, {"question": question, "passage": passage}):
        x = {"input_ids": [w["ids"]], "attention_mask": [[1] * len(w["ids"])], "token_type_ids": [w["types"]]}
        out = run(onnx, {k: np.array(v, dtype=np.int64) for k, v in x.items()})
        start, end = out["start_logits"][0], out["end_logits"][0]
        a, b = start[w["first"]:-1], end[w["first"]:-1]
        if not len(a):
            continue
        total = a[:, None] + b[None, :]
        n = len(a)
        total = np.where((np.arange(n)[None, :] >= np.arange(n)[:, None]) & (np.arange(n)[None, :] < np.arange(n)[:, None] + LONGEST), total, -1e9)
        i, j = np.unravel_index(int(total.argmax()), total.shape)

        def norm(v, first):
            values = np.concatenate([[v[0]], first])
            return values.max() + np.log(np.exp(values - values.max()).sum())
        probability = float(total[i, j] - norm(start, a) - norm(end, b))
        yield float(total[i, j] - start[0] - end[0]), probability, w["offsets"][i][0], w["offsets"][j][1]


def read(onnx, tok, question, passages):
    """The best answer over all passages: (margin, log probability, passage index, start, end)."""
    return max(((m, p, n, s, e) for n, text in enumerate(passages) for m, p, s, e in spans(onnx, tok, question, text)), default=(-99.0, -99.0, 0, 0, 0))


def evidence(log_probability, length):
    """What a score goes by: probability of the span in its window, its logarithm, and that of the passage's length in thousands of characters."""
    return np.column_stack([np.exp(log_probability), log_probability, np.log(np.asarray(length) / 1000)])


def score(calibration, log_probability, length):
    weights = [calibration[k] for k in ("probability", "logProbability", "logLength")]
    return 1 / (1 + np.exp(-(calibration["intercept"] + evidence(log_probability, length) @ weights)))


def normal(text):
    text = "".join(c for c in text.lower() if c not in string.punctuation)
    return re.sub(r"\b(a|an|the)\b", " ", text).split()


def em_f1(answer, gold):
    best = (0.0, 0.0)
    for g in gold:
        x, y = normal(answer), normal(g)
        common = sum((collections.Counter(x) & collections.Counter(y)).values())
        f1 = 2 * common / (len(x) + len(y)) if common else float(x == y)
        best = max(best, (float(x == y), f1))
    return best
