"""Words beside a figure that name nothing that could be measured, whatever the figure: times, who says it, ranks, what it was counted by."""

from __future__ import annotations

from functools import cache

import regex

from extract.data import alternatives, read_words
from extract.mentions import metrics

_STOP = regex.compile(r"[。；\n【】]|——|—$")
# 高居六都第一: 六都 are where, and no name.
_RANKED = ("高居", "位居", "稳居", "跃居", "均居", "位列", "名列", "退居", "屈居", "稳坐", "勇夺", "荣登", "位于", "处于")
# What a figure was moved by and how it was counted, no names: (虽然)受台风影响下降7%, 按重量计1.2万吨.
_SAID_OF_HOW = regex.compile(r"(?:虽然?|尽管|但|因|由于)?受\p{Han}{1,12}(?:影响|拖累|冲击)|[按以依]\p{Han}{1,10}(?:计|计算|折算|推算|统计|估算)")
_PER = regex.compile(
    r"(?:则|也)?(?:[为是达约]|换算|折算|相当于)?每[\d.一二两三四五六七八九十百千万]*(?:[名个位]|平方)?(?:人口?|居民|人次|家庭|户|公里|公顷|活产(?:婴儿)?|活婴|出生|妇女|育龄妇女|新生儿)(?:当?中)?"
    r"|[十百千]?[百千万]人口"
)  # 每10万人中0.7件: a base, no name
_IN_ORDER = regex.compile(r"其?次?(?:依[序次])(?:则)?[是为]?")  # 其次依序是
_RECORD = regex.compile(
    r"(?:写下|刷新|缔造|改写|再创|续创)(?:了)?\p{Han}{0,6}(?:新高|纪录|记录|新低)|创下?\p{Han}{0,6}(?:新高|纪录|记录|新低)$"
)  # 日均23万人次写下新纪录
_SAYS = (  # 政府公布6.7%: who says it, and not what it is of
    "提到", "谈到", "公布", "指出", "表示", "显示", "透露", "介绍", "报道", "报导", "推算", "披露", "认为", "强调", "坦言", "获悉", "发现",
    "宣布", "声称", "宣称", "告诉",
)  # fmt: skip
_HOW = "虽尽但因由受按以依"
_HAN_OR_LETTER = regex.compile(r"[\p{Han}A-Za-z]")
# What is added up and no more (几个地方加起来), a time that a change sets out from or leads to (总统接任时8千多点), what a density is told by
# (每平方公里4万人), an era.
_AT_TIME = regex.compile(
    r"(?<![小工课学定计准及同平费耗用实临])时$|每?(?:平方公里|平方千米|公顷|平方米)$|疫情?[前后]$|(?:加起来|合起来|加在一起)$"
    r"|^[晚前后]?[隋唐宋元明清汉][朝代末初中][隋唐宋元明清汉朝代末初中]*$"
)
_CLOSERS = "”’」』》）)"
_CLOSE = "）)后"
_OPENS_ASIDE = regex.compile(r"[（(][^（()）]{1,4}[）)]\p{Han}")  # 十县（市）疏散: no name begins so
_ALL_ASIDE = regex.compile(r"[（(]?[^（）()]*[）)]")  # 消费者物价总指数(CPI): neither (CPI) nor CPI)
_AFTERWARDS = regex.compile(r"(?<![产售战课幕背身先今\d])后$")  # 经调整季节变动因素后涨0.4%


