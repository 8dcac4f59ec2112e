"""The year that an undated article is from, told by the years that it names.

今年 and 一季度 of an article without a date mean something only if that year is known. Writers leave traces of it: 比2016年全年,
2017年的目标, 截至2024年底. Candidates are each year that is named, the year after it, the second year after the last one told of, and the
years in which the newest word of the text (``lexicons/known_years.tsv``) was news; a small linear model (``year``, trained by
``extract.training.article_year`` on articles whose date is known and was hidden) ranks them. A year below ``ENOUGH`` is not taken.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import regex

from extract.claims import scoring, year_bounds, year_facts, year_signs
from extract.mentions.date_years import BEFORE_THE_REPUBLIC

ENOUGH = 0.5  # probability: by folds, years above it are right for nearly nine articles in ten
_LATELY = 3  # years in which a new word is news
_FIRST, _LAST = 2000, 2035  # years that an article of the web can be from
_NAMED = regex.compile(r"(?<![\d.])(?P<year>(?:19|20)\d\d)\s?(?:年|[-/.](?=\d{1,2}[-/.]\d))")
# 09年8-12月
_SHORT = regex.compile(r"(?<![\d.])(?P<year>[012]\d)\s?年(?=\d{1,2}(?:[-~至]\d{1,2})?月|[一二三四]季|[上下]半年|前三季|全年|度|[底末初])")
_GLOSSED = regex.compile(  # 去年(2023年), 今年2025年
    r"(?P<word>今年|去年|前年|明年)(?:\s?[(（]\s?(?:即|为)?(?P<year>(?:19|20)\d\d)年?\s?[)）]|(?<=今年)(?P<year>20\d\d)年(?![底末至到前]|\d))"
)
# 刚刚过去的2015年, 即将到来的2026年: a year told by how it lies to the article's own.
_PASSING = regex.compile(
    r"(?:(?:(?P<past>刚刚?|已经?)(?:过去|结束|逝去)|(?<![一二两三四五六七八九十\d]年)(?P<past>过去)|(?P<ending>即将)(?:过去|结束)|(?P<coming>即将)(?:到来|来临|开启))的)"
    r"(?P<year>(?:19|20)\d\d)年(?![代至到底末初\d])"
)
_FROM_NOW = {"今年": 0, "去年": 1, "前年": 2, "明年": -1}  # years from the one meant to the article's
_REPUBLIC = regex.compile(r"(?<![\d.])(?:民国)?(?P<year>1[01]\d|9\d)\s?年")
_UNTIL = regex.compile(r"[到至]\s?$")
_REACHED = regex.compile(r"年?[^，。；！？\n]{0,10}?(?:高达|已|了|仅|只有|[增升降减跌]至)")  # 到2019年全年销量高达: no year ahead
_SHIFTS = {_REPUBLIC: BEFORE_THE_REPUBLIC, _SHORT: 2000}
_AHEAD = regex.compile(r"(?:力争|争取|计划|预计|目标|规划|将于|拟|将在|将)\s?$")
_PLANNED = regex.compile(
    r"年?(?:全年)?度?的?(?:预期|工作|发展)?(?:计划|目标|任务|预算|预计|要点)|[^，。；\d]{0,10}?(?:要(?:达|实现|突破|超过|建成)|力争|须达)"
)
_ROLES = (  # what a year is to the article, told by the words around it: name, before it, after it
    ("compared", regex.compile(r"(?:比|较|同|与|和|于|过|超|相比|对比)\s?$"), regex.compile(r"(?!(?:年度?|\d)?的?(?:计划|目标|预期|预算))")),
    ("planned", regex.compile(""), _PLANNED),
    ("past part", regex.compile(""), regex.compile(r"年?(?:第?[一二三四]季度|[上下]半年|前三季度|前?\d{1,2}个?月|年?[底末])")),
    ("same period", regex.compile(""), regex.compile(r"年?同期")),
    ("whole", regex.compile(""), regex.compile(r"年?(?:全年|度)")),
    ("since", regex.compile(""), regex.compile(r"年?(?:以来|至今|起)")),
    (
        "founding",
        regex.compile(r"(?:于|自|从|在)\s?$"),
        regex.compile(r"年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:成立|创立|创办|建成|始建|开业|设立|获|被|入选)"),
    ),
)
_PAST_BOUND = regex.compile(r"年?[之]?(?:以?前|以来|以后|起|至今|开始)")  # 2020年以前: a bound in the past, even in an opening
_LAST_YEAR_AFTER = regex.compile(  # 2013年85万人、2014年增加3620人、去年增加9648人: the years told in a row go on
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?:(?!(?:19|20)\d\d年)[^。！？\n去前]){0,40}(?!(?:19|20)\d\d年)\d(?:(?!(?:19|20)\d\d年)[^。！？\n去前]){0,24}[、，；]\s?(?:而|到)?去年(?!同期|度?[末底])"
)
# 今年1至8月, 114年1至8月: the part of the year that is news is told again with its year.
_PART = r"(?P<part>\d{1,2}(?:[至到—–~-]\d{1,2})?月|[上下]半年|前三季度?|前\d{1,2}个?月|第?[一二三四]季度?)"
_PART_NOW = regex.compile(rf"今年的?{_PART}")
_PART_THEN = regex.compile(rf"的?{_PART}")
_TOLD_AGAIN = 0.85  # the probability that the latest year named, with such a part, is the article's; of eight articles that say so it is in seven
_RECKONED = 0.95  # that of a year which the text reckons itself
_LIKELY = 0.35  # and that of a year before those that cannot be are left out
_NEXT = 0.6  # that of the year after the likeliest one, where that is too early
_ROUND_BEFORE = regex.compile(r"上一?[届次]的?(?P<year>(?:19|20)\d\d)年")  # 和上届2018年选举比较: the article is of a later year
_DAY = regex.compile(r"\d{1,2}月\d")
_MONTH = regex.compile(r"\d{1,2}月")
_ADDRESS = regex.compile(r"https?://\S+")
_DATED_ADDRESS = regex.compile(r"/[a-z]?(?P<year>20[012]\d)[/\-]?(?:0[1-9]|1[0-2])")
_RELATIVE = ("今年", "去年", "前年", "明年", "本年", "上年", "同比", "全年", "上半年", "一季度", "三季度", "近日", "日前")
_BESIDE = ("今年", "去年")
_HEAD = 120  # characters that are the opening of an article
_NEAR = 30  # characters
# 2021年，全市技术合同成交额达到1125亿元: figures of a whole year, told as facts; who can tell them writes after its end.
_FIGURES = regex.compile(
    r"(?:全年|度)?[，,]?(?!以来|起|至今|[-—–~至到]|[上下]半年|[一二三四首]季|前[一二三四五六七八九十\d]|第[一二三四]季|春|夏|秋|冬|年?[初底末中])"
    r"(?P<told>[^。；！？\n]{2,40}?)(?<![\d.])\d[\d.,]*(?:多|余)?(?:万|亿|千|百)*(?!\d|年|月|日|号|点)[\p{Han}%％‰]"
)
_OPENS = regex.compile(r"(?:^|[。；！？\n，,：:、“「])\s?(?:而|在|到|但|只|仅|如)?$")  # the year stands first in its clause
_NO_FIGURES = regex.compile(
    r"^(?:的|版)|[估拟]|意向|打算|名单|评[选比]|调查|将|要|拟|计划|目标|力争|预计|预期|预测|预算|有望|规划|估计|可望|\d{1,2}月|\d日|今年|去年|(?:19|20)\d\d年"
)
_STATED = {  # 去年全省…2104亿元, and not 比去年增长
    "去年": regex.compile(
        r"(?<![比较同与跟和过于])(?:去年|上年)(?!同期|同月|[底末]|度?[末底]|的?\d{1,2}月|[上下]半年|[一二三四]季)[^。；！？\n比较]{0,24}?\d"
    ),
    "今年 ahead": regex.compile(r"(?<![比较])今年[^。；！？\n\d]{0,24}?(?:将|要|拟|计划|目标|力争|预计|预期|有望|确保|争取)"),
    "今年 so far": regex.compile(r"今年(?:以来|前|上半年|第?[一二三四]季|[一1]\s?[至到~—-]|\d{1,2}月)"),
}
# 昨日公布2017年全年罪案统计, 2016年度统计公报: what a year was like is told after it.
_RELEASED = regex.compile(r"(?:全年|度)?(?![上下]半年|前三季|第?[一二三四]季)[^，。；！？：\n\d]{0,14}?(?:统计|公报|经济运行|成绩单|决算|答卷)")
_RELEASES = regex.compile(r"(?:公布|发布|通报|出炉|揭晓|晒出|交出|披露|公开|印发)了?(?:的|[^。；！？\n，\d]{0,8})$")


@dataclass(frozen=True, slots=True)
class _Mention:
    year: int
    before: str
    after: str
    at: int  # −1 in a title given as metadata
    end: int

    @property
    def ahead(self) -> bool:
        if _UNTIL.search(self.before):
            return _REACHED.match(self.after) is None
        return _AHEAD.search(self.before) is not None or _PLANNED.match(self.after) is not None


def _mentions(text: str, title: str, roc: bool) -> list[_Mention]:
    found = []
    for words, shift in ((title, None), (text, 0)):
        patterns = (_NAMED, _REPUBLIC) if roc else (_NAMED, _SHORT)
        for pattern in patterns:
            for m in pattern.finditer(words):
                year = int(m["year"]) + _SHIFTS.get(pattern, 0)
                at = -1 if shift is None else m.start()
                found.append(_Mention(year, words[max(0, m.start() - 6) : m.start()], words[m.end() : m.end() + 12], at, m.end()))
    return found


def features(text: str, title: str, roc: bool) -> dict[int, dict[str, float]]:
    """The candidates of an article, each with names and values for the linear model ``year``; empty where no year is named."""
    addresses = [int(m["year"]) for a in _ADDRESS.finditer(text) for m in _DATED_ADDRESS.finditer(a.group())]
    text = _ADDRESS.sub(" ", text)
    mentions = _mentions(text, title, roc)
    named = Counter(m.year for m in mentions)
    told = Counter(m.year for m in mentions if not m.ahead)
    signs = year_signs.read(f"{title}\n{text}")
    possible = {*named, *(y + 1 for y in named), *addresses, *signs.editions}
    if named:
        possible.add(max(told or named) + 2)
    if signs.newest is not None:
        possible.update(range(signs.newest, signs.newest + _LATELY))
    candidates = sorted(y for y in possible if _FIRST <= y <= _LAST)
    if not candidates:
        return {}
    relative = [word for word in _RELATIVE if word in text]
    whole = {m.year for m in mentions if m.at >= 0 and not m.ahead and _tells_figures(text, m)}
    stated = [name for name, pattern in _STATED.items() if pattern.search(text)]
    rows = {year: _row(year, text, mentions, named, told, relative, addresses, whole, stated) for year in candidates}
    return {year: row | signs.features(year) for year, row in rows.items()}


def _is_released(text: str, mention: _Mention) -> bool:
    """Whether what a whole year was like is released here."""
    return (
        mention.at >= 0 and _RELEASED.match(text, mention.end) is not None and _RELEASES.search(text, max(0, mention.at - 14), mention.at) is not None
    )


def _tells_figures(text: str, mention: _Mention) -> bool:
    """Whether figures of the whole year follow its name."""
    found = _FIGURES.match(text, mention.end)
    return found is not None and _OPENS.search(mention.before) is not None and _NO_FIGURES.search(found["told"]) is None


def _row(
    year: int, text: str, mentions: Sequence[_Mention], named: Mapping[int, int], told: Mapping[int, int], relative: Sequence[str],
    addresses: Sequence[int], whole: AbstractSet[int], stated: Sequence[str],
) -> dict[str, float]:  # fmt: skip
    total = sum(named.values())
    row: dict[str, float] = {}
    for d in (-2, -1, 0, 1, 2):
        count = named.get(year + d, 0)
        if count:
            row[f"named {d:+}"] = 1.0
            row[f"share {d:+}"] = round(count / total, 3)
            row[f"count {d:+}"] = round(math.log1p(count), 3)
        if told.get(year + d):
            row[f"told {d:+}"] = 1.0
    latest = max(told or named, default=year) - year
    row[f"latest told {max(-3, min(3, latest)):+}"] = 1.0
    row[f"latest told {max(-3, min(3, latest)):+}, latest {max(-3, min(6, max(named, default=year) - year)):+}"] = 1.0
    later = sum(count for other, count in told.items() if other > year)
    if later:
        row["later years told"] = round(math.log1p(later), 3)
    for word in relative:
        row[f"{word}, {'named' if named.get(year) else 'not named'}"] = 1.0
        row[f"{word}, latest told {max(-2, min(2, latest)):+}"] = 1.0
    for m in mentions:
        d = m.year - year
        if not -1 <= d <= 1:
            continue
        for n in (1, 2, 3):
            row[f"{d:+} before {scoring.shown(m.after[:n])}"] = 1.0
        for n in (1, 2):
            row[f"{d:+} after {scoring.shown(m.before[-n:])}"] = 1.0
        for name, before, after in _ROLES:
            if before.search(m.before) and after.match(m.after):
                row[f"{d:+} {name}"] = 1.0
        if _MONTH.match(m.after):
            row[f"{d:+} {'day' if _DAY.match(m.after) else 'month'}"] = 1.0
        if m.at < _HEAD and not _PAST_BOUND.match(m.after):
            row[f"{d:+} in {'title' if m.at < 0 else 'opening'}"] = 1.0
        if m.at >= 0:
            around = text[max(0, m.at - _NEAR) : m.at + _NEAR]
            for word in _BESIDE:
                if word in around:
                    row[f"{d:+} near {word}"] = 1.0
    ends = {d for d in (-1, 0) if year + d in whole}
    for d in ends:
        row[f"{d:+} figures of the year"] = 1.0
        if year + d == max(whole) == max(told or named):
            row[f"{d:+} figures of the latest year"] = 1.0
            for name in stated:
                row[f"{d:+} figures of the latest year, {name}"] = 1.0
    if addresses:
        row["latest of its addresses" if max(addresses) == year else "no latest of its addresses"] = 1.0
    return row


def guess(text: str, title: str, roc: bool) -> tuple[int, float] | None:
    """The likeliest year with its probability, or None where none is likely enough."""
    glossed = {int(m["year"]) + _FROM_NOW[m["word"]] for m in _GLOSSED.finditer(f"{title}\n{text}")}
    glossed |= {int(m["year"]) + (m["past"] is not None) - (m["coming"] is not None) for m in _PASSING.finditer(f"{title}\n{text}")}
    if len(glossed) == 1:
        return glossed.pop(), 1.0
    possible = year_facts.years(f"{title}\n{text}")
    if len(possible) == 1:
        return possible.pop(), 1.0
    first = year_bounds.least(text)
    reckoned = {year for year in year_bounds.reckoned(text) if year >= first and (not possible or year in possible)}
    if len(reckoned) == 1:
        return reckoned.pop(), _RECKONED
    rows = features(text, title, roc)
    round_before = max((int(m["year"]) for m in _ROUND_BEFORE.finditer(text)), default=None)
    if not rows or (round_before is not None and not any(m.year > round_before for m in _mentions(text, title, roc))):
        return None
    least = max((int(m["year"]) for m in _LAST_YEAR_AFTER.finditer(text)), default=0) + 2
    if least in rows and max(rows) <= least:
        return least, 1.0
    released = max((m.year for m in _mentions(text, title, roc) if _is_released(text, m)), default=0)
    first = max(first, released + 1)
    shares = _shares(rows)
    likeliest = max(shares, key=shares.__getitem__)
    fitting = year_bounds.of_its_animal(text, {year for year in rows if year >= first and (not possible or year in possible)})
    rows = {year: row for year, row in rows.items() if year in fitting} or rows
    left = _shares(rows)
    best = max(left, key=left.__getitem__)
    share = left[best] if len(left) == len(shares) else min(left[best], _RECKONED)
    if share < _TOLD_AGAIN and (again := _told_again(text, _mentions(text, title, roc))) is not None and again >= first:
        return again, _TOLD_AGAIN
    if likeliest == first - 1 and first in rows:
        return first, max(share if best == first else 0.0, _NEXT)  # who cannot write in the year told last writes in the next one
    return (best, share) if share >= ENOUGH and shares[best] >= _LIKELY else None


def _shares(rows: Mapping[int, dict[str, float]]) -> dict[int, float]:
    """The probabilities of some years."""
    order, shares, _ = scoring.ranked("year", [scoring.alone(row) for row in rows.values()])
    years = list(rows)
    return {years[i]: shares[i] for i in order}


def _told_again(text: str, mentions: Sequence[_Mention]) -> int | None:
    """The latest year that is named, where it is named with a part that 今年 has too; or None."""
    parts = {m["part"] for m in _PART_NOW.finditer(text)}
    latest = max((m.year for m in mentions if not m.ahead), default=None)
    told = any(m.year == latest and (then := _PART_THEN.match(m.after)) is not None and then["part"] in parts for m in mentions)
    return latest if told else None
