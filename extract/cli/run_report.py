"""What ``zh-extract run`` shows at its end: a summary, on request with examples."""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from extract.batch import Summary
from extract.cli.console import amount, plural, printable, table
from extract.formats.manifests import outputs_in

_PLACES = 8
_EXAMPLES = 6
_REJECTS = 20
_CONTEXT = 40  # characters of evidence shown on either side of a value
_STATUSES = {
    "ok": "read as they are", "repaired": "read, and damage mended", "truncated": "cut in the middle of a character, read up to there",
    "not_chinese": "not in Chinese, no claims",
}  # fmt: skip


def show(console: Console, summary: Summary, output: str, *, details: bool) -> None:
    """The summary of a run; with ``details`` also some claims and the rejects."""
    folder = Path(output)
    console.print(_documents(summary))
    if summary.claims:
        console.print(_claims(summary))
        console.print(_places(summary))
    if details:
        for example in _examples(folder / "claims.jsonl"):
            console.print(_claim(example))
        if summary.rejects:
            console.print(_rejects(folder / "rejects.jsonl", summary.rejects.total()))
    rate = f", {summary.fresh / summary.seconds:.1f} a second" if summary.seconds and summary.fresh else ""
    known = f", {amount(summary.reused)} of them known from before" if summary.reused else ""
    console.print(f"{plural(summary.done, 'document')} in {summary.seconds:.1f} s{known}{rate}, with {plural(summary.workers, 'worker')}")
    console.print("\n".join(printable(str(folder / name)) for name in _files(folder)), soft_wrap=True)


def _files(folder: Path) -> list[str]:
    """The files of the run in the order of what they are about; of tables in parts their folders."""
    order = ("claims", "candidates", "documents", "rejects", "duplicates", "results", "manifest")
    names = {f"{name.split('/')[0]}/" if "/" in name else name for name in outputs_in(folder)}
    return sorted(names, key=lambda name: (order.index(name.rstrip("/").split(".")[0]), name))


def _documents(summary: Summary) -> Any:
    shown = table("Documents", "status", "", "number")
    for status, meaning in _STATUSES.items():
        if summary.documents[status]:
            shown.add_row(status, meaning, amount(summary.documents[status]))
    if summary.rejects:
        codes = ", ".join(f"{code} {amount(n)}" for code, n in sorted(summary.rejects.items()))
        shown.add_row(Text("rejected", style="red"), codes, Text(amount(summary.rejects.total()), style="red"))
    if summary.duplicates:
        shown.add_row(Text("near-duplicates", style="dim"), "repeat an earlier one, see duplicates", amount(summary.duplicates))
    if summary.skipped:
        suffixes = ", ".join(f"{printable(suffix) or 'no suffix'} {amount(n)}" for suffix, n in summary.skipped.items())
        shown.add_row(Text("skipped", style="dim"), f"of no known kind: {suffixes}", amount(sum(summary.skipped.values())))
    return shown


def _claims(summary: Summary) -> Any:
    statuses = [s for s in ("actual", "target", "forecast", "policy") if any(status == s for _, status in summary.claims)]
    kinds = Counter[str]()
    for (kind, _), n in summary.claims.items():
        kinds[kind] += n
    shown = table("Claims", "kind", *statuses, "all", numbers=len(statuses) + 1)
    for kind, n in kinds.most_common():
        shown.add_row(kind, *(amount(summary.claims[kind, s]) for s in statuses), amount(n))
    totals = [sum(n for (_, status), n in summary.claims.items() if status == s) for s in statuses]
    shown.add_section()
    shown.add_row("all", *map(amount, totals), amount(summary.claims.total()))
    shown.add_row(Text("doubtful", style="dim"), *("" for _ in statuses), Text(amount(summary.candidates), style="dim"))
    return shown


def _places(summary: Summary) -> Any:
    shown = table("Commonest places", "place", "claims")
    for name, n in sorted(summary.places.items(), key=lambda item: (-item[1], item[0]))[:_PLACES]:
        shown.add_row(printable(name), amount(n))
    return shown


def _examples(path: Path) -> list[dict[str, Any]]:
    """Claims that show what there is: from different documents and of different kinds first, the surest of each."""
    with path.open(encoding="utf-8") as file:
        claims = [json.loads(line) for line in islice(file, 2000)]
    documents: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    chosen: list[dict[str, Any]] = []
    while claims and len(chosen) < _EXAMPLES:
        best = min(claims, key=lambda c: (documents[c["document_id"]], kinds[c["value"]["kind"]], -c["confidence"]))
        claims.remove(best)
        documents[best["document_id"]] += 1
        kinds[best["value"]["kind"]] += 1
        chosen.append(best)
    return chosen


def _claim(claim: dict[str, Any]) -> Any:
    value, date = claim["value"], claim["date"]
    head = Text()
    head.append(printable(claim["city"]["name"]), style="bold cyan")
    head.append(f"  {printable(claim['metric']['name'])}  ")
    head.append(printable(value["text"] or value["label"] or ""), style="bold green")
    head.append(_worth(value))
    facts = f"{_period(date)}, {claim['status']}, confidence {claim['confidence']:.2f}, in {printable(claim['document_id'])}"
    return Group(head, Padding(_evidence(claim), (0, 0, 0, 2)), Padding(Text(facts, style="dim"), (0, 0, 1, 2)))


def _worth(value: dict[str, Any]) -> str:
    """What a number is worth in base units, where the words do not say just that."""
    number, unit = value["number"], printable(value["unit"] or "")
    if number is None or f"{number}{unit}" == value["text"]:
        return ""
    written = f"{number:,}" if isinstance(number, int) else f"{number:,.6g}"
    return f" = {written}{unit if unit == '%' else f' {unit}'}".rstrip()


def _period(date: dict[str, Any] | None) -> str:
    if date is None or date["start"] is None:
        return "no date"
    return date["start"] if date["start"] == date["end"] else f"{date['start']} to {date['end']}"


def _evidence(claim: dict[str, Any]) -> Text:
    """The sentence around the value, the value highlighted."""
    evidence, span = claim["source"]["evidence"], claim["value"]["span"]
    text, (start, end) = evidence["text"] or "", evidence["span"] or (0, 0)
    shown = printable(text)
    if span is None or not start <= span[0] <= span[1] <= end:
        return Text(shown[: 2 * _CONTEXT])
    first, last = span[0] - start, span[1] - start
    left, right = max(0, first - _CONTEXT), min(len(shown), last + _CONTEXT)
    line = Text("…" if left else "")
    line.append(shown[left:first])
    line.append(shown[first:last], style="bold green reverse")
    line.append(shown[last:right])
    line.append("…" if right < len(shown) else "")
    return line


def _rejects(path: Path, total: int) -> Any:
    shown = table("Rejected", "where", "why", numbers=0)
    with path.open(encoding="utf-8") as file:
        for line in islice(file, _REJECTS):
            reject = json.loads(line)
            shown.add_row(printable(reject["source"]), printable(reject["reason"]))
    if total > _REJECTS:
        shown.add_row("…", f"{amount(total - _REJECTS)} more in {path}")
    return shown