# A place on a scale (历史低位, 新高), how a change went (快速增长, 迅速), which of a row (成为第6个), where one lives (居住在甲区): none is measured.
_ON_SCALE = regex.compile(
    r"(?:[历史年近多来同期阶段性内今全以最]{2,6}|新|较|次)?的?(?:新|最|次|相对|较)?[高低](?:位|点|水平|谷|峰|潮|档)(?:水平)?|(?:历史|近年|同期|历年)?(?:新|最)[高低]"
)
_HOW_IT_WENT = regex.compile(
    r"(?:呈现?|保持|继续)?(?:实质|名目|快速|迅速|迅猛|急速|急剧|飞速|大幅度?|小幅度?|微幅|稳步|稳定|持续|逐[年步渐月季]|明显|显著|不断|一路|直线|强劲|温和|缓慢|平稳|高速|加速|逆势|爆发式?"
    r"|井喷式?)+"
    r"地?(?:增长|上升|上涨|增加|提升|提高|成长|发展|扩大|扩张|攀升|回升|下降|下跌|下滑|减少|回落|萎缩|衰退|缩减|滑落)?"
)
_WHICH = regex.compile(r"^成为第|第[\d一二三四五六七八九十百]{1,4}(?:个|座|家|名|位|大)?$")
_WHERE = regex.compile(r"(?:居住|生活|聚居|定居|集中|分布|出生|就读|工作|坐?落|位|落户|设|建|开)[在于](?!.*的)\p{Han}+")
_DATA = regex.compile(
    r"(?:各?年度?|各[省市地县区年季月国]|历年|逐年|具体|相关|有关|官方|最新|当年|两地|对应)?的?(?:统计)?(?:数据|数字|数值|指标)|各?年度"
)
_TELLING = ("消息", "资料", "数据", "信息", "统计表")
_SHORT_TELLING = 4
_COUNTED_PLACES = regex.compile(r"\d{1,6}\s?(?:个|座|大)?(?:城市|省份|省区市?|国家|地区|县市|区县)$")
COUNTERS_OF_PLACES = frozenset(["个", "座", "处", "家", "国", "省", "市", "县", "区", "镇", "乡"])  # counters of places
_DID = regex.compile(
    r"^(?:首次|首度|再次|再度|一举|成功){0,2}(?:替代|取代|超越|夺回|重夺)$|^[降升跌增减涨退跃][至到]|一路\p{Han}{0,4}$|(?:优|逊|高|低|好|差|多|少)于(?:了)?\p{Han}{0,5}预[期测]$|^(?:市场|分析师|外界|各界)的?预[期测估]$|^(?:[A-Z]{2,5}|\p{Han}{0,6}(?:央行|银行|机构))(?:预期|预测|预估|预计|认为)$"
)
_SO_MANY_PLACES = regex.compile(r"(?:另外?|其余|其他|这|那|有)[一二两三四五六七八九十]大?(?:直辖市|城市|省份|国家|地区|县市|都)")
_UTMOST = regex.compile(r"(?:最|较)[大高低多少快慢强小好差]的?(?:县市|城市|国家|地区|省份|省|市|县|区|族裔|族群|群体|行业|产业|一年|年份|月份)$")


_PROVISIONAL = regex.compile(r"的?(?:临时|修订|初步)(?:数字|估计|数据|统计|核算|预估)?(?:重上|重返|重回)?$")  # 人口的临时数字, 总值临时(估计为3亿)
_PROVISIONAL_ENDS = ("临时", "修订", "初步", "数字", "估计", "数据", "统计", "核算", "预估", "重上", "重返", "重回")
_IN_A_ROW = regex.compile(  # 增长率连续6季
    r"(?:已|均|更)?连续(?:第|超过)?[\d一二两三四五六七八九十]{1,3}个?(?:季度?|年|月|周|天|日|届|次|期)(?:以来|都|均|仍|保持|位居|维持)?$"
    r"|(?<=\p{Han}{2}|[A-Z]{2})(?:多年|历年)来?(?:都|均|一直)?$"  # GDP多年来都是第三
    r"|(?<=\p{Han}{2})(?<!大)连$"  # 旅客连三年成长
)


