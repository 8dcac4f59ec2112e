"""Transcripts whose lines are what a presenter says, without marks: which lines make a sentence and a paragraph, on lines of ours."""

from __future__ import annotations

import pytest

from extract import Extractor
from extract.text import sentences

_LINES = """江城这几年一直在修地铁
花的钱比想的多出不少
大家最关心的是客流
到底有没有人坐
这件事要从头说起
先看一看周边的城市
再回过头来说江城
看过的人都觉得划算
"""


def _told(text: str) -> list[tuple[int, str, str]]:
    return [(s.paragraph, s.role, text[slice(*s.span)]) for s in sentences.split(text)]


def test_the_first_line_behind_a_blank_one_is_spoken_too() -> None:
    told = _told(f"地铁的账\n\n{_LINES}\n去年全球地铁里程超过两万公里\n{_LINES}")
    assert [t for t in told if t[1] == "heading"] == []
    assert any(words.startswith("去年全球地铁里程超过两万公里\n江城") for _, _, words in told)


def test_a_blank_line_ends_a_paragraph() -> None:
    told = _told(f"地铁的账\n\n{_LINES}\n{_LINES}")
    assert len({p for p, role, _ in told if role == "body"}) == 2


def test_a_line_that_ends_as_sentences_do_is_among_them() -> None:
    told = _told(f"地铁的账\n\n{_LINES}从2015年到2023年\n客流从3亿人次增长到9亿人次，占公共交通的六成。\n{_LINES}")
    assert any(words.startswith("从2015年到2023年\n客流") or "\n从2015年到2023年\n客流" in words for _, _, words in told)


@pytest.mark.parametrize("opening", ["根据交通部门统计", "交通部门的报告显示", "到了2023年"])
def test_a_line_that_only_opens_stays_with_the_next(opening: str) -> None:
    told = _told(f"地铁的账\n\n{_LINES}{opening}\n去年江城地铁客流9亿人次\n{_LINES}")
    assert any(f"{opening}\n去年" in words for _, _, words in told)


def test_a_heading_above_paragraphs_stays_one() -> None:
    told = _told("标题在此\n\n一段话在这里说完了。\n\n二是看客流\n\n客流去年是9亿人次，比前年多。\n\n还有一段。")
    assert (2, "heading", "二是看客流") in told


def test_a_source_reaches_no_further_than_its_sentence() -> None:
    text = f"印度的钢\n\n{_LINES}根据世界钢铁协会统计\n去年印度粗钢产量1.4亿吨\n占全球的7%\n{_LINES}去年日本粗钢产量8700万吨\n"
    sources = {c.value.text: c.source.attribution for c in Extractor(threshold=0.0)(text).claims}
    assert sources["1.4亿吨"] is not None
    assert sources["8700万吨"] is None
