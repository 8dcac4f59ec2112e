"""Every regular expression of the package, tried on strings that are made to be hard for it: python tests/patterns.py

What is compiled is noted while all modules are imported, all files of patterns are loaded and articles of corpus/ are worked on. From each pattern's
parse tree come strings that repeat what one of its repetitions accepts, behind what it wants before, and end with what it does not want. A pattern
whose time grows faster than its input is told.

The idea (pump a repetition, then fail) is that of the literature on ReDoS, for example Davis et al., "The Impact of Regular Expression Denial of
Service in Practice" (2018). Time is measured instead of proved, because half of the patterns are in the dialect of the module ``regex``, which
no checker reads.
"""

from __future__ import annotations

import importlib
import json
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import regex

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "extract"
_LENGTH = 2400  # characters of the first try: a quadratic pattern takes millions of steps
_SHORT = 0.003  # seconds: what takes less there is not looked into
_MOST = 9.0  # growth of the time for four times the length; linear is 4, quadratic 16
_TIMEOUT = 1.0  # seconds
_MANY = 40  # repetitions from which a bounded one counts as one without end
_LITERALS = 12  # characters of a pattern that are pumped at most
_ENDS = ("", "!\n")

# fmt: off
_CLASSES = {
    "Han": "\u4e00-\u9fff\u3400-\u4dbf", "L": "A-Za-z\u4e00-\u9fff\u00c0-\u00ff", "N": "0-9", "Nd": "0-9", "P": "!,.:;?()（），。、；：？！《》“”", "S": "$+<=>^`|~￥",
    "Hiragana": "\u3041-\u3096", "Katakana": "\u30a1-\u30fa", "Hangul": "\uac00-\ud7a3", "Lu": "A-Z", "Ll": "a-z", "Z": " \u3000", "Zs": " \u3000",
    "Latin": "A-Za-z", "Cyrillic": "\u0400-\u04ff", "Greek": "\u0370-\u03ff", "M": "\u0300-\u036f", "Mn": "\u0300-\u036f", "C": "\x00-\x1f", "Cf": "\u200b-\u200f",
    "Cc": "\x00-\x1f", "Co": "\ue000-\uf8ff", "Lo": "\u4e00-\u9fff", "Ps": "(（《", "Pe": ")）》", "Sc": "$￥", "Bopomofo": "\u3105-\u312f",
}  # fmt: skip


@dataclass(frozen=True)
class Compiled:
    """A pattern as it was compiled: its dialect, text, flags, the line of ours that did, and whether it is only asked at given places."""

    dialect: str
    pattern: str
    flags: int
    where: str
    anchored: bool = False


def _ours() -> str | None:
    frame: Any = sys._getframe(2)
    while frame is not None:
        path = frame.f_code.co_filename
        if path.startswith(str(PACKAGE)) and not path.endswith(("data/late.py", "data/__init__.py")):
            return f"{Path(path).relative_to(PACKAGE).as_posix()}:{frame.f_lineno}"
        if not path.startswith((str(PACKAGE), __file__)) and "/regex/" not in path and "/re/" not in path:
            return None  # a library's own
        frame = frame.f_back
    return None


def _note_late(lately: list[tuple[str, str, int, str]]) -> None:
    """Notes patterns that are compiled when they are first used, which may be never."""
    from extract.data import late

    for dialect in ("re", "regex"):
        original = getattr(late, f"late_{dialect}")

        def noted(pattern: str, flags: int = 0, dialect: str = dialect, original: Any = original) -> Any:
            lately.append((dialect, pattern, int(flags), _ours() or ""))
            return original(pattern, flags)

        setattr(late, f"late_{dialect}", noted)


_NAMED = re.compile(r"(\w+)(?::[^=]+)? = ")
_ASKED = ("search", "finditer", "findall", "sub", "subn", "split")


def _only_matched(where: str) -> bool:
    """Whether the pattern that a line gives a name is nowhere searched for: it is asked with ``match`` or ``fullmatch`` alone."""
    name, _, line = where.partition(":")
    source = (PACKAGE / name).read_text(encoding="utf-8") if line else ""
    named = _NAMED.match(source.split("\n")[int(line) - 1]) if source else None
    if named is None:
        return False
    everywhere = "\n".join(p.read_text(encoding="utf-8") for p in PACKAGE.rglob("*.py")) if not named[1].startswith("_") else source
    uses = re.findall(rf"\b{named[1]}\b(?:\.(\w+))?", everywhere)
    return bool(uses) and all(use in ("match", "fullmatch") for use in uses[1:]) and len(uses) > 1


