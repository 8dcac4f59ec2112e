"""What is known of an article as a whole: where it is from, when, and which places it is about."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extract.claims import article_year, beside_the_point, issues, locale, writers_home
from extract.claims import home as homes
from extract.claims.brackets import Brackets
from extract.claims.locale import CURRENCIES, Locale, Usage
from extract.mentions import calendar as cal
from extract.mentions import dates, gazetteer, places
from extract.mentions.date_years import BEFORE_THE_REPUBLIC
from extract.model import Metadata, PlaceMention, Precision, Sentence
from extract.text.normalize import normalize_text
from extract.text.offsets import NormalizedText
from extract.text.spans import Spans

_AGENCY_BEFORE = regex.compile(r"(?:新华社|新华网|中新社|中新网|中央社)\s?$")
_DATED_AFTER = regex.compile(r"(?<=北京|台北)市?\s?(?:\d{1,2}月)?\d{1,2}日")
_SLOGAN = regex.compile(r"[「『“][^」』”]{1,6}(?:台湾|香港|澳门|中国)[」』”]$")  # 「珍惜台湾」: an action's name, and not where it is
_TOPICS = regex.compile(r"\p{Han}\s?[；;]\s?[\p{L}“《]")
_DATELINE = regex.compile(
    r"(?:发布|发表|发稿|更新|刊登|时间|日期)(?:时间|日期)?\s*[:：]\s*(?P<labelled>\S{0,3}\d[^\n]{4,22})"
    r"|(?:新华社|中新社|中新网|人民网|新华网|央视网|本报|本网|记者|通讯社|电讯?|讯)[^\n。]{0,12}?(?P<line>(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日)(?:电|讯|消息)"
    r"|(?P<session>(?:(?:19|20)\d\d)年\d{1,2}月\d{1,2}日)\s?，?在[^\n。，]{4,40}会议?上"
    r"|(?P<iso>(?:19|20)\d\d[-/年.]\d{1,2}[-/月.]\d{1,2}日?)\s*(?:\d{1,2}:\d{2}(?::\d{2})?|来源|$)"
)
# Written in the new year about the old one: their 全年 and 年末 are the old year's.
_MAINLAND = frozenset({"中国", "大陆", "中国大陆", "中国内地"})  # not: 全国, 我国, nor 内地, whose visitors spend what is used where they go
_COMMUNIQUE = regex.compile(r"统计公报|国民经济和社会发展|经济运行情况|年度报告|统计年报|全年经济")
_BULLETIN = regex.compile(r"统计公报|年度报告|统计年报")  # they account for a year that has ended
_NAMED_YEAR = regex.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)年")
_ACCOUNT = regex.compile(r"工作报告|统计公报|经济运行情况|年度报告|预算执行")
_YEAR_IN_CHARACTERS = regex.compile(r"(?<![零〇○一二三四五六七八九十百千])[一二][零〇○九][零〇○一二三四五六七八九]{2}(?=年)")
_FIGURES = str.maketrans("零〇○一二三四五六七八九", "000123456789")
_NEW_YEAR = 4  # months in which the old year is accounted for
_OLD_YEAR_ENDS = 11  # from this month on a report may account for its own year (2018年12月25日…一、2018年工作回顾)
_LOOKED_BACK_ON = regex.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?:政府|主要|全[年市省县区])?(?:的)?(?:工作)?(?:情况)?的?(?:回顾|总结)")
_STATED_YEAR = regex.compile(r"(?:今年|本年|今)\s?[（(]\s?(?P<year>(?:19|20)\d\d)\s?年?\s?[）)]")
_STATED_TODAY = regex.compile(r"今[天日]\s?[（(]\s?(?P<month>1[0-2]|0?[1-9])月(?P<day>\d{1,2})日\s?[）)]")
_STATED_LAST_YEAR = regex.compile(r"(?:去年|去|上年)\s?[（(]\s?(?P<year>(?:19|20)\d\d)\s?年?\s?[）)]")
_STATED_YEAR_OF_REPUBLIC = regex.compile(r"今\s?年?\s?[（(]\s?(?:民国)?(?P<year>1[0-4]\d|[89]\d)\s?年?\s?[）)]")
_HEAD_YEAR = regex.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?年?(?!\d|前|代|至|—|-|~|以来|年前|年代|年至|年—|年-|年~|年以来)")
_URL_DATE = regex.compile(r"https?://[^\s)\]]{4,60}?/[a-z]?(?P<y>20[012]\d)[/\-]?(?P<m>0[1-9]|1[0-2])[/\-]?(?P<d>0[1-9]|[12]\d|3[01])(?=[/_\-A-Z.])")
_ASIDE = 0.25  # how much a place told of in brackets counts for what an article is about


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts of one article.

    Attributes:
        usage: whose usage the article follows: it decides what 全国 and years of two and three digits mean.
        counts_in: whose money its bare sums are in, and whose years those of two or three digits are.
        reference: the article's own date, given or found in its dateline; None if unknown.
        account: the year whose 全年 and 三季度 a report of the new year, or an article of it with the old year in its title, tells; None elsewhere.
        year: the year that 今年 and 全年 mean: the reference's, a communiqué's subject, else one that the article dates itself with.
        year_share: the probability that the year is right; 1 where it is not guessed.
        home: key of the place the article is most about, by level (province, city, county), as far as one dominates.
        title_places: keys of places named in the title, in order.
        title_dates: first and last day and precision of the dates in the title that came with the article.
        own: key of the place that the article's 全省, 我市, 全区 mean: whoever writes so writes about it.
        weight: how often each place (and what lies in it) is named, by key.
        abroad: key of the foreign country that the article as a whole is about; None where it is about none.
    """

    usage: Usage
    counts_in: Locale
    reference: dt.date | None
    year: int | None
    year_share: float
    account: int | None
    home: dict[str, str]
    title_places: tuple[str, ...]
    title_dates: tuple[tuple[dt.date, dt.date, Precision], ...]
    own: str | None
    weight: dict[str, float]
    abroad: str | None = None

    @property
    def now(self) -> int | None:
        """The year that an article is of: the one behind that which it accounts for, else its date's, else the one that it was told by."""
        return self.account + 1 if self.account else self.reference.year if self.reference else self.year

    @property
    def currency(self) -> str:
        """What 元 means without another word."""
        return self.usage.currency if self.counts_in == self.locale else CURRENCIES[self.counts_in]

    def currency_of(self, key: str, words: str) -> str:
        """What 元 means in a figure of a place, by its key and its words: the mainland's own in whichever paper (中國9月零售額4萬億元)."""
        divisions = key[:1].isdigit() and not locale.is_outside(key)
        return "CNY" if divisions or (key == "world:中国" and words in _MAINLAND) else self.currency

    @property
    def locale(self) -> Locale:
        """The territory whose usage the article follows, or ``abroad``."""
        return self.usage.locale

    @property
    def roc(self) -> bool:
        """Whether years of two or three digits count from 1912."""
        return "taiwan" in (self.locale, self.counts_in)

    @property
    def base(self) -> str | None:
        """Key of the place that an article of this usage speaks of unless it says otherwise; None on the mainland."""
        return self.usage.base

    def is_focus(self, key: str) -> bool:
        """Whether a place is named in the title, or at least as often as the division above it."""
        try:
            above = next(gazetteer.ancestors(gazetteer.entry(key)), None)
        except KeyError:
            return key in self.title_places
        return key in self.title_places or above is None or self.weight.get(key, 0.0) >= 0.5 * self.weight.get(above.key, 0.0)

    @property
    def nation(self) -> str:
        """Key of the place that 全国 means, and 我国 where the article is not about another country."""
        return self.abroad or self.usage.nation


