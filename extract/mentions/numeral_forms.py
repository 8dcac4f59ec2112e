"""How numerals are written: the patterns that find them in a text; ``numerals`` tells what they are worth."""

from __future__ import annotations

HAN_DIGIT = "〇零○一壹幺二两贰三叁四肆五伍六陆七柒八捌九玖"
SCALE = "十拾百佰千仟万亿兆"
_BIG = "万亿兆"

# Numbers of more than 24 digits are no quantities; the bound also keeps the time linear on floods of digits.
# Thousands stand apart by a comma of either width, a thin or plain space or an apostrophe; myriads by a comma (1,2345,6789).
_GROUPED = (
    r"[1-9][0-9]{0,2}(?: [0-9]{3}){1,8}(?![0-9])|[0-9]{1,3}(?:[,，][0-9]{3}){1,8}(?![0-9])"
    r"|[1-9][0-9]{0,2}(?:['’][0-9]{3}){1,8}(?![0-9])|[1-9][0-9]{0,3}(?:,[0-9]{4}){2,6}(?![0-9])"
)
_POINTED = (
    rf"(?:[{_BIG}%％‰倍折]|[百千]万|成(?![都立果员为功])|个?百分点|[美日欧港澳]?元|吨|公[里顷]|[平立]方|亩|米|[人例岁](?![数员口们事大惨案行]))"
)
# A decimal point. In the middle of the line it is one before what numbers are followed by: 九·一八 and 3·15 are days.
MIDDLE_POINTS = "·・‧•"
_POINT = rf"(?:\.|[{MIDDLE_POINTS}](?=[0-9]{{1,6}}{_POINTED}))"
_INTEGER = rf"(?:{_GROUPED}|[0-9]{{1,24}}(?![0-9]))"
ARABIC = rf"(?:{_INTEGER}(?:\.[0-9]{{1,24}}(?![0-9]))?)"
# 俩 and 参 are digits only among formal numerals (俩千, 参拾参); 兆瓦 and 千瓦时 are units.
HAN_CHAR = rf"(?:[{HAN_DIGIT}十拾百佰仟万亿廿卅卌]|千(?![瓦伏][时安])|兆(?![瓦赫帕比字])|俩(?=[百千万亿])|参(?=[拾佰仟万亿])|(?<=[拾佰仟零])参)"

# A scale that follows an Arabic number directly is part of it (3千5百万); 多 and 余 may stand before a scale (20多万).
# A decimal number closes with its scale (1.2万亿). After a scale more digits go on only as 12万8,388 or 3千5百万 do.
_BIG_SCALE = r"(?:[万亿]|兆(?![瓦赫帕比字]))"  # 兆比特 has a unit, 万亿比索 has another scale
_ARABIC_SCALE = (
    rf"(?:[ \u3000]?[多余来几]?(?:[千百仟佰](?={_BIG_SCALE})|[千百](?=多[{_BIG}]))?(?:多?{_BIG_SCALE}){{1,6}}"
    r"|[ ]?[多余来几]?[千百仟佰十拾](?![克瓦米卡帕伏焦赫兆字伯分牛]|升(?![至到为值级幅])))"
)
# 2e5, 2^-1, 1.2×10^8, 12k
_CALCULATED = (
    r"(?:[eE][+\-]?[0-9]{1,3}(?![0-9A-Za-z])|\^[+\-]{0,2}[0-9]{1,3}(?:\.[0-9]{1,6})?(?![0-9A-Za-z])"
    r"|[ ]?[×xX*][ ]?10(?:\^[+\-]?[0-9]{1,3}|⁻?[⁰¹²³⁴-⁹]+)(?![0-9A-Za-z])|[ ]?[kKMG](?![A-Za-z0-9]))"
)
# The point of 1403.亿, whose decimals are lost; that of 1.亿元企业 numbers a line.
_LOST = rf"(?:(?:(?<=[0-9]{{3}})|(?<=[\u4e00-\u9fff][0-9]{{2}}))\.(?=[{_BIG}%％]))"
_ARABIC_NUMERAL = (
    rf"(?:{_INTEGER}{_POINT}[0-9]{{1,24}}(?![0-9]){_ARABIC_SCALE}?"
    rf"|{_INTEGER}{_LOST}?(?:{_ARABIC_SCALE}(?:[ ]?[零〇]?(?:[0-9],[0-9]{{3}}|[0-9]{{1,4}})(?={_ARABIC_SCALE})"
    rf"|(?<=亿)[0-9]{{3,4}}\.[0-9]{{1,2}}(?=万))?){{0,8}}"
    rf"(?:(?<=[千百仟佰{_BIG}])(?:[零〇][0-9]{{1,3}}|[0-9],[0-9]{{3}}|[0-9]{{3,4}})(?![0-9年]|[.,][0-9]))?"
    rf"(?:(?<=[0-9][千万亿])[1-9](?=$|[，。；！？,;）)\s]))?"
    rf"|(?<![0-9.])\.[0-9]{{1,24}}(?![0-9]))"
    rf"(?:(?<=[0-9]){_CALCULATED})?"
)
# Chinese digits with a point: 七二九.二亿, 三十九·五%. 一.五亿 at the head of a line is the first of some points, 三.二〇二四年 holds a year.
_HAN_POINT = (
    rf"(?:(?<!\n[一二三四五六七八九十])\.(?=[{HAN_DIGIT}]{{1,6}}(?![{HAN_DIGIT}{SCALE[:6]}.]))(?![{HAN_DIGIT}]{{4}}年|[{HAN_DIGIT}]{{1,2}}[节事运学])"
    rf"|[{MIDDLE_POINTS}](?=[{HAN_DIGIT}]{{1,6}}{_POINTED}))"
)
_HAN_NUMERAL = (
    rf"(?:{HAN_CHAR}|几(?=[{SCALE}]))(?:{HAN_CHAR}|[多余来几](?=[{SCALE}])|(?<=[十百千万亿拾])好?几"
    r"|点(?=[〇零○一壹二贰三叁四肆五伍六陆七柒八捌九玖])|点[0-9]{1,12}"
    rf"|{_HAN_POINT}){{0,32}}"
)
_SEVERAL = (
    rf"(?:成[十百千]上[百千万]|数以[十百千万亿]{{1,2}}计|(?:数|好几|若干|上|(?<![建形造完达构集组合变做落育])成|近|几)[十百千万亿兆]{{1,6}}"
    rf"(?!分之|[{HAN_DIGIT}]|(?<=十)[余多来几][万亿]))"
)
_ABOUT = "(?<![一二两三四五六七八九十百千万])[百千万]把(?:(?=[块个人元斤亩家户吨里年条张])|[万亿])"
_HALF_HUNDRED = "半百"
# What a numeral can begin with; looking for these first is what makes the search quick.
FIRST = rf"0-9.{HAN_DIGIT}{SCALE}廿卅卌俩参数好若上成近几半"
NUMERAL = rf"(?:{_ARABIC_NUMERAL}|{_SEVERAL}|{_ABOUT}|{_HAN_NUMERAL}|{_HALF_HUNDRED})"
