"""Plans, promises and forecasts that a sentence announces or goes on with, grants and rules, and what stops them; bounds over a noun or behind."""

from __future__ import annotations

import pytest
from told import claims_by_value

from extract import Extractor

CASES = [  # text, value, status
    ("绥德县政府的设想是，2027年茶园面积5万亩，入社率70%。", "70%", "target"),
    ("绥德县今年立下的军令状是，PM2.5浓度再降6%。", "6%", "target"),
    ("绥德县的答案写在今年的政府工作报告里：旅游收入突破80亿元。", "80亿元", "target"),
    ("绥德县新政府承诺，百日内把最低工资提高到每月1800元。", "1800元", "target"),
    ("绥德县兑现承诺，2024年把最低工资提高到每月1800元。", "1800元", "actual"),
    ("研究机构5月的预测是，今年绥德县经济增长2.8%。", "2.8%", "forecast"),
    ("受访者料，今年绥德县第四季旅客约20万人次。", "20万人次", "forecast"),
    ("今年绥德县采购的原料，重20万吨。", "20万吨", "actual"),
    ("今年绥德县计划投资30亿元，增长12%。", "12%", "target"),
    ("今年绥德县计划投资30亿元，已完成20亿元。", "20亿元", "actual"),
    ("昨日绥德县计划销售玉米300吨，实际成交200吨。", "200吨", "actual"),
    ("今年绥德县原计划为投资30亿元，实际投资40亿元。", "40亿元", "actual"),
    ("今年绥德县一般公共预算收入安排30亿元。", "30亿元", "target"),
    ("去年，绥德县执行飞行任务50次。", "50次", "actual"),
    ("年底前，绥德县会再增加停车场40处。", "40处", "forecast"),
    ("第六条 绥德县对引进的博士发放住房补贴3万元。", "3万元", "policy"),
    ("3月1日，绥德县对引进的博士发放住房补贴3万元。", "3万元", "actual"),
    ("绥德县农村低保标准每月不得少于400元。", "400元", "policy"),
    ("一、发展基础\n2024年，绥德县生产总值80亿元。\n二、主要目标\n绥德县生产总值达到120亿元。", "120亿元", "target"),
    ("一、主要任务完成情况\n绥德县新建公路120公里。", "120公里", "actual"),
    ("2024年，绥德县医保报销比例60%，离国家提出的70%还有距离。", "70%", "target"),
    # what is offered, set and demanded
    ("绥德县对新建的冷库，按总投资的25%给予补助。", "25%", "policy"),
    ("绥德县对新建的冷库，单个主体最高80万元。", "80万元", "policy"),
    ("绥德县粮食保险保费由各级财政补贴七成，农户自缴不超过三成。", "三成", "policy"),
    ("2024年，绥德县医保报销比例达到70%，住院量下降3%。", "3%", "actual"),
    ("中央财政对绥德县的危房改造补助80%，省里补助15%。", "15%", "policy"),
    ("2024年，绥德县财政补贴3000万元，补助低保户1200户。", "1200户", "actual"),
    ("2025年至2027年，绥德县财政每年安排专项资金800万元。", "800万元", "policy"),
    ("绥德县把明年的小麦最低收购价提到每斤1.15元。", "1.15元", "policy"),
    ("2024年，绥德县农村低保标准提高到每月450元。", "450元", "actual"),
    ("绥德县申报建设机场，人口应在300万人以上。", "300万人", "policy"),
    ("绥德县去年发放优惠贷款余额30亿元。", "30亿元", "actual"),
    # what is planned
    ("到2028年，绥德县茶园面积扩大到20万亩。", "20万亩", "target"),
    ("专家估计，到2028年，绥德县缺工20万人。", "20万人", "forecast"),
    ("绥德县今年已投入3亿元，年内要再解决2万人的饮水问题。", "2万人", "target"),
    ("绥德县今年要靠贷款2亿元维持运转。", "2亿元", "actual"),
    ("绥德县还打算年内增加床位800张。", "800张", "target"),
    ("绥德县今年准备了3000吨融雪剂。", "3000吨", "actual"),
    ("绥德县4条公路计划年内通车。", "4条", "target"),
    ("绥德县有12家企业将参加展会。", "12家", "actual"),
    ("绥德县2022年定下新建12所幼儿园的任务。", "12所", "target"),
    ("绥德县2024年公办园占比61%，超过规划定下的60%。", "60%", "target"),
    ("绥德县2024年旅客达到34万人次，超出年初订下的30万人次目标。", "30万人次", "target"),
    ("《规划》提出，绥德县护理型床位占比到2028年提高到55%。", "55%", "target"),
    ("省里的底线是，绥德县明年小麦面积稳定在85万亩以上。", "85万亩", "target"),
    ("绥德县增加优质高中招生计划1.7万个。", "1.7万个", "actual"),
    ("绥德县列入原规划、尚未解决的有1.5万人。", "1.5万人", "actual"),
    ("绥德县「安心上工计划」提供1323个职缺。", "1323个", "actual"),
    # what is foreseen
    ("绥德县预计全年旅游收入同比增长12%。", "12%", "forecast"),
    ("今年1月，绥德县旅游收入同比增长12%，超出预期。", "12%", "actual"),
    ("绥德县统计局预计，今年全县粮食总产可达30亿斤，而2015年这个数字是25亿斤。", "25亿斤", "actual"),
    ("旅游局预期绥德县全年旅客46万人次，较去年的34万增35%。", "35%", "forecast"),
    ("研究机构把绥德县今年的增长预测从6.5%下调到5.5%。", "6.5%", "forecast"),
    ("绥德县的人均GDP预估将从2024年的2万元，提升为2025年的3万元。", "3万元", "forecast"),
    ("雪灾将使绥德县一季度GDP增速放慢0.5个百分点。", "0.5个百分点", "forecast"),
    ("绥德县全年CPI涨幅可能达到4.8%。", "4.8%", "forecast"),
    ("倘若收费如期推行，绥德县今年垃圾量可减少两成。", "两成", "forecast"),
    ("如果扣除价格因素，绥德县去年收入增长5%。", "5%", "actual"),
    ("绥德县人口全年恐怕守不住11万。", "11万", "forecast"),
]


