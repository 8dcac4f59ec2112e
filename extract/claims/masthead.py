"""What an article says of itself: title, publisher, author, and the day and year that it must be from.

Read from the lines around the text (来源：, 作者：, 记者 …) and from datelines (新华社北京3月1日电). What the input gives as metadata wins.
A dateline without a year has the first year in which its day comes after every day that the article reports as past, if the
article names that year; else the year that the article's years tell (``article_year``), where that is sure.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extract.data import alternatives, read_table
from extract.data.late import late_regex
from extract.mentions import gazetteer
from extract.model import Metadata, Sentence, Span

_NAME = r"[\p{Han}]{2,4}(?:·\p{Han}{2,6})?"
_ENDINGS = [row["suffix"] for row in read_table("names/org_suffixes.tsv") if row["kind"] == "media" and len(row["suffix"]) > 1]
_ENDED = late_regex(rf"[\p{{Han}}]{{2,8}}(?:{alternatives(_ENDINGS)})")
_KNOWN = [  # those whose ending does not tell
    row["name"] for row in read_table("names/organizations.tsv") if row["kind"] == "media" and not row["use"] and not _ENDED.fullmatch(row["name"])
]
_MEDIA = rf"(?:{alternatives(_KNOWN)}|[\p{{Han}}]{{2,8}}(?:{alternatives(_ENDINGS)}))"
_SOURCE = late_regex(
    r"(?:(?:文章|信息|稿件|资料|本文)?来源|稿源|转载?自|原载|发稿单位|发布单位|发布机构)\s?[:：]\s?(?P<name>[^\s:：|｜丨,，。；;】）)]{2,24}?)(?=(?:发稿|发布|日期|时间|作者|编辑|记者)|[\s:：|｜丨,，。；;】）)]|$)"
)
_DATELINE = late_regex(
    rf"[（(【]?(?P<name>{_MEDIA})(?:(?:特约|见习|驻\p{{Han}}{{2,6}})?记者(?P<author>{_NAME}?))?(?P<place>[\p{{Han}}]{{2,6}}?)??"
    r"(?:(?P<y>(?:19|20)\d\d)年)?(?:(?P<m>\d{1,2})月)?(?P<d>\d{1,2})日?(?:电|讯|消息)"
)
_PERSON = rf"(?!通讯员|编辑|摄影|实习生|报道|报导|责编){_NAME}(?<!摄|报道|报导|综合)"
_PEOPLE = rf"{_PERSON}(?:(?:[、,，]\s?|\s){_PERSON}){{0,3}}"
_REPORTER = late_regex(
    rf"(?:作者|撰文|采写|撰稿|编译|文|图文|文图|文/图)\s?[:：/／|｜丨]\s?(?P<one>[^\s,，。；;:：|丨]{{2,16}})"
    rf"|(?:本报|本刊|本网|\p{{Han}}{{0,6}})记者\s?[:：/／|｜丨]\s?(?P<two>{_PEOPLE})(?=[\s）)】〕\]/／|｜丨，,]|通讯员|编辑|报道|报导|$)"
    rf"|[（(【〔\[]?(?:本报|本刊|本网|{_MEDIA})?(?:见习|实习|首席|特约)?记者\s?(?P<two>{_PEOPLE})\s?(?:[）)】〕\]/／]|报道|报导|通讯员|$)"
)
_BUREAU = late_regex(
    rf"[（(【〔\[■\s]*(?P<name>{_MEDIA})\s?(?:(?:见习|实习|首席|特约)?记者(?!站|会|协会|节)|(?:消息|讯)\s?[（(：:\s])(?![^。\n]{{0,24}}摄)"
)
_ENDS_DATELINE = late_regex(r"\d日?(?:[电讯]|消息)")  # what each match of a pattern holds: the long ones are tried only where it stands
_ENDS_BUREAU = late_regex(r"记者|消息|讯")
_ENDS_REPORTER = late_regex(r"记者|[者文写稿译图]\s?[:：/／|｜丨]")
_SPEAKER = late_regex(rf"(?P<name>{_MEDIA}|[\p{{Han}}]{{2,10}}(?:报|网|新闻|财经|周刊|杂志))[:：]")
_SAYS = 3  # questions put by a paper show whose interview it is
_PAST = late_regex(
    r"(?:截至|截止|截止到|截至到|于|自|从|在|早在)?(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?(?!\d)(?P<then>[^。；\n]{0,12})"
)
_PERIOD = late_regex(
    r"(?P<y>(?:19|20)\d\d)年(?:(?P<part>全年|上半年|下半年|前三季度|前三个季度|[一二三四]季度|第[一二三四]季度)|(?:前|1\s?[-—–~至到]\s?)(?P<m>\d{1,2})个?月)"
    r"(?P<then>[^。；\n]{0,24})"
)
_ENDS = {"全年": 12, "下半年": 12, "上半年": 6, "三季度": 9, "三个季度": 9, "一季度": 3, "二季度": 6, "四季度": 12}  # month by ending
_WHOLE_YEAR = late_regex(
    r"(?<!到|至|比|较)(?P<y>(?:19|20)\d\d)年[，,]?(?:全[国省市县区州]|我[国省市县区州]|\p{Han}{2,3}[省市县区州])"
    r"(?P<then>(?:(?!周|假期|期间|节|首|月|季|半年|截至|以来|春|暑|寒)[^。；\n]){1,30}?(?:达到?|为|完成|实现|增长|下降|突破)\s?(?:了|约|到)?\d)"
)
_FIRST_HALF = 6  # months in which articles report the totals of the year before
_TO_COME = late_regex(r"将|计划|预计|拟|力争|届时|底前|前(?:建成|完成|投)|起(?:施行|实施|执行)|开幕在即|目标")
_NAMED = late_regex(r"(?<!\d)(?P<y>(?:19|20)\d\d)年")
_SURE = 0.7  # share of the year that is likeliest
_LABEL = 14  # characters before whose end a speaker's colon stands
_LABEL_LINE = 60
_AROUND = 14  # lines at the head and at the foot that may hold a label


@dataclass(frozen=True, slots=True)
class Masthead:
    """What was found; None for what was not. ``spans`` tells where each stands in the normalized text.

    Attributes:
        published: the article's own day, where dateline and text together tell it.
        day: month and day of a dateline without a year.
    """

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: dt.date | None = None
    day: tuple[int, int] | None = None
    spans: tuple[tuple[str, Span], ...] = ()

    def in_year(self, year: int | None, share: float) -> Masthead:
        """With the day that the dateline has in a year that is sure; ``share`` is how sure it is, from 0 to 1."""
        if self.published is not None or self.day is None or year is None or share < _SURE:
            return self
        try:
            return replace(self, published=dt.date(year, *self.day))
        except ValueError:
            return self

    def completes(self, metadata: Metadata, reference: dt.date | None) -> Metadata:
        """The metadata with what it lacks; ``reference`` is the article's own day as its facts have it."""
        return replace(
            metadata,
            title=metadata.title or self.title,
            publisher=metadata.publisher or self.publisher,
            author=metadata.author or self.author,
            published=metadata.published or reference or self.published,
        )


