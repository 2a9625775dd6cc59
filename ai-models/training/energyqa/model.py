"""energy-qa: bge-small, one linear layer, start and end logits for every token. "No answer" is the span at [CLS]."""
from torch import nn


class EnergyQa(nn.Module):
    def __init__(self, encoder, dropout=0.1):
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.span = nn.Linear(384, 2)

    def forward(self, input_ids, attention_mask, token_type_ids):
        start, end = self.span(self.dropout(self.encoder(input_ids, attention_mask, token_type_ids))).split(1, -1)
        return start.squeeze(-1), end.squeeze(-1)
