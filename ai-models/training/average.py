"""Averages the weights of two checkpoints of one training: what both know stays, what either has by chance fades.

    python average.py ner2.pt ner3.pt --second 0.6 --out ner.pt

After Wortsman et al. 2022, Robust fine-tuning of zero-shot models: on sets unlike those trained on, the average of an earlier and a later
checkpoint often beats both."""
import argparse

import torch


def average(first, second, share):
    """``share`` is the weight of the second; whole numbers are taken from it."""
    return {k: (1 - share) * first[k] + share * v if v.is_floating_point() else v for k, v in second.items()}


if __name__ == "__main__":
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("first")
    p.add_argument("second_checkpoint", metavar="second")
    p.add_argument("--second", type=float, default=0.5, help="weight of the second, 0 to 1")
    p.add_argument("--out", required=True)
    a = p.parse_args()
    torch.save(average(torch.load(a.first), torch.load(a.second_checkpoint), a.second), a.out)
