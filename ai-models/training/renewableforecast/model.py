"""Two small networks that answer seven ordered quantiles around the physics; everything Java need not know is inside."""
import torch
from torch import nn

LEVELS = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]
MEDIAN = LEVELS.index(0.5)


class Quantiles(nn.Module):
    """``features`` [n, f], the physics first, to quantiles of the capacity factor [n, 7], ordered.

    The spread grows with ``scale(physics)``: for the sun with its square root, so that darkness is exactly certain.
    """

    def __init__(self, low, high, mean, deviation, solar, flag=None, width=32):
        super().__init__()
        for name, value in {"low": low, "high": high, "mean": mean, "deviation": deviation}.items():
            self.register_buffer(name, torch.as_tensor(value, dtype=torch.float32))
        self.register_buffer("widths", torch.ones(2, len(LEVELS)))
        self.solar, self.flag = solar, flag
        self.body = nn.Sequential(nn.Linear(len(low), width), nn.SiLU(), nn.Linear(width, width), nn.SiLU(),
                                  nn.Linear(width, len(LEVELS)))
        nn.init.zeros_(self.body[-1].weight)
        nn.init.constant_(self.body[-1].bias, -4.0)
        with torch.no_grad():
            self.body[-1].bias[MEDIAN] = 0.0

    def forward(self, features):
        x = features[:, :1]
        seen = torch.maximum(torch.minimum(features, self.high), self.low)
        out = self.body((seen - self.mean) / self.deviation)
        median, steps = out[:, MEDIAN:MEDIAN + 1], nn.functional.softplus(out)
        below = torch.flip(torch.cumsum(torch.flip(steps[:, :MEDIAN], [1]), 1), [1])
        above = torch.cumsum(steps[:, MEDIAN + 1:], 1)
        widths = self.widths[:1] if self.flag is None else (
            self.widths[:1] + (self.widths[1:] - self.widths[:1]) * features[:, self.flag:self.flag + 1])
        around = torch.cat([-below, torch.zeros_like(median), above], 1) * widths
        scale = torch.sqrt(torch.clamp(x, min=0.0)) if self.solar else torch.ones_like(x)
        return x + scale * (median + around)


def pinball(quantiles, y):
    levels = torch.tensor(LEVELS)
    error = y[:, None] - quantiles
    return torch.maximum(levels * error, (levels - 1) * error).mean()
