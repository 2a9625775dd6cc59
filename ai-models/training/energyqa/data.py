"""Question-answer data: readers, windows, negatives.

An example is a dict ``{"id", "question", "passage", "answers": [[start, end], ...]}`` with character offsets; no answers means that the
passage does not answer the question.
"""
import json
import random
from pathlib import Path

from common import read_jsonl

CLS, SEP, WINDOW, STRIDE, QUESTION = 101, 102, 256, 64, 64


def held_out(key, share):
    """Whether a passage is set aside to calibrate on: depends on the key alone."""
    import hashlib

    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 2 ** 32 < share


def read_qamr(folder, files=("dev.tsv", "test.tsv")):
    """QAMR, filtered version: one sentence is the passage. Rows with a gap in the answer are left out, and so are questions that
    another worker asked of the same sentence in the same words."""
    folder = Path(folder)
    brackets = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"'}
    sentences = {}
    for line in (folder / "wiki-sentences.tsv").read_text(encoding="utf-8").splitlines():
        key, text = line.split("\t", 1)
        sentences[key] = [brackets.get(t, t) for t in text.split()]
    result, seen = [], set()
    for name in files:
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            row = line.split("\t")
            tokens, answer = sentences.get(row[0]), sorted(map(int, row[6].split()))
            if not tokens or answer != list(range(answer[0], answer[-1] + 1)) or (row[0], row[5].lower()) in seen:
                continue
            seen.add((row[0], row[5].lower()))
            starts, position = [], 0
            for token in tokens:
                starts.append(position)
                position += len(token) + 1
            last = answer[-1]
            result.append({"id": f"{row[0]}-{len(result)}", "question": row[5], "passage": " ".join(tokens),
                           "answers": [[starts[answer[0]], starts[last] + len(tokens[last])]]})
    return result


def read_qed(path):
    """QED, train or dev: the two differ in field names. Spans that do not match the text are left out."""
    result = []
    for row in read_jsonl(path):
        text = row["paragraph_text"]
        if "answer_spans" in row:
            spans = [s for s, t in zip(row["answer_spans"], row["answer_text"]) if text[s[0]:s[1]] == t]
        else:
            spans = [[a["start"], a["end"]] for group in row["original_nq_answers"] for a in group
                     if text[a["start"]:a["end"]] == a["string"]]
        if spans:
            result.append({"id": str(row["example_id"]), "question": row["question_text"], "passage": text,
                           "title": row["title_text"], "answers": spans})
    return result


def read_search(paths, qed):
    """labelled/search-*.jsonl: further questions on passages of ``qed``, as typed into a web search: {"id": of the example whose passage it
    is, "question", "answer": characters of the passage, "nth": which occurrence, 0 if absent}."""
    of = {e["id"]: e for e in qed}
    result = []
    for path in paths:
        for n, row in enumerate(read_jsonl(path)):
            example, at = of[row["id"]], -1
            for _ in range(row.get("nth", 0) + 1):
                at = example["passage"].find(row["answer"], at + 1)
            if at < 0:
                raise ValueError(f"{path}: line {n + 1}: answer not in passage: {row['answer']!r}")
            result.append({**example, "id": f"{row['id']}-{n}", "question": row["question"], "answers": [[at, at + len(row["answer"])]]})
    return result


def read_own(paths):
    """labelled/*.jsonl: {"id","title","passage","qas":[{"question","answer"}]}, answer null when there is none.
    An answer stands for its first occurrence, or the one nearest to the question's words if there are several."""
    result = []
    for path in paths:
        for row in read_jsonl(path):
            for n, qa in enumerate(row["qas"]):
                spans = []
                if qa["answer"] is not None:
                    at = qa.get("start", row["passage"].find(qa["answer"]))
                    if at < 0:
                        raise ValueError(f"{path}: {row['id']}: answer not in passage: {qa['answer']!r}")
                    spans = [[at, at + len(qa["answer"])]]
                result.append({"id": f"{row['id']}-{n}", "question": qa["question"], "passage": row["passage"],
                               "title": row.get("title", ""), "answers": spans})
    return result


def negatives(examples, passages, count, hard=0.7):
    """Questions put to a passage that does not answer them: a similar one by words (``hard``), or any."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    picked = random.sample(examples, min(count, len(examples)))
    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english", max_features=50000)
    matrix = vectorizer.fit_transform(passages)
    result = []
    for n in range(0, len(picked), 500):
        chunk = picked[n:n + 500]
        scores = (vectorizer.transform([e["question"] for e in chunk]) @ matrix.T).toarray()
        for example, row in zip(chunk, scores):
            answers = [example["passage"][a:b].lower() for a, b in example["answers"]]
            order = row.argsort()[::-1][:12] if random.random() < hard else random.sample(range(len(passages)), 5)
            fits = [passages[i] for i in order if passages[i] != example["passage"]
                    and not any(a in passages[i].lower() for a in answers)]
            if fits:
                result.append({"id": example["id"] + "-no", "question": example["question"], "passage": random.choice(fits[:4]), "answers": []})
    return result


def windows(tokenizer, example, window=WINDOW, stride=STRIDE):
    """All windows of an example: ids, types, offsets of the passage's tokens and where they begin."""
    question = tokenizer.encode(example["question"], add_special_tokens=False).ids[:QUESTION]
    passage = tokenizer.encode(example["passage"], add_special_tokens=False)
    room = window - len(question) - 3
    start = 0
    while True:
        ids = passage.ids[start:start + room]
        yield {"ids": [CLS] + question + [SEP] + ids + [SEP], "types": [0] * (len(question) + 2) + [1] * (len(ids) + 1),
               "first": len(question) + 2, "offsets": passage.offsets[start:start + room]}
        if start + room >= len(passage.ids):
            return
        start += room - min(stride, room // 2)


def train_features(tokenizer, examples, window=WINDOW, keep_other=0.25):
    """Windows with token positions of the answer; windows without the answer point at [CLS] and are kept with ``keep_other``."""
    result = []
    for example in examples:
        for w in windows(tokenizer, example, window):
            positions = (0, 0)
            for a, b in example["answers"][:1]:
                inside = [i for i, (s, e) in enumerate(w["offsets"]) if s < b and e > a]
                if inside and w["offsets"][inside[0]][0] <= a and w["offsets"][inside[-1]][1] >= b:
                    positions = (w["first"] + inside[0], w["first"] + inside[-1])
            if positions != (0, 0) or not example["answers"] or random.random() < keep_other:
                result.append({"ids": w["ids"], "types": w["types"], "first": w["first"], "start": positions[0], "end": positions[1]})
    return result
