"""A rule for stays and spans that are told in 日 where the mainland says 天: 平均逗留时间为1.3日, 上升0.2日."""

from __future__ import annotations

from decimal import Decimal

from extract.data.late import late_re
from extract.mentions.quantity_site import Draft, Site, SiteRules, opened
from extract.mentions.rules import yes

DAYS: SiteRules = SiteRules()

_SPAN = late_re("逗留|留宿|停留|住院|日数|天数|工期|[历耗]时|时间[^，。；]{0,4}$")
_NO_SPAN = late_re("[均本报讯电前后内游间期元圆市志照光用常程军语文出落]")


@DAYS.at(
    "quantity.days",
    begins="日",
    yes=[
        yes("旅客平均逗留时间为1.3日，", "1.3日", number=Decimal("1.3"), unit="天", kind="amount"),
        yes("留宿旅客（2.3日）", "2.3日", number=Decimal("2.3"), unit="天"),
        yes("按年上升0.2日。", "0.2日", number=Decimal("0.2"), unit="天", kind="growth"),
        yes("平均住院日数为7日，", "7日", number=7, unit="天"),
    ],
    no=["7日，", "截至12.31日", "3日游客", "8.1日报道", "均价3.5日元"],
)
def days(site: Site) -> Draft | None:
    """So many days, where no date of the month is meant: with a decimal below ten, or behind a word for a span."""
    number = site.number
    if number is None or number.open or number.top is not None or _NO_SPAN.match(site.text, site.after + 1):
        return None
    point = "." in site.words and number.value < 10 and len(site.words.partition(".")[2]) == 1
    if not point and _SPAN.search(site.left(12)) is None:
        return None
    return opened("measure", (site.start, site.after + 1), "amount", number, "天")
