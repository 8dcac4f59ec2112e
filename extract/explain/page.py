"""A story as one standalone page: no script, nothing loaded from elsewhere, every character of the article escaped.

The colours are those of Okabe and Ito, which readers with any colour vision can tell apart; each part of a claim has
its own kind of line under it as well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from html import escape

from extract.explain.labels import LabelRow
from extract.explain.story import LAYERS, PARTS, ClaimRow, DecisionRow, Part, Quotation, SentenceRow, Story
from extract.explain.text import choices_of, facts_of, why_labelled
from extract.model import Span

_NAMES: dict[Part, str] = {"city": "place", "metric": "metric", "value": "value", "date": "date", "attribution": "attribution"}
_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.7 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  margin: 0 auto; max-width: 60rem; padding: 1rem; color: #111; background: #fff; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; border-bottom: 1px solid #999; margin-top: 2rem; }
table { border-collapse: collapse; font-size: .9rem; }
td, th { text-align: left; vertical-align: top; padding: .1rem .8rem .1rem 0; font-weight: normal; }
th { color: #555; white-space: nowrap; }
.raw, blockquote { white-space: pre-wrap; overflow-wrap: anywhere; }
.raw a { color: inherit; text-decoration: none; }
blockquote { margin: .4rem 0; padding-left: .8rem; border-left: 3px solid #999; }
.note { color: #555; font-size: .85rem; } .words { font-size: .85rem; overflow-wrap: anywhere; }
details { margin: .3rem 0; } summary { cursor: pointer; }
.city { border-bottom: 3px solid #0072B2; background: #DCEBF5; }
.metric { border-bottom: 3px dotted #009E73; background: #DDF2EB; }
.value { border-bottom: 3px double #D55E00; background: #FBE3D3; font-weight: bold; }
.date { border-bottom: 3px dashed #CC79A7; background: #F7E6EF; }
.attribution { border-bottom: 1px solid #111; background: #F8F3C8; }
.claim { color: #00664a; } .candidate { color: #8a5a00; } .joined { color: #0072B2; } .dropped { color: #666; }
"""


def shown(text: str) -> str:
    """Text that a page can hold, one character for one: what it must not hold (controls, lone surrogates) or does not show stands as a sign."""
    return "".join(c if c == "\n" else " " if c in "\t\r" else "�" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text)


def _clean(text: str) -> str:
    """Escaped text, as it is shown."""
    return escape(shown(text))


def _marked(text: str, offset: int, parts: Iterable[tuple[Part, Span, str]]) -> str:
    """Text with the parts of claims marked; where parts overlap, that of the upper layer shows.

    Args:
        text: a stretch of raw text that begins at ``offset``.
        parts: the parts with their raw spans and where a click leads ("" for nowhere).
    """
    top: list[tuple[Part, str] | None] = [None] * len(text)
    for name, (a, b), link in sorted(parts, key=lambda p: LAYERS.index(p[0])):
        for i in range(max(0, a - offset), min(len(text), b - offset)):
            top[i] = (name, link)
    out, at = [], 0
    while at < len(text):
        end = at
        while end < len(text) and top[end] == top[at]:
            end += 1
        piece, mark = _clean(text[at:end]), top[at]
        if mark is None:
            out.append(piece)
        else:
            span = f'<span class="{mark[0]}" title="{_NAMES[mark[0]]}">{piece}</span>'
            out.append(f'<a href="#{mark[1]}">{span}</a>' if mark[1] else span)
        at = end
    return "".join(out)


def _table(rows: Iterable[tuple[str, str]]) -> str:
    return "<table>" + "".join(f"<tr><th>{_clean(name.strip())}</th><td>{_clean(value)}</td></tr>" for name, value in rows) + "</table>"


def _raw(story: Story) -> str:
    """The raw article with the parts of all claims; where several rest on the same words, the first is linked."""
    parts: list[tuple[Part, Span, str]] = []
    for row in reversed(story.claims):  # claims come before candidates and are laid over them
        for q in row.quotations:
            parts.extend((name, span, f"c-{row.record.id}") for name, span in q.parts)
    return f'<div class="raw">{_marked(story.raw, 0, parts)}</div>'


