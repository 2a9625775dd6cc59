"""Fast checks of the recipe, without data and without a base encoder: a random encoder stands in for it.

    pip install -r requirements.txt && pytest tests
"""
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from climatebert.data import CERTAIN, part_of, relevance_by_words  # noqa: E402
from climatebert.model import HEADS, ClimateBert  # noqa: E402
from average import average  # noqa: E402
from common import batches, ece, fit_temperature  # noqa: E402
from encoder import Encoder, save_base  # noqa: E402
from energyner import data as ner  # noqa: E402
from energyner.model import CASINGS, TAGS, EnergyNer, casing_of, features  # noqa: E402
from energyner.train import decode  # noqa: E402
from energyqa import data as qa  # noqa: E402
from energyqa.model import EnergyQa  # noqa: E402
from energyqa.reader import em_f1  # noqa: E402
from export import export, run, session  # noqa: E402
from from_int8 import checkpoint  # noqa: E402


def small_tokenizer():
    words = "[PAD] [UNK] [CLS] [SEP] ved ##fall vat ##ten builds wind in denmark . what does it build ? 20 mw".split()
    t = Tokenizer(models.WordPiece({w: i for i, w in enumerate(words)}, unk_token="[UNK]"))
    t.normalizer, t.pre_tokenizer = normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer()
    t.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    return t


def check_export(model, inputs, outputs, layers, folder, examples=()):
    path = str(folder / "model.onnx")
    counts = export(model, inputs, outputs, path, layers, examples, quantize=False)
    assert counts["Attention"] == layers
    with torch.no_grad():
        expected = model(*inputs.values())
    expected = expected if isinstance(expected, tuple) else (expected,)
    result = run(session(path), {k: v.numpy() for k, v in inputs.items()})
    for name, value in zip(outputs, expected):
        assert np.abs(result[name] - value.numpy()).max() < 1e-4


def test_smoothing_changes_no_output(tmp_path):
    torch.manual_seed(2)
    model = EnergyQa(Encoder(2)).eval()
    model.encoder.encoder["layer"][0].output.dense.bias.data[7] = 40  # a channel far above the others
    ids = torch.randint(1000, 20000, (1, 12))
    inputs = {"input_ids": ids, "attention_mask": torch.ones_like(ids), "token_type_ids": torch.zeros_like(ids)}
    check_export(model, inputs, {"start_logits": "tokens", "end_logits": "tokens"}, 2, tmp_path, [{k: v.numpy() for k, v in inputs.items()}])
    added = [i for i in onnx.load(tmp_path / "model.onnx").graph.initializer if i.name.endswith("/smoothing")]
    assert len(added) == 8  # attention, its output, and the two of the feed-forward network, in each layer
    assert min(onnx.numpy_helper.to_array(i).min() for i in added) < 0.5


def test_exports_equal_torch(tmp_path):
    torch.manual_seed(1)
    ids = torch.randint(1000, 20000, (2, 12))
    mask = torch.ones_like(ids)
    mask[1, 7:] = 0
    two = {"input_ids": ids, "attention_mask": mask}
    check_export(ClimateBert(Encoder(1)).eval(), two, {h: 2 for h in HEADS}, 1, tmp_path)
    ner_model = EnergyNer(Encoder(1, casings=CASINGS)).eval()
    torch.nn.init.normal_(ner_model.encoder.embeddings.casing_embeddings.weight)
    check_export(ner_model, {**two, "casing": ids % CASINGS}, {"logits": 3}, 1, tmp_path)
    check_export(EnergyQa(Encoder(1)).eval(), {**two, "token_type_ids": mask}, {"start_logits": "tokens", "end_logits": "tokens"}, 1, tmp_path)


def test_shipped_weights_become_a_checkpoint(tmp_path):
    torch.manual_seed(3)
    model = ClimateBert(Encoder(2)).eval()
    save_base(model.encoder.state_dict(), tmp_path / "base")
    ids = torch.randint(1000, 20000, (1, 12))
    path = str(tmp_path / "model.onnx")
    export(model, {"input_ids": ids, "attention_mask": torch.ones_like(ids)}, {h: 2 for h in HEADS}, path, 2)
    again = checkpoint(path, tmp_path / "base")
    for name, weight in model.state_dict().items():
        step = 2 * weight.abs().max() / 127  # weights have seven bits, each row with a step of its own
        assert (again[name] - weight).abs().max() <= step, name


def test_casing():
    assert [casing_of(w) for w in ("solar", "Vattenfall", "IEA", "CO2", "GWh", "2030", "%", "A", "5g")] == [0, 1, 2, 2, 3, 4, 5, 1, 0]


