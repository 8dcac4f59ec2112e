"""Sums of money alone, and the quick look that spares most texts the fixers: both are as the whole work, and only quicker."""

from __future__ import annotations

import json
import random
import re
from functools import cache
from pathlib import Path

import pytest

from extract import find_money, find_quantities, load_config, normalize
from extract.mentions.sums import is_sum
from extract.model import Quantity
from extract.text import ordinary
from extract.text.normalize import normalize_text
from extract.text.repairs import FIXERS

ROOT = Path(__file__).parent.parent
POOL = ROOT.parent / "shared" / "pool" / "articles.jsonl"
_EVERY = 4  # an article of so many of the pool
_PIECES = re.compile(r"[^。；！？\n]+[。；！？]?")


def _of_money(text: str) -> list[Quantity]:
    return [q for q in find_quantities(text) if is_sum(q)]


@cache
def _texts() -> list[str]:
    ours = [path.read_text("utf-8") for path in sorted((ROOT / "corpus").glob("*.txt")) if _utf8(path)]
    if POOL.exists():
        ours += [json.loads(line)["text"] for n, line in enumerate(POOL.open(encoding="utf-8")) if n % _EVERY == 0]
    return ours


def _utf8(path: Path) -> bool:
    try:
        path.read_text("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@cache
def _pieces() -> list[str]:
    return sorted({piece for text in _texts() for piece in _PIECES.findall(text)})


def test_sums_of_all_texts_are_those_of_all_quantities() -> None:
    for text in _texts():
        assert find_money(text) == _of_money(text)


def test_sums_of_all_sentences_are_those_of_all_quantities() -> None:
    assert sum(len(find_money(piece)) for piece in _pieces()) > 1000
    for piece in _pieces():
        assert find_money(piece) == _of_money(piece), piece


def test_the_quick_look_normalizes_as_all_fixers_do() -> None:
    quick = [piece for piece in _pieces() if ordinary.normalized(piece) is not None]
    assert len(quick) > 0.7 * len(_pieces()), "it serves most sentences"
    for piece in quick:
        whole, normalized = normalize_text(piece, list(FIXERS)), normalize(piece)
        assert (normalized.text, normalized.steps, normalized.repairs) == (whole.text, whole.steps, whole.repairs), piece
        assert [normalized.to_raw((i, i + 1)) for i in range(len(piece))] == [whole.to_raw((i, i + 1)) for i in range(len(piece))]


_SIGNS = (*"·“”—…×?*;()[%=① 锂颱万年ù", "**", "amp;", "](", "zhong", "C4")


def test_signs_together_are_left_to_their_fixers() -> None:
    chance = random.Random(11)
    spared = 0
    for _ in range(3000):
        piece = "全市产值" + "".join(chance.choice(_SIGNS) for _ in range(chance.randint(1, 7))) + "增长，产业園區投资3亿元"
        quick = ordinary.normalized(piece)
        spared += quick is not None
        assert quick is None or quick == normalize_text(piece, list(FIXERS)).text, piece
    assert spared > 300, "it serves some of them"


@pytest.mark.parametrize("example", [raw for fixer in FIXERS for raw, _ in fixer.YES], ids=range(sum(len(fixer.YES) for fixer in FIXERS)))
def test_the_quick_look_leaves_damage_to_the_fixers(example: str) -> None:
    for piece in (example, *_PIECES.findall(example)):
        quick = ordinary.normalized(piece)
        assert quick is None or quick == normalize_text(piece, list(FIXERS)).text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("造价由1.2扩大到1.5亿元", ["1.2", "1.5亿元"]),
        ("分别为12、15和18亿港元", ["12", "15", "18亿港元"]),
        ("每斤三块五，比上周的三块贵", ["三块五"]),
        ("預算1,684億元，約合US$52億", ["1,684億元", "約合US$52億"]),
        ("不低于1000元且不超过1500元", ["不低于1000元且不超过1500元"]),
        ("单价3862元/吨（不含税）、3900元/吨", ["3862元/吨", "3900元/吨"]),
        ("2024年3月1.2亿元，4月不到1亿元", ["1.2亿元", "不到1亿元"]),
        ("人民币3月升值", []),
        ("多元化发展的单元房在元旦交付300套", []),
        ("５００元", ["５００元"]),
        ("花了两 百 五 十 元", ["两 百 五 十 元"]),
        ("较5月中旬已回升510元，单价5.2美元", ["510元", "5.2美元"]),
        ("均价3700-3840元/吨，一周涨了0.85元", ["3700-3840元/吨", "0.85元"]),
        ("当地锂矿与锂盐厂、鋰電廠獲利2億元", ["2億元"]),
        ("热线139****5566；营收US$3.5 million；多少钱?不到9块9", ["US$3.5 million", "不到9块9"]),
        ("", []),
    ],
)
def test_sums_of_money(text: str, words: list[str]) -> None:
    assert [q.text for q in find_money(text)] == words
    assert find_money(text) == _of_money(text)


def test_prices_changes_and_ranges_of_money_are_sums() -> None:
    found = find_money("均价每平方米8000至9000元，比上年下降300元，相当于1.2美元/斤")
    assert [(q.kind, q.unit, q.bound) for q in found] == [("amount", "CNY", "range"), ("growth", "CNY", "exact"), ("amount", "USD/斤", "exact")]


def test_currencies_and_rules_of_the_users_count(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[units]]\nwritten = "工分"\nbase = "KES"\nclass = "money"\n', encoding="utf-8")
    config = load_config(own)
    assert [(q.text, q.unit) for q in find_money("每天记10工分，共300元", config=config)] == [("10工分", "KES"), ("300元", "CNY")]
    assert [q.text for q in find_money("每天记10工分，共300元")] == ["300元"]
