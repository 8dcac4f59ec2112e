"""The package is quick to import, and its names work from wherever they are asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import extract

HEAVY = ("extract.pipeline", "extract.api", "extract.data", "spacy", "jieba", "pypinyin", "opencc", "pydantic", "regex")


def python(code: str, *arguments: str) -> str:
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    "loads", ["import extract", "import extract.cli", "from extract import __version__, ZhExtractError", "import extract; dir(extract)"]
)
def test_what_is_not_used_is_not_loaded(loads: str) -> None:
    loaded = set(python(f"{loads}\nimport sys; print(*sys.modules)").split())
    assert not loaded & set(HEAVY)


def test_help_loads_nothing_heavy() -> None:
    code = "import sys\nfrom extract.cli import main\ntry: main(['--help'])\nexcept SystemExit: print(*sys.modules)"
    shown, _, loaded = python(code).rstrip().rpartition("\n")
    assert "Commands:" in shown
    assert not set(loaded.split()) & set(HEAVY)


def test_a_quiet_run_loads_only_what_it_needs(tmp_path: Path) -> None:
    """Rich draws, jieba's module is not its dictionary, and the package rjieba makes a tokenizer that nobody asks."""
    (tmp_path / "a.txt").write_text("2023年，合肥市地区生产总值为12673.8亿元，比上年增长5.8%。", encoding="utf-8")
    code = "import sys\nfrom extract.cli import main\ntry: main(['run', *sys.argv[1:], '--quiet'])\nexcept SystemExit: print(*sys.modules)"
    loaded = set(python(code, str(tmp_path / "a.txt"), "-o", str(tmp_path / "out")).split())
    assert {"regex", "pydantic", "rjieba.rjieba"} <= loaded
    assert not loaded & {"rich", "jieba", "rjieba", "spacy", "pyarrow", "pandas", "sqlalchemy", "trafilatura", "pypinyin"}


def test_rjieba_can_be_imported_behind_us() -> None:
    code = "from extract.text.tokens import words; words('成都市'); import rjieba; print(len(rjieba.cut('成都市人工智能')))"
    assert python(code).split() == ["2"]
    assert python(code.replace("from extract", "import rjieba; from extract", 1)).split() == ["2"]


def test_pypinyin_can_be_imported_behind_us() -> None:
    """Readings of characters are asked without the package, most of whose memory are readings of words."""
    code = "from extract.text.pinyin_readings import is_reading; print(is_reading('行', 'háng')); import sys; print('pypinyin' in sys.modules)"
    assert python(code).split() == ["True", "False"]
    assert python(f"{code}; import pypinyin; print(*pypinyin.lazy_pinyin('银行'))").split()[2:] == ["yin", "hang"]


def test_programs_of_ours_look_for_garbage_seldom() -> None:
    code = "import gc, sys\nfrom extract.cli import main\ntry: main(['--version'])\nexcept SystemExit: print(gc.get_threshold()[0])"
    assert int(python(code).split()[-1]) > 10_000
    assert python("import gc; before = gc.get_threshold(); import extract, extract.cli; print(gc.get_threshold() == before)").split() == ["True"]


@pytest.mark.parametrize("name", extract.__all__)
def test_each_name_is_there_at_once(name: str) -> None:
    assert name in python("import extract; print(*dir(extract))").split()
    python(f"from extract import {name}; import extract; assert extract.{name} is {name}")


def test_all_names_come_with_a_star() -> None:
    code = "from extract import *\nprint(*globals())"
    assert set(extract.__all__) <= set(python(code).split())


def test_parts_of_the_package_can_be_imported_from_it() -> None:
    assert python("from extract import contract, Extractor; print(contract.Claim.__name__, Extractor.__name__)").split() == ["Claim", "Extractor"]


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'extract' has no attribute 'nothing'"):
        extract.nothing  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(ImportError, match="nothing"):
        from extract import nothing  # type: ignore[attr-defined]  # noqa: F401


POOL = """
import multiprocessing, pickle, sys
from concurrent.futures import ProcessPoolExecutor

import extract

TEXT = "2024年，成都市人工智能产业规模超过1000亿元。"

if __name__ == "__main__":
    extractor = extract.Extractor(threshold=0.1)
    assert pickle.loads(pickle.dumps(extractor)).threshold == 0.1
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(sys.argv[1])) as pool:
        result = pool.submit(extractor, TEXT).result()
        assert isinstance(result, extract.Result)
        assert result.claims == extractor(TEXT).claims
        assert result.trace.decisions == extractor(TEXT).trace.decisions
        assert pool.submit(extract.find_quantities, TEXT).result() == extract.find_quantities(TEXT)
        error = pool.submit(extract.find_dates, TEXT, "someday").exception()
        assert isinstance(error, extract.ZhExtractError), error
    print("done")
"""


@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_pools_of_processes(method: str, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(POOL, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script), method], capture_output=True, text=True, check=False)
    assert done.stdout == "done\n", done.stderr


def test_a_missing_extra_is_told_between_processes() -> None:
    import pickle

    from extract.errors import MissingExtraError

    error = MissingExtraError("plotille", "chart", "drawing a chart")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
