"""``zh_claims`` in spaCy pipelines: over any tokenizer, in streams and processes, saved and read again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from extract import Extractor
from extract.errors import UsageError

TEXTS = [
    "2024年，成都市人工智能产业规模超过1000亿元，同比增长13.9%。",
    "今天天气很好，适合出门走走。",
    "桃園市2024年總預算達1,684億元。",
    "",
    "2024年，蘭州新區規(guī)模以上工業(yè)增加值達到305億(yì)元。",
]


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    made = spacy.blank("zh")
    made.add_pipe("zh_claims")
    return made


def test_it_is_found_by_its_name_alone() -> None:
    """By the entry point: nothing of ours is imported."""
    code = f"import spacy\nnlp = spacy.blank('zh')\nnlp.add_pipe('zh_claims')\nprint(len(nlp({TEXTS[0]!r})._.claims))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "2\n"


def test_claims_are_those_of_the_extractor(nlp: spacy.language.Language, extractor: Extractor) -> None:
    for doc, text in zip(nlp.pipe(TEXTS * 5), TEXTS * 5, strict=True):
        assert doc._.claims == extractor(text).claims
        assert doc._.claim_candidates == extractor(text).candidates
        for claim in doc._.claims:
            assert doc.text[slice(*claim.value.span)] == claim.value.text


def words(nlp: spacy.language.Language, text: str, kind: str) -> Doc:
    """A document cut in one of several ways."""
    cuts = {"characters": list(text), "pairs": [text[i : i + 2] for i in range(0, len(text), 2)], "whole": [text]}
    return Doc(nlp.vocab, words=cuts[kind], spaces=[False] * len(cuts[kind]))


@pytest.mark.parametrize("kind", ["characters", "pairs", "whole"])
def test_any_tokens_will_do(nlp: spacy.language.Language, extractor: Extractor, kind: str) -> None:
    doc = nlp(words(nlp, TEXTS[0], kind))
    assert doc._.claims == extractor(TEXTS[0]).claims
    spans = doc.spans["zh_claims"]
    if kind == "characters":
        assert [(span.text, span.label_) for span in spans][:4] == [
            ("成都市", "PLACE"), ("人工智能产业规模", "METRIC"), ("超过1000亿元", "VALUE"), ("2024年", "DATE"),
        ]  # fmt: skip
    if kind == "whole":
        assert not spans
    for span in spans:
        assert span._.claim in doc._.claims
        field = {"PLACE": "city", "METRIC": "metric", "VALUE": "value", "DATE": "date"}[span.label_]
        assert getattr(span._.claim, field).span == (span.start_char, span.end_char)


@pytest.mark.parametrize("alignment", ["expand", "contract"])
def test_spans_between_tokens(alignment: str) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("zh_claims", config={"alignment": alignment})
    doc = nlp(words(nlp, TEXTS[0], "pairs"))
    for span in doc.spans["zh_claims"]:
        field = {"PLACE": "city", "METRIC": "metric", "VALUE": "value", "DATE": "date"}[span.label_]
        start, end = getattr(span._.claim, field).span
        inside = span.start_char <= start and end <= span.end_char
        assert inside if alignment == "expand" else (start <= span.start_char and span.end_char <= end)


def test_what_is_known_of_the_article(nlp: spacy.language.Language) -> None:
    doc = nlp.make_doc("去年，成都市人工智能产业规模超过1000亿元。")
    doc._.article = {"published": "2025-03-01", "id": "x"}
    (claim,) = nlp(doc)._.claims
    assert (claim.document_id, claim.date.start) == ("x", "2024-01-01")
    doc._.article = {"publishd": "2025-03-01"}
    with pytest.raises(UsageError, match="no metadata"):
        nlp(doc)


def test_one_bad_document_need_not_stop_a_stream() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("zh_claims")
    failed = []
    nlp.set_error_handler(lambda name, proc, docs, error: failed.append(docs[0].text))
    docs = [nlp.make_doc(text) for text in TEXTS]
    docs[1]._.article = "nothing"
    assert len(list(nlp.pipe(docs))) == len(TEXTS) - 1
    assert failed == [TEXTS[1]]


def test_settings_are_kept_with_the_pipeline(tmp_path: Path) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("zh_claims", config={"threshold": 1.0, "spans_key": None, "max_seconds": 60.0})
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    doc = again(TEXTS[0])
    assert doc._.claims == ()
    assert len(doc._.claim_candidates) == 2
    assert "zh_claims" not in doc.spans
    assert again.get_pipe("zh_claims").extractor.threshold == 1.0
    assert again.get_pipe("zh_claims").extractor.max_seconds == 60.0
    assert nlp.from_bytes(again.to_bytes())(TEXTS[0])._.claim_candidates == doc._.claim_candidates
    with pytest.raises(UsageError, match="threshold"):
        spacy.blank("zh").add_pipe("zh_claims", config={"threshold": 2.0})
    with pytest.raises(Exception, match="alignment"):
        spacy.blank("zh").add_pipe("zh_claims", config={"alignment": "loose"})


def test_claims_are_kept_with_the_document(nlp: spacy.language.Language) -> None:
    doc = nlp(TEXTS[0])
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.claims == doc._.claims
    assert [span._.claim for span in again.spans["zh_claims"]] == [span._.claim for span in doc.spans["zh_claims"]]
    packed = DocBin(store_user_data=True, docs=[doc])
    assert next(iter(packed.get_docs(nlp.vocab)))._.claims == doc._.claims


def test_without_the_component_there_are_none(nlp: spacy.language.Language) -> None:
    assert nlp.make_doc(TEXTS[0])._.claims == ()


PROCESSES = """
import spacy

if __name__ == "__main__":
    nlp = spacy.blank("zh")
    nlp.add_pipe("zh_claims")
    texts = ["2024年，成都市人工智能产业规模超过1000亿元。", "今天天气很好。"] * 20
    print([len(doc._.claims) for doc in nlp.pipe(texts, n_process=2, batch_size=5)] == [1, 0] * 20)
"""


def test_several_processes(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(PROCESSES, encoding="utf-8")
    done = subprocess.run([sys.executable, str(tmp_path / "script.py")], capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout == "True\n", done.stderr
