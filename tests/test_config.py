"""A user's configuration: what it adds, where it holds and where it does not, and what is said of a wrong one."""

from __future__ import annotations

import ast
import json
import os
import pickle
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import extract
from extract import Extractor, batch, load_config
from extract.cli import main
from extract.config import ConfigurationError, check, models
from extract.data.configuration import NONE, current, using
from extract.errors import UsageError
from extract.mentions import gazetteer, units

OWN = Path(__file__).parent / "data" / "config"
TEXT = (
    "常德观察\n城记数据中心独家测算，2024年秋季糖酒会期间柳叶湖镇桌游店肆120家，增长5%，柳叶湖镇企业手握超过30亿元订单，"
    "新公园面积8标准足球场，柳叶湖镇日处理污水3个标准泳池。\n"
)


def told(result: extract.Result) -> list[dict[str, Any]]:
    return [json.loads(claim.model_dump_json()) for claim in (*result.claims, *result.candidates)]


def call(*args: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, args)))


@pytest.fixture(scope="module")
def own() -> Extractor:
    return Extractor(config=OWN)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def written(text: str) -> Path:
        path = tmp_path / "own.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


# --- what it adds ---------------------------------------------------------------------------------


def test_all_tables_have_a_say(own: Extractor) -> None:
    claims = told(own(TEXT, id="t"))
    by_value = {c["value"]["text"]: c for c in claims}
    shops = by_value["120家"]
    assert (shops["city"]["name"], shops["city"]["adcode"], shops["city"]["level"]) == ("柳叶湖镇", "430702-x", "township")
    assert (shops["metric"]["id"], shops["metric"]["canonical"]) == ("board-game-cafes", "桌游馆数量")
    assert (shops["date"]["start"], shops["date"]["end"]) == ("2024-10-20", "2024-10-24")
    assert shops["source"]["attribution"]["name"] == "城记数据中心"
    assert shops["provenance"]["repairs"] == ["spun-wording"]
    assert shops["provenance"]["rule"].endswith("+own.autumn-fair+own.desk")
    orders = by_value["超过30亿元"]
    assert (orders["metric"]["name"], orders["metric"]["span"], orders["value"]["bound"]) == ("在手订单额", None, "more_than")
    assert orders["provenance"]["rule"].startswith("quantity.measure+own.orders")
    assert (by_value["8标准足球场"]["value"]["number"], by_value["8标准足球场"]["value"]["unit"]) == (57120, "平方米")
    pools = by_value["3个标准泳池"]
    assert (pools["value"]["number"], pools["value"]["unit"]) == (7500, "立方米")
    assert pools["provenance"]["rule"].startswith("own.pool+")
    for claim in claims:
        for part in (claim["city"], claim["value"], claim["source"]["evidence"]):
            assert part["span"] is None or TEXT[slice(*part["span"])] == part["text"]


def test_further_names_of_ours(own: Extractor) -> None:
    claims = told(own("2024年，杭州市经济大盘子达到2.1万亿元。", id="t"))
    assert [c["metric"]["id"] for c in claims] == ["gdp"]
    assert not any(c["metric"]["id"] for c in told(Extractor()("2024年，杭州市经济大盘子达到2.1万亿元。", id="t")))


