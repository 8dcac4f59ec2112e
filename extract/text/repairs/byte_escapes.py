r"""Bytes of Chinese text that stand as escapes: %E6%88%90%E9%83%BD, =E6=88=90 of mail, \xe6\x88\x90 of programs.

Left by programs that took a text out of an address, a mail (quoted-printable, RFC 2045) or the printed form of bytes without reading
it. A run is read as UTF-8, else as GBK, if all of it makes likely Chinese. Addresses and code are left alone.
"""

from __future__ import annotations

import regex

from extract.model import Edit
from extract.text import written_code
from extract.text.likelihood import chain_cost

KIND = "byte-escape"
DAMAGE = True

_CHEAP = regex.compile(r"[%=][0-9A-Fa-f]{2}[%=]|\\x[0-9A-Fa-f]{2}")
# A run may hold plain ASCII between the bytes of characters, and soft line breaks of mail.
_RUNS = (
    regex.compile(r"%[89A-Fa-f][0-9A-Fa-f](?:%[0-9A-Fa-f]{2}|[\w.,;:!?()/+\- ](?=[\w.,;:!?()/+\- ]{0,12}%[0-9A-Fa-f]{2}))*+"),
    regex.compile(r"=[89A-F][0-9A-F](?:=[0-9A-F]{2}|=\r?\n|[\w.,;:!?()/%+\- ](?=[\w.,;:!?()/%+\- ]{0,12}=[0-9A-F]{2}))*+"),
    regex.compile(r"\\x[89a-fA-F][0-9a-fA-F](?:\\x[0-9a-fA-F]{2}|[\w.,;:!?()/%+\- ](?=[\w.,;:!?()/%+\- ]{0,12}\\x[0-9a-fA-F]{2}))*+"),
)
_BYTE = regex.compile(r"(?:%|=|\\x)([0-9A-Fa-f]{2})|=\r?\n|(.)", regex.S)
_FEWEST = 2  # hanzi in a run
_LIKELY = 9.5  # nats a character; Chinese has 4 to 7


def _bytes(run: str) -> bytes:
    return b"".join(bytes((int(m[1], 16),)) if m[1] else (m[2] or "").encode() for m in _BYTE.finditer(run))


def _read(run: str, fewest: int) -> str | None:
    """The Chinese that a run stands for, or nothing where it has fewer hanzi or is none."""
    for encoding in ("utf-8", "gbk"):
        try:
            made = _bytes(run).decode(encoding)
        except UnicodeDecodeError:
            continue
        wide = [c for c in made if c > "\x7f"]
        if sum("\u4e00" <= c <= "\u9fff" for c in wide) >= fewest and chain_cost("".join(wide)) < _LIKELY * len(wide):
            return made
    return None


def find(text: str) -> list[Edit]:
    """One edit for each run; where one shows that bytes were left, those of a single hanzi count too."""
    if not _CHEAP.search(text):
        return []
    return _found(text, 1) if _found(text, _FEWEST) else []


def _found(text: str, fewest: int) -> list[Edit]:
    blocked = written_code.passages(text)
    edits: list[Edit] = []
    for m in (m for pattern in _RUNS for m in pattern.finditer(text)):
        start, end = m.span()
        if any(a < end and start < b for a, b in blocked) or written_code.is_mentioned(text, start, end):
            continue
        made = _read(m.group(), fewest)
        line = written_code.line_at(text, start)
        if made is not None and not written_code.is_code(line.replace(m.group(), made)):
            edits.append(Edit((start, end), made))
    return sorted(edits, key=lambda e: e.span)


YES = [
    ("%E6%88%90%E9%83%BD%E5%B8%82GDP%E5%A2%9E%E9%95%BF5.7%25", "成都市GDP增长5.7%"),
    ("=E6=88=90=E9=83=BD=E5=B8=82=E5=A2=\n=9E=E9=95=BF5%", "成都市增长5%"),
    (r"\xe6\x88\x90\xe9\x83\xbd\xe5\xb8\x82增长5%", "成都市增长5%"),
    ("%B3%C9%B6%BC%CA%D0增长5%", "成都市增长5%"),
]
NO = [
    "见https://example.com/%E6%88%90%E9%83%BD/list",
    r'data = b"\xe6\x88\x90\xe9\x83\xbd"',
    "增长5%，下降10%20年来首次，占比=50%",
    "“%E6%88%90%E9%83%BD”是“成都”的编码",
]
