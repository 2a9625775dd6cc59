"""policy-impact: one MiniLM pass, mean pooling; sectors and instruments (several may hold), quantiles of the expected reduction."""
from torch import nn

from climatebert.model import mean_pool
from eea import INSTRUMENTS, SECTORS


class PolicyImpact(nn.Module):
    def __init__(self, encoder, dropout=0.1):
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.sector = nn.Linear(384, len(SECTORS))
        self.instrument = nn.Linear(384, len(INSTRUMENTS))
        self.reduction = nn.Linear(384, 3)  # 10, 50 and 90 % quantiles of the natural logarithm of kt CO2e a year

    def pooled(self, input_ids, attention_mask):
        return mean_pool(self.encoder(input_ids, attention_mask).float(), attention_mask)

    def forward(self, input_ids, attention_mask):
        x = self.dropout(self.pooled(input_ids, attention_mask))
        return self.sector(x), self.instrument(x), self.reduction(x)
