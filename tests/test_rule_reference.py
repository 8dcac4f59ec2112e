"""The rule reference: up to date, complete, and made from any registry."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from extract.explain import rule_reference
from extract.explain.rule_reference import CHAPTERS, Chapter, reference, shown
from extract.mentions.rules import Rules, yes
from extract.text.repairs import FIXERS, Fixer

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"


def registry() -> Rules[Any]:
    rules: Rules[Any] = Rules()

    @rules.rule(
        "weather.warm",
        r"\d+度",
        yes=[yes("约30度|", "30度", number=Decimal("30"), high=None, reference="2025-03-10", low=Decimal(1) / 3)],
        no=["制度", "一\n二"],
    )
    def warm(m: Any) -> Any:
        """How warm
        it is.
        """

    @rules.rule("weather.bare", r"x", yes=[], no=[])
    def bare(m: Any) -> Any:
        """Nothing more."""

    return rules


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), "docs/rules.md is not what the rules say; run: make docs"


def test_every_rule_and_fixer_is_on_the_page() -> None:
    lines = PAGE.read_text(encoding="utf-8").split("\n")
    ids = [rule.id for chapter in CHAPTERS for rule in chapter.rules.all] + [fixer.KIND for fixer in FIXERS]
    assert [line.removeprefix("### ") for line in lines if line.startswith("### ")] == ids


def test_the_page_is_made_from_any_registry() -> None:
    fixer = cast("Fixer", SimpleNamespace(__doc__="Mends it.\n\n    Truly.", KIND="it", DAMAGE=False, YES=[("a\u200bb", "ab")], NO=[]))
    page = reference([Chapter("Weather", "In order.", registry())], [fixer])
    assert page[page.index("## Weather") :] == (
        "## Weather\n\nIn order.\n\n"
        "### weather.warm\n\nHow warm it is.\n\n"
        "| in | takes | reads |\n| --- | --- | --- |\n| `约30度\\|` | `30度` | number 30, high none, low 0.333333…; given reference 2025-03-10 |\n\n"
        "Leaves alone: `制度`; `一⏎二`\n\n"
        "### weather.bare\n\nNothing more.\n\n"
        "## Repairs\n\nIn the order in which an article passes them.\n\n"
        "### it\n\nMends it.\n\nTruly.\n\nA written form, no damage: it is not on record as a repair.\n\n"
        "| from | to |\n| --- | --- |\n| `a\\u200bb` | `ab` |\n"
    )


def test_code_in_code() -> None:
    assert shown("a`b") == "``a`b``"


def test_write_and_check(tmp_path: Path) -> None:
    page = tmp_path / "rules.md"
    with pytest.raises(SystemExit, match="is not what the rules say; run: make docs"):
        rule_reference.main(["--check", str(page)])
    rule_reference.main(["--write", str(page)])
    rule_reference.main(["--check", str(page)])
    page.write_text(page.read_text(encoding="utf-8") + "more\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="make docs"):
        rule_reference.main(["--check", str(page)])
