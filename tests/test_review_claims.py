"""Claims as reviewers change and add them: every span quotes the raw article, every value is read by the extractor's own rules."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import pytest

pytest.importorskip("sqlalchemy", reason="the desk is not installed (pip install '.[review]')")

from hypothesis import given, settings
from hypothesis import strategies as st

from extract import Result
from extract.contract import Claim
from extract.model import RawArticle
from extract.review.claims.articles import Article
from extract.review.claims.drafts import added, corrected, differences
from extract.review.claims.edits import Edits
from extract.review.claims.marks import raw_stretches, repaired_stretches
from extract.review.claims.reasons import reasons
from extract.review.store.subjects import quotes

TEXT = (
    "臺灣桃園市2024年人口達231萬人，較上年增加1.5萬人。\n2023年，合肥市地区生产总值12673.8亿元，比上年增长5.8%；安徽省统计局预计全年超过1.3万亿元。"
)


def article(text: str = TEXT, **about: str) -> Article:
    return Article("a", text, {"published": "2024-05-01", **about})


def claim(read: Article, words: str) -> dict:
    result = read.result
    return next(c for c in (*result.claims, *result.candidates) if c.value.text == words).model_dump(mode="json")


def at(read: Article, words: str) -> tuple[int, int]:
    start = read.text.index(words)
    return start, start + len(words)


def edited(read: Article, record: Mapping, **fields) -> dict:
    draft = corrected(read, record, Edits.model_validate(fields))
    assert draft.complete, draft.errors
    assert quotes(draft.record, read.text)
    Claim.model_validate(draft.record)
    return draft.record


def test_a_place_by_name_or_by_words() -> None:
    read = article()
    record = claim(read, "12673.8亿元")
    assert edited(read, record, city={"name": "芜湖"})["city"]["adcode"] == "340200"
    taken = edited(read, record, city={"span": at(read, "安徽省")})["city"]
    assert (taken["name"], taken["text"], taken["grounding"]) == ("安徽省", "安徽省", "explicit")
    assert corrected(read, record, Edits.model_validate({"city": {"name": "亚特兰蒂斯之城"}})).errors == {"city": "no_place"}


def test_traditional_words_are_read_in_simplified_and_quoted_as_they_stand() -> None:
    read = article()
    record = claim(read, "12673.8亿元")
    found = edited(read, record, city={"span": at(read, "桃園市")}, metric={"span": at(read, "人口")}, value={"span": at(read, "231萬人")})
    assert (found["city"]["name"], found["city"]["text"]) == ("桃园市", "桃園市")
    assert (found["value"]["number"], found["value"]["unit"], found["value"]["text"]) == (2310000, "人", "231萬人")
    assert found["source"]["evidence"]["text"] == TEXT.split("\n")[0]
    assert found["id"] != record["id"]


def test_a_value_takes_its_bound_and_what_the_sentence_says() -> None:
    read = article()
    record = claim(read, "12673.8亿元")
    value = edited(read, record, value={"span": at(read, "超过1.3万亿元")})["value"]
    assert (value["bound"], value["low"], value["high"], value["unit"]) == ("more_than", 1.3e12, None, "CNY")
    growth = edited(read, record, value={"span": at(read, "5.8%")})["value"]
    assert (growth["kind"], growth["number"], growth["unit"]) == ("growth", 5.8, "%")


def test_what_a_reviewer_says_of_a_value_holds() -> None:
    read = article()
    record = claim(read, "12673.8亿元")
    value = edited(read, record, value={"number": 5, "unit": "USD", "bound": "at_most"})["value"]
    assert (value["number"], value["low"], value["high"], value["unit"], value["text"]) == (5, None, 5, "USD", "12673.8亿元")
    value = edited(read, record, value={"bound": "range", "low": 1, "high": 2})["value"]
    assert (value["number"], value["low"], value["high"]) == (None, 1, 2)
    assert corrected(read, record, Edits.model_validate({"value": {"bound": "range", "low": 3, "high": 2}})).errors == {"value": "no_range"}
    assert edited(read, record, value={"kind": "growth", "basis": "mom"})["value"]["comparison"]["basis"] == "mom"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("2022", ("2022-01-01", "2022-12-31", "year")),
        ("2024年上半年", ("2024-01-01", "2024-06-30", "half")),
        ("今年一季度", ("2024-01-01", "2024-03-31", "quarter")),
        ("2024-02-01..2024-02-29", ("2024-02-01", "2024-02-29", "month")),
        ("2021-01-01..2025-12-31", ("2021-01-01", "2025-12-31", "years")),
        ("2024-03-05", ("2024-03-05", "2024-03-05", "day")),
    ],
)
def test_periods_in_words_and_days(given: str, wanted: tuple[str, str, str]) -> None:
    read = article()
    date = edited(read, claim(read, "12673.8亿元"), date={"words": given})["date"]
    assert (date["start"], date["end"], date["precision"]) == wanted


@pytest.mark.parametrize(("given", "code"), [("很久", "no_date"), ("2024-02-30", "no_date"), ("2024-03-01..2024-01-01", "backwards")])
def test_what_is_no_period_is_told(given: str, code: str) -> None:
    read = article()
    assert corrected(read, claim(read, "12673.8亿元"), Edits.model_validate({"date": {"words": given}})).errors == {"date": code}


def test_period_and_source_can_be_taken_away() -> None:
    read = article()
    record = claim(read, "12673.8亿元")
    assert edited(read, record, date={"words": ""})["date"] is None
    named = edited(read, record, attribution={"span": at(read, "安徽省统计局")})
    assert named["source"]["attribution"]["name"] == "安徽省统计局"
    assert edited(read, named, attribution={"name": ""})["source"]["attribution"] is None
    assert set(differences(record, named)) == {"attribution"}


def test_a_missed_claim_needs_place_metric_and_value() -> None:
    read = article()
    assert added(read, Edits()).errors == {"value": "missing", "city": "missing", "metric": "missing"}
    edits = {"city": {"span": at(read, "合肥市")}, "metric": {"name": "地区生产总值"}, "value": {"text": "12673.8亿元"}, "date": {"words": "2023年"}}
    draft = added(read, Edits.model_validate(edits))
    assert draft.complete
    assert draft.record["id"] == claim(read, "12673.8亿元")["id"]  # as the extractor would name it
    assert draft.record["provenance"]["rule"] == "review.added"
    edits["value"] = {"text": "99亿元"}
    assert added(read, Edits.model_validate(edits)).errors == {"value": "not_in_article"}


def test_selections_in_the_repaired_text_lead_to_the_raw_one(corpus_results: Mapping[str, Result]) -> None:
    result = next(r for name, r in corpus_results.items() if name.startswith("a08_pinyin"))
    read = Article("a08", result.trace.article.text, result.document.model_dump(mode="json"))
    record = next(c for c in result.claims if c.metric.span and c.metric.text != c.metric.name).model_dump(mode="json")
    normalized = read.reading.normalized
    span = normalized.offsets.from_raw(tuple(record["metric"]["span"]))
    found = edited(read, record, metric={"span": span, "repaired": True})["metric"]
    assert found["span"] == record["metric"]["span"]
    assert found["name"] == normalized.text[slice(*span)]
    for odd in ((10**6, 10**6 + 1), (5, 5)):
        assert corrected(read, record, Edits.model_validate({"metric": {"span": odd, "repaired": True}})).errors == {"metric": "outside"}


def test_marks_cover_the_text_and_show_each_part(corpus_results: Mapping[str, Result]) -> None:
    for result in corpus_results.values():
        read = Article(result.document.id, result.trace.article.text, result.document.model_dump(mode="json"))
        for record in result.claims[:3]:
            plain = record.model_dump(mode="json")
            for stretches, text in ((raw_stretches(read, plain), read.text), (repaired_stretches(read, plain), read.reading.normalized.text)):
                assert [s.at for s in stretches] == [sum(len(x.shown) for x in stretches[:n]) for n in range(len(stretches))]
                assert sum(len(s.shown) for s in stretches) == len(text)
            marked = "".join(s.shown for s in raw_stretches(read, plain) if s.part == "value")
            assert marked == (record.value.text or "").replace("\t", " ")


def test_repairs_are_marked_in_the_repaired_text(corpus_results: Mapping[str, Result]) -> None:
    result = next(r for name, r in corpus_results.items() if name.startswith("a08_pinyin"))
    stretches = repaired_stretches(Article("x", result.trace.article.text, result.document.model_dump(mode="json")), None)
    assert sum(bool(s.repair or s.gone) for s in stretches) >= min(10, len(result.trace.normalized.repairs))


def test_reasons_are_those_of_the_extractor() -> None:
    read = article()
    found = reasons(read, claim(read, "12673.8亿元"))
    assert {"figure of a place", "subject", "metric", "period"} <= {name for name, _ in found.choices}
    assert found.features


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_edit_breaks_a_claim(data: st.DataObject) -> None:
    """Whatever is sent: a draft without errors is a claim whose spans quote the article."""
    read = article()
    span = st.tuples(st.integers(0, len(TEXT) + 5), st.integers(0, len(TEXT) + 5))
    words = st.one_of(st.text(max_size=8), st.sampled_from(["合肥", "人口", "2024年", "231萬人", "长三角", ""]))
    field = st.fixed_dictionaries({}, optional={"span": span})
    edits = data.draw(
        st.fixed_dictionaries(
            {},
            optional={
                "city": st.one_of(field, st.fixed_dictionaries({"name": words})),
                "metric": st.one_of(field, st.fixed_dictionaries({"name": words})),
                "date": st.one_of(field, st.fixed_dictionaries({"words": words})),
                "value": st.fixed_dictionaries(
                    {},
                    optional={
                        "span": span,
                        "text": words,
                        "number": st.floats(-1e6, 1e6),
                        "kind": st.sampled_from(["amount", "rate", "growth", "rank", "ratio", "category"]),
                        "bound": st.sampled_from(["exact", "range", "at_most", "approx"]),
                    },
                ),
                "attribution": st.one_of(field, st.fixed_dictionaries({"name": words})),
            },
        )
    )
    given_edits = Edits.model_validate(edits)
    for draft in (corrected(read, claim(read, "12673.8亿元"), given_edits), added(read, given_edits)):
        if draft.complete:
            assert quotes(draft.record, TEXT)
            Claim.model_validate(draft.record)


def test_the_article_is_read_with_what_is_known_of_it() -> None:
    read = article(title="合肥", publisher="报")
    assert read.raw == RawArticle("a", TEXT, read.raw.metadata)
    assert hashlib.sha256(read.raw.text.encode()).digest()
