"""Rules for what is counted in matches, tests, accidents and on the clock: points, victims, times and lengths told in parts; scores are none."""

from __future__ import annotations

from decimal import Decimal

from extract.data.late import late_re
from extract.mentions.numeral_forms import NUMERAL
from extract.mentions.numerals import Number, parse
from extract.mentions.quantity_site import Draft, Site, SiteRules, opened
from extract.mentions.rules import yes

SCORES: SiteRules = SiteRules()

_BETWEEN = "比:：∶–-"
_SCORE = late_re(r"[0-9]{1,3}|[零〇一二三四五六七八九十]{1,3}")
_OTHER_BEHIND = late_re(rf"[ ]?[{_BETWEEN}][ ]?(?:{_SCORE.pattern})(?![0-9.%万亿元])")
_OTHER_BEFORE = late_re(rf"(?:{_SCORE.pattern})[ ]?[{_BETWEEN}][ ]?$")
_OF_MATCH = late_re(
    r"比分|战胜|击败|横扫|力克|逆转|淘汰|险胜|大胜|完胜|获胜|取胜|小胜|战平|逼平|扳平|落败|不敌|负于|惜败|告负|反超|首回合|次回合|客场|主队|客队|首局|次局|局分|大比分"
)
_ANOTHER = late_re(rf"[、，和][0-9]{{1,3}}[ ]?[{_BETWEEN}][ ]?[0-9]{{1,3}}(?![0-9.%])")
_MEDALS = late_re(r"[金银铜](?P<plate>牌(?=$|[\s，。；、,;）)0-9和与及排位列居总]))?")
_MEDALS_BEHIND = late_re(rf"[、，,和与及 ]?(?:{NUMERAL})[银铜](?![行])")
_MEDAL_WON = late_re(r"(?:拿[下到]|摘[下得取]|夺[得下]|斩获|[豪怒狂]取|收获|获得|赢得|独得|抢下|揽下|入账|进账)(?:唯一|首|了|共|已|仅|只){0,2}的?$")
_MEDAL_RANKED = late_re(r"(?:居|列|排|位列|位居|名列|高居|第|蝉联|并列|领先|夺[得冠]|登顶|收官|的成绩|的战绩)")
_MEDALS_BEFORE = late_re(r"[0-9〇零一二两三四五六七八九十][金银][、，,和与及 ]?$")
_NEAR_BEFORE, _NEAR_BEHIND = 24, 24
_CLOCK = late_re(
    rf"(?:(?P<h>{NUMERAL})个?小时)?(?:(?P<m>[0-9]{{1,2}}|{NUMERAL})分(?!之)钟?)?(?:(?P<s>[0-9]{{1,2}}|{NUMERAL})秒(?:(?P<f>[0-9]{{1,3}})(?![0-9.]))?)?"
)
_OF_DAY = late_re("[0-9一二三四五六七八九十][时点]$")
_OF_ANGLE = late_re("[0-9]度$")
_METRES = late_re(r"米(?P<f>[0-9]{1,2})(?![0-9.,万亿]|[个家公平米%])")
_NO_POINTS = late_re(
    "分(?:之|钟|为|成|列|行|公司|局|会|类|级|批|红|配|销|期|析|散|区|享|担|流|子|支|店|院|校|秒|厂|组|解|管|工|辨|叉|摊|拆|段|数|歧|裂|泌|娩|手|头|离|明|贝|米|克|升|外|内|量|钱|别|布|给|出|在|到|厘|毛|馆|片|站|身|三|两|[0-9])"
)

# The dead and injured of an accident, those ill of a disease: 25死, 3死12伤. What else begins so is a word (3死角) or a verb (5伤及).
_VICTIMS = late_re(
    r"(?:死亡?|[轻重]?伤|亡|失踪|失联)(?=$|[\s，。、；：,;:!！?？)）”」0-9一二两三四五六七八九十的其最居为较比和与及增减重轻伤失])"
    r"|确诊(?=$|[\s，。、；：,;:!！?？)）”」0-9])"
)
_OF_CHANCE = ("九", "万", "百", "半")  # 九死一生, 万死


def of_score(site: Site) -> bool:
    """Whether a numeral is one side of a score (3比0横扫), which is no quantity: words of a match beside it, or other scores in a row."""
    if not ((site.next and site.next in _BETWEEN) or (site.before and site.before in _BETWEEN)) or _SCORE.fullmatch(site.words) is None:
        return False
    behind = _OTHER_BEHIND.match(site.text, site.end)
    before = None if behind else _OTHER_BEFORE.search(site.text, max(0, site.start - 5), site.start)
    if behind is None and before is None:
        return False
    start, end = (site.start, behind.end()) if behind else (before.start(), site.end)  # type: ignore[union-attr]
    around = site.text[max(0, start - _NEAR_BEFORE) : start], site.text[end : end + _NEAR_BEHIND]
    return any(_OF_MATCH.search(words) for words in around) or _ANOTHER.match(around[1]) is not None