def test_places_of_all_kinds(write: Callable[[str], Path]) -> None:
    own = load_config(
        write(
            '[[places]]\nname = "金色河谷"\nlevel = "region"\nmembers = ["杭州市", "330500"]\n'
            '[[places]]\nname = "星湖新城"\nlevel = "zone"\nparent = "杭州市"\ncode = "Z-17"\n'
            '[[places]]\nname = "星湖东区"\nlevel = "zone"\nparent = "Z-17"\n'
            '[[places]]\ncode = "330500"\naliases = ["太湖南岸之城"]\n[[places]]\nname = "新安州"\nlevel = "foreign"\n'
        )
    )
    found = {}
    for text in ("金色河谷", "杭州市星湖新城", "太湖南岸之城", "新安州"):
        claim = told(Extractor(config=own)(f"2024年，{text}出口30亿美元。", id="t"))[0]
        found[text] = (claim["city"]["name"], claim["city"]["adcode"], claim["city"]["level"])
    assert found == {
        "金色河谷": ("金色河谷", None, "region"), "杭州市星湖新城": ("星湖新城", "Z-17", "zone"), "太湖南岸之城": ("湖州市", "330500", "city"),
        "新安州": ("新安州", None, "foreign"),
    }  # fmt: skip
    assert extract.find_places("星湖东区", config=own)[0].path == ("浙江省", "杭州市", "星湖新城")
    assert [m.name for m in extract.find_places("金色河谷", config=own)[0].members] == ["杭州市", "湖州市"]


def test_functions_take_a_configuration() -> None:
    own = load_config(OWN)
    assert extract.normalize("全市有桌游店肆30家。", config=own).text == "全市有桌游店30家。"
    assert [q.unit for q in extract.find_quantities("占地3标准足球场", config=own)] == ["平方米"]
    assert [p.adcode for p in extract.find_places("柳叶湖小镇很美", config=own)] == ["430702-x"]
    assert extract.find_places("柳叶湖小镇很美", config=own)[0].path == ("湖南省", "常德市")
    assert [str(d.end) for d in extract.find_dates("去年秋季糖酒会期间", "2025-03-01", config=OWN)] == ["2024-10-24"]
    assert extract.find_quantities("占地3标准足球场")[0].unit != "平方米"


@pytest.mark.parametrize(
    ("rule", "text", "reads"),
    [
        ('value = "growth"\nnumber = 50\nunit = "%"\npattern = "打五折"', "价格打五折。", ("growth", 50, "%", "exact")),
        ('pattern = "{low}到{high}个车位"\nunit = "个"\nvalue = "amount"', "新建300到500个车位。", ("amount", None, "个", "range")),
        ('pattern = "{number}成新"\nvalue = "rate"\nunit = "%"\nfactor = 10', "设备近九成新。", ("rate", 90, "%", "approx")),
    ],
)
def test_quantity_rules(rule: str, text: str, reads: tuple[object, ...], write: Callable[[str], Path]) -> None:
    words = text[2:-1].removeprefix("近")
    path = write(f'[[rules]]\nid = "own.x"\nkind = "quantity"\n{rule}\nyes = [{{ text = "{text}", words = "{words}" }}]\nno = ["三成"]\n')
    found = extract.find_quantities(text, config=path)
    assert [(q.kind, q.number, q.unit, q.bound) for q in found] == [reads]


def test_a_metric_in_the_words_of_the_article(write: Callable[[str], Path]) -> None:
    path = write(
        '[[rules]]\nid = "own.take"\nkind = "metric"\npattern = "揽下{value}的(?P<metric>[^，。]{2,8})"\n'
        'yes = [{ text = "苏州市企业揽下30亿元的海外工程。", words = "30亿元", metric = "海外工程" }]\nno = ["苏州市企业揽下海外工程30亿元。"]\n'
    )
    text = "2024年，苏州市企业揽下30亿元的海外工程。"
    claim = told(Extractor(config=path)(text, id="t"))[0]
    assert (claim["metric"]["name"], claim["metric"]["text"], text[slice(*claim["metric"]["span"])]) == ("海外工程", "海外工程", "海外工程")


def test_dates_of_a_year_that_something_else_names(write: Callable[[str], Path]) -> None:
    path = write(
        '[[rules]]\nid = "own.season"\nkind = "date"\npattern = "雪季大促"\nstart = "11-20"\nend = "02-10"\n'
        'yes = [{ text = "2023年全年，雪季大促成交3亿元。", words = "雪季大促", start = 2023-11-20, end = 2024-02-10 }]\nno = ["雪季"]\n'
    )
    assert [(str(d.start), d.grounding) for d in extract.find_dates("雪季大促成交3亿元", "2025-12-01", config=path)] == [
        ("2025-11-20", "publication")
    ]
    assert [d.start for d in extract.find_dates("雪季大促成交3亿元", config=path)] == [None]


