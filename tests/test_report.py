"""zh-extract report: a page without script that tells what a run found, whatever its articles hold and however many there are."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from exported import ARTICLES, called, claims_of, extracted_run

from extract import contract
from extract.report import charts
from extract.report.gathering import MOST_CONTRADICTIONS, gather
from extract.report.page import page

pytest.importorskip("vl_convert", reason="vl-convert-python is not installed")

VOID = {"meta", "br", "link", "img", "hr", "input"}


class Page(HTMLParser):
    """The page as a browser sees it: its elements, their text, and whether they are well nested."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return extracted_run(tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="module")
def written(run: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    result = called("report", run, "-o", path)
    assert result.exit_code == 0, result.output
    return path.read_text(encoding="utf-8")


def test_the_page_tells_of_all_sections(written: str) -> None:
    read = Page(written)
    heads = re.findall(r"<h2[^>]*>(.*?)</h2>", written)
    assert heads == [
        "What was read", "What was repaired", "Claims by place and metric", "Over time", "Places side by side", "Contradictions",
        "The least certain claims", "Evidence",
    ]  # fmt: skip
    text = "".join(read.text)
    for words in ("合肥市 地区生产总值", "1.26738万亿元", "万亿元", "安徽省统计局", "1 in all", "合肥市 常住人口, 2024", "100.2万人 or 10.0% apart"):
        assert words in text
    assert len(read.of("svg")) == 3  # two series and a ranking
    assert read.of("html")[0]["lang"] == "en"


def test_nothing_of_an_article_becomes_markup(written: str) -> None:
    assert "<script" not in written
    assert "&lt;script&gt;alert(&#x27;芜湖&#x27;)&lt;/script&gt;" in written.replace("</span>", "").replace('<span class="city" title="place">', "")
    read = Page(written)
    assert {name for name, _ in read.elements} <= {
        "html", "head", "meta", "title", "style", "body", "header", "h1", "p", "ul", "li", "b", "span", "nav", "a", "main", "section", "h2", "h3",
        "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "i", "details", "summary", "figure", "figcaption", "article", "blockquote",
        "svg", "g", "path", "line", "text", "defs", "clippath", "rect",
    }  # fmt: skip
    assert not [attributes for _, attributes in read.elements if any(name.startswith("on") for name in attributes)]


def test_the_page_needs_no_network_and_leads_only_to_itself_and_to_addresses(written: str) -> None:
    read = Page(written)
    policy = next(meta["content"] for meta in read.of("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    links = {a["href"] for a in read.of("a") if "href" in a}
    assert {link for link in links if link and not link.startswith("#")} == {ARTICLES[0]["url"]}
    ids = {attributes["id"] for _, attributes in read.elements if attributes.get("id")}
    assert {link[1:] for link in links if link and link.startswith("#")} <= ids  # each figure has its evidence
    assert "xlink:href" not in written
    assert not re.search(r"url\(|@import|src=", written.split("</head>")[0].replace("default-src", "").replace("style-src", ""))


def test_evidence_is_the_sentence_with_its_words_marked(run: Path, written: str) -> None:
    for claim in claims_of(run):
        found = re.search(rf'<article class="evidence" id="e-{claim["id"]}">(.*?)</article>', written, re.DOTALL)
        if found:
            assert f'<span class="value" title="value">{claim["value"]["text"]}</span>' in found[1]
    assert len(re.findall('class="evidence"', written)) >= 6


def test_figures_in_charts_have_words_and_lead_to_their_evidence(written: str) -> None:
    points = re.findall(r'<a href="#e-\w+"><path aria-label="([^"]*)"[^>]*><title>([^<]*)</title></path></a>', written)
    assert len(points) >= 6
    assert all(label == title for label, title in points)
    assert any(label.startswith("合肥市 2023: 1.26738万亿元") for label, _ in points)
    assert any("&gt;5,000亿元" in label for label, _ in points)


def test_the_same_run_gives_the_same_bytes(run: Path, written: str, tmp_path: Path) -> None:
    assert called("report", run, "-o", tmp_path / "again.html").exit_code == 0
    assert (tmp_path / "again.html").read_text(encoding="utf-8") == written


def test_a_report_of_chosen_claims_says_so(run: Path, tmp_path: Path) -> None:
    result = called("report", run, "-o", tmp_path / "x.html", "--city", "蚌埠", "--title", "蚌埠 <b>", "--no-charts")
    assert result.exit_code == 0, result.output
    found = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "<h1>蚌埠 &lt;b&gt;</h1>" in found
    assert "claims chosen by 蚌埠" in found
    assert "<b>1</b><span>claims</span>" in found
    assert "<svg" not in found


def test_a_run_without_claims_or_texts_has_a_report(tmp_path: Path) -> None:
    bare = extracted_run(tmp_path, texts=False)
    assert called("report", bare, "-o", tmp_path / "bare.html").exit_code == 0
    assert '<span class="value" title="value">12673.8亿元</span>' in (tmp_path / "bare.html").read_text(encoding="utf-8")
    (tmp_path / "nothing.txt").write_text("今天天气很好，适合出门走走。", encoding="utf-8")
    assert called("run", tmp_path / "nothing.txt", "-o", tmp_path / "none", "--quiet").exit_code == 0
    assert called("report", tmp_path / "none", "-o", tmp_path / "none.html").exit_code == 0
    Page((tmp_path / "none.html").read_text(encoding="utf-8"))


def test_a_large_run_has_a_small_page(run: Path, tmp_path: Path) -> None:
    """Of any number of claims the commonest and surest are shown."""
    claims = claims_of(run)
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    with (tmp_path / "claims.jsonl").open("w", encoding="utf-8") as file:
        for copy in range(600):
            for claim in claims:
                moved: dict[str, Any] = json.loads(json.dumps(claim))
                moved["id"] = f"{claim['id'][:-4]}{copy:04}"
                moved["document_id"] = moved["source"]["document"]["id"] = f"{claim['document_id']}-{copy}"
                moved["metric"] |= {"id": None, "canonical": None, "name": f"{claim['metric']['name']}指标{chr(0x4E00 + copy)}"}
                contract.Claim.model_validate(moved)
                file.write(json.dumps(moved, ensure_ascii=False) + "\n")
    for table in ("documents", "rejects"):
        (tmp_path / f"{table}.jsonl").write_bytes((run / f"{table}.jsonl").read_bytes())
    manifest["outputs"] = {f"{table}.jsonl": {} for table in ("claims", "documents", "rejects")}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    found = gather(tmp_path)
    assert found.total == 600 * len(claims)
    assert found.contradictory == 600
    assert len(found.contradictions) == MOST_CONTRADICTIONS
    assert len(page(found, title="large")) < 1_500_000


@pytest.mark.parametrize("name", ["vl_convert"])
def test_a_missing_library_is_named_before_the_work(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    import sys

    monkeypatch.setitem(sys.modules, name, None)
    result = called("report", run, "-o", tmp_path / "x.html")
    assert result.exit_code == 2
    assert 'pip install "zh-extract[report]"' in result.stderr
    assert called("report", run, "-o", tmp_path / "x.html", "--no-charts").exit_code == 0


def test_mistakes_are_told_in_one_line(run: Path, tmp_path: Path) -> None:
    assert "there is no such folder" in called("report", tmp_path / "nowhere", "-o", tmp_path / "x.html").stderr
    result = called("report", run, "-o", tmp_path / "no" / "x.html")
    assert (result.exit_code, "cannot be written" in result.stderr) == (2, True)


def test_names_beside_bars_fit() -> None:
    assert charts.label("内蒙古自治区") == "内蒙古自治区"
    assert charts.label("新疆维吾尔自治区克孜勒苏柯尔克孜自治州") == "新疆维吾尔自治区克孜勒…"
