"""The words beside a number that bound it (data/lexicons/bounds.tsv): how they stand there."""

from __future__ import annotations

import re
from functools import cache

from extract.data import alternatives, read_table
from extract.model import Bound


def _spaced(word: str) -> str:
    """A pattern for a bound word; what stands for a sign (大于或等于, <=) may have spaces inside."""
    return " *".join(map(re.escape, word)) if re.search("等于|[<>=＜＞]", word) else re.escape(word)


@cache
def bounds() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Bound], dict[str, Bound], frozenset[str], frozenset[str]]:
    """Patterns for bound words before and after a number, which bound each means, and the characters that stand next to the number."""
    before: dict[str, Bound] = {}
    after: dict[str, Bound] = {}
    for row in read_table("lexicons/bounds.tsv"):
        (before if row["side"] == "before" else after)[row["word"]] = row["bound"]  # type: ignore[assignment]
    words = "|".join(map(_spaced, sorted(before, key=lambda w: (-len(w), w))))
    # 纽约, 签约120个 and 约是 are no 约
    far = r"(?<=至少|最少|起码|最多|至多)(?:[\u4e00-\u9fff]{1,2}了|造成|导致|需要?|新增)"  # 至少死了184人
    opens = re.escape("".join(sorted({w[0] for w in before})))
    first = re.compile(
        rf"(?=[{opens}])(?<![最不])(?!(?:(?<=(?:贸易|对外|商品|累计|[美日韩陆国][国本])[出入])|(?<=[年月度呈现湾港澳洲盟市]出|[年月度呈现湾港澳洲盟市]入)|(?<=[^\u4e00-\u9fff][出入]))超|(?<=[纽节条合公预特契违签履租续邀])约|(?<=临时|修订)估|(?<=[加尽赶速度])快|(?<=通)过|(?<=经)(?<!已经)过|(?<=[大中最较缩减变细微狭窄矮弱幼老从])小)(?P<word>{words})(?:了|到|达到?|有|为|(?<!(?<!大)约)是|(?<=大概|大约)(?:也?只|还)有|(?<=约)在(?!\s)|{far})?\s?$"
    )
    second = re.compile(
        rf"\s?(?P<word>{alternatives(list(after))})(?!于|年来|(?<=边上)[^，。；、,;！!？?）)\s]|(?<=年多)了[0-9一二两三四五六七八九十几]|(?<=还多)[了出0-9一二两三四五六七八九十几]|[一二三]五|(?<=多)(?:出|伦多|哥(?!哥)|米尼加|瑙河|式|元化?|样|功能|层|边|媒体|模态|晶|语种|民族|学科|主体|部门|渠道|场景|用途)|(?<=[+＋])[0-9A-Za-z])"
    )
    ends = frozenset({w[-1] for w in before} | set("了到达有为是成致需要增 \u3000\n"))
    return first, second, before, after, ends, frozenset({w[0] for w in after} | set(" \u3000\n"))


def bound_words() -> tuple[str, ...]:
    """The words that may bound a number beside it, and what may stand between them and the number."""
    _, _, before, after, _, _ = bounds()
    return (*before, *after, "造成", "导致", "需要", "新增", "达到")
