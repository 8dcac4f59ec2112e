"""Each kind of file: what it gives, and how what it cannot give is told."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
import zstandard

from extract.errors import MissingExtraError
from extract.formats import ReadOptions, read_inputs
from extract.formats.rows import day
from extract.model import RawArticle, Reject

TEXT = "2023年，云溪市完成工业投资86.4亿元，同比增长9.1%。"
OTHER = "去年臺灣東部旅遊人次達到一千二百萬，較前一年增加百分之八。"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read(path: Path | str, **options: Any) -> list[RawArticle | Reject]:
    return list(read_inputs([str(path)], ReadOptions(**options)))


def articles(path: Path | str, **options: Any) -> list[RawArticle]:
    found = read(path, **options)
    assert all(isinstance(item, RawArticle) for item in found), found
    return [item for item in found if isinstance(item, RawArticle)]


def reject(path: Path | str, **options: Any) -> Reject:
    (found,) = read(path, **options)
    assert isinstance(found, Reject), found
    assert found.reason
    assert "\n" not in found.reason
    return found


def json_lines(*rows: Any) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def pack(data: bytes, suffix: str) -> bytes:
    return {"": lambda: data, ".gz": lambda: gzip.compress(data), ".zst": lambda: zstandard.compress(data)}[suffix]()


# --- text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".txt", ".md", ".TXT"])
@pytest.mark.parametrize("packed", ["", ".gz", ".zst"])
def test_text(tmp_path: Path, suffix: str, packed: str) -> None:
    path = tmp_path / f"云溪 2023{suffix}{packed}"
    path.write_bytes(pack((TEXT + "\r\n").encode("gb18030"), packed))
    (article,) = articles(path)
    assert article == RawArticle("云溪 2023", TEXT + "\r\n", encoding="gb18030", source=str(path))


def test_a_cut_text_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "cut.txt"
    path.write_bytes(TEXT.encode()[:-2])
    (article,) = articles(path)
    assert (article.text, article.truncated) == (TEXT[:-1], True)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"\xef\xbb\xbf", "empty"), (b" \r\n\t\n", "empty"), (b"\x89PNG\r\n\x1a\n\0", "binary"),
     ("привет, мир и город".encode("cp1251"), "encoding")],
)  # fmt: skip
def test_text_that_is_none(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert reject(path) == Reject(str(path), "a", code, reject(path).reason)


# --- limits --------------------------------------------------------------------------------------


def test_a_text_over_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 2001)
    monkeypatch.setattr("extract.formats.streams.Stream.read", lambda *_: pytest.fail("it was read"))
    found = reject(path, max_bytes=2000)
    assert (found.code, found.id) == ("too-large", "a")
    assert "2,001 bytes" in found.reason
    assert "--max-bytes" in found.reason


def test_a_text_at_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert articles(path, max_bytes=len(TEXT.encode()))


@pytest.mark.parametrize(
    "name", ["bomb.txt.gz", "bomb.txt.zst", "bomb.jsonl.gz", "bomb.jsonl.zst", "bomb.csv.zst", "bomb.html.gz", "bomb.parquet.zst"]
)
def test_a_decompression_bomb_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(pack((b"text\n" if "csv" in name else b"") + b" " * 30_000_000, path.suffix))
    found = reject(path, max_bytes=100_000)
    assert found.code == "too-large"


def test_a_long_line_is_rejected_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(json_lines({"text": "长" * 2000}, {"text": "长" * 200_000}, {"text": TEXT}))
    first, second, third = read(path, max_bytes=3000)
    assert isinstance(first, Reject)
    assert (first.code, first.source) == ("too-large", f"{path}:1")
    assert isinstance(second, Reject)
    assert (second.code, second.source) == ("too-large", f"{path}:2")
    assert isinstance(third, RawArticle)


@pytest.mark.parametrize("packed", [".gz", ".zst"])
def test_compressed_data_that_ends_early(tmp_path: Path, packed: str) -> None:
    path = tmp_path / f"a.jsonl{packed}"
    rows = [{"id": str(n), "text": TEXT + digest(str(n))} for n in range(3000)]
    path.write_bytes(pack(json_lines(*rows), packed)[:-40])
    found = read(path)
    last = found[-1]
    assert isinstance(last, Reject)
    assert last.code == "damaged"
    assert len(found) > 100


@pytest.mark.parametrize("packed", [".gz", ".zst"])
def test_compressed_data_that_is_none(tmp_path: Path, packed: str) -> None:
    path = tmp_path / f"a.txt{packed}"
    path.write_text(TEXT, encoding="utf-8")
    assert reject(path).code == "damaged"


def test_several_zstandard_frames_and_gzip_members_are_one_file(tmp_path: Path) -> None:
    for packed in (".gz", ".zst"):
        path = tmp_path / f"a{packed[1:]}.jsonl{packed}"
        path.write_bytes(pack(json_lines({"text": TEXT}), packed) + pack(json_lines({"text": OTHER}), packed))
        assert [a.text for a in articles(path)] == [TEXT, OTHER]


# --- JSON lines ----------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".jsonl", ".ndjson", ".jsonl.gz", ".jsonl.zst"])
def test_json_lines(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"news{suffix}"
    row = {
        "id": 17,
        "title": "标题",
        "publisher": "云溪日报",
        "author": ["甲", "乙"],
        "url": "https://example.cn/1",
        "published": "2024-01-25T08:00:00+08:00",
    }
    path.write_bytes(
        pack(
            json_lines({**row, "text": TEXT, "more": {"x": 1}}, {"text": OTHER, "title": None}),
            "." + suffix.rpartition(".")[2] if suffix.count(".") > 1 else "",
        )
    )
    first, second = articles(path)
    assert first.id == "17"
    assert (first.text, first.encoding, first.source) == (TEXT, None, f"{path}:1")
    meta = first.metadata
    assert (meta.title, meta.publisher, meta.author, meta.url, meta.published) == (
        "标题",
        "云溪日报",
        "甲、乙",
        "https://example.cn/1",
        dt.date(2024, 1, 25),
    )
    assert second.id == f"news#{digest(OTHER)}"
    assert second.metadata.title is None


@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16"])
def test_json_lines_in_other_encodings(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(json_lines({"text": TEXT}, {"text": TEXT + TEXT}).decode().encode(codec))
    assert [a.text for a in articles(path)] == [TEXT, TEXT + TEXT]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"text": "云溪', "broken-json"), ("[1, 2]", "broken-json"), ('"text"', "broken-json"), ("[" * 100_000, "broken-json"),
        ('{"text": ' + "1" * 5000 + "}", "broken-json"), ('{"title": "无"}', "no-text"), ('{"text": null}', "no-text"), ('{"text": NaN}', "no-text"),
        ('{"text": 12}', "no-text"), ('{"text": ["a"]}', "no-text"), ('{"text": ""}', "empty"), ('{"text": " \\n"}', "empty"),
    ],
)  # fmt: skip
def test_a_broken_line_is_rejected_by_its_number_and_the_rest_is_read(tmp_path: Path, line: str, code: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(json_lines({"text": TEXT}) + b"\n" + line.encode() + b"\n" + json_lines({"text": OTHER}))
    first, second, third = read(path)
    assert isinstance(first, RawArticle)
    assert isinstance(second, Reject)
    assert (second.source, second.code) == (f"{path}:3", code)
    assert "\n" not in second.reason
    assert isinstance(third, RawArticle)


def test_a_last_line_without_line_feed_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(json_lines({"text": TEXT}).rstrip())
    assert len(articles(path)) == 1


def test_lone_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "\\udc80a", "text": "云\\ud83d溪\\ud83d\\ude00", "title": "\\ud800"}\n', encoding="utf-8")
    (article,) = articles(path)
    assert (article.id, article.text, article.metadata.title) == ("�a", "云�溪😀", "�")


def test_nothing_in_the_text_of_a_row_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    text = "\ufeff 云溪\r\n\u2028\x85ａｂ  \x0b"
    path.write_bytes(json_lines({"text": text}))
    assert articles(path)[0].text == text


# --- JSON ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["list", "articles", "data"])
def test_json_lists(tmp_path: Path, shape: str) -> None:
    path = tmp_path / "a.json"
    rows = [{"id": "x", "text": TEXT}, {"text": OTHER}]
    path.write_text(json.dumps(rows if shape == "list" else {"total": 2, shape: rows}), encoding="utf-8")
    first, second = articles(path)
    assert [first.id, second.id] == ["x", f"a#{digest(OTHER)}"]
    assert second.source == f"{path}[1]"


def test_a_json_object_is_one_article_by_the_name_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json.gz"
    path.write_bytes(gzip.compress(json.dumps({"text": TEXT, "title": "标题"}).encode()))
    (article,) = articles(path)
    assert (article.id, article.text, article.metadata.title) == ("a", TEXT, "标题")


@pytest.mark.parametrize(
    ("content", "code"),
    [("", "empty"), ("[]", "empty"), ("{", "broken-json"), ('{"a": 1}', "no-text"), ("3", "no-text"),
     ("[" * 100_000, "broken-json"), ("[1]", "no-text")],
)  # fmt: skip
def test_json_without_articles(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    assert reject(path).code == code


# --- tables --------------------------------------------------------------------------------------


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_csv(tmp_path: Path, codec: str, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    rows = [["ID", "Text", "published", "note"], ["甲", f'"{TEXT}\n第二段，""引号""。"', "2024年1月25日", ""], ["", OTHER, "", "x"]]
    path.write_bytes("".join(delimiter.join(row) + "\r\n" for row in rows).encode(codec))
    first, second = articles(path)
    assert (first.id, first.text) == ("甲", f'{TEXT}\n第二段，"引号"。')
    assert first.metadata.published == dt.date(2024, 1, 25)
    assert first.encoding == {"utf-8-sig": "utf-8-sig"}.get(codec, codec)
    assert second.id == f"a#{digest(OTHER)}"
    assert second.source == f"{path}:4"


def test_tsv_and_compression(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv.zst"
    path.write_bytes(zstandard.compress(f"title\ttext\n标题\t{TEXT}\n".encode()))
    (article,) = articles(path)
    assert (article.text, article.metadata.title) == (TEXT, "标题")


def test_a_row_with_too_many_cells_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"title,text\n标题,前半,后半\n标题,{TEXT},,\n\n", encoding="utf-8")
    first, second = read(path)
    assert isinstance(first, Reject)
    assert (first.code, first.source) == ("broken-csv", f"{path}:2")
    assert isinstance(second, RawArticle)


@pytest.mark.parametrize(
    ("content", "code"), [("", "empty"), ("\n", "empty"), ("a,b\n1,2\n", "no-text"), ("id,text\n", "empty"), ("id,text\n1,\n", "empty")]
)
def test_csv_without_articles(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    assert reject(path).code == code


def test_an_open_quote_does_not_swallow_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('text\n"' + (TEXT + "\n") * 5000, encoding="utf-8")
    assert reject(path, max_bytes=131_072).code == "too-large"


@pytest.mark.parametrize("packed", ["", ".gz", ".zst"])
def test_parquet(tmp_path: Path, packed: str) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    table = pa.table(
        {
            "text": [TEXT, None, OTHER], "id": [1, 2, None], "published": [dt.datetime(2024, 1, 25, 8), None, None],
            "score": [float("nan"), 0.5, 1.0],
        }
    )  # fmt: skip
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    path = tmp_path / f"a.parquet{packed}"
    path.write_bytes(pack(buffer.getvalue(), packed))
    first, second, third = read(path)
    assert isinstance(first, RawArticle)
    assert (first.id, first.text, first.metadata.published) == ("1", TEXT, dt.date(2024, 1, 25))
    assert isinstance(second, Reject)
    assert (second.code, second.source, second.id) == ("no-text", f"{path}, row 2", "2")
    assert isinstance(third, RawArticle)
    assert third.id == f"a#{digest(OTHER)}"


def test_parquet_that_cannot_be_read(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    broken, other, empty, numbers, binary = (tmp_path / f"{n}.parquet" for n in ("broken", "other", "empty", "numbers", "binary"))
    broken.write_bytes(b"PAR1 and no more")
    pq.write_table(pa.table({"body": [TEXT]}), other)
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), empty)
    pq.write_table(pa.table({"text": [float("nan")]}), numbers)
    pq.write_table(pa.table({"text": [TEXT.encode("gb18030")]}), binary)
    assert [reject(p).code for p in (broken, other, empty, numbers)] == ["damaged", "no-text", "empty", "no-text"]
    assert articles(binary)[0].text == TEXT


def test_parquet_without_pyarrow_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(MissingExtraError, match=r"zh-extract\[parquet\]"):
        read_inputs([str(tmp_path)])


# --- HTML ----------------------------------------------------------------------------------------

PAGE = """<!doctype html><html><head><meta charset="{charset}"><title>云溪市公布工业运行情况 - 云溪新闻网</title>
<meta property="og:site_name" content="云溪新闻网"><meta name="author" content="林小禾"><link rel="canonical" href="https://news.example.cn/a/1.html">
<meta property="article:published_time" content="2024-01-25T09:30:00+08:00"><script>var x = "不可见";</script></head>
<body><nav><a href="/">首页</a><a href="/b">财经频道</a></nav><div class="article"><h1>云溪市公布工业运行情况</h1>
<p>2023年，云溪市完成工业投资86.4亿元，同比增长9.1%。全市规模以上工业企业达到310家，比上年增加27家。</p>
<p>市统计局有关负责人介绍，高技术制造业增加值占比提高到18.5%，新产品产值突破百亿元，达到102.7亿元。</p></div>
<footer>版权所有 © 2025 云溪新闻网 联系我们</footer></body></html>"""


@pytest.mark.parametrize(
    ("charset", "codec", "encoding"),
    [("utf-8", "utf-8", "utf-8"), ("gb2312", "gb18030", "gb18030"), ("gbk", "utf-8", "utf-8"), ("utf-8", "gb18030", "gb18030"),
     ("x", "utf-16", "utf-16")],
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".html", ".htm.gz"])
def test_html(tmp_path: Path, charset: str, codec: str, encoding: str, suffix: str) -> None:
    path = tmp_path / f"page{suffix}"
    data = PAGE.format(charset=charset).encode(codec)
    path.write_bytes(gzip.compress(data) if suffix.endswith("gz") else data)
    (article,) = articles(path)
    assert article.encoding == encoding
    assert article.main_text is not None
    assert article.main_text.startswith("trafilatura ")
    assert "完成工业投资86.4亿元" in article.text
    assert "财经频道" not in article.text
    assert "不可见" not in article.text
    meta = article.metadata
    assert meta.title is not None
    assert meta.title.startswith("云溪市公布工业运行情况")
    assert (meta.publisher, meta.author, meta.url) == ("云溪新闻网", "林小禾", "https://news.example.cn/a/1.html")
    assert meta.published == dt.date(2024, 1, 25)


def test_big5_html(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    body = "".join(f"<p>{OTHER}{n}</p>" for n in range(5))
    head = '<head><META http-equiv=Content-Type content="text/html; charset=big5"></head>'
    path.write_bytes(f"<html>{head}<body>{body}</body></html>".encode("cp950"))
    (article,) = articles(path)
    assert article.encoding == "big5"
    assert OTHER in article.text


def test_html_without_main_text_gives_what_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        f"<?xml version='1.0' encoding='utf-8'?><html><head><style>p {{}}</style></head><body><!-- 注 -->\n<p>{TEXT}</p><script>无</script>"
        "<ul><li>新增 <b>企业</b>\n 27家<li>外资</ul>尾部</body></html>",
        encoding="utf-8",
    )
    monkeypatch.setattr("trafilatura.bare_extraction", lambda *_, **__: None)
    (article,) = articles(path)
    assert article.main_text is not None
    assert article.main_text.startswith("lxml ")
    assert article.text == f"{TEXT}\n新增 企业 27家\n外资\n尾部"


def test_trafilatura_failing_is_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<p>{TEXT}</p>", encoding="utf-8")

    def failing(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("trafilatura.bare_extraction", failing)
    assert articles(path)[0].text == TEXT


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"<html><body><script>x()</script></body></html>", "empty"), (b"<html></html>", "empty"), (b"%PDF-1.5", "binary"),
     (b"   ", "empty")],
)  # fmt: skip
def test_html_that_shows_nothing(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(data)
    assert reject(path).code == code


# --- standard input ------------------------------------------------------------------------------


def from_stdin(data: bytes, **options: Any) -> list[RawArticle | Reject]:
    return read("-", stdin=io.BytesIO(data), **options)


@pytest.mark.parametrize("text", [TEXT, "{并非JSON}\n" + TEXT, '{"a": 1}\n', "\n\n" + TEXT, "{" * 5])
def test_text_on_standard_input(text: str) -> None:
    (article,) = from_stdin(text.encode("gb18030"))
    assert isinstance(article, RawArticle)
    assert (article.id, article.text, article.source) == ("stdin", text, "standard input")


def test_json_lines_on_standard_input() -> None:
    first, second, third = from_stdin(b"\n" + json_lines({"text": TEXT, "id": "甲"}) + b"{\n" + json_lines({"text": OTHER}))
    assert isinstance(first, RawArticle)
    assert first.id == "甲"
    assert isinstance(second, Reject)
    assert second.source == "standard input:3"
    assert isinstance(third, RawArticle)
    assert third.id == f"stdin#{digest(OTHER)}"


def test_nothing_and_too_much_on_standard_input() -> None:
    assert [r.code for r in from_stdin(b"") if isinstance(r, Reject)] == ["empty"]
    assert [r.code for r in from_stdin(b"x" * 5000, max_bytes=1000) if isinstance(r, Reject)] == ["too-large"]
    assert [r.code for r in from_stdin(b"x\n" * 5000, max_bytes=1000) if isinstance(r, Reject)] == ["too-large"]


# --- fields --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-01-25", dt.date(2024, 1, 25)), ("2024-01-25 08:30", dt.date(2024, 1, 25)), ("2024-01-25T23:59:59Z", dt.date(2024, 1, 25)),
        (" 2024-01-25\n", dt.date(2024, 1, 25)), ("20240125", dt.date(2024, 1, 25)), (20240125, dt.date(2024, 1, 25)),
        ("20240125083000", dt.date(2024, 1, 25)),
        ("2024年1月25日", dt.date(2024, 1, 25)), ("2024年1月25日 08:30 来源：云溪日报", dt.date(2024, 1, 25)), ("2024/1/25", dt.date(2024, 1, 25)),
        (dt.date(2024, 1, 25), dt.date(2024, 1, 25)), (dt.datetime(2024, 1, 25, 8), dt.date(2024, 1, 25)),
        ("2024", None), ("2024年", None), ("2024年1月", None), ("昨天", None), (1706140800, None), ("1706140800000", None), ("0001-01-01", None),
        ("", None), (None, None), (float("nan"), None), (True, None), ({"a": 1}, None), ("2024-13-45", None),
    ],
)  # fmt: skip
def test_days(value: object, expected: dt.date | None) -> None:
    assert day(value) == expected