def test_dates_of_one_year_alone(write: Callable[[str], Path]) -> None:
    path = write(
        '[[rules]]\nid = "own.games"\nkind = "date"\npattern = "城运会期间"\nstart = 2023-09-23\nend = 2023-10-08\n'
        'yes = [{ text = "城运会期间接待30万人。", words = "城运会期间", start = 2023-09-23, end = 2023-10-08 }]\nno = ["城运会"]\n'
    )
    assert [(str(d.start), d.grounding) for d in extract.find_dates("城运会期间接待30万人。", config=path)] == [("2023-09-23", "explicit")]


# --- where it holds -------------------------------------------------------------------------------


def test_extractors_do_not_see_each_other(own: Extractor, extractor: Extractor, write: Callable[[str], Path]) -> None:
    other = Extractor(
        config=write(
            '[[places]]\nname = "柳叶湖镇"\nlevel = "zone"\nparent = "420100"\n[[metrics]]\nid = "board-games"\nname = "桌游店"\nunits = ["家"]\n'
        )
    )
    alone = [told(e(TEXT, id="t")) for e in (own, extractor, other)]
    assert len({json.dumps(a, ensure_ascii=False) for a in alone}) == 3
    results: dict[int, list[list[dict[str, Any]]]] = {n: [] for n in range(3)}

    def work(n: int, e: Extractor) -> None:
        results[n] += [told(e(TEXT, id="t")) for _ in range(5)]

    threads = [threading.Thread(target=work, args=(n, e)) for n, e in enumerate((own, extractor, other))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(result == alone[n] for n in range(3) for result in results[n])
    assert current() is NONE


def test_ours_is_the_same_beside_a_configuration(own: Extractor, extractor: Extractor) -> None:
    text = "2024年，常德市柳叶湖镇企业手握超过30亿元订单，桌游店120家。"
    before = told(extractor(text, id="t"))
    with using(own.config):
        assert units.table()["标准足球场"].base == "平方米"
        inside = told(extractor(text, id="t"))  # an extractor has its own configuration, whatever is in force around it
        assert units.table()["标准足球场"].base == "平方米"
    assert inside == before == told(extractor(text, id="t"))
    assert "标准足球场" not in units.table()
    assert not gazetteer.lookup("柳叶湖镇")


def test_a_pipe_takes_it_to_its_processes(own: Extractor) -> None:
    articles = [{"id": str(n), "text": TEXT} for n in range(3)]
    assert [told(r) for r in own.pipe(articles, workers=2)] == [told(r) for r in own.pipe(articles)]
    assert told(pickle.loads(pickle.dumps(own))(TEXT, id="0")) == told(own(TEXT, id="0"))


def test_equal_additions_are_one_configuration(write: Callable[[str], Path]) -> None:
    one = load_config(write('[[units]]\nwritten = "标准足球场"\nbase = "平方米"\nclass = "measure"\nfactor = 7140\n'))
    two = load_config(write('# a remark\n[[units]]\nfactor = 7140\nclass = "measure"\nbase = "平方米"\nwritten = "标准足球场"\n'))
    three = load_config(write('[[units]]\nwritten = "标准足球场"\nbase = "平方米"\nclass = "measure"\nfactor = 7141\n'))
    assert one == two == pickle.loads(pickle.dumps(one))
    assert one != three
    assert not NONE


def _run(folder: Path, output: str, **options: Any) -> tuple[str, dict[str, Any]]:
    summary = batch.run([str(folder)], folder.parent / output, batch.BatchOptions(**options))
    out = folder.parent / output
    assert summary.documents.total() == 6
    lines = (out / "claims.jsonl").read_text(encoding="utf-8") + (out / "candidates.jsonl").read_text(encoding="utf-8")
    return lines, json.loads((out / "manifest.json").read_text(encoding="utf-8"))


def test_runs(tmp_path: Path, write: Callable[[str], Path]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(6):
        (folder / f"{n}.txt").write_text(TEXT, encoding="utf-8")
    plain, about = _run(folder, "out", workers=1)
    assert "configuration" not in about["settings"]
    own = load_config(OWN)
    made, about = _run(folder, "out", workers=1, configuration=own)
    assert made != plain
    assert "board-game-cafes" in made
    assert about["settings"]["configuration"] == f"sha256:{own.digest}"
    assert about["timings"]["reused"] == 0
    again, about = _run(folder, "out", workers=1, configuration=load_config(OWN / "own.toml"))
    assert (again, about["timings"]["reused"]) == (made, 6)
    assert _run(folder, "two", workers=2, configuration=own)[0] == made
    changed = write((OWN / "own.toml").read_text(encoding="utf-8").replace("7500", "6000").replace("2500", "2000"))
    assert _run(folder, "out", workers=1, configuration=load_config(changed))[1]["timings"]["reused"] == 0
    back, about = _run(folder, "out", workers=1)
    assert back == plain


def test_arrow_batches() -> None:
    pa = pytest.importorskip("pyarrow", reason="needs pyarrow")
    from extract.batch.arrow_batches import ArrowBatches
    from extract.batch.work import Settings

    articles = pa.RecordBatch.from_pylist([{"id": "t", "text": TEXT}])
    function = pickle.loads(pickle.dumps(ArrowBatches(Settings(configuration=load_config(OWN)))))
    ids = {c["metric"]["id"] for c in function(articles).to_pylist()[0]["claims"]}
    assert "board-game-cafes" in ids
    assert "board-game-cafes" not in {c["metric"]["id"] for c in ArrowBatches()(articles).to_pylist()[0]["claims"]}


ADDED_TO = ("units.tsv", "metrics/catalogue.tsv", "places/own.tsv", "repairs/spun_words.tsv")


def test_what_is_made_of_such_tables_is_kept_for_each_configuration() -> None:
    """No module reads a table that users add to when it is imported, or keeps what it made of one for all configurations."""
    package = Path(extract.__file__).parent
    readers = 0
    for path in package.rglob("*.py"):
        if {"training", "evaluate"} & set(path.parts):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not any(table in ast.unparse(node) for table in ADDED_TO) or not any(
                isinstance(call, ast.Call) and ast.unparse(call.func).endswith("read_table") for call in ast.walk(node)
            ):
                continue
            assert isinstance(node, (ast.FunctionDef, ast.ClassDef)), f"{path}:{node.lineno} reads a table on import"
            kept = [ast.unparse(d) for d in node.decorator_list if "cache" in ast.unparse(d)]
            assert not kept, f"{path}:{node.lineno}: {node.name} is kept for all configurations"
            readers += 1
    assert readers >= 5


# --- the command line -----------------------------------------------------------------------------


def test_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("art.txt").write_text(TEXT, encoding="utf-8")
    checked = call("check-config", OWN)
    lines = checked.output.splitlines()
    assert (checked.exit_code, lines[0]) == (0, f"{OWN}: 2 metrics, 1 place, 1 unit, 4 rules, 1 spun word")
    assert len(lines) == 11
    assert "  unit  标准足球场  7140 平方米" in lines
    assert "  spun word  桌游店肆  桌游店" in lines
    assert lines[-1] == "10 examples run, all as written"
    assert call("run", "art.txt", "-o", "out", "--quiet", "--config", OWN).exit_code == 0
    assert "own.pool+" in Path("out/claims.jsonl").read_text(encoding="utf-8") + Path("out/candidates.jsonl").read_text(encoding="utf-8")
    assert "桌游店120家" in call("normalize", "art.txt", "--config", OWN).output
    assert "桌游店肆120家" in call("normalize", "art.txt").output
    assert "own.pool" in call("explain", "art.txt", "--config", OWN).output
    assert "own.pool" not in call("explain", "art.txt").output
    assert current() is NONE


def test_conflicts_know_its_metrics(tmp_path: Path, write: Callable[[str], Path]) -> None:
    """A stock at the end of 2024 and of 2024 are one figure, which only the configuration tells of this metric."""
    path = write('[[metrics]]\nid = "reading-rooms"\nname = "城市书房数量"\nsynonyms = ["城市书房"]\nunits = ["家"]\nflow = "stock"\n')
    texts = {"a": "2024年，温州市共有城市书房186家。", "b": "截至2024年12月31日，温州市共有城市书房180家。"}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert call("run", *(tmp_path / f"{name}.txt" for name in texts), "-o", tmp_path / "out", "--quiet", "--config", path).exit_code == 0
    assert "1 contradiction" in call("conflicts", tmp_path / "out", "--config", path).output
    assert "1 contradiction" not in call("conflicts", tmp_path / "out").output


def test_a_wrong_one_stops_a_command(write: Callable[[str], Path]) -> None:
    path = write('[[metrics]]\nid = "x"\n\n[[unit]]\nwritten = "x"\n')
    failed = call("check-config", path)
    assert failed.exit_code == 2
    assert len(failed.output.splitlines()) == 3
    assert "Traceback" not in failed.output
    ran = call("run", path.parent, "-o", path.parent / "out", "--config", path)
    assert ran.exit_code == 2
    assert len(ran.output.splitlines()) == 1
    assert "(2 problems: zh-extract check-config" in ran.output
    assert call("run", path.parent, "-o", path.parent / "out", "--config", path.parent / "none.toml").exit_code == 2
    with pytest.raises(ConfigurationError) as error:
        load_config(path)
    assert len(error.value.problems) == 2


def test_nothing_to_read(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(UsageError):
            load_config(path)
    (tmp_path / "empty.toml").write_text("", encoding="utf-8")
    assert not load_config(tmp_path)


# --- mistakes: what the file holds, and what is said of it -------------------------------------------

METRIC = '[[metrics]]\nid = "city-reading-rooms"\nname = "城市书房数量"\n'
PLACE = '[[places]]\nname = "柳叶湖镇"\nlevel = "township"\n'
RULE = '[[rules]]\nid = "own.x"\nkind = "quantity"\nunit = "个"\n'
FINE = 'yes = [{ text = "新建3个泳池。", words = "3个泳池" }]\nno = ["泳池"]\n'
SPUN = '[[spun_words]]\nwrong = "桌游店肆"\n'

MISTAKES = {
    "no TOML": ("[[metrics]\n", "own.toml: it is no TOML"),
    "unknown table": ("[[metric]]\n", "own.toml: unknown key 'metric'; did you mean 'metrics'?"),
    "no list": ('[metrics]\nid = "x"\n', "write each entry under [[metrics]]"),
    "unknown key": (f'{METRIC}synonims = ["城市书屋"]\n', "own.toml:4: metrics[1].synonims: unknown key 'synonims'; did you mean 'synonyms'?"),
    "second entry": (f'{METRIC}\n[[metrics]]\nid = "X y"\nname = "别的"\n', "own.toml:6: metrics[2].id: 'X y' has not the right form"),
    "wrong kind": (f'{METRIC}flow = "sum"\n', "'sum' is none of its values; choose one of: 'flow', 'stock' or 'rate'"),
    "empty synonym": (f'{METRIC}synonyms = [""]\n', "own.toml:4: metrics[1].synonyms[1]: it is empty or has blanks around it"),
    "synonym twice": (f'{METRIC}synonyms = ["城市书屋", "城市书屋"]\n', "it lists '城市书屋' twice"),
    "clash with ours": (f'{METRIC}synonyms = ["GDP"]\n', "own.toml:4: metrics[1].synonyms: 'GDP' already means 地区生产总值 (gdp); drop it, or add"),
    "clash within": (f'{METRIC}[[metrics]]\nid = "b"\nname = "别馆"\nsynonyms = ["城市书房数量"]\n', "the name '城市书房数量' is already at"),
    "id of ours": ('[[metrics]]\nid = "gdp"\nname = "国民幸福"\n', "'gdp' is the id of 地区生产总值"),
    "traditional": (
        '[[metrics]]\nid = "x"\nname = "城市書房數量"\n',
        "articles are read simplified and in half-width characters; write '城市书房数量'",
    ),
    "unit of a metric": (f'{METRIC}units = ["座位"]\n', "no quantity has the unit '座位'"),
    "currency of a metric": (f'{METRIC}units = ["元"]\n', "no quantity has the unit '元'; did you mean 'CNY'?"),
    "place of ours": ('[[places]]\nname = "杭州市"\nlevel = "city"\n', "'杭州市' already names 杭州市 (330100)"),
    "alias of ours": (f'{PLACE}aliases = ["杭州"]\n', "places[1].aliases: '杭州' already names 杭州市 (330100)"),
    "place that is a word": ('[[places]]\nname = "发展"\nlevel = "zone"\n', "'发展' is a word of its own in Chinese"),
    "short place": ('[[places]]\nname = "镇"\nlevel = "zone"\n', "too short"),
    "parent": (f'{PLACE}parent = "长得市"\n', "no place is called '长得市'"),
    "several parents": (f'{PLACE}parent = "鼓楼区"\n', "several places are called '鼓楼区'; give its code"),
    "no level": ('[[places]]\nname = "柳叶湖镇"\n', "'level' is missing"),
    "unit of ours": ('[[units]]\nwritten = "公顷"\n', "own.toml:2: units[1].written: '公顷' is already a unit"),
    "unit with a numeral": ('[[units]]\nwritten = "万株苗"\n', "begins with a numeral"),
    "base": ('[[units]]\nwritten = "标准足球场"\nbase = "平方迷"\n', "no unit is '平方迷'; did you mean '平方米'?"),
    "currency": ('[[units]]\nwritten = "豆元"\nclass = "money"\nbase = "豆"\n', "'豆' is no currency"),
    "factor": ('[[units]]\nwritten = "标准足球场"\nfactor = 0\n', "units[1].factor"),
    "no kind": ('[[rules]]\nid = "own.x"\n', "'kind' is missing; choose one of: quantity, date, metric, attribution"),
    "no such kind": ('[[rules]]\nid = "own.x"\nkind = "place"\n', "'place' is no kind of rule"),
    "no examples": (f'{RULE}pattern = "{{number}}泳池"\n', "rules[1].yes: 'yes' is missing"),
    "empty examples": (f'{RULE}pattern = "{{number}}泳池"\nyes = []\nno = ["泳池"]\n', "rules[1].yes: it is empty; give at least one example"),
    "key of an example": (f'{RULE}pattern = "{{number}}个泳池"\nyes = [{{ text = "3", word = "3" }}]\nno = ["泳池"]\n', "did you mean 'words'?"),
    "id like ours": (f'{RULE.replace("own.x", "quantity.x")}pattern = "{{number}}个泳池"\n{FINE}', "begins like the ids of our rules"),
    "no regular expression": (f'{RULE}pattern = "{{number}}个(泳池"\n{FINE}', "own.toml:5: rules[1].pattern: it is no regular expression (missing )"),
    "placeholder": (
        f'{RULE}pattern = "{{number}}个泳池{{unit}}"\n{FINE}',
        "{unit} means nothing in a rule for quantity; its placeholders are: {number}",
    ),
    "no number": (f'{RULE}pattern = "个泳池"\n{FINE}', "a quantity needs exactly one of"),
    "matches nothing": (f'{RULE}number = 1\npattern = "(泳池)?"\n{FINE}', "it matches nothing at all"),
    "blows up": (f'{RULE}number = 1\npattern = "(\\\\w+)+好"\n{FINE}', "it takes far too long over a long text"),
    "traditional pattern": (f'{RULE}pattern = "{{number}}個泳池"\n{FINE}', "it holds traditional characters"),
    "rule twice": (f'{RULE}pattern = "{{number}}个泳池"\n{FINE}{RULE}pattern = "{{number}}个泳池"\n{FINE}', "the id 'own.x' is already at"),
    "example fails": (
        f'{RULE}pattern = "{{number}}座泳池"\n{FINE}',
        "own.toml:6: rules[1].yes[1]: the rule does not take '3个泳池' in '新建3个泳池。'",
    ),
    "field fails": (
        f'{RULE}pattern = "{{number}}个泳池"\nyes = [{{ text = "新建3个泳池。", words = "3个泳池", number = 4 }}]\nno = ["泳池"]\n',
        "number of '3个泳池' is 3, not 4; mend the pattern or the example",
    ),
    "no fails": (
        f'{RULE}pattern = "{{number}}个泳池"\nyes = [{{ text = "3个泳池", words = "3个泳池" }}]\nno = ["建2个泳池"]\n',
        "takes '2个泳池' in",
    ),
    "day": ('[[rules]]\nid = "own.x"\nkind = "date"\npattern = "雪季"\nstart = "13-01"\nend = "02-01"\n', "rules[1].start"),
    "metric without value": ('[[rules]]\nid = "own.x"\nkind = "metric"\nmetric = "订单"\npattern = "手握"\nyes = []\nno = []\n', "rules[1]"),
    "same word": (f'{SPUN}right = "桌游店肆"\n', "it is the same as 'wrong'"),
    "healthy word": ('[[spun_words]]\nwrong = "发展"\nright = "开展"\n', "'发展' is a word of healthy Chinese"),
    "grows": (f'{SPUN}right = "大桌游店肆"\n', "replaced again and again"),
    "spun already": ('[[spun_words]]\nwrong = "东说念主"\nright = "人们"\n', "'东说念主' is already read as '人'"),
    "circle": (f'{SPUN}right = "桌游馆肆"\n[[spun_words]]\nwrong = "桌游馆肆"\nright = "桌游店肆"\n', "it is taken back by"),
    "mended otherwise": (
        f'{SPUN}right = "桌游店"\nyes = [{{ text = "桌游店肆", mended = "桌游馆" }}]\n',
        "'桌游店肆' is read as '桌游店', not '桌游馆'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes(name: str, write: Callable[[str], Path]) -> None:
    text, expected = MISTAKES[name]
    problems = check(write(text)).problems
    assert any(expected in str(problem) for problem in problems), list(map(str, problems))
    assert all(problem.mend and "\n" not in str(problem) for problem in problems)


def test_every_key_is_described() -> None:
    for model in [m for m in models.TABLES.values() if m] + list(models.RULES.values()):
        assert model.__doc__
        assert all(field.description for field in model.model_fields.values()), model


def test_a_folder_is_read_by_name(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text(METRIC, encoding="utf-8-sig")
    (tmp_path / "a.toml").write_text(PLACE, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no part of it", encoding="utf-8")
    assert [entry[:2] for entry in check(tmp_path).entries] == [("places", "柳叶湖镇"), ("metrics", "city-reading-rooms")]
    (tmp_path / "c.toml").write_bytes(METRIC.encode("gb18030"))
    assert [str(p) for p in check(tmp_path).problems] == [f"{tmp_path}{os.sep}c.toml: it is not written in UTF-8; save it as UTF-8"]
