"""Attributions: who the article says something from, and over which stretch of text.

A source gives a figure as object of 据, 从…获悉, 经…统计, as subject of a verb of saying or showing, or as speaker of a
line of dialogue. It holds until another is named, at most to the end of its paragraph; of a speaker, until the next
one. A short name (商会, 《报告》, 他) takes up the longer one before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extract.mentions import attribution_scopes, clause_sources, own_rules, sources, speakers, telling
from extract.mentions.attribution_scopes import Said
from extract.mentions.sources import Source
from extract.model import Attribution, DateMention, Name, Sentence, Span, Token
from extract.text.sentences import clauses_of
from extract.text.tokens import tokenize

_BY = regex.compile(r"(?<!证|占|论|收|数|凭|票|依)(?:据|根据|按照|依据|依照|援引)(?!点|此|悉|说)(?P<who>[^，。；：\n]{2,60}?)(?=[，,：:])")
_FROM = regex.compile(
    r"(?:从|自|向|经)(?P<who>[^，。；：\n]{2,40}?)(?:了解到|获悉|得知|(?:传来|得到|传出)(?:的)?(?:最新)?(?:消息|喜讯|捷报|好消息)|证实|统计(?![局处署部])|核算|审计(?![局处署部厅])|测算|列管|认定|核定|评估|(?:中|里)?(?:也|还|就|都)?(?:可以?|能够?|不难|便可)?(?:看出|看到|发现|得出))"
)
_IN = regex.compile(r"(?:^|(?<=[，。；]))在(?P<who>[^，。；：\n]{2,24}?)(?:里|中)[，,]")
# 统计局今天举行发布会，通报一季度情况: what follows is from the host. A source said to be at another's briefing (…举行的发布会上) is not it.
_BRIEFING = regex.compile(
    r"(?P<verb>举行|召开|举办)(?P<what>[^，。；的\n]{0,24}?)(?:新闻)?(?:发布会|通气会|吹风会|通报会|记者会|见面会)(?:[，,](?=[^。\n]{0,12}(?:通报|介绍|发布|公布|解读))|(?=(?:通报|介绍|公布|宣布)[^的]))"
)
_LONGEST_TITLE, _OPENING = 8, 4  # characters of an office before a name, sentences of an article in which its own briefing is told of
_AT_EVENT = regex.compile(
    r"(?:出席|参加|主持|接受|赴|前往|会见|列席|在|于)[^，。；：\n]{1,24}(?:时|后|上|中|里|报告)(?:还|也|又|则)?$|(?:就|针对)[^，。；：\n]{2,16}$"
)
_PRONOUN = regex.compile(r"(?:他|她)(?:们)?")
_AFTER_NOUNS = frozenset(["会", "日", "量", "所", "者", "人", "稿", "之后", "以后", "后", "之前"])  # behind what is no telling: 公布之后
_BY_WORDS = frozenset(["据", "根据", "按", "按照", "依据", "在", "从"])
_BEFORE_OBJECTS = frozenset("在于向对就赴比把将被让给")
_GRANTS = frozenset(["核定", "列管", "认定", "审定", "规定", "要求", "承诺", "主张"])  # with 的 an act that makes a thing what it is: 市府核定的上限
_OF_WORKS = frozenset(["提出", "明确", "明确提出", "指出", "要求", "规定", "强调", "显示", "写明", "提到"])  # what a work does
# A speaker's own judgement behind what he told of others: 我估计…
_OWN_WORDS = regex.compile(r"(?<![“「])我(?:们)?(?:个人|自己|的?粗略)?(?:估计|估算|预计|预测|认为|判断|觉得|看|的?(?:判断|估计|看法)是)")
_TOLD = frozenset("：:，,“「")


class _Finder:
    """Goes through the sentences of an article in order; what was named before completes what is named short."""

    def __init__(self, text: str, sentences: Sequence[Sentence], names: Sequence[Name], dates: Sequence[DateMention]) -> None:
        self._text = text
        self._sentences = sentences
        self._names = names
        self._days = {at for d in dates for at in range(*d.span)}
        self._before: list[Source] = []
        self._papers: dict[str, Source] = {}  # who gave out the paper that 文件指出 takes up
        self.found: list[Said] = []
        self._index = 0
        self.turns = speakers.turns(text, sentences, names)
        self._speaks = {t.sentence: t for t in self.turns}
        self._speaker: Source | None = None  # of the turn that goes on
        self.briefing: Source | None = None  # the host of the briefing that the article reports

    def speaks(self, index: int) -> bool:
        """Whether a sentence opens with who speaks."""
        return index in self._speaks

    def sentence(self, index: int) -> None:
        """Adds the attributions of one sentence."""
        sentence = self._sentences[index]
        self._index = index
        if (turn := self._speaks.get(index)) is not None:
            self._speaker = turn.source
            sentence = replace(sentence, span=(turn.begins, sentence.span[1]), clauses=clauses_of(self._text, (turn.begins, sentence.span[1])))
            if turn.source is not None:
                self._add(turn.source, turn.begins, "attribution.speaker", True)
        a, b = sentence.span
        names = [n for n in self._names if a <= n.span[0] < b]
        self._before += [sources.of_name(n) for n in names if n.label == "WORK"]  # 《报告》 may take them up
        taken = self._own((a, b))
        if index < _OPENING and self.briefing is None and (m := _BRIEFING.search(self._text, a, b)) is not None:
            tokens = tokenize(self._text, sentence.span)
            verb = next((i for i, t in enumerate(tokens) if t.span[0] == m.start("verb")), None)
            host = self._subject(tokens, verb, names) if verb is not None else None
            if host is not None and host.kind != "person":
                self.briefing = host
                self._add(host, m.end(), "attribution.briefing", False)
                taken.append(m.span())
        told = clause_sources.tells(self._text, sentence.span)
        if self._speaker is not None and (own := _OWN_WORDS.search(self._text, a, b)) is not None:
            self._add(self._speaker, own.end(), "attribution.speaker", False)
        if not told and not telling.said().search(self._text, a, b) and not _BY.search(self._text, a, b) and self._text.find("从", a, b) < 0:
            return
        tokens = tokenize(self._text, sentence.span)
        if told:
            taken += self._clauses(sentence, tokens, names, index)
        for pattern, rule in ((_BY, "attribution.according"), (_FROM, "attribution.learned"), (_IN, "attribution.in")):
            for m in pattern.finditer(self._text, a, b):
                source = sources.inside(self._text, tokens, names, m.span("who"))
                if source is not None and not any(x < m.end() and m.start() < y for x, y in taken):
                    self._add(source, source.span[1] if pattern is _BY else m.end(), rule, False)
                    taken.append(m.span())
        for i, token in enumerate(tokens):
            if telling.is_verb(token) and not any(x <= token.span[0] < y for x, y in taken):
                source = self._subject(tokens, i, names)
                if source is not None and source.name[-1] in "省市县区" and _OF_PLACE.match(self._text, token.span[0]):
                    continue  # 台中市共通报117家, 南投县预计可增加144亿元: of whom it tells
                if source is not None:
                    spokesman = self.briefing is not None and self.found[-1].rule == "attribution.briefing" and self.found[-1].sentence == index
                    said = self._add(source, token.span[1], "attribution.briefing" if spokesman else "attribution.says", False)
                    quoted = attribution_scopes.quoted_before(self._text, self._sentences, index, source) if said else None
                    if said is not None and quoted is not None:
                        self.found.append(replace(said, begins=quoted[0], ends=quoted[1]))

    def _clauses(self, sentence: Sentence, tokens: Sequence[Token], names: Sequence[Name], index: int) -> list[Span]:
        """Adds the sources that whole clauses name (统计局最新调度，; 统计局：); the spans that they take."""
        taken = []
        passed = frozenset(i for i, t in enumerate(tokens) if self._passes(t, names))
        opens = not index or self._sentences[index - 1].paragraph != sentence.paragraph
        if opens and (found := clause_sources.label(self._text, sentence.span, tokens, names)) is not None:
            self._add(found[0], found[1], "attribution.label", False)
            taken.append((found[0].span[0], found[1]))
        if (paper := clause_sources.of_paper(self._text, sentence.span, tokens, names, passed)) is not None:
            self._add(paper[0], paper[1], "attribution.paper", False)
            self._papers[paper[2]] = paper[0]
        for clause in clause_sources.behind_dateline(self._text, sentence.clauses):
            if (found := clause_sources.of_figures(self._text, clause, tokens, names, passed)) is not None:
                by = self._text.startswith(("据", "根据", "按"), clause[0])
                self._add(found[0], found[1], "attribution.according" if by else "attribution.figures", False)
                taken.append((clause[0], found[1]))
            elif (found := clause_sources.of_outlook(self._text, clause, tokens, names, passed)) is not None:
                self._add(found[0], found[1], "attribution.outlook", False)
        return taken

    def _passes(self, token: Token, names: Sequence[Name]) -> bool:
        """Whether a token may stand before or behind a source without being part of it: adverbs, days, connectives."""
        if any(n.span[0] <= token.span[0] < n.span[1] for n in names if n.label in ("PERSON", "ORG", "WORK")):
            return False  # 王某清说: 清 alone could be a time
        return token.text in telling.adverbs() or token.span[0] in self._days or token.text in _BY_WORDS or token.flag[:1] in ("d", "t", "c")

    def _own(self, span: Span) -> list[Span]:
        """Adds what the rules of the user's configuration find in a sentence; the spans that they take."""
        taken = []
        for rule in own_rules.own("attribution"):
            for m in rule.matches(self._text, span):
                who = m.span("source")
                name = rule.rule.says["name"] or self._text[slice(*who)].strip("《》")
                self._add(Source(who, name, rule.rule.says["attribution"], known=True), m.end(), rule.id, False)
                taken.append(m.span())
        return taken

    def _subject(self, tokens: Sequence[Token], verb: int, names: Sequence[Name]) -> Source | None:
        """The source before a verb of saying, adverbs and days between them passed over."""
        last = self._before_adverbs(tokens, verb - 1, names)
        if last > 0 and tokens[last].text in "，,":  # 指挥中心，今天公布最新统计
            work = last - 2 if last > 1 and tokens[last - 1].text in ("中", "里") else last - 1
            if tokens[work].text == "》" and tokens[verb].text in _OF_WORKS:
                return sources.ending_at(self._text, tokens, work, names)  # 市政府印发《规划》，提出; 市长在《报告》中，明确
            source = sources.ending_at(self._text, tokens, last - 1, names)
            opens = source is not None and source.kind == "body" and source.span[0] == tokens[0].span[0] and not source.bare
            return source if opens else None
        if last < 0 or tokens[last].text in "，。；：、！？\n":
            return None
        following = tokens[verb + 1].text if verb + 1 < len(tokens) else ""
        if following in _AFTER_NOUNS or (tokens[verb].text == "建议" and tokens[verb + 1].flag == "m"):  # 公布日, but 公布人口数字
            return None
        if (tokens[verb].text in ("指", "列", "讲") and following[:1] not in _TOLD) or (tokens[verb].text in _GRANTS and following == "的"):
            return None
        if _PRONOUN.fullmatch(tokens[last].text):
            told = next((s for s in reversed(self._before) if s.kind == "person"), None)
            first = clause_sources.person_before(self._sentences, self._index, self._names)
            return first if first is not None and (told is None or told.span[1] <= first.span[0]) else told
        if tokens[last].text in ("”", "）", ")", "」") and last > 0:
            before = self._opening(tokens, last)
            quoted = sources.quoted(self._text, tokens, before + 1, last) if tokens[last].text in "”」" else None
            if quoted is not None:
                return quoted
            last = before
        source = sources.ending_at(self._text, tokens, last, names) if last >= 0 else None
        if source is not None and following != "的" and source.span[0] and self._text[source.span[0] - 1] in _BEFORE_OBJECTS:
            source = None  # 在议事厅质询, 比业界预期
        if source is None and verb and _AT_EVENT.search(self._text, tokens[0].span[0], tokens[verb].span[0]):
            at_event = self._at_event(tokens, verb, names)
            if at_event is not None:
                return at_event
        passed = frozenset(i for i, t in enumerate(tokens) if self._passes(t, names))
        if source is None:
            far = clause_sources.whole(self._text, tokens, last, names, passed)
            return far or clause_sources.speaker(self._text, tokens, verb, names, passed)
        if source.known and tokens[verb].text not in telling.weak():
            return source
        if self._opens_clause(tokens, source):
            return source
        far = clause_sources.whole(self._text, tokens, last, names, passed)
        return far or (clause_sources.speaker(self._text, tokens, verb, names, passed) if source.kind == "person" else None)

    def _before_adverbs(self, tokens: Sequence[Token], last: int, names: Sequence[Name]) -> int:
        """The last token before adverbs and days, those in brackets too: 今天（3日）公布."""
        while last >= 0:
            token = tokens[last]
            day = token.span[0] in self._days or (token.text in ("）", ")") and last > 0 and tokens[last - 1].span[0] in self._days)
            opening = token.text in ("（", "(") and tokens[last + 1].span[0] in self._days
            named = any(n.span[0] < token.span[0] < n.span[1] for n in names if n.label == "PERSON")  # 王某清说: 清 alone could be a time
            if named or not (day or opening or token.text in telling.adverbs() or token.flag[:1] in ("d", "t")):
                venue = last if named else clause_sources.before_venue(tokens, last)
                if venue == last:
                    break
                last = venue + 1
            last -= 1
        return last

    def _at_event(self, tokens: Sequence[Token], verb: int, names: Sequence[Name]) -> Source | None:
        """Whose clause opens with the name and goes on with where or of what it was said: 陈某昨天出席活动时表示, 统计局就各区分析."""
        end = tokens[verb].span[0]
        mark = max(self._text.rfind(c, tokens[0].span[0], end) for c in "，。；：")
        start = max(mark + 1, tokens[0].span[0])
        found = next((n for n in names if n.label in ("PERSON", "ORG") and start <= n.span[0] and n.span[1] < end), None)
        if found is None:
            return None
        source = sources.of_name(found)
        title = source.kind == "person" and found.span[0] - start <= _LONGEST_TITLE
        return source if title or self._opens_clause(tokens, source) else None

    def _opens_clause(self, tokens: Sequence[Token], source: Source) -> bool:
        """Whether only adverbs, days and connectives stand between the clause's mark and the source."""
        for token in reversed([t for t in tokens if t.span[1] <= source.span[0]]):
            if regex.search(r"[\p{P}\p{S}\s]$", token.text):
                return True
            if (
                token.text not in telling.adverbs()
                and token.span[0] not in self._days
                and token.flag[:1] not in ("d", "t", "c", "r", "p", "m")
                and not (token.flag == "ns" and token.span[1] == source.span[0])  # 日本厚生劳动省: whose it is
            ):
                return False
        return True

    @staticmethod
    def _opening(tokens: Sequence[Token], last: int) -> int:
        """The token before a bracket: 瑞士洛桑管理学院（IMD）公布."""
        pairs = {"）": "（", ")": "(", "”": "“", "」": "「"}
        opening = pairs[tokens[last].text]
        return next((i - 1 for i in range(last - 1, -1, -1) if tokens[i].text == opening), -1)

    def _add(self, source: Source, begins: int, rule: str, speaks: bool) -> Said | None:
        source = sources.full_name(source, self._names)
        if source.open or source.bare:
            core = source.name.strip("《》")
            longer = next((s for s in reversed(self._before) if s.name != source.name and s.name.strip("《》").endswith(core)), None)
            if longer is None and source.bare and sources.is_whose(core):  # 统计指出: of the body named last
                longer = next((s for s in reversed(self._before) if s.kind == "body" and not s.open), None)
            longer = longer or self._papers.get(core)
            if longer is not None:
                source = Source(source.span, longer.name, longer.kind)
            elif source.bare:
                return None  # 数据显示: nobody is named
        self._before.append(source)
        said = Said(source, begins, rule, speaks, self._index)
        self.found.append(said)
        return said