@SCORES.at(
    "quantity.medals",
    begins="金银铜",
    yes=[
        yes("斩获40金27银24铜。", "40金", number=40, unit="枚", kind="amount"),
        yes("斩获40金27银24铜。", "24铜", number=24, unit="枚"),
        yes("以58金牌55银牌排名第一", "58金牌", number=58, unit="枚"),
        yes("取得一金两银三铜的成绩", "两银", number=2, unit="枚"),
        yes("共获3金、2银。", "2银", number=2, unit="枚"),
        yes("以51金位居榜首", "51金", number=51, unit="枚"),
        yes("代表团拿下9金，", "9金", number=9, unit="枚"),
    ],
    no=["缴纳五险一金", "获得五金制品订单", "10金融机构", "3银行", "五金模具产业", "5金牌教练"],
)
def medals(site: Site) -> Draft | None:
    """Medals told by their metal alone, two kinds side by side (40金27银), or without the word that counts them (58金牌)."""
    m = _MEDALS.match(site.text, site.end)
    if m is None or site.number is None or site.number.open or site.number.top is not None:
        return None
    beside = _MEDALS_BEHIND.match(site.text, m.end()) or _MEDALS_BEFORE.search(site.text, max(0, site.start - 6), site.start)
    alone = _MEDAL_RANKED.match(site.text, m.end()) or _MEDAL_WON.search(site.text, max(0, site.start - 8), site.start)
    if not m["plate"] and not beside and (not alone or (site.text[m.end() - 1] == "银" and site.text.startswith("行", m.end()))):
        return None
    return opened("measure", (site.start, m.end()), "amount", site.number, "枚")


@SCORES.at(
    "quantity.clock",
    begins="小个分秒",
    yes=[
        yes("他以9秒98夺冠", "9秒98", number=Decimal("9.98"), unit="秒", kind="amount"),
        yes("成绩为1分52秒3。", "1分52秒3", number=Decimal("112.3"), unit="秒"),
        yes("用时2小时05分33秒完赛", "2小时05分33秒", number=7533, unit="秒"),
        yes("车程1小时20分钟", "1小时20分钟", number=80, unit="分钟"),
    ],
    no=["下午3时15分30秒", "3点15分开会"],
)
def clock(site: Site) -> Draft | None:
    """A time told in parts, in the smallest unit that it names."""
    m = _CLOCK.match(site.text, site.start)
    if m is None or _OF_DAY.search(site.text, max(0, site.start - 2), site.start):
        return None
    named = [unit for unit in "hms" if m[unit]]
    if len(named) + bool(m["f"]) < 2:
        return None
    total = Decimal(0)
    for unit, seconds in (("h", 3600), ("m", 60), ("s", 1)):
        worth = parse(m[unit].lstrip("0") or "0") if m[unit] else None
        if m[unit] and worth is None:
            return None
        total += worth.value * seconds if worth else 0
    if m["f"]:
        total += Decimal(f"0.{m['f']}")
    if named[-1] == "m":
        return opened("measure", m.span(), "amount", Number(total / 60), "分钟")
    return opened("measure", m.span(), "amount", Number(total), "秒")


@SCORES.at(
    "quantity.victims",
    begins="死轻重伤亡确失",
    yes=[
        yes("上月台中市18死，", "18死", number=18, unit="人", kind="amount"),
        yes("酿成3死12伤。", "3死", number=3, unit="人"),
        yes("酿成3死12伤。", "12伤", number=12, unit="人"),
        yes("造成两死五轻伤", "五轻伤", number=5, unit="人"),
        yes("比去年减少31死、14.4%", "31死", number=-31, unit="人", kind="growth"),
        yes("今增46确诊，", "46确诊", number=46, unit="人"),
        yes("事故4死，", "4死", number=4),
    ],
    no=["九死一生", "围棋3死活题", "罪该万死", "第3死角", "5死守阵地"],
)
def victims(site: Site) -> Draft | None:
    """The dead, injured, missing or ill, counted by what befell them, as the news of Taiwan and Hong Kong does."""
    if site.number is None or site.words in _OF_CHANCE:
        return None
    m = _VICTIMS.match(site.text, site.after)
    return opened("measure", (site.start, m.end()), "amount", site.number, "人") if m else None


@SCORES.at(
    "quantity.height",
    begins="米",
    yes=[yes("她身高1米72，", "1米72", number=Decimal("1.72"), unit="米"), yes("跳过5米9的高度", "5米9", number=Decimal("5.9"), unit="米")],
    no=["100米10秒", "3米2个"],
)
def metres(site: Site) -> Draft | None:
    """Metres with decimals behind the unit: 1米72."""
    m = _METRES.match(site.text, site.end)
    if m is None or site.number is None or not site.words.isdigit() or len(site.words) > 2:
        return None
    return opened("measure", (site.start, m.end()), "amount", Number(site.number.value + Decimal(f"0.{m['f']}")), "米")


@SCORES.at(
    "quantity.points.scored",
    begins="分多余",
    yes=[
        yes("总分476.85分摘金", "476.85分", number=Decimal("476.85"), unit="分", kind="amount"),
        yes("满意度95.6分，", "95.6分", number=Decimal("95.6"), unit="分"),
        yes("考了600多分。", "600多分", number=600, unit="分", bound="more_than"),
        yes("得分提高2.6分", "2.6分", number=Decimal("2.6"), unit="分", kind="growth"),
    ],
    no=["下午3点15分", "3分之一", "5分钱", "十分高兴", "3元5分"],
)
def points(site: Site) -> Draft | None:
    """Points of a match, a test or a rating, in Arabic numerals; minutes of the day and coins are others."""
    more = site.next in ("多", "余")
    at = site.after + more
    if site.number is None or not site.text.startswith("分", at) or not site.words[0].isdigit() or _NO_POINTS.match(site.text, at):
        return None
    if (site.before and site.before in "时点:：元角毛块°第") or _OF_ANGLE.search(site.text, max(0, site.start - 2), site.start):
        return None
    return opened("measure", (site.start, at + 1), "amount", site.number, "分", more=more)