def test_casing_is_of_the_whole_word():
    f = features(small_tokenizer(), "Vattenfall builds WIND")
    assert f["casing"] == [5, 1, 1, 1, 0, 2, 5]
    assert f["spans"][f["words"][2]] == (0, 10)


def test_ner_markup_and_conventions(tmp_path):
    (tmp_path / "own.txt").write_text("The [Ministry of Energy|ORG] bought [20 MW|METRIC|20 MW] of [wind|TECH].\n")
    e = ner.own(tmp_path / "own.txt")[0]
    assert e["text"] == "The Ministry of Energy bought 20 MW of wind."
    assert [(e["text"][s:t], k) for s, t, k in e["spans"]] == [("Ministry of Energy", "ORG"), ("wind", "TECH")]
    e = ner.example("the United Nations met in Geneva Tuesday".split(), "B-Organisation I-Organisation I-Organisation O O B-location O".split())
    assert [(e["text"][s:t], k) for s, t, k in e["spans"]] == [("United Nations", "ORG"), ("Geneva", "LOC")]
    assert len(TAGS) == 9


def test_ner_decoding_mends_a_torn_name():
    f = features(small_tokenizer(), "Vattenfall builds wind in Denmark")
    logits = np.full((len(f["ids"]), len(TAGS)), -5.0)

    def say(piece, tag, strength=5.0):
        logits[piece, TAGS.index(tag)] = strength
    for i in range(len(logits)):
        say(i, "O", 0.0)
    say(1, "I-ORG")  # nothing may begin with I-: it becomes B-
    say(2, "I-ORG"), say(3, "I-ORG")
    logits[1, TAGS.index("B-ORG")] = 4.0
    say(5, "B-TECH")
    assert [(s, e, t) for s, e, t, _ in decode(f, logits)] == [(0, 10, "ORG"), (18, 22, "TECH")]
    assert all(0.9 < score <= 1 for *_, score in decode(f, logits))


def test_qa_windows_keep_the_answer():
    passage = "vattenfall builds wind in denmark . " * 30
    at = passage.rindex("denmark")
    example = {"question": "what does it build ?", "passage": passage, "answers": [[at, at + 7]]}
    rows = qa.train_features(small_tokenizer(), [example], window=64)
    hit = [r for r in rows if r["start"]]
    assert hit and all(r["start"] == r["end"] for r in hit)
    assert all(len(r["ids"]) <= 64 and len(r["ids"]) == len(r["types"]) for r in rows)


def test_search_questions_find_the_occurrence_that_answers(tmp_path):
    passage = {"id": "7", "title": "", "question": "", "passage": "Lima sold Lima more.", "answers": []}
    file = tmp_path / "search.jsonl"
    file.write_text('{"id": "7", "question": "who bought", "answer": "Lima", "nth": 1}\n')
    assert qa.read_search([file], [passage])[0]["answers"] == [[10, 14]]
    file.write_text('{"id": "7", "question": "who bought", "answer": "Cusco"}\n')
    with pytest.raises(ValueError):
        qa.read_search([file], [passage])


def test_squad_scores():
    assert em_f1("The 20 MW plant", ["20 MW plant"]) == (1.0, 1.0)
    assert em_f1("a wind farm", ["offshore wind farm"])[0] == 0.0


def test_relevance_words_and_splits():
    assert relevance_by_words("Greenhouse gas emissions fell.") == {"relevance": "climate-or-energy"}
    assert relevance_by_words("The board met in May.") == {"relevance": "other"}
    assert relevance_by_words("The river is wide.") == {}
    assert not CERTAIN.search("the political climate")
    assert {part_of(str(i)) for i in range(200)} == {"train", "development", "test"}


def test_batches_hold_everything_once():
    lengths = [5, 90, 17, 33, 8, 61] * 20
    made = batches(lengths, 256)
    assert sorted(i for b in made for i in b) == list(range(len(lengths)))
    assert all(len(b) * max(lengths[i] for i in b) <= 256 for b in made)


def test_calibration():
    random = np.random.default_rng(1)
    logits = random.normal(size=(2000, 3)) * 2
    p = np.exp(logits / 2) / np.exp(logits / 2).sum(1, keepdims=True)
    labels = np.array([random.choice(3, p=q) for q in p])
    assert abs(fit_temperature(logits, labels) - 2) < 0.3
    assert ece([0.9] * 10, [1] * 9 + [0]) < 1e-9


def test_averages_weights_and_keeps_whole_numbers():
    first, second = {"w": torch.tensor([0.0, 2.0]), "n": torch.tensor(3)}, {"w": torch.tensor([1.0, 4.0]), "n": torch.tensor(5)}
    both = average(first, second, 0.25)
    assert both["w"].tolist() == [0.25, 2.5] and both["n"].item() == 5