def _labels(sentences: Sequence[Sentence]) -> list[Span]:
    """Short lines at the head and at the foot of the article."""
    around = [*sentences[:_AROUND], *sentences[_AROUND:][-_AROUND:]]
    return [s.span for s in around if s.span[1] - s.span[0] <= _LABEL_LINE or s.role == "boilerplate"]


def _last_day_told(text: str) -> tuple[tuple[int, int, int] | None, bool]:
    """The last day that the text tells of as past, by year, month and day, and whether it is the end of a year told of as a whole."""
    past = [
        (int(p["y"]), int(p["m"]), min(int(p["d"] or 1), 28)) for p in _PAST.finditer(text) if int(p["m"]) <= 12 and not _TO_COME.search(p["then"])
    ]
    for p in _PERIOD.finditer(text):
        month = int(p["m"]) if p["m"] else next(end for ending, end in _ENDS.items() if p["part"].endswith(ending))
        if month <= 12 and not _TO_COME.search(p["then"]):
            past.append((int(p["y"]), month, 28))
    wholes = [(int(p["y"]), 12, 28) for p in _WHOLE_YEAR.finditer(text) if not _TO_COME.search(p["then"])]
    last = max([*past, *wholes], default=None)
    return last, last is not None and last[1] == 12


def _day(text: str, m: regex.Match[str]) -> dt.date | None:
    """The day of a dateline; see the module's docstring for the year."""
    if not m["m"]:
        return None
    month, day = int(m["m"]), int(m["d"])
    years = [int(m["y"])] if m["y"] else []
    if not years:
        last, whole = _last_day_told(text)
        if last is None:
            return None
        years = [last[0] if (month, day) >= last[1:] else last[0] + 1]
        if years[0] not in {int(n["y"]) for n in _NAMED.finditer(text)} and not (whole and month <= _FIRST_HALF):
            return None
    try:
        return dt.date(years[0], month, day)
    except ValueError:
        return None


