"""The story of an article: what it tells, as text with and without colours, and as one standalone page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from extract import Extractor, Result
from extract.cli import main
from extract.errors import UsageError
from extract.explain import Story, lines, page, tell
from extract.explain.story import PARTS

TEXT = (
    "成都人工智能產(chǎn)業(yè)規(guī)模破千億\n"
    "据《2025年人工智能报告》显示，2024年，成都市人工智能产业规模超过１０００亿元，同比增长39%。\n"
    "成都人工智能产业规模超过1000亿元。\n<script>alert('x')</script>&amp;\u200b\n"
    "该公司员工为12人。"
)


@pytest.fixture(scope="module")
def story() -> Story:
    return tell(Extractor()(TEXT, id="a<b>", title="标题", published="2025-03-01"))


def plain(story: Story, width: int = 100) -> str:
    return "\n".join(line.plain for line in lines(story, width=width))


def test_the_story_tells_everything(story: Story) -> None:
    facts = dict(story.facts)
    assert facts["reference date"].startswith("2025-03-01")
    assert facts["locale"].startswith("mainland")
    assert "成都市" in facts["home places"]
    assert {r.kind for r in story.repairs} == {"pinyin-annotation", "invisible-characters", "markup-remains", "escape"}
    assert story.sentences[0].role == "title"
    assert any(s.tokens for s in story.sentences)
    rules = {m.kind: m.rule for s in story.sentences for m in s.mentions}
    assert set(rules) >= {"quantity", "date", "place", "attribution"}
    assert rules["quantity"].startswith("quantity.")
    quantity = next(m for s in story.sentences for m in s.mentions if m.text == "超过１０００亿元")
    assert quantity.detail == "amount, 100000000000 CNY, more_than"
    decision = next(d for d in story.decisions if d.value == "超过１０００亿元")
    assert decision.outcome == "claim"
    assert decision.subjects
    assert decision.periods
    assert 0 <= decision.worth <= 1
    assert decision.metric is not None
    assert "metric." in decision.metric


def test_every_quantity_has_a_decision_with_a_known_outcome(corpus_results: Mapping[str, Result]) -> None:
    for result in corpus_results.values():
        told = tell(result)
        ids = {c.record.id for c in told.claims}
        assert {d.outcome for d in told.decisions} <= {"claim", "candidate", "dropped", "joined"}
        for d in told.decisions:
            assert (d.claim in ids) if d.outcome in ("claim", "joined") else d.reason, d
        explained = {d.claim for d in told.decisions}
        labelled = {row.claim for row in told.labels}
        for row in told.claims:
            assert row.record.id in (labelled if row.record.value.kind == "category" else explained), row.record.id


LABELS = (
    "城市格局\n北京、上海是第一阵营。\n第二梯队：杭州、苏州。\n活力型城市，如西安、长沙。\n"
    "引领型城市，以深圳、合肥为代表。\n成都是国家中心城市。\n会上说，成都是国家中心城市。"
)


def test_a_label_has_its_reason() -> None:
    told = tell(Extractor()(LABELS))
    rows = {row.place: row for row in told.labels}
    assert {place: (row.label, row.words) for place, row in rows.items()} == {
        "北京市": ("第一阵营", "北京、上海是第一阵营"),
        "上海市": ("第一阵营", "北京、上海是第一阵营"),
        "杭州市": ("第二梯队", "第二梯队："),
        "苏州市": ("第二梯队", "第二梯队："),
        "西安市": ("活力型城市", "活力型城市，如"),
        "长沙市": ("活力型城市", "活力型城市，如"),
        "深圳市": ("引领型城市", "引领型城市，以"),
        "合肥市": ("引领型城市", "引领型城市，以"),
        "成都市": ("国家中心城市", "成都是国家中心城市"),
    }
    forms = [rows[place].form for place in ("成都市", "北京市", "上海市", "杭州市", "西安市", "深圳市")]
    assert forms[1] == forms[2]
    assert len(set(forms)) == len(forms) - 1
    for row in told.labels:
        assert told.raw[slice(*row.span)] == row.value
        assert row.place_span is not None
        assert told.raw[slice(*row.place_span)] == row.place_text
        assert row.value in told.sentences[row.sentence].text
        assert row.outcome == "claim"
    assert {row.claim for row in told.labels} == {c.record.id for c in told.claims if c.record.value.kind == "category"}


def test_text_and_page_tell_why_a_place_has_a_label() -> None:
    told = tell(Extractor()(LABELS))
    wanted = next(row for row in told.labels if row.place == "西安市")
    assert wanted.claim is not None
    part = told.about(wanted.claim)
    assert part.labels == (wanted,)
    assert wanted.sentence in {s.index for s in part.sentences}
    for shown in (plain(part), "".join(Page(page(part)).words)):
        for words in ("Decisions on labels (1)", wanted.form, wanted.words, wanted.claim):
            assert words in shown


def test_spans_of_the_story_are_raw(corpus_results: Mapping[str, Result]) -> None:
    for result in corpus_results.values():
        told = tell(result)
        for m in (m for s in told.sentences for m in s.mentions):
            assert told.raw[slice(*m.span)] == m.text
        for d in told.decisions:
            assert told.raw[slice(*d.span)] == d.value
        for q in (q for c in told.claims for q in c.quotations):
            assert told.raw[slice(*q.span)] == q.text
            for _, (a, b) in q.parts:
                assert q.span[0] <= a < b <= q.span[1]


def test_text_marks_the_parts_without_colours(story: Story) -> None:
    shown = plain(story)
    assert not re.search(r"\x1b", shown)
    rows = shown.split("\n")
    evidence = next(i for i, row in enumerate(rows) if "超过１０００亿元，同比" in row and row.startswith("    "))
    text, marks = rows[evidence], rows[evidence + 1]
    columns = [c for char in text for c in [char, *[""] * (cell_len(char) - 1)]]
    marked = {sign: "".join(c for c, m in zip(columns, marks.ljust(len(columns)), strict=False) if m == sign) for sign in "=~^-."}
    assert marked["^"] == "超过１０００亿元"
    assert marked["="] == "成都市"
    assert marked["-"] == "2024年"
    assert "人工智能" in marked["~"]


def test_text_is_wrapped_to_the_width(story: Story) -> None:
    rows = [row for row in plain(story, width=40).split("\n") if row.startswith("    ") and not row.startswith("    candidates")]
    assert rows
    assert max(map(cell_len, rows)) <= 40


def test_text_shows_nothing_that_a_terminal_would_act_on() -> None:
    told = tell(Extractor()("成都\u001b[31m市2024年GDP为5亿元。\u202e\u0007增长5%。"))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u200b]", plain(told))


def test_one_claim_alone(story: Story) -> None:
    wanted = next(c for c in story.claims if c.outcome == "claim")
    part = story.about(wanted.record.id[:6])
    assert [c.record.id for c in part.claims] == [wanted.record.id]
    assert part.decisions
    assert all(d.claim == wanted.record.id for d in part.decisions)
    assert {s.index for s in part.sentences} >= set(wanted.sentences)
    assert len(part.sentences) < len(story.sentences)


def test_ids_that_do_not_fit(story: Story) -> None:
    for wrong in ("zzzz", ""):
        with pytest.raises(UsageError, match="no claim"):
            story.about(wrong)


def test_ids_that_fit_several_times(corpus_results: Mapping[str, Result]) -> None:
    told = tell(next(r for r in corpus_results.values() if len(r.claims) > 16))
    firsts = [c.record.id[0] for c in told.claims]
    twice = next(f for f in firsts if firsts.count(f) > 1)
    with pytest.raises(UsageError, match="give more of the id"):
        told.about(twice)


class Page(HTMLParser):
    """Reads a page as a browser does, and notes what must not be there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.classes: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        found = dict(attrs)
        self.loads += [f"{tag} {name}={value}" for name, value in attrs if name in ("src", "srcset", "action", "data") or name.startswith("on")]
        href = found.get("href")
        if href is not None:
            (self.links if href.startswith("#") else self.loads).append(href)
        self.classes.update((found.get("class") or "").split())
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag not in ("meta", "br", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_page_stands_alone_and_is_well_formed(story: Story) -> None:
    text = page(story)
    found = Page(text)
    assert found.open == []
    assert found.loads == []
    assert not found.tags & {"script", "link", "img", "iframe", "object", "form"}
    assert not re.search(r"url\(|@import|https?://", text)
    assert {f"#{name}" for name in found.ids} >= set(found.links)
    assert len(found.ids) == len(set(found.ids)) == len(story.claims)


def test_page_escapes_everything(story: Story) -> None:
    text = page(story)
    assert "<script" not in text
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&amp;amp;" in text
    assert "a&lt;b&gt;" in text


def test_page_shows_the_raw_article_with_coloured_parts(story: Story) -> None:
    found = Page(page(story))
    shown = "".join(found.words)
    for row in TEXT.replace("\u200b", "�").split("\n"):
        assert row in shown
    assert set(PARTS) <= found.classes
    assert {"claim", "joined"} <= found.classes | {"joined"}


def test_pages_of_the_corpus_are_well_formed(corpus_results: Mapping[str, Result]) -> None:
    for result in list(corpus_results.values())[::4]:
        text = page(tell(result))
        assert Page(text).open == []
        text.encode("utf-8")


def test_a_text_in_another_language_has_a_story_too() -> None:
    told = tell(Extractor()("Nothing to see here, in plain English."))
    assert told.sentences == told.decisions == told.claims == ()
    assert dict(told.facts)["status"] == "not_chinese"
    assert Page(page(told)).open == []
    assert "not_chinese" in plain(told)


# --- the command -----------------------------------------------------------------------------------


def run(*arguments: object) -> Any:
    return CliRunner().invoke(main, ["explain", *map(str, arguments)])


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def several(tmp_path: Path) -> Path:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": name, "text": f"{name}市。{TEXT}"}) + "\n" for name in "xyz"), encoding="utf-8")
    return path


def test_command_tells_the_story(article: Path) -> None:
    done = run(article)
    assert done.exit_code == 0, done.output
    for words in ("Article a", "Repairs (", "Sentences (", "Decisions on quantities (", "Claims and candidates (", "candidates", "place ===="):
        assert words in done.stdout
    assert "\x1b" not in done.stdout


def test_command_tells_of_one_claim(article: Path) -> None:
    ids = re.findall(r"^claim ([0-9a-f]{20})", run(article).stdout, re.M)
    assert ids
    done = run(article, "--claim", ids[0][:8])
    assert done.exit_code == 0
    assert re.findall(r"^claim ([0-9a-f]{20})", done.stdout, re.M) == ids[:1]
    failed = run(article, "--claim", "nothing")
    assert failed.exit_code == 2
    assert failed.stderr.startswith("zh-extract: error: no claim of a")


def test_command_writes_a_page(article: Path, tmp_path: Path) -> None:
    target = tmp_path / "story.html"
    done = run(article, "--html", target)
    assert done.exit_code == 0
    assert done.stdout == f"wrote {target}\n"
    assert Page(target.read_text(encoding="utf-8")).open == []
    failed = run(article, "--html", tmp_path / "no" / "folder.html")
    assert failed.exit_code == 2
    assert "cannot be written" in failed.stderr


def test_command_chooses_a_document(several: Path) -> None:
    done = run(several, "--document", "y")
    assert done.exit_code == 0
    assert done.stdout.startswith("Article y\n")
    for arguments, says in (([several], "--document"), ([several, "--document", "w"], "x, y, z")):
        failed = run(*arguments)
        assert failed.exit_code == 2
        assert says in failed.stderr
        assert failed.stderr.count("\n") == 1


def test_command_says_why_an_article_cannot_be_read(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    failed = run(empty)
    assert failed.exit_code == 2
    assert "empty" in failed.stderr
    assert failed.stderr.count("\n") == 1
    assert run(tmp_path / "nowhere.txt").exit_code == 2