# 在略阳县第十八届人民代表大会第三次会议上: who reports at the head of a text speaks of that place.
_SESSION_WITHIN = 200
_SESSION_AFTER = regex.compile(r"第[一二三四五六七八九十百\d]{1,4}届人民代表大会(?:第[一二三四五六七八九十\d]{1,3}次(?:会议|全会))?上")


def several_topics(title: str) -> bool:
    """Whether a title lists the headlines of several items (养老金上调；大船到港): a place in it is not that of the whole article."""
    return _TOPICS.search(title) is not None


def key_of(mention: PlaceMention) -> str | None:
    """The gazetteer key of a resolved mention; zones and unlisted places go by their name."""
    if mention.name is None:
        return None
    if mention.adcode and mention.level not in ("zone", "region"):
        return mention.adcode
    if mention.level in ("country", "world", "foreign"):
        return f"world:{mention.name}"
    return mention.name


def _around(found: Sequence[PlaceMention]) -> list[str]:
    """The cities and provinces that the places of a text lie in, as often as it names them: its title means a district of theirs."""
    named = [gazetteer.entry(m.adcode) for m in found if m.adcode and m.level in ("province", "city", "county")]
    return [e.name for one in named for e in (one, *gazetteer.ancestors(one)) if e.level in ("province", "city")]