def _names(text: str, span: Span) -> Span:
    """The span of names without the place that a reporter writes from (程浩 东莞)."""
    words = list(regex.finditer(r"[^\s、,，]+", text[slice(*span)]))
    while len(words) > 1 and gazetteer.lookup(words[-1].group()):
        words.pop()
    return span[0], span[0] + words[-1].end()


def read(text: str, sentences: Sequence[Sentence]) -> Masthead:
    """What a normalized text says of itself."""
    spans: dict[str, Span] = {}
    title = next((s.span for s in sentences if s.role == "title"), None)
    if title is not None:
        spans["title"] = title
    published: dt.date | None = None
    day: tuple[int, int] | None = None
    for s in sentences[:_AROUND]:
        opening = s.span[0], min(s.span[1], s.span[0] + _LABEL_LINE)
        m = _DATELINE.search(text, *opening) if _ENDS_DATELINE.search(text, *opening) else None
        if m is not None:
            spans.setdefault("publisher", m.span("name"))
            if m["author"]:
                spans.setdefault("author", m.span("author"))
            published = _day(text, m)
            day = (int(m["m"]), int(m["d"])) if m["m"] and not m["y"] else None
            break
        m = _BUREAU.match(text, *s.span) if _ENDS_BUREAU.search(text, *s.span) else None
        if m is not None:
            spans.setdefault("publisher", m.span("name"))
    for span in _labels(sentences):
        m = _SOURCE.search(text, *span)
        if m is not None:
            spans.setdefault("publisher", m.span("name"))
    for span in [*_labels(sentences), *((s.span[0], min(s.span[1], s.span[0] + 40)) for s in sentences[:4])]:
        m = _REPORTER.search(text, *span) if _ENDS_REPORTER.search(text, *span) else None
        if m is not None:
            spans.setdefault("author", _names(text, m.span("one") if m["one"] else m.span("two")))
    if "publisher" not in spans:
        openings = (text[s.span[0] : s.span[0] + _LABEL] for s in sentences)
        speakers = Counter(m["name"] for opening in openings if "：" in opening or ":" in opening for m in [_SPEAKER.match(opening)] if m)
        name, times = max(speakers.items(), key=lambda x: x[1], default=("", 0))
        if times >= _SAYS:
            at = text.index(name)
            spans["publisher"] = (at, at + len(name))
    said = {field: text[slice(*span)].strip() for field, span in spans.items()}
    return Masthead(said.get("title"), said.get("publisher"), said.get("author"), published, day, tuple(sorted(spans.items())))