def collect() -> list[Compiled]:
    """All patterns of the package. To be called before any of it is imported."""
    found: dict[tuple[str, str, int], Compiled] = {}
    main = sys.modules[regex.compile.__module__]

    def noting(dialect: str, module: Any) -> None:
        original = module._compile

        def compile(pattern: Any, flags: Any, *rest: Any) -> Any:
            if isinstance(pattern, str) and (where := _ours()) is not None:
                found.setdefault((dialect, pattern, int(flags)), Compiled(dialect, pattern, int(flags), where))
            return original(pattern, flags, *rest)

        module._compile = compile

    noting("re", re)
    noting("regex", main)
    sys.path.insert(0, str(ROOT))
    lately: list[tuple[str, str, int, str]] = []
    _note_late(lately)
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
        if name.endswith("__main__") or name.startswith("extract.training.ner"):
            continue
        with suppress(ImportError):  # what an extra would bring
            importlib.import_module(name)
    from extract import data, pipeline
    from extract.formats import read_inputs
    from extract.model import RawArticle

    for item in read_inputs([str(ROOT / "corpus")]):
        if isinstance(item, RawArticle) and ".gold" not in item.id:
            pipeline.run(item)
    for path in sorted((PACKAGE / "data" / "lexicons").glob("*.patterns")):
        for line in data.read_lines(f"lexicons/{path.name}"):
            found.setdefault(("regex", line, 0), Compiled("regex", line, 0, f"data/lexicons/{path.name}"))
    for dialect, pattern, flags, where in lately:
        found[dialect, pattern, flags] = Compiled(dialect, pattern, flags, where)
    return [replace(c, anchored=_only_matched(c.where)) for c in found.values()]


# --- strings ---------------------------------------------------------------------------------------


def _as_re(pattern: str) -> str:
    """A pattern of ``regex`` in the dialect of ``re``, for its parse tree; properties of characters become some of their ranges."""
    made, inside, i = [], 0, 0
    while i < len(pattern):
        if m := re.compile(r"\\[pP]\{\^?(\w+)(?:=\w+)?\}").match(pattern, i):
            ranges = _CLASSES.get(m[1], "a中")
            made.append(ranges if inside else f"[{ranges}]")
            i = m.end()
            continue
        char = pattern[i]
        if char == "\\":
            made.append(pattern[i : i + 2])
            i += 2
            continue
        if char == "[":
            inside += 1
            made.append(char if inside == 1 else "")
            if inside == 1 and pattern[i + 1 : i + 3] in ("^]", "]"):
                made.append(pattern[i + 1 : i + 2])
                i += 1
        elif char == "]" and inside:
            inside -= 1
            made.append(char if inside == 0 else "")
        else:
            made.append(char)
        i += 1
    return "".join(made)


def parsed(compiled: Compiled) -> Any:
    """The parse tree, None where ``re`` cannot read the pattern."""
    text = compiled.pattern if compiled.dialect == "re" else _as_re(compiled.pattern)
    try:
        return parser.parse(re.sub(r"\(\?<([=!])", r"(?<\1", text), compiled.flags & re.IGNORECASE)
    except (re.error, OverflowError, RecursionError):
        return None


_CATEGORIES = {
    sre.CATEGORY_DIGIT: "1", sre.CATEGORY_SPACE: " ", sre.CATEGORY_WORD: "a", sre.CATEGORY_NOT_DIGIT: "中", sre.CATEGORY_NOT_SPACE: "中",
    sre.CATEGORY_NOT_WORD: "。",
}  # fmt: skip
_COMMON = "1中a 。，一\n（"


def of_class(items: Any) -> list[str]:
    """Some characters that a class accepts."""
    negated = items and items[0][0] is sre.NEGATE
    taken, ranges = [], []
    for kind, value in items:
        if kind is sre.LITERAL:
            taken.append(chr(value))
            ranges.append((value, value))
        elif kind is sre.RANGE:
            taken.append(chr(value[0]))
            ranges.append(value)
        elif kind is sre.CATEGORY:
            taken.append(_CATEGORIES[value])
    if negated:
        digits = any(kind is sre.CATEGORY for kind, _ in items)
        return [c for c in _COMMON if not any(a <= ord(c) <= b for a, b in ranges) and not (digits and c in taken)] or ["\u2603"]
    also = [c for c in _COMMON if any(a <= ord(c) <= b for a, b in ranges)]
    return list(dict.fromkeys([*also, *taken]))[:4] or ["a"]


def examples(tree: Any) -> list[str]:
    """A few short strings that a sequence accepts, lookarounds aside; the first is the shortest kind."""
    made = [""]
    for node in tree:
        made = [a + b for a in made[:3] for b in _examples_of(node)[:3]][:4]
    return made


