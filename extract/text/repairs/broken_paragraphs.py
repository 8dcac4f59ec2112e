"""One sentence in two paragraphs: page breaks, pictures and blank lines in the middle of a sentence.

A body line that stops without the end of a sentence is joined to the next body line when nothing but blank lines, pictures and page
numbers lie between, the next line does not open something new (a heading, a list item), and one of these shows that the sentence goes on:

- the line ends in a comma, an opening mark, or a word that wants another one behind it (在, 的, 同比),
- its last clause is only a date or a time (…，2024年 | 产业规模超过…),
- a sign with a number under it was set apart (PM | 2.5 | 年均浓度), a number and its unit, or a word for reaching and its number,
- a word stands across the break (关键共性技|术攻关), in a text whose other lines end as sentences do: in subtitles and verse, line ends do,
- the next line begins with what no paragraph begins with (同比, 达到, 产值, 等城市).

Where a picture, its caption or a page break parts two lines of running text, less is asked. A caption that gives a figure is no such thing:
it stays a paragraph of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.data.late import late_regex
from extract.model import Edit
from extract.text.lines import Line, ends_sentence, is_numbered, lines_of
from extract.text.torn_words import across, is_torn

KIND = "broken-paragraph"
DAMAGE = True

# A line that ends in one of these can't be the end of a sentence, however short it is.
_OPEN_END = late_regex(
    r"(?:[（(“‘《]|(?<![目标])的|和|与|及|以及|或|在|对|将|为|是|于|从|由|向|把|被|让|使|并|而|但|达|超过|(?<![签条合契公预违履毁节])约|(?<![附最邻])近|(?<![公一])共|累计|同比|其中"
    r"|(?:指出|提出|表示|认为|强调|显示|宣布|透露|(?<![名简宣号职俗统自])称|(?<![小传学解])说))$"
)
_COMMA = late_regex(r"[，、,]$")
_BEFORE_NUMBER = late_regex(r"(?:[到至为达超过约近]|同比|环比|增长|下降|缩短|减少|提高|提升|降低|上升|扩大|增加|突破|[升降增减]幅|占比)$")
_DATE_END = late_regex(r"[，,；;。](?:截至|到|至|从|自)?(?:(?:19|20)\d\d年(?:\d{1,2}月)?(?:底|末|初)?|今年|去年|当年|目前|近年来|据悉|其中)$")
_NEW_START = late_regex(r"\s*(?:[-*•·●■◆▪○#|>【<]|——|https?://|[\p{Lu}][\p{L}]+:|\p{Han}{2,10}[:：])")
_MARK = late_regex(r"[，。；,;]")
_STARTERS = late_regex(
    r"(?:此外|另外|另据|同时|目前|其中|但是|然而|不过|因此|所以|而且|今年|去年|当然|首先|其次|最后|据|记者|他|她|我|这|那|在|从|对于|截至|\d)"
)
_PREDICATE = late_regex(
    r"(?:(?:同|环)比(?!例)|[较比][上去前]年|达到?(?=\d|[一二三四五六七八九十百]|[了约近])|[增降升]至|占(?:全[国省市县区]|比|到)|位居|居全[国省市]|等(?:多个|[\d一二两三四五六七八九十]+个|城市|地区|领域|企业|行业|产品)"
    r"|[率额量值](?:[\d约为达超]|[百千]分之)|总?产值|增加值|总额|总量|数量|到(?:了|\d)|等相关|亦|的(?!士|卢|黎))"
)
_FIGURE = late_regex(r"\d(?![\d/.\-]{0,20}[年月日时])")
_AFRESH = late_regex(r"\s*(?:当然|此外|另外|另据|首先|其次|总之|可以说|事实上|实际上|总的来说|简单来说|换句话说|\d+世纪|(?:19|20)\d\d年有)")
_SIGN = late_regex(r"(?:PM|CO|SO|NO|CH|(?<![A-Za-z])[OHNP])$")
_UNDER = late_regex(r"(?:\d{1,2}(?:\.\d)?|x)")
_SIGN_WITH_NUMBER = late_regex(r"(?:PM|CO|SO|NO|CH|(?<![A-Za-z])[OHNP])(?:\d{1,2}(?:\.\d)?|x)$")
_NUMBER = late_regex(r"\s*\d+(?![\d.]{0,20}(?:[、．)）]|年))")
_UNIT = late_regex(
    r"\s*(?:[万亿]?(?:元|人|家|个|户|吨|列|辆|台|套|亩|公里|平方米|平方公里|次|人次|天|年|岁|[例宗起件名位所座条间场头只张份项种倍成米度艘架瓶箱册部栋床剂支股笔])|[万亿%％])[，。、；,;（(]"
)
_TEXT_KINDS = ("body", "heading", "subtitle")
_SHORT_KINDS = ("heading", "subtitle")
_OPEN_KINDS = (*_TEXT_KINDS, "item")
_LONG = 30
_VERSE = 14  # a line of verse is shorter
_TAIL = 8  # characters at the end of a line that tell whether it is open
_STYLE = 0.35  # a text of short lines more of which do not end as sentences do is written so
_FEW = 6  # lines that show no style yet
_GOES_ON = 2.0  # nats by which a character is likelier behind the break than at the beginning of a line


def _surely_goes_on(before: str, after: str) -> bool:
    """Whether the end of a line shows that its sentence goes on in the line ``after``."""
    if _COMMA.search(before):
        return max(len(before), len(after.strip())) > _VERSE and not _AFRESH.match(after)
    return bool(_OPEN_END.search(before[-_TAIL:]) or _DATE_END.search(before[-4 * _TAIL :]))


def _cut_at_number(before: str, after: str) -> bool:
    """Whether the break stands between a sign and the number under it, a word for reaching and a number, or a number and its unit."""
    if _SIGN.search(before) and _UNDER.fullmatch(after.strip()):
        return True
    if regex.search(r"\d$", before) and _UNIT.match(after):
        return True
    return _BEFORE_NUMBER.search(before[-_TAIL:]) is not None and _NUMBER.match(after) is not None


def _likely_goes_on(before: str, after: str, *, parted: bool) -> bool:
    """Whether a line without an end goes on.

    It does where a word is torn or a predicate follows; behind a long line also where a word stands across the break, or where only a picture
    or a page break parts them.
    """
    if before[-1:] in "：:”’』」）)》】〉":
        return False
    if is_torn(before, after):
        return True
    gain, word = across(before, after)
    if _STARTERS.match(after) or not _MARK.search(before):
        return False
    if _PREDICATE.match(after):
        return len(before) >= _VERSE
    return len(before) >= _LONG and (parted or gain >= _GOES_ON or (gain >= 0 and word))


def _goes_on_under_sign(joined: str, last: str, after: str) -> bool:
    """Whether the line before is the number under a sign that was joined to its sentence, and the sentence goes on."""
    return (
        _UNDER.fullmatch(last.strip()) is not None
        and _SIGN_WITH_NUMBER.search(joined.rstrip()) is not None
        and regex.match(r"\s*[\p{Han}，、。（(]", after) is not None
    )


def _remembered(joined: str) -> str:
    """What of a long line still counts: a mark in it, if it has one, and its end."""
    joined = joined.rstrip()
    if len(joined) <= 4 * _LONG:
        return joined
    mark = _MARK.search(joined)
    return (mark.group() if mark else "") + joined[-2 * _LONG :]


def _ends_as_sentences(text: str, lines: Sequence[Line]) -> bool:
    """Whether the lines of running text end as sentences do: so they do not in subtitles, verse and lists."""
    running = [text[slice(*line.span)] for line in lines if line.kind in _TEXT_KINDS]
    if len(running) < _FEW or sorted(map(len, running))[len(running) // 2] >= _LONG:
        return True
    return sum(not ends_sentence(t) for t in running) < _STYLE * len(running)


def _goes_on(text: str, last: Line, joined: str, line: Line, *, plain: bool, parted: bool) -> bool:
    """Whether a line goes on with the sentence of the last one, which earlier joins have made ``joined``."""
    before, after = text[slice(*last.span)], text[slice(*line.span)]
    if last.kind not in _OPEN_KINDS or line.kind not in _TEXT_KINDS or ends_sentence(before):
        return False
    if _NEW_START.match(after) or is_numbered(after):
        return False
    joined = joined.rstrip()
    if _cut_at_number(joined, after) or _goes_on_under_sign(joined, before, after):
        return len(joined) > _VERSE
    if (last.kind not in _SHORT_KINDS or _MARK.search(before)) and _surely_goes_on(joined, after):
        return True
    if last.kind in _SHORT_KINDS and not parted and not (_MARK.search(before) and is_torn(joined, after.lstrip())):
        return False
    return plain and _likely_goes_on(joined, after.lstrip(), parted=parted)


def find(text: str) -> list[Edit]:
    """Deletes what stands between the two halves of each broken sentence."""
    edits: list[Edit] = []
    if len(text.splitlines()) < 2:
        return edits
    lines = lines_of(text)
    plain = _ends_as_sentences(text, lines)
    last: Line | None = None
    joined = ""  # what the line before has become by earlier joins: a second pass must find nothing more to do
    parted = False  # a picture or a page number stands between
    for line in lines:
        words = text[slice(*line.span)]
        if line.kind in ("image", "furniture") or (line.kind == "caption" and not _FIGURE.search(words)):
            parted = True
            continue
        if last is not None and _goes_on(text, last, joined, line, plain=plain, parted=parted):
            before, after = text[slice(*last.span)], words
            start = last.span[0] + len(before.rstrip())
            end = line.span[0] + len(after) - len(after.lstrip())
            glue = " " if text[start - 1].isascii() and text[start - 1].isalnum() and text[end].isascii() and text[end].isalpha() else ""
            edits.append(Edit((start, end), glue))
            joined = _remembered(joined.rstrip() + glue + after.lstrip())
            last = Line(line.span, "body")
        else:
            last, joined = line, words
        parted = False
    return edits


YES = [
    (
        "标题\n目前,成都已建成40多个和智能制造有关的创新平台,还将继续推进这项工作,2024年\n\n产业规模超过1000亿元。",
        "标题\n目前,成都已建成40多个和智能制造有关的创新平台,还将继续推进这项工作,2024年产业规模超过1000亿元。",
    ),
    (
        "标题\n全市规模以上工业企业去年完成营业收入，\n![]()\n比上年增长8.2%。",
        "标题\n全市规模以上工业企业去年完成营业收入，比上年增长8.2%。",
    ),
    ("标题\n全市工业企业全年完成营业收入，\n— 2 —\n（下转第3版）\n比上年增长8.2%。", "标题\n全市工业企业全年完成营业收入，比上年增长8.2%。"),
    ("标题\n今年8月，整车进口通关时间压缩到\n\n3.5天，缩短1.2天。", "标题\n今年8月，整车进口通关时间压缩到3.5天，缩短1.2天。"),
    ("标题\n截至去年底，全国中欧班列开行13817\n列，增长23%。", "标题\n截至去年底，全国中欧班列开行13817列，增长23%。"),
    ("标题\n全市工业经济同比增\n\n- 3 -\n\n长9.2%，其中高技术产业增长较快。", "标题\n全市工业经济同比增长9.2%，其中高技术产业增长较快。"),
    ("标题\n今年以来，全市外出务工人员总数\n图为车间一角。\n达30万人，增长3%。", "标题\n今年以来，全市外出务工人员总数达30万人，增长3%。"),
    ("标题\n全市经济稳中有进。2024年，全市彩电产业\n总产值达到30亿元。", "标题\n全市经济稳中有进。2024年，全市彩电产业总产值达到30亿元。"),
    ("全市公报\n全市工业增加值增长，其中高技\n全市公报\n- 2 -\n术产业增长6%。", "全市公报\n全市工业增加值增长，其中高技术产业增长6%。"),
    ("全市工业增长7.9%，高于全\n省平均水平。", "全市工业增长7.9%，高于全省平均水平。"),
    ("标题\n截至昨日，全市累计确诊4,392\n\n例，重症\n率千分之三。", "标题\n截至昨日，全市累计确诊4,392例，重症率千分之三。"),
    ("标题\n去年，全市空气质量持续改善，PM\n2.5\n年均浓度为20微克。", "标题\n去年，全市空气质量持续改善，PM2.5年均浓度为20微克。"),
]
NO = [
    "标题\n重构区域经济版图\n\n以人工智能为代表的新兴产业。",
    "全市经济稳中有进。\n\n工业生产加快。",
    "一、工业\n二、农业",
    "标题\n今年以来，外出务工人员总数，\n图为车间一角，工人有300人。\n达30万人，增长3%。",
    "工业经济\n- 3 -\n总产值达到30亿元。",
    "各县区情况如下：\n东城区：12家\n西城区：15家",
    "标题\n山城花开又一春，\n游人如织满江滨。",
    "标题\n为什么这座城市的人口还在增长，而经济没有增长呢？</font\n原因有三。",
    "标题\n今年8月，整车进口通关时间压缩到\n一、二季度",
    "标题\n去年全市接待游客超过一千万人次，旅游收入增长5%\n此外，酒店入住率达到80%",
]