_TO_A_TIME = regex.compile(  # 从2010年的20家增加到去年年底的60家
    r"^(?:增加|减少|上升|下降|增长|提高|扩大|缩小|[升降增减])?[到至](?:[去今前上明]年|年[底末初]|目前|现在|如今|[上本下]世纪)"
)
_NO_NOUN = regex.compile(  # a comparison's verb, how it is, what could be done: no noun is left
    r"^(?:要|还要?|又)?比(?![重例率价值赛特基亚萨对])|(?<=\p{Han}{2})(?:略|稍|明显|远远?|大幅)?(?:[高低多少快慢]于|不及)$|^(?:处于|属于|占有)$|(?<=\p{Han}{2})(?:处于|属于)$"
    r"|(?:(?:恰好|正好|截然|恰恰|完全|刚好)(?:相反|一致|相同|不同|一样)|不[降减跌]反[升增涨]|不[升增涨]反[降减跌]|一下子)$|(?<=\p{Han}{2})则?(?:全部|全都|反而|反倒|里面|里头)$"
    r"|^(?:一直|每[天日年月])?(?:有?可能|能够|可以|有望|怎有|只能)\p{Han}{1,2}$|^(?:未能?|没有?)达到.{0,6}(?:目标|预期)$"
    r"|^\p{Han}{0,3}(?:接下来|未来|过去)?[几数半多]个?(?:天|年|月|小时)(?:之?[内后前中]|时间)?$|^\d{1,2}(?:省|国|市)(?!\p{Han}*的)\p{Han}{1,3}$"
    r"|^每[一二两三四五六七八九十\d]{1,3}(?:个?人|户|名|位)(?:里面?|当?中)?就?$"
    r"|^作为(?!.*的)|^(?:由|按照|根据(?!地))(?!.*的)\p{Han}{2,}$"
)
_BECAUSE = regex.compile(r"(?<=\p{Han}{2})(?<![原基死成病诱起主归肇外内])因(?![子素果数特而公人地时此])(?!\p{Han}{0,16}[死伤病残感染])\p{Han}{2,16}$")
_PER_BASE = regex.compile(
    r"(?<=\p{Han}{2})(?:[为是达约则]{0,2})每\s?[\d,一二两三四五六七八九十百千万]+\s?(?:[名个位])?(?:常住)?(?:人口?|居民|妇女|女性|男性|儿童|活产)$"
)


@cache
def _leads() -> regex.Pattern[str]:
    """A place pointed at, and what says that one leads: 佐贺县全县不过78万人; 以116次独占鳌头, 以83微克居参评国家之首."""
    return regex.compile(
        rf"[全本该我][国省市县区州镇村乡]|(?:{alternatives(read_words('rank_idioms'))})\p{{Han}}{{0,4}}"
        r"|(?:高?居|位列|名列)\p{Han}{0,6}(?:国家|地区|城市|省份)(?:和地区)?"
    )


@cache
def _publishing_bodies() -> tuple[str, ...]:
    return tuple(read_words("publishing_bodies"))


@cache
def _scope_nouns() -> tuple[str, ...]:
    return read_words("scope_nouns")


@cache
def _scope_ends() -> frozenset[str]:
    """The last characters of words that ``_AT_TIME`` and the scope nouns end with: a quick look before them."""
    return frozenset("时里米顷来起隋唐宋元明清汉朝代末初中") | {noun[-1] for noun in _scope_nouns()}


# What is said to readers, and what points at people or places told before: 两个小兄弟呢？, 之前大家, 跟前头那位差, 站上门槛.
_TALK = regex.compile(
    r"[？?！!]|大家(?!庭|电|族|居)|咱们|我们|你们|他们|她们|它们|(?<![老个万千百十])人家(?!庭|属|访|居)|别人|谁(?!是谁)|[这那][位俩哥]|怎么|为什么|哪[里儿个位]"
    r"|^(?:[跟和与比较同])?(?:前头|前面|上面|隔壁|对方)(?!\p{Han}*的)|小?兄弟$"
    r"|^(?:站上|迈过|跨过|跨入|踏入|踏进|越过|够着|够到|挤进|冲过|摸到)了?(?:[这那][个道条])?(?:万亿)?(?:门槛|台阶|关口|大关|俱乐部|行列|阵营|边)$"
)
_TO_SO_MUCH_PER = regex.compile(r"\p{Han}{1,3}[到至为]每\s?[\d,一二三四五六七八九十百千万]*\s?\p{Han}{1,4}")