def _dateline(text: str, sentences: Sequence[Sentence], roc: bool, year: int | None = None) -> dt.date | None:
    """The day that the lines at the head of an article tell; ``year`` is that of a day without one (本报南宁3月19日讯)."""
    for line in sentences[:12]:
        for m in _DATELINE.finditer(text, *line.span):
            found = dates.find(m["labelled"] or m["line"] or m["session"] or m["iso"], year=year, roc=roc)
            for mention in found:
                if mention.start is not None and mention.precision == "day":
                    return mention.start
    return None


def _linked(text: str) -> dt.date | None:
    """The date in the address of the article itself (查看原文, 原文链接)."""
    for m in regex.finditer(r"(?:查看原文|原文|来源|链接)[^\n]{0,6}(?P<url>https?://\S+)", text):
        found = _URL_DATE.match(m["url"])
        if found:
            return dt.date(int(found["y"]), int(found["m"]), min(int(found["d"]), 28 if int(found["m"]) == 2 else 30))
    return None


def _year(text: str, title: str, head: str, roc: bool, reference: dt.date | None) -> tuple[int | None, float]:
    """The year that 今年 means and how sure.

    It is stated beside 今年, the old one in a communiqué, the reference's, that of a numbered issue, else told by the years named.
    """
    stated = _STATED_YEAR.search(text)
    last_year = _STATED_LAST_YEAR.search(text) if stated is None else None
    if reference is None and last_year is not None:
        return int(last_year["year"]) + 1, 1.0
    of_republic = _STATED_YEAR_OF_REPUBLIC.search(text) if roc and stated is None else None
    if reference is None and of_republic is not None:
        return int(of_republic["year"]) + BEFORE_THE_REPUBLIC, 1.0
    if reference is not None:
        told = _HEAD_YEAR.search(head)
        year = int(stated["year"]) if stated else int(told["year"]) if told else None
        return (year, 1.0) if year == reference.year - 1 and _COMMUNIQUE.search(head) else (reference.year, 1.0)
    if stated is not None:
        return int(stated["year"]), 1.0
    if _BULLETIN.search(head) and (accounted := _HEAD_YEAR.search(head) or _most_told(text)) is not None:
        return int(accounted["year"]), 1.0
    numbered = issues.year(head)
    if numbered is not None:
        return numbered, 1.0
    return article_year.guess(text, title, roc) or (None, 1.0)


def _most_told(text: str) -> regex.Match[str] | None:
    """The year that a text names most often, the first of several."""
    named = list(_NAMED_YEAR.finditer(text))
    counts = Counter(m["year"] for m in named)
    return max(named, key=lambda m: counts[m["year"]], default=None)