def _quotation(q: Quotation) -> str:
    marked = _marked(q.text, q.span[0], [(name, span, "") for name, span in q.parts])
    return f'<blockquote>{marked} <span class="note">[{q.span[0]}, {q.span[1]})</span></blockquote>'


def _claim(row: ClaimRow) -> str:
    c = row.record
    confidence = f'<span class="note">confidence {c.confidence:g}</span>'
    head = f'<h3 id="c-{escape(c.id)}"><span class="{row.outcome}">{row.outcome}</span> {escape(c.id)} {confidence}</h3>'
    return head + "".join(_quotation(q) for q in row.quotations) + _table(facts_of(c))


def _decision(row: DecisionRow) -> str:
    link = f' <a href="#c-{escape(row.claim)}">{escape(row.claim)}</a>' if row.claim else ""
    where = f'<span class="note">[{row.span[0]}, {row.span[1]}), sentence {row.sentence}</span>'
    head = f'<summary><span class="{escape(row.outcome)}">{escape(row.outcome)}</span> <b>{_clean(row.value)}</b> {where}{link}</summary>'
    return f"<details>{head}{_table(choices_of(row))}</details>"


def _labelled(row: LabelRow) -> str:
    link = f' <a href="#c-{escape(row.claim)}">{escape(row.claim)}</a>' if row.claim else ""
    where = f'<span class="note">[{row.span[0]}, {row.span[1]}), sentence {row.sentence}</span>'
    words = f"<b>{_clean(row.place)}: {_clean(row.value)}</b>"
    head = f'<summary><span class="{escape(row.outcome)}">{escape(row.outcome)}</span> {words} {where}{link}</summary>'
    return f"<details>{head}{_table(why_labelled(row))}</details>"


def _sentence(row: SentenceRow) -> str:
    head = f'<summary>[{row.index}] {escape(row.role)} <span class="note">[{row.span[0]}, {row.span[1]})</span> {_clean(row.text)}</summary>'
    tokens = " ".join(f"{_clean(word)}<small>/{_clean(flag)}</small>" for word, flag in row.tokens)
    mentions = "".join(
        f"<tr><th>{m.kind}</th><td><b>{_clean(m.text)}</b></td><td>{_clean(m.detail)}</td><td class=note>{_clean(m.rule)}</td></tr>"
        for m in row.mentions
    )
    body = (f'<p class="words">{tokens}</p>' if tokens else "") + (f"<table>{mentions}</table>" if mentions else "")
    return f"<details>{head}{body}</details>" if body else f"<div>{head.replace('summary>', 'span>')}</div>"


def page(story: Story) -> str:
    """The whole page, as HTML text to be written in UTF-8."""
    legend = " ".join(f'<span class="{p}">{_NAMES[p]}</span>' for p in PARTS)
    repairs = "".join(
        f"<tr><th>{_clean(r.kind)}</th><td>[{r.span[0]}, {r.span[1]})</td><td>{_clean(r.before)} → {_clean(r.after) or '(nothing)'}</td></tr>"
        for r in story.repairs
    )
    parts = [
        '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_clean(story.id)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{_clean(story.id)}</h1>{_table(story.facts)}",
        f"<h2>Article</h2><p>{legend}</p>{_raw(story)}",
        f"<h2>Claims and candidates ({len(story.claims)})</h2>{''.join(_claim(c) for c in story.claims)}",
        f"<h2>Decisions on quantities ({len(story.decisions)})</h2>{''.join(_decision(d) for d in story.decisions)}",
        f"<h2>Decisions on labels ({len(story.labels)})</h2>{''.join(map(_labelled, story.labels))}" if story.labels else "",
        f"<h2>Sentences ({len(story.sentences)})</h2>{''.join(_sentence(s) for s in story.sentences)}",
        f"<h2>Repairs ({len(story.repairs)})</h2>" + (f"<table>{repairs}</table>" if repairs else ""),
        "</body></html>\n",
    ]
    return "\n".join(parts)