def names_nothing(words: str) -> bool:
    """Whether words are a figure, a mark, a rank's verb, a base (每10万人), what moved a figure, who says it, or no words at all."""
    first, last = words[0], words[-1]
    if first in "、，," or (first in _CLOSERS and words[1:2] in ("、", "和", "及")) or (first in "（(" and _OPENS_ASIDE.match(words)):
        return True
    if ("序" in words or "次" in words) and _IN_ORDER.fullmatch(words):
        return True
    if ("新" in words or "录" in words) and _RECORD.search(words):
        return True
    if _NO_NOUN.search(words) or _WHOSE_GOAL.fullmatch(words) or _TO_A_TIME.match(words):
        return True
    if metrics.is_figure(words) or words in metrics.never_names() or words.startswith(_RANKED) or words.endswith(_SAYS):
        return True
    if "每" in words and _TO_SO_MUCH_PER.fullmatch(words):
        return True  # 从每千人9人下降到每千人7人
    if _ON_SCALE.fullmatch(words) or _HOW_IT_WENT.fullmatch(words) or _WHICH.search(words) or _WHERE.fullmatch(words):
        return True
    if _leads().fullmatch(words) or _DATA.fullmatch(words) or _DID.search(words) or _SO_MANY_PLACES.fullmatch(words):
        return True
    if (first in "每换折相为是达约则也十百千万" and _PER.fullmatch(words)) or (first in _HOW and _SAID_OF_HOW.fullmatch(words)):
        return True
    if last in _CLOSE and (_ALL_ASIDE.fullmatch(words) or _AFTERWARDS.search(words)):
        return True
    if not words.isalnum() and _STOP.search(words) is not None:
        return True
    return not "一" <= first <= "龥" and _HAN_OR_LETTER.search(words) is None


_WHOSE_GOAL = regex.compile(r"(?:[省市县区]里?|官方|政府|当地|上面|上头)的?(?:目标|说法|口号|算盘|意思)")


def is_talk(words: str) -> bool:
    """Whether words are said to readers, or point at people and places told before: no metric is called so."""
    return _TALK.search(words) is not None


def names_data(words: str) -> bool:
    """Whether words are what says a figure, and not what it is of: 数据, 消息, 资料."""
    return _DATA.fullmatch(words) is not None or (words.endswith(_TELLING) and len(words) <= _SHORT_TELLING)


def is_kind_of_places(words: str) -> bool:
    """Whether words are a kind of places and no more, or so many of them: 城市, 旅游数据的18个城市."""
    return words in _scope_nouns() or _COUNTED_PLACES.search(words) is not None


def names_body(words: str) -> bool:
    """Whether words are a body of the government, which publishes figures and is none."""
    return words.endswith(_publishing_bodies())


def is_utmost(words: str) -> bool:
    """Whether words end with a place or group of which something is the most (降幅最大县市, 人口上升最快的族裔)."""
    return _UTMOST.search(words) is not None


def ends_with_time(words: str) -> bool:
    """Whether words end with a time, an area that a density is told by, or what is added up and no more."""
    return words[-1] in _scope_ends() and _AT_TIME.search(words) is not None


def is_scope(words: str) -> bool:
    """Whether words end with a kind of places or of times (中西部省份, 明朝时期)."""
    return words[-1] in _scope_ends() and words.endswith(_scope_nouns())


def shortened(words: str) -> str:
    """A name without what ends it and says only how good its figure is, or how often in a row it was so; it may be empty."""
    rest = str(_PROVISIONAL.sub("", words)) if words.endswith(_PROVISIONAL_ENDS) else words
    base = _PER_BASE.search(rest) if "每" in rest else None  # 死亡率为每十万人口12人
    rest = rest if base is None else rest[: base.start()]
    row = _IN_A_ROW.search(rest) if "连" in rest or "年" in rest else None
    rest = rest if row is None else rest[: row.start()]
    cause = _BECAUSE.search(rest) if "因" in rest else None  # 建筑业因设施完工减少1900人
    rest = rest if cause is None else rest[: cause.start()]
    return rest if len(rest) > 1 or rest == words else ""