def _examples_of(node: tuple[Any, Any]) -> list[str]:
    kind, value = node
    if kind is sre.LITERAL:
        return [chr(value)]
    if kind is sre.NOT_LITERAL:
        return [c for c in _COMMON if ord(c) != value][:2]
    if kind is sre.ANY:
        return ["中", "1"]
    if kind is sre.IN:
        return of_class(value)
    if kind is sre.BRANCH:
        return [e for branch in value[1][:6] for e in examples(branch)[:1]]
    if kind is sre.SUBPATTERN:
        return examples(value[-1])
    if kind is sre.ATOMIC_GROUP:
        return examples(value)
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        low, _, body = value
        return [e * max(low, 1) for e in examples(body)] if low else ["", *examples(body)[:1]]
    return [""]


def pumps(tree: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """What stands before each long repetition, and what it accepts once."""
    for node in tree:
        kind, value = node
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, high, body = value
            if high >= _MANY:
                for example in examples(body):
                    if example:
                        yield before, example
            yield from pumps(body, before)
        elif kind is sre.SUBPATTERN:
            yield from pumps(value[-1], before)
        elif kind is sre.ATOMIC_GROUP:
            yield from pumps(value, before)
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            yield from pumps(value[1], before)
        elif kind is sre.BRANCH:
            for branch in value[1]:
                yield from pumps(branch, before)
        before = (before + _examples_of(node)[0])[-40:] if _examples_of(node) else before


def attacks(compiled: Compiled) -> Iterator[tuple[str, str, str]]:
    """Strings that may be hard: beginning, what is repeated, end."""
    tree = parsed(compiled)
    repeated: dict[tuple[str, str], None] = {}
    if tree is not None:
        for before, example in pumps(tree):
            repeated[before, example] = None
            repeated["", example] = None
            repeated["", before + example] = None
        for example in examples(tree):
            repeated["", example or "a"] = None
    for char in [*_COMMON, *dict.fromkeys(c for c in compiled.pattern if c.isprintable() and c not in "\\()[]{}|?*+^$.")][:_LITERALS]:
        repeated["", char] = None
    for before, example in repeated:
        for end in _ENDS:
            yield before, example, end


# --- time ------------------------------------------------------------------------------------------


class _Over(Exception):
    pass


def _over(*_: object) -> None:
    raise _Over


def seconds(compiled: Compiled, matcher: Any, text: str) -> float:
    """How long all matches in a text take, at most the timeout."""
    start = time.process_time()
    try:
        if compiled.dialect == "regex":
            if compiled.anchored:
                matcher.match(text, timeout=_TIMEOUT)
                matcher.fullmatch(text, timeout=_TIMEOUT)
                return time.process_time() - start
            for _ in matcher.finditer(text, timeout=_TIMEOUT):
                pass
        else:
            signal.setitimer(signal.ITIMER_REAL, 2 * _TIMEOUT)
            if compiled.anchored:
                matcher.match(text)
                matcher.fullmatch(text)
                return time.process_time() - start
            for _ in matcher.finditer(text):
                pass
    except (TimeoutError, _Over):
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - start


def blow_up(compiled: Compiled, length: int = _LENGTH) -> tuple[float, str] | None:
    """How the time of a pattern grows for four times the length, and on what, where that is faster than the input; None where it is not."""
    signal.signal(signal.SIGALRM, _over)
    matcher = (regex if compiled.dialect == "regex" else re).compile(compiled.pattern, compiled.flags)
    worst: tuple[float, str] | None = None
    for before, example, end in attacks(compiled):

        def text(size: int, before: str = before, example: str = example, end: str = end) -> str:
            return before + example * (size // len(example)) + end

        first = seconds(compiled, matcher, text(length))
        if first < _SHORT:
            continue
        told = f"{before!r} + {example!r} * n + {end!r}"
        if first == float("inf"):
            return first, told
        growth = min(seconds(compiled, matcher, text(4 * length)) / max(1e-9, seconds(compiled, matcher, text(length))) for _ in range(2))
        if growth > _MOST and (worst is None or growth > worst[0]):
            return growth, told
    return worst


def main() -> None:
    """Tells the patterns that blow up as lines of JSON, and last the number of patterns tried."""
    found = collect()
    for compiled in found:
        told = blow_up(compiled)
        if told is not None:
            row = {
                "where": compiled.where,
                "anchored": compiled.anchored,
                "dialect": compiled.dialect,
                "growth": round(told[0], 1) if told[0] != float("inf") else "no end",
            }
            print(json.dumps({**row, "on": told[1], "pattern": compiled.pattern}, ensure_ascii=False), flush=True)
    print(json.dumps({"patterns": len(found), "unread": sum(parsed(c) is None for c in found)}))


if __name__ == "__main__":
    main()
