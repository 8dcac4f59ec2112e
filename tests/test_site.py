"""The documentation site: it builds with strict links, and its pages of reference say what the code says."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urlsplit

import pytest

from extract.cli import COMMANDS
from extract.config import models

ROOT = Path(__file__).parent.parent
HERE = ROOT / "docs" / "site"


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", HERE / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_keys_of_a_configuration_are_up_to_date(reference: ModuleType) -> None:
    assert reference.CONFIGURATION.read_text(encoding="utf-8") == reference.up_to_date(), "docs/configuration.md is out of date; run: make docs"


def test_every_key_and_option_has_its_line(reference: ModuleType) -> None:
    keys = reference.configuration()
    for model in [m for m in models.TABLES.values() if m] + list(models.RULES.values()):
        assert all(f"| `{field.alias or name}` |" in keys for name, field in model.model_fields.items()), model
    commands = reference.commands()
    assert all(f"\n## {name}\n" in commands for name in COMMANDS)
    assert "--config PATH" in commands
    assert "`adcode` | string or null" in reference.schema("claim")


class Links(HTMLParser):
    """What a page leads to, and the anchors that it has."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if about.get("id"):
            self.anchors.add(str(about["id"]))
        for name in ("href", "src"):
            if about.get(name):
                self.found.append(str(about[name]))


@pytest.mark.slow
def test_it_builds(tmp_path: Path) -> None:
    pytest.importorskip("material", reason='needs the documentation tools: pip install "zh-extract[docs]"')
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    pages: dict[Path, Links] = {}
    for path in (tmp_path / "site").rglob("index.html"):
        pages[path.resolve()] = links = Links()
        links.feed(path.read_text(encoding="utf-8"))
    assert len(pages) > 20
    for path, links in pages.items():
        for link in links.found:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not (parts.path or parts.fragment):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            assert target.exists(), f"{path}: {link}"
            if parts.fragment and target in pages and not parts.fragment.startswith("__"):
                assert unquote(parts.fragment) in pages[target].anchors, f"{path}: {link}"
    tutorial = (tmp_path / "site" / "tutorial.zh" / "index.html").read_text(encoding="utf-8")
    assert "教程：从乱码文章到图表" in tutorial
    assert 'class="filename">huzhou.txt' in tutorial
    index = json.loads((tmp_path / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    assert any("\u200b互相矛盾\u200b" in page["text"] for page in index)  # words of Chinese are parted, so that they are found


def test_links_out_of_docs_are_turned(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("mkdocs", reason='needs the documentation tools: pip install "zh-extract[docs]"')
    monkeypatch.syspath_prepend(str(HERE))
    import hooks

    relinked = hooks.relinked
    assert relinked("[a](../extract/README.md#rooms)", "docs/design.md", "design.md") == "[a](repository/code.md#rooms)"
    assert relinked("[a](docs/claims.md) `[b](docs/claims.md)`", "README.md", "repository/readme.md") == "[a](../claims.md) `[b](docs/claims.md)`"
    assert relinked("[the licence](LICENSE)", "README.md", "repository/readme.md") == "the licence"
    assert relinked("[a](https://example.org) [b](#c)", "README.md", "repository/readme.md") == "[a](https://example.org) [b](#c)"