@pytest.mark.parametrize(("text", "value", "status"), CASES)
def test_status(extractor: Extractor, text: str, value: str, status: str) -> None:
    found = claims_by_value(extractor, text)
    assert next(c.status for words, c in found.items() if value in words) == status


def test_a_report_plans_from_where_it_proposes(extractor: Extractor) -> None:
    text = "一年来，我们办好民生实事。全年新增就业1.12万人。改造老旧小区47个。\n2025年，建议全县生产总值增长7%左右；投用学校9所。"
    result = extractor(text, published="2025-02-15", title="绥德县2025年政府工作报告（节选）", publisher="绥德县人民政府")
    status = {c.value.text: c.status for c in (*result.claims, *result.candidates)}
    assert status["9所"] == "target"
    assert status["47个"] == "actual"


def test_a_term_that_is_about_to_begin_has_facts(extractor: Extractor) -> None:
    found = claims_by_value(extractor, "今年秋季学期，绥德县新投用学校31所。", "2023-08-30")
    assert found["31所"].status == "actual"
    found = claims_by_value(extractor, "今年秋季学期，绥德县将新投用学校31所。", "2023-06-30")
    assert found["31所"].status in ("target", "forecast")


BOUNDS = [  # text, value, bound
    ("2019年，绥德县常住人口已经过了20万人。", "20万人", "more_than"),
    ("2019年，绥德县通过企业200家。", "200家", "exact"),
    ("2019年，绥德县研发经费不及榆林一家的三成。", "三成", "less_than"),
    ("2019年，绥德县出口额是上一年的四倍还多。", "四倍", "more_than"),
    ("2019年，绥德县企业比上年的280家还多了20家。", "280家", "exact"),
    ("2019年，绥德县支出约合GDP的2%。", "2%", "approx"),
    ("2019年，绥德县居民消费价格涨幅控制在4.5%左右。", "4.5%", "approx"),
    ("2019年，绥德县居民消费价格涨幅控制在3%以内。", "3%", "at_most"),
    ("2019年，绥德县首付比例不得低于三成。", "三成", "at_least"),
    ("2019年，绥德县常住人口20万出头。", "20万", "more_than"),
]


@pytest.mark.parametrize(("text", "value", "bound"), BOUNDS)
def test_bound(extractor: Extractor, text: str, value: str, bound: str) -> None:
    found = claims_by_value(extractor, text, "2020-03-01")
    assert next(c.value.bound for words, c in found.items() if value in words) == bound
