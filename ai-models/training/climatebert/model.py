"""climate-bert: one MiniLM pass, mean pooling, four linear heads."""
import torch
from torch import nn

HEADS = {
    "relevance": ["climate-or-energy", "other"],
    "sentiment": ["opportunity", "neutral", "risk"],
    "topic": ["energy supply", "energy consumption", "transport", "industry", "agriculture",
              "forestry and land use", "waste", "environment", "other"],
    "target": ["net-zero", "reduction", "none"],
}


def mean_pool(x, attention_mask):
    mask = attention_mask.unsqueeze(-1).to(torch.float32)
    return (x * mask).sum(1) / mask.sum(1).clamp(min=1.0)


class ClimateBert(nn.Module):
    def __init__(self, encoder, dropout=0.1):
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.ModuleDict({name: nn.Linear(384, len(labels)) for name, labels in HEADS.items()})

    def forward(self, input_ids, attention_mask):
        pooled = self.dropout(mean_pool(self.encoder(input_ids, attention_mask).float(), attention_mask))
        return tuple(self.heads[name](pooled) for name in HEADS)
