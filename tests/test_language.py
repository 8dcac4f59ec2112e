"""Which texts are Chinese running text, and what becomes of those that are not."""

from __future__ import annotations

import random

import pytest

from extract import Extractor, normalize
from extract.text.language import language_of

CHINESE = [
    "成都市2024年地区生产总值达2.35万亿元。",
    "桃園市今年度總預算為一千六百八十四億元，較去年增加百分之五。",
    "冇嘢食，佢哋喺嗰度搵咗幾個鐘，啲嘢仲未搞掂，唔該晒。",
    "国破山河在，城春草木深。感时花溅泪，恨别鸟惊心。烽火连三月，家书抵万金。白头搔更短，浑欲不胜簪。"
    "岱宗夫如何，齐鲁青未了。造化钟神秀，阴阳割昏晓。荡胸生曾云，决眦入归鸟。会当凌绝顶，一览众山小。",
    "日本的平假名（ひらがな）和片假名是两套文字，本文只介绍其由来，不谈读音；中文读者容易把二者弄混。",
    "| 城市 | GDP（亿元） |\n| --- | --- |\n| 成都 | 23511 |\n| 武汉 | 20011 |",
    "床前明月光\n疑是地上霜\n举头望明月\n低头思故乡\n春眠不觉晓\n处处闻啼鸟",
    "孤舟蓑笠翁，独钓寒江雪。",
    "北京 上海 深圳",
    "城市 产值 增速\n成都 23511 5.7%\n武汉 20011 5.2%\n长沙 15268 5.0%",
    "合肥人工智能产业产值突破千亿元",
    "日本东京都和爱知县的两家企业来访，并参观了我们的样板车间。",
    "湖州市2025年主要目标:\n地区生产总值增长5%左右;\n城镇新增就业3万人以上;\n居民收入增长6%;\n粮食产量60万吨。",
    "嘉義市明年預算重點:\n1.社會福利支出20億元;\n2.教育支出35億元;\n3.道路養護2億元;",
    "<p>成都市2024年地区生产总值达2.35万亿元。\n<p>武汉市达2.1万亿元。",
    "顺差=出口-进口\n出口=2300亿元\n进口=1100亿元\n以上为宁波市全年数据;",
    "The GDP of Chengdu（成都市地区生产总值）grew；成都全年地区生产总值同比增长5.7%，全市经济运行稳中有进、稳中向好。",
]
NOT_CHINESE = {
    "東京都の人口は約1,400万人で、前年比0.5%増加した。政府は経済対策を発表した。": "ja",
    "대한민국의 수도는 서울이며 인구는 약 940만 명이다.": "ko",
    "The gross domestic product of Chengdu (成都) grew by 5.7% in 2024, the municipal bureau said on Monday.": "other",
    "Москва — столица, население 13 млн человек.": "other",
    "12,345 67.8% 2024-01-01": "none",
    "首页 国内 国际 财经 证券 基金 科技 数码 汽车 房产 家居 健康 教育 旅游 体育 娱乐": "none",
    "首页 | 关于我们 | 产品中心 | 新闻资讯 | 联系我们 | 招贤纳士": "none",
    "首页\n新闻中心\n政务公开\n办事服务\n互动交流\n走进我市\n专题专栏": "none",
    "政府は新たな対策を決定": "ja",
    "内閣府発表、国内総生産速報値年率換算二・三％増、個人消費堅調": "ja",
    "某電力、原発処理水放出完了": "ja",
    "": "none",
    "import re\n\ndef 读取(路径):\n    文本 = open(路径).read()\n    return 文本\n\nclass 语料库:\n    名称 = '测试语料'\n    大小 = 100\n": "none",
    "let 名称 = '样本';\nconst 总数 = 100;\nfunction 读取(路径) {\n  return 打开(路径);\n}\n": "none",
    '{\n  "a": 1,\n  "b": [2];\n}\nx = f(3);\ny = x + 1;\nprint(y); // 输出': "other",
    "首页新闻国内国际社会财经股票基金外汇科技数码手机体育足球篮球娱乐电影明星汽车房产教育旅游健康军事历史文化读书博客论坛微博\n" * 3: "none",
}


@pytest.mark.parametrize("text", CHINESE)
def test_chinese_is_chinese(text: str) -> None:
    assert language_of(text) == "zh"


@pytest.mark.parametrize("text", NOT_CHINESE)
def test_other_languages_and_what_is_no_running_text(text: str) -> None:
    assert language_of(text) == NOT_CHINESE[text]


def test_prose_that_lost_its_marks_is_chinese() -> None:
    words = "嘉兴市上半年工业生产保持平稳 全市规模以上工业企业的利润比上年同期有所回升 其中电子信息制造业贡献了三成的增量 与周边地市相比恢复得较快 "
    more = "市统计局负责人在会上说 下一步将从稳定就业和扩大内需入手 把重点项目的进度提上来 到年底力争让更多的企业达到规模以上的标准 "
    assert language_of(words + more) == "zh"


def test_hanzi_in_no_likely_order_are_no_text() -> None:
    generator = random.Random(3)
    assert language_of("".join(chr(generator.randrange(0x4E00, 0x9FA5)) for _ in range(300)) + "，。" * 5) == "none"


@pytest.mark.parametrize("size", [24, 40])
def test_a_few_hanzi_in_no_likely_order_are_no_text(size: int) -> None:
    generator = random.Random(7)
    found = [language_of("".join(chr(generator.randrange(0x4E00, 0x9FA5)) for _ in range(size))) for _ in range(40)]
    assert found.count("zh") <= 2


@pytest.mark.parametrize("text", [t for t, language in NOT_CHINESE.items() if language != "none"])
def test_no_claims_are_made(text: str, extractor: Extractor) -> None:
    result = extractor(text)
    assert result.document.status == "not_chinese"
    assert result.claims == ()
    assert result.candidates == ()


def test_our_articles_are_chinese(corpus: object) -> None:
    for name, article in corpus.items():  # type: ignore[attr-defined]
        assert language_of(normalize(article.text).text) == "zh", name
