"""The words of an article between the places and dates in it: what the readings of a metric are taken from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import regex

from extract.claims.frames import Frame
from extract.claims.occurrences import Occurrence
from extract.data import alternatives, read_words
from extract.mentions import metrics
from extract.model import DateMention, Sentence, Span, Token
from extract.text.tokens import straddled, tokenize

_BARRIER_ROLES = ("subject", "located", "scope", "dateline", "compared", "measured", "examples")
# Which figures are told one by one, and what a clause opens with that is no part of a metric's name.
ONE_BY_ONE = regex.compile(r"分别|依次")
_LEAST_LEFT = 2
_YEARLY = frozenset("年月季")
_GROWS = regex.compile(r"[增减升跌降涨]幅?(?![值产持])|成长|衰退")
_OF_NAME = regex.compile(r"(?![一二三四五六七八九十两去今前当同按每本次半历逐近成多上下整全此该几])\p{Han}$")
_VALUE = regex.compile("[A-Z]{3}|%|pp")
_SAYS = regex.compile(r"[\p{L}\p{N}]")
_MODIFIES = regex.compile(r"[对与向]\s?$")
_VISITS = regex.compile(r"[来赴访抵]$")  # 来台人数, 访港人次: the place is part of what is counted
_VISITORS = regex.compile(r"(?:总?人[数次]|总人次|旅[客游]|[游访]客|观光)")
# What still belongs to the date or the place that it follows: 全年度营收, 5月下旬时糖价, 台中市民幸福感.
_TAILS = {
    "date": regex.compile(r"(?:(?<=同期)间|度(?![假过量])|时(?![间期尚代装速长局段]))(?=\p{Han}{2})"),
    "place": regex.compile(
        r"(?<=[市县区])民(?![营间生办用宿众政族主航俗调进企兵居意警工])(?=\p{Han}{2})"
        r"|(?P<kind>等(?:省市|[地市省国县区]))(?!地?区)(?=\d|\p{Han}{2})"  # 佛山等地15岁以上人口
        r"|等?地区(?!生产|总|间|性|差|发展|经济|财政|分布|级|人均|民族|代表|冲突|安全|合作)(?=\p{Han}{3})"  # 澎湖地区住宿旅客
    ),
}
_OPENING = regex.compile(
    r"^(?:我国|全国|全省|全市|全区|全县|全州|我省|我市|本市|该市|该省|当地|目前|其中|此外|同时|另外|因此|所以|虽然|尽管|差不多|而|但|(?:累计|共)(?:实现|完成)|累计|力争|力求|(?:集聚|聚集|汇聚|会聚)了(?!各类)|预计|预估|推估|估计|已|其(?![他它余中间])|实现|完成|共|一共|总共|减去|扣除|加上|累计实现|拥有|共有|暂列|总计|合计|共计|分别|(?:灾害|灾情|暴雨|强降雨|洪涝|台风|地震)?(?:已|共)?(?:造成|导致|致使)|主要得益于|得益于|主要受益于|受益于|光是|单是|单单|光(?![电伏热学纤缆刻能合波子彩源通芯储])|就算|即使|哪怕|仍|仍然|依然|还有|还是|另有|结果|原本|原先|陆续|接连|普遍|则|并(?![网购联轨行])|就(?![业医读学诊餐职地近])|即(?![期时将墨食便])|意味着|[它他她]们?的|成为(?=\p{Han}{2,4}$)|[五六七]普(?=\p{Han}{3})|主因(?:是|为)?|主要因(?=\p{Han}{4})|包含|包括|使得?(?=平均|每)|不过(?!夜)|惟(?=\p{Han}{3})|致(?=整体|使|\p{Han}{2,6}[数量额值])(?![死力癌病富贫敬残伤命])|连同(?=\p{Han}{2})|对于|\p{Han}{2,4}范围内|还[要需须]再?(?=\p{Han}{2})|(?:后续)?(?:依照|按照)(?=\p{Han}{3})|后续|先后|一度|曾经|(?:春节|元旦|国庆|假期|节日|年)(?:前|后|期间)(?:一度)?(?![年台代])|(?:也|远|更|略|明显|大幅)?(?:高于|低于|多于|少于)(?!\p{Han}*的))(?=\p{Han}{2})"
    r"|^(?:[两二三四五六七八九十]|\d{1,2}个?)(?:地|省市?|市|国|县市?)的(?!贸易|差距|合作|双边|往来)(?=\p{Han}{2})"
    rf"|^来?(?:{alternatives(read_words('groups_of_cities'))})(?:地区)?的?(?=\p{{Han}}{{2}})"
    r"|^之(?![前后间外内下上所类])(?=\p{Han}{2})"
    r"|^(?:这|上述|以上)(?:[两二三四五六七八九十]|\d{1,2})(?:个|座|大)?(?:城市|省市|省份|省区|市州|地区|国家|国|市|省|县|区|州)的?(?!贸易|差距|合作|双边|往来|之间|间)(?=[\p{Han}A-Z]{2})"
    r"|^创造(?=产值|投资|就业|营收|商机|税收|收益)"
    r"|^第[一二三四五六七八九十]年(?=\p{Han}{2})"
    r"|^(?:成功|艰难|再次|连续|勉强|但|又|首次){0,4}(?:卫冕|蝉联|问鼎|保住|坐稳|站稳|稳坐|夺得|稳居)了?(?=\p{Han}{2})"  # 卫冕经济第一
    r"|^近[几两些]?年来?(?=[\p{Han}A-Z]{2})"
    r"|^当中(?=\p{Han}{2}|\d)"
    r"|^(?:(?:上|本|这|新|下)一?个?(?:榨季|雪季|采暖季|供暖季|产季|季度|赛季|财年|学年|学期|生产季)|从第一[年届次]|除了)的?(?=\p{Han}{2})"
    r"|^(?:19|20)\d\d年?(?:全年|\d{1,2}月|[上下]半年)?(?:的|度)?(?=[\p{Han}A-Z]{2})"
)


_OF_THE_MOST = regex.compile(r"(?P<what>\p{Han}{2,4})最[大高多]的(?=\p{Han}{1,8}(?P=what)$)")  # 产值最大的畜产产值


@lru_cache(maxsize=8192)
def _may_open(first: str) -> bool:
    """Whether words that only open a clause can begin with a character."""
    return _OPENING.match(first, partial=True) is not None


def without_opening(words: str) -> str:
    """A noun phrase without the words that only open its clause: 全市常住人口 → 常住人口."""
    opening = (_OPENING.match(words) if _may_open(words[:1]) else None) or (_OF_THE_MOST.match(words) if "最" in words else None)
    rest = words[opening.end() :] if opening else words
    if opening and _may_open(rest[:1]) and (second := _OPENING.match(rest)) is not None:
        rest = rest[second.end() :]  # 但预计盈余
    return rest[1:] if rest.startswith("的") and len(rest) > _LEAST_LEFT else rest  # 累计的产量


class Words:
    """Tokens of an article's sentences, and stretches of text between its places and dates.

    Attributes:
        figures: where each of the ``frames`` has its quantity.
        of_sentence: indices of the frames of each sentence that has any, by its index.
        values: index of each quantity of money or per cent, by where it ends.
    """

    def __init__(
        self, text: str, sentences: Sequence[Sentence], frames: Sequence[Frame], places: Sequence[Occurrence], dates: Sequence[DateMention]
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.frames = frames
        self.figures = [f.quantity.span for f in frames]
        self.of_sentence: dict[int, range] = {}
        for i, f in enumerate(frames):
            self.of_sentence[f.sentence] = range(self.of_sentence[f.sentence].start if f.sentence in self.of_sentence else i, i + 1)
        self.values = {f.quantity.span[1]: i for i, f in enumerate(frames) if f.quantity.unit is not None and _VALUE.match(f.quantity.unit)}
        standing = [o.span for o in places if o.span and o.members == 1 and o.role in _BARRIER_ROLES and not _modifies(text, o.span)]
        self._barriers: list[tuple[Span, str]] = sorted([(s, "place") for s in standing] + [(d.span, "date") for d in dates])
        self._barrier_starts = [a for (a, _), _ in self._barriers]
        self._edges = sorted({at for span in (*self.figures, *(d.span for d in dates)) for at in span})
        self._places = {o.span for o in places if o.span}
        self._starts_of_places = {a for a, _ in self._places}
        self._between: dict[Span, list[Token]] = {}
        self._segments: dict[Span, list[tuple[Span, str]]] = {}
        self._tokens: dict[int, tuple[list[Token], list[int]]] = {}

    def is_place(self, span: Span) -> bool:
        """Whether a place stands in exactly this span."""
        return span in self._places

    def ends_with_place(self, span: Span) -> bool:
        """Whether the last of some words are a place that the others tell of: 增长乏力的甲省."""
        return any(span[0] < a and b == span[1] and self.text[a - 1] == "的" for a, b in self._places)

    def only_places(self, span: Span) -> bool:
        """Whether places are all that a span says, and one is there."""
        said = self.text[slice(*span)]
        if self.is_place((span[0] + len(said) - len(said.lstrip("，,、；; ")), span[1])):
            return True
        parts = self.segments(span)
        return any(what == "place" for _, what in parts) and not any(_SAYS.search(self.text, *part) for part, _ in parts)

    def besides_places(self, span: Span) -> str:
        """The words of a span without its places and dates."""
        return "".join(self.text[slice(*part)] for part, _ in reversed(self.segments(span)))

    def date_ends(self, at: int) -> bool:
        """Whether a date ends right there."""
        return any(b == at and kind == "date" for (_, b), kind in self._barriers)

    def dates_in(self, span: Span) -> bool:
        """Whether a date stands in a span."""
        return any(span[0] <= a < span[1] and kind == "date" for (a, _), kind in self._barriers)

    def place_within(self, span: Span) -> Span | None:
        """The last place that stands inside a span, or None."""
        return max((p for p in self._places if span[0] <= p[0] and p[1] <= span[1]), key=lambda p: (p[1], -p[0]), default=None)

    def of_place_behind(self, at: int) -> bool:
        """Whether 的 and a place stand right there."""
        return self.text[at : at + 1] == "的" and at + 1 in self._starts_of_places

    def between(self, frame: Frame, span: Span) -> list[Token]:
        """Tokens of the frame's sentence that lie within a span."""
        found = self._between.get(span)
        if found is None:
            found = self._between[span] = self.tokens(frame.sentence, span)
        return found.copy()

    def tokens(self, sentence: int, span: Span) -> list[Token]:
        """Tokens of a sentence that lie within a span; of a word that goes over its start, what lies within."""
        tokens, starts = self._of(sentence)
        first, last = bisect_left(starts, span[0]), bisect_left(starts, span[1])
        while last > first and tokens[last - 1].span[1] > span[1]:
            last -= 1
        found = tokens[first:last]
        over = tokens[first - 1] if first else None
        if over is not None and span[0] + 2 <= over.span[1] <= span[1] and regex.search(r"\p{Han}", over.text):
            found.insert(0, Token(over.text[span[0] - over.span[0] :], (span[0], over.span[1]), over.flag))
        return found

    def _of(self, index: int) -> tuple[list[Token], list[int]]:
        """Tokens of a sentence, and where each begins; no word goes over the edge of a figure or a date (3万名|单程证, 2023年|出生人口)."""
        if index not in self._tokens:
            start, end = self.sentences[index].span
            tokens = list(tokenize(self.text, (start, end)))
            cut = {at for t in tokens for at in self._edges[bisect_right(self._edges, t.span[0]) : bisect_left(self._edges, t.span[1])]}
            if cut:
                parts = pairwise([start, *sorted(cut), end])
                tokens = [t for part in parts for t in tokenize(self.text, part)]
            tokens = [Token(t.text, t.span, "d") if t.text in _YEARLY and self._yearly(t.span) else t for t in tokens]
            self._tokens[index] = tokens, [t.span[0] for t in tokens]
        return self._tokens[index]

    def _yearly(self, span: Span) -> bool:
        """Whether 年, 月 or 季 tells against what a change is told, and ends no name: 出口年增3%."""
        return _GROWS.match(self.text, span[1]) is not None and _OF_NAME.search(self.text, max(0, span[0] - 1), span[0]) is not None

    def segments(self, span: Span) -> list[tuple[Span, str]]:
        """Parts of a span between places and dates, from the right to the left, with what stands before each."""
        found = self._segments.get(span)
        if found is None:
            found = self._segments[span] = self._parted(span)
        return found

    def _parted(self, span: Span) -> list[tuple[Span, str]]:
        cuts, at, what = [], span[0], "edge"
        for i in range(bisect_left(self._barrier_starts, span[0]), len(self._barriers)):
            (a, b), kind = self._barriers[i]
            if a > span[1]:
                break
            if b <= span[1] and a >= at:
                cuts.append(((at, a), what))
                tail = _TAILS[kind].match(self.text, b, span[1])
                if tail is not None and kind == "place" and tail["kind"] and straddled(self.text, tail.span()):
                    tail = None  # 等|地铁线路, 等|县级市
                at, what = tail.end() if tail else b, kind
        cuts.append(((at, span[1]), what))
        return [c for c in reversed(cuts) if c[0][0] < c[0][1]]

    def goes_on(self, one: int, other: int) -> bool:
        """Whether a sentence is the same as another, or comes right before it in its paragraph."""
        return one == other or (one + 1 == other and self.sentences[one].paragraph == self.sentences[other].paragraph)

    def start(self, frame: Frame) -> int:
        """Where the words before a quantity begin: for a member of a list, before the whole list."""
        first = self.frames[frame.run.first]
        return first.left[0] if first.sentence == frame.sentence else frame.left[0]

    def first_noun(self, tokens: Sequence[Token]) -> metrics.Phrase | None:
        """The first noun phrase, where it is more than a character."""
        for i, token in enumerate(tokens):
            if metrics.is_nominal(token):
                return metrics.named(metrics.after(self.text, tokens[i:]), "first")
        return None

    def last_noun(self, tokens: Sequence[Token]) -> metrics.Phrase | None:
        """The last noun phrase, where it is more than a character."""
        return metrics.named(metrics.before(self.text, [t for t in tokens if t.text not in "，；：。,"]), "last")


def _modifies(text: str, span: Span) -> bool:
    """Whether a place only modifies the metric's noun phrase (对欧盟进出口, 来台人数)."""
    before = text[max(0, span[0] - 2) : span[0]]
    visits = span[1] - span[0] == 1 and _VISITS.search(before) is not None and _VISITORS.match(text, span[1]) is not None
    return visits or _MODIFIES.search(before) is not None