def gather(normalized: NormalizedText, sentences: Sequence[Sentence], found: Sequence[PlaceMention], metadata: Metadata) -> Facts:
    """Reads the facts of an article from its text and metadata."""
    text = normalized.text
    mentioned: Counter[str] = Counter()
    brackets = Brackets(text)
    beside: Counter[str] = Counter()
    weight: defaultdict[str, float] = defaultdict(float)
    title_keys: list[str] = []
    lines = Spans((s for s in sentences if s.role in ("title", "boilerplate")), lambda s: s.span)
    for mention in found:
        word = places.deictics().get(mention.text) if mention.rule == "place.deictic" else None
        key = word.adcode if word is not None and word.adcode else key_of(mention)
        if not key or mention.level in ("country", "world"):
            continue
        roles = {s.role for s in lines.touching((mention.span[0], mention.span[0] + 1))}
        if "boilerplate" in roles:
            beside[key] += 1
            continue
        mentioned[key] += 1
        if _AGENCY_BEFORE.search(text, max(0, mention.span[0] - 5), mention.span[0]) and _DATED_AFTER.match(text, mention.span[1]):
            continue  # 新华社北京3月5日电: where an agency sits tells nothing of what it writes
        if beside_the_point.is_dateline(text, mention.span):
            continue
        weight[key] += _ASIDE if brackets.hide(mention.span) else 1
        slogan = _SLOGAN.search(text, max(0, mention.span[0] - 10), mention.span[1] + 1)
        opens = mention.span[0] < _SESSION_WITHIN and _SESSION_AFTER.match(text, mention.span[1])
        if ("title" in roles and not slogan) or opens:
            title_keys.append(key)
    if several_topics(next((text[slice(*s.span)] for s in sentences if s.role == "title"), "")):
        title_keys.clear()
    title = metadata.title if metadata.title and not several_topics(metadata.title) else None
    about = "\n".join(normalize_text(value).text for value in (title, metadata.publisher) if value)
    for mention in places.find(about, hint=_around(found)):
        key = key_of(mention)
        if key and mention.level not in ("country", "world") and not _SLOGAN.search(about, max(0, mention.span[0] - 10), mention.span[1] + 1):
            title_keys.append(key)
    for key in dict.fromkeys(title_keys):
        weight[key] += 4
    for key, count in list(weight.items()):
        try:
            entry = gazetteer.entry(key)
        except KeyError:
            continue
        for above in gazetteer.ancestors(entry):
            weight[above.key] += 0.5 * count
    paper = homes.paper(text, sentences, metadata.publisher and normalize_text(metadata.publisher).text)
    for key, count in homes.aside(text, found, weight, beside, paper).items():
        weight[key] += count
    usage = locale.usage(normalized.raw, text, about, mentioned, paper)
    roc = usage.locale == "taiwan"
    plain = _YEAR_IN_CHARACTERS.sub(lambda m: m.group().translate(_FIGURES), text)
    head = "\n".join([metadata.title or "", *(plain[slice(*x.span)] for x in sentences[:2])]).lstrip()
    reference = metadata.published or _dateline(text, sentences, roc) or _linked(text) or issues.published(head)
    year, year_share = _year(plain, metadata.title or "", head, roc, reference)
    if reference is None and year is not None and (stated := _STATED_TODAY.search(text)) is not None:
        today = cal.day(year, int(stated["month"]), int(stated["day"]))
        reference = today.start if today is not None else None
    if reference is None and year is not None:
        reference = _dateline(text, sentences, roc, year)
    named = _HEAD_YEAR.search(head)
    home = homes.of(weight)
    account = None
    of_old_year = bool(_ACCOUNT.search(head)) or (reference is not None and named is not None and int(named["year"]) == reference.year - 1)
    if reference is not None and reference.month <= _NEW_YEAR and year == reference.year and of_old_year:
        account = reference.year - 1
    elif reference is not None and reference.month >= _OLD_YEAR_ENDS and _ACCOUNT.search(head):
        looked_back = _LOOKED_BACK_ON.search(text)
        account = reference.year if looked_back and int(looked_back["year"]) == reference.year else None
    elif reference is None and year is not None and _BULLETIN.search(head):
        account = year
    own = homes.own(text, found, home, weight)
    if (told_by := writers_home.home(text, found)) is not None:  # who writes is from there
        own = told_by.key
    told = dates.find(normalize_text(metadata.title).text, reference, year=year, account=account, roc=roc) if metadata.title else []
    title_dates = tuple((d.start, d.end, d.precision) for d in told if d.start and d.end and d.role != "base")
    counts_in, titles = locale.counts_in(text, usage.locale, mentioned), tuple(dict.fromkeys(title_keys))
    abroad = homes.abroad(text, found, about)
    return Facts(usage, counts_in, reference, year, year_share, account, home, titles, title_dates, own, dict(weight), abroad)
