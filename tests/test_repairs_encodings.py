"""Damage done by encodings, made on purpose to healthy sentences of ours, and texts that look like it and are none."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import Any

import pytest

from extract.evaluate.damage import ENCODINGS, ESCAPES, LOSSY, latin1, out_of_step, traditional
from extract.evaluate.repair_bench import DAMAGED, SAMPLED, same
from extract.model import RawArticle
from extract.text.likelihood import chain_cost
from extract.text.offsets import OffsetMap, apply_edits
from extract.text.repairs import byte_escapes, code_pages, escapes, lost_characters, misaligned_gbk, mojibake

FIXERS = (escapes, byte_escapes, mojibake, code_pages, misaligned_gbk, lost_characters)

ENOUGH = 200
REVERSIBLE = {**ENCODINGS, **ESCAPES}


def repaired(text: str) -> str:
    for fixer in FIXERS:
        text = apply_edits(text, fixer.find(text))
    return text


@pytest.fixture(scope="module")
def sentences(corpus: Mapping[str, RawArticle]) -> list[str]:
    """Healthy sentences of ours."""
    texts = [article.text for name, article in corpus.items() if name.startswith(SAMPLED) and not name.startswith(DAMAGED)]
    found = [s for text in texts for s in re.split(r"(?<=[。！？])|\n", text) if 15 <= len(s) <= 90 and len(re.findall("[一-鿿]", s)) > 10]
    random.Random(7).shuffle(found)
    assert len(found) >= ENOUGH
    return found[:ENOUGH]


@pytest.mark.parametrize("local", [False, True], ids=["whole", "local"])
@pytest.mark.parametrize("kind", REVERSIBLE)
def test_reversible_damage_is_undone(kind: str, local: bool, sentences: list[str]) -> None:
    total = right = 0
    for n, sentence in enumerate(sentences):
        meant = traditional(sentence) if "Big5" in kind else sentence
        broken = REVERSIBLE[kind](sentence)
        if broken is None:
            continue
        before, after = (sentences[n - 1][:20], sentences[n - 2][:20]) if local else ("", "")
        found = repaired(before + broken + after)
        total += len(meant)
        right += same(before + meant + after, found) - len(before + after)
        assert repaired(found) == found
    assert total > 4000
    assert right / total >= 0.995


# Where every second byte is lost, some sentences are read in part only, and what is not read counts here too.
MISREAD = {"GBK as Big5 of Hong Kong": 0.005, "Big5 as GBK without its private area": 0.025}


@pytest.mark.parametrize("kind", LOSSY)
def test_what_is_lost_is_marked_and_never_guessed(kind: str, sentences: list[str]) -> None:
    total = wrong = 0
    for sentence in sentences:
        broken = LOSSY[kind](sentence)
        if not broken or (found := repaired(broken)) == broken:
            continue  # too little is left to tell what it was
        meant = traditional(sentence) if kind.startswith("Big5") else sentence
        total += len(meant)
        wrong += len(found) - same(meant, found) - found.count("\ufffd")
    assert total > 4000
    assert wrong / total < MISREAD.get(kind, 0.002)


@pytest.mark.parametrize("hole", ["?", "\ufffd"])
def test_runs_out_of_step_are_read_in_step(hole: str, sentences: list[str]) -> None:
    total = right = wrong = 0
    generator = random.Random(11)
    for sentence in sentences:
        places = [m.start() for m in re.finditer(r"(?=[^\x00-\x7f]{6})", sentence)][1:]
        if not places or ENCODINGS["GBK as Latin-1"](sentence) is None:
            continue
        at = generator.choice(places)
        end = next((i for i in range(at, len(sentence)) if sentence[i] < "\x80"), len(sentence))
        found = repaired(out_of_step(sentence, at, hole))
        total += end - at - 2  # all but the first and the last, which lost a byte each
        right += min(end - at - 2, same(sentence[at + 1 : end - 1], found))
        if found != out_of_step(sentence, at, hole):
            wrong += len(found) - same(sentence, found) - found.count("\ufffd")
    assert total > 1500
    assert right / total >= 0.98
    assert wrong / total < 0.01


def test_readings_and_lost_bytes_together() -> None:
    """The reading beside the hole tells the lost byte; the brackets that remain are for the fixer of readings."""
    text = "工作完成?！秷?bào)告》指出，當(dāng)?shù)卣趯?duì)接?xùn)|部企業(yè)"
    assert apply_edits(text, misaligned_gbk.find(text)).startswith("工作完成。《報告》指出，當(dāng)地正在對接東")


def test_a_gap_in_a_run_is_no_character() -> None:
    """于D3DA behind 基BBF9: the private character F9D3 was dropped, and BBDA is none of the text's characters by rights."""
    text = "推进融合发展?；谖锢砜臻g，"
    assert apply_edits(text, misaligned_gbk.find(text)) == "推进融合发展。基于物理空間，"


