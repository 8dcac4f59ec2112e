"""The part that a place plays where it stands."""

from __future__ import annotations

import pytest

from extract.claims.roles import role_of
from extract.text.spans import Spans


@pytest.mark.parametrize(
    ("text", "place", "role"),
    [
        ("西安市接待游客1556.9万人次", "西安市", "subject"),
        ("长沙机场旅客吞吐量突破3000万人次", "长沙", "subject"),
        ("其中大陆游客12万人次", "大陆", "visitors"),
        ("越南籍移工", "越南", "visitors"),
        ("但人均GDP只有香港的六成左右", "香港", "compared"),
        ("是广州的1.2倍", "广州", "compared"),
        ("占全国的98%", "全国", "whole"),
        ("以全国1.7%的人口创造了", "全国", "whole"),
        ("以新北市45%最高", "新北市", "subject"),
        ("占比在一成上下、台南则约5%", "台南", "subject"),
        ("山西首批十个省级特色专业镇", "山西", "scope"),
        ("台南市第二季基本设施补助计划", "台南市", "subject"),
        ("中国第二产业占比低于30%", "中国", "subject"),
        ("我省成为国家首批综合试验区", "我省", "subject"),
        ("总量居全国第三", "全国", "scope"),
        ("死亡率由台南市夺冠", "台南市", "subject"),
        ("对于中国而言", "中国", "subject"),
        ("位于杭州的企业", "杭州", "located"),
        ("7家世界500强企业落户合肥", "合肥", "located"),
        ("从全国来看", "全国", "subject"),
        ("辽宁、黑龙江等14个统筹单位", "辽宁", "examples"),
        ("房价收入比8倍也较全国9.1倍低", "全国", "measured"),
        ("人口力压武汉的1243万人", "武汉", "measured"),
        ("增速跑赢全国的5.2%", "全国", "measured"),
        ("占比高于世界平均水平（9.3%）", "世界", "measured"),
        ("规模相当于上海的60%", "上海", "compared"),
        ("总量超过全国的5%", "全国", "compared"),
        ("广东小伙王强花4.6万元买房", "广东", "another's"),
        ("深圳市民张女士说已等了3年", "深圳", "another's"),
        ("丽江玉龙雪山接待游客5.1万人次", "丽江", "another's"),
        ("一家深圳企业卖出3万辆汽车", "深圳", "another's"),
        ("广州的一家车企去年卖了3万辆", "广州", "another's"),
        ("深圳企业数量达260万家", "深圳", "subject"),
        ("全省景区接待游客500万人次", "全省", "subject"),
        ("杭州国家级景区接待游客50万人次", "杭州", "subject"),
        ("上海公园共1200座", "上海", "subject"),
        ("香港及台湾旅客分别为530万及70万人次", "香港", "visitors"),
        ("增速高于全国1.2个百分点", "全国", "compared"),
        ("低于全国37.83%", "全国", "compared"),
        ("从上海运往", "上海", "target"),
        ("江苏，上海前三季度地区生产总值3.9万亿元", "上海", "subject"),
        ("，浙江前5个月出口1.6万亿元", "浙江", "subject"),
        ("，成都前10位企业", "成都", "scope"),
        ("连续两年全国第一", "全国", "scope"),
        ("水稻单产全省首位", "全省", "scope"),
        ("全国第一产业增加值8万亿元", "全国", "subject"),
        ("在35个亚洲经济体中名列第二名", "亚洲", "scope"),
        ("全国中学生田径锦标赛奖牌27枚", "全国", "inside"),
        ("台湾设计展参观人次420万", "台湾", "inside"),
        ("全国投票率59.86%", "全国", "subject"),
        ("登革热病例打破去年高雄纪录", "高雄", "compared"),
        ("气温刷新了吐鲁番的历史最高纪录", "吐鲁番", "compared"),
        ("韩国团客2万人次", "韩国", "visitors"),
        ("香港（58万人次）、日本（3.5万人次）及韩国（2.6万人次）旅客", "香港", "visitors"),
        ("澳门访客以内地旅客占最多", "澳门", "subject"),
        ("单产连续三年全省第二、三项指标向好", "全省", "scope"),
        ("上海（1.2%）和杭州（0.8%）", "杭州", "subject"),
        ("死亡6人（保定市2人，邢台市4人）", "保定市", "subject"),
        ("中欧班列（西安）开行6037列", "西安", "aside"),
    ],
)
def test_role(text: str, place: str, role: str) -> None:
    at = text.index(place)
    assert role_of(text, (at, at + len(place)), Spans([], lambda n: n.span)) == role