_OF_PLACE = regex.compile(
    r"通报(?:了|共|约|近|逾)?\s?[\d一二三四五六七八九十百千]++(?!起)|(?:预计|预估|估计|推估)(?:今年|明年|全年|约|近|逾)?(?:可|将|能|会|有望)?(?:增加|减少|增|减|达|投入|完成|新增|有)"
)


def find(text: str, sentences: Sequence[Sentence], names: Sequence[Name], dates: Sequence[DateMention] = ()) -> list[Attribution]:
    """All attributions of a normalized text, in order, with the span of text that each covers."""
    finder = _Finder(text, sentences, names, dates)
    for i, sentence in enumerate(sentences):
        if sentence.role == "body" or finder.speaks(i):
            finder.sentence(i)
    found = []
    for said, end in zip(finder.found, attribution_scopes.ends(text, sentences, finder.found, [t.at for t in finder.turns]), strict=True):
        source = said.source
        name = source.name.strip("《》") if said.speaks else source.name
        found.append(Attribution(source.span, text[slice(*source.span)], name, source.kind, (said.begins, end), said.rule))
    found.sort(key=lambda f: f.scope)
    return found


def covering(found: Sequence[Attribution], at: int) -> Attribution | None:
    """The attribution that holds at a position: the last named before it whose scope reaches it."""
    best = None
    for a in found:
        if a.scope[0] <= at < a.scope[1]:
            best = a
    return best