HEALTHY = [
    "吾輩は猫である。名前はまだ無い。", "東京都の人口は約1,400万人で、前年比0.5%増加した。", "대한민국의 수도는 서울이다.",
    "Le café coûte 2,50 €, déjà payé à l’hôtel « Crêpe »…", "Straße, Öl, Übermut – größer als ¾ der Fälle",
    "São Paulo: ação, coração, informações não são só de lá", "Москва — столица, население 13 млн", "Ελλάδα και Κύπρος",
    "def f(x):\n    return x if x else '\\u6210'  # 返回", 'let s = "&lt;b&gt;" + name;  // 名称', "C:\\users\\u4e00 文件",
    "举头思旧友，低首念前程。", "窈窕淑女，君子好逑。蒹葭苍苍，白露为霜。", "魑魅魍魉、饕餮梼杌、貔貅麒麟、狴犴睚眦、螭吻",
    "氢氦锂铍硼碳氮氧氟氖钠镁铝硅磷硫氯氩钾钙钪钛钒铬锰铁钴镍铜锌镓锗砷硒溴氪铷锶钇锆铌钼锝钌铑钯",
    "漯河市、亳州市、濮阳市、衢州市、鄠邑区、盱眙县、歙县、黟县、濉溪县、鄄城县",
    "冇嘢食，佢哋喺嗰度搵咗幾個鐘，啲嘢仲未搞掂，唔該晒", "ㄅㄆㄇㄈ 注音符號 ㄉㄊㄋㄌ", "行长（háng zhǎng）；乐（yuè）", "什么?哪里?好吧?是的",
    "①②③ ★★★ ■□ ℃ ㎡ №", "囧囧囧 垚垚 犇羴鱻 淼焱", "👍🏽 很好！😀", "温度是25°C±1，×2÷3", "“AI+”……——“你好”‘世界’", "R&D投入增长5%，A&B公司；100%u",
    "GET https://example.com/q?a=1&amp;b=%u6210&copy=3 返回",
]  # fmt: skip


@pytest.mark.parametrize("fixer", FIXERS, ids=lambda f: f.KIND)
@pytest.mark.parametrize("text", HEALTHY)
def test_healthy_text_stays(fixer: Any, text: str) -> None:
    assert fixer.find(text) == []


@pytest.mark.parametrize("fixer", FIXERS, ids=lambda f: f.KIND)
def test_our_healthy_articles_stay(fixer: Any, corpus: Mapping[str, RawArticle]) -> None:
    for name, article in corpus.items():
        if not name.startswith(DAMAGED):
            assert fixer.find(article.text) == [], name
            assert fixer.find(traditional(article.text)) == [], name


@pytest.mark.parametrize("fixer", FIXERS, ids=lambda f: f.KIND)
def test_examples(fixer: Any) -> None:
    for before, after in fixer.YES:
        edits = fixer.find(before)
        assert apply_edits(before, edits) == after
        assert fixer.find(after) == []
        ends = [-1, *(e.span[1] for e in edits)]
        assert all(end <= e.span[0] <= e.span[1] for end, e in zip(ends, edits, strict=False))
        assert all(before[slice(*e.span)] != e.replacement for e in edits)
    for text in fixer.NO:
        assert fixer.find(text) == []


def test_each_character_points_at_its_own_bytes() -> None:
    raw = "市长说：" + latin1("成都GDP达2.35万亿元".encode()) + "。"
    edits = mojibake.find(raw)
    text, offsets = apply_edits(raw, edits), OffsetMap.identity(len(raw)).edited(edits)
    at = text.index("2.35万亿元")
    assert raw[slice(*offsets.to_raw((at, at + 7)))] == "2.35" + latin1("万亿元".encode())


def test_numerals_are_not_guessed() -> None:
    """A lost first byte that could make several numerals is marked."""
    text = "共有企业\ufffd倚《嘉�"
    assert not set(apply_edits(text, misaligned_gbk.find(text))) & set("一二三四五六七八九十百千万亿")


def test_chinese_is_likelier_than_its_misreadings() -> None:
    text = "全年完成地区生产总值二千三百亿元"
    for damage in (ENCODINGS["GBK as Latin-1"], LOSSY["UTF-8 as GB18030"], ENCODINGS["Big5 as GBK"]):
        broken = damage(text) or ""
        assert chain_cost(text) / len(text) < 7
        assert chain_cost(broken) / len(broken) > 9
