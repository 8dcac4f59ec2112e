"""The sections of the page, each from what was gathered to HTML, empty where there is nothing to tell."""

from __future__ import annotations

from extract.analysis.periods import days
from extract.analysis.scales import figure, value_text
from extract.analysis.summaries import line_of
from extract.contract import Conflict, StatedClaim, StatedValue
from extract.explain.marked import NAMES, clean
from extract.explain.story import PARTS
from extract.report import charts
from extract.report.charts import label
from extract.report.gathering import MOST_POINTS, Gathered, stated_of
from extract.report.parts import amount, counted, figures, link, quoted, source, table, zh
from extract.report.wording import BOUNDS, LEVELS, title_of_ranking, title_of_series


def read(found: Gathered) -> str:
    """What was read, and what could not be."""
    documents = found.documents
    total = documents.total
    tables = [
        counted("Status", sorted(documents.statuses.items(), key=_most), total),
        counted("Language", sorted(documents.languages.items(), key=_most), total),
        counted("Encoding", sorted(documents.encodings.items(), key=_most), total),
        counted("Publisher", sorted(documents.publishers.items(), key=_most)[:_COMMONEST], total, chinese=True),
    ]
    listed = table(
        ("article", "title", "publisher", "published", "characters", "claims", "repairs", "status"),
        [
            (clean(d["id"]), zh(d["title"] or ""), zh(d["publisher"] or ""), clean(d["published"] or ""), amount(d["length"]),
             amount(d["counts"].get("claims", 0)), amount(d["repairs"]), clean(d["status"]))
            for d in documents.listed
        ],
        numbers=(4, 5, 6),
    )  # fmt: skip
    more = f" (the first {len(documents.listed)} of {amount(total)})" if total > len(documents.listed) else ""
    rejects = table(("input", "code", "reason"), [(clean(r["source"]), clean(r["code"]), clean(r["reason"])) for r in found.rejects])
    rejected = int((found.manifest.get("rejects") or {}).get("total") or len(found.rejects))
    told = f"<h3>Not read: {amount(rejected)}</h3>{rejects}" if rejects else ""
    return f'<div class="columns">{"".join(tables)}</div><details><summary>The articles{more}</summary>{listed}</details>{told}'


def repaired(found: Gathered) -> str:
    """What normalization mended."""
    documents = found.documents
    rows = []
    for kind, n in sorted(documents.repairs.items(), key=_most):
        examples = "; ".join(f"{_seen(before)} → {_seen(after)}" for before, after in documents.examples[kind])
        rows.append((clean(kind), amount(n), amount(documents.repaired_documents[kind]), examples))
    heads = ("damage", "places", "articles", "for example")
    return table(heads, rows, numbers=(1, 2)) or "<p>Nothing had to be mended.</p>"


def _seen(text: str) -> str:
    """Text that may be blank."""
    return zh(text) if text.strip() else f'<span class="note">{"(blank)" if text else "(nothing)"}</span>'


def claims(found: Gathered) -> str:
    """How many claims there are, of what."""
    crossed = found.crossed
    most = max(crossed.counts.values(), default=1)
    head = "".join(f'<th scope="col" title="{clean(metric)}">{zh(label(metric))}</th>' for metric in crossed.metrics)
    rows = "".join(
        f'<tr><th scope="row">{zh(place)}</th>{"".join(_cell(crossed.counts.get((place, metric), 0), most) for metric in crossed.metrics)}'
        f'<td class="n"><b>{amount(crossed.totals[place])}</b></td></tr>'
        for place in crossed.places
    )
    matrix = f'<table class="matrix"><thead><tr><th></th>{head}<th scope="col">all metrics</th></tr></thead><tbody>{rows}</tbody></table>'
    shown = (
        f"The {len(crossed.metrics)} commonest of {amount(found.metrics)} metrics, "
        f"and the {len(crossed.places)} of {amount(found.places)} places with the most claims about them."
    )
    bounds = [(BOUNDS[name], n) for name, n in found.counts["bound"]]
    confidence = [(f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}", n) for tenth, n in found.confidences]
    tables = [counted(name, counts, found.total) for name, counts in
              (("Kind", found.counts["kind"]), ("Status", found.counts["status"]), ("Bound", bounds), ("Confidence", confidence))]  # fmt: skip
    return f'<p class="note">{shown}</p><div class="wide">{matrix}</div><div class="columns">{"".join(tables)}</div>'


def _cell(n: int, most: int) -> str:
    if not n:
        return "<td></td>"
    return f'<td style="background:rgba(47,126,216,{0.1 + 0.5 * n / most:.2f})">{amount(n)}</td>'


def over_time(found: Gathered, *, drawn: bool) -> str:
    """The series, as charts with their figures."""
    shown = []
    for series in found.series:
        image = charts.of_series(series).svg if drawn else ""
        shown.append(_figure(zh(title_of_series(series)), "", image, figures([point.claim for point in series.points], places=False)))
    return (
        f'{_LEGEND if drawn else ""}<div class="charts">{"".join(shown)}</div>'
        if shown
        else "<p>No metric of a place has figures for two periods.</p>"
    )


def side_by_side(found: Gathered, *, drawn: bool) -> str:
    """The rankings, as bars with their figures."""
    shown = []
    for ranking in found.rankings:
        image = charts.of_ranking(ranking, MOST_POINTS).svg if drawn else ""
        more = f", the first {MOST_POINTS}" if len(ranking.points) > MOST_POINTS else ""
        told = f"{len(ranking.points)} {LEVELS[ranking.level]}{more}"
        shown.append(_figure(zh(title_of_ranking(ranking)), told, image, figures([p.claim for p in ranking.points[:MOST_POINTS]], places=True)))
    return f'<div class="charts">{"".join(shown)}</div>' if shown else "<p>No metric has figures of three places of one level for one period.</p>"


def _figure(title: str, remark: str, image: str, behind: str) -> str:
    note = f' <span class="note">{remark}</span>' if remark else ""
    return f"<figure><figcaption>{title}{note}</figcaption>{image}{behind}</figure>"


def contradictions(found: Gathered) -> str:
    """Where articles contradict each other or themselves, the surest first."""
    told = "".join(_contradiction(group) for group in found.contradictions)
    more = f' <span class="note">The {len(found.contradictions)} surest are shown.</span>' if found.contradictory > len(found.contradictions) else ""
    inside = f", {amount(found.within)} of them within one article" if found.within else ""
    head = f"<p>{amount(found.contradictory)} in all{inside}. Many are errors of extraction: look at the sentences.{more}</p>"
    return head + told if told else "<p>None were found.</p>"


def _contradiction(group: Conflict) -> str:
    shown = {claim.id for claim in stated_of(group)}
    rows = [
        (zh(value_text(claim.value.model_dump())), f'<a href="#e-{clean(claim.id)}">{zh(claim.value.text or "value")}</a>', f"{claim.confidence:.2f}",
         clean(claim.document_id), zh(claim.publisher or ""))
        for value in group.values for claim in _surest(value) if claim.id in shown
    ]  # fmt: skip
    unit = "pp" if group.unit == "%" else group.unit
    apart = f", {zh(figure(group.difference.absolute, unit))} or {group.difference.relative:.1%} apart" if group.difference else ""
    where = "" if group.across else " (within one article)"
    about = f"{zh(group.place.name)} {zh(group.metric.name)}, {days(group.period.start, group.period.end)}{apart}{where}"
    heads = ("value", "words", "confidence", "article", "publisher")
    return f'<div class="contradiction"><h3>{about}</h3>{table(heads, rows, numbers=(2,))}</div>'


def _surest(value: StatedValue) -> list[StatedClaim]:
    return sorted(value.claims, key=lambda claim: (-claim.confidence, claim.id))


def doubtful(found: Gathered) -> str:
    """The claims to look at first."""
    rows = [
        (f"{claim['confidence']:.2f}", zh(claim["city"]["name"]), zh(claim["metric"]["canonical"] or claim["metric"]["name"]), link(claim),
         clean(claim["document_id"]), clean(", ".join(claim["flags"])))
        for claim in found.doubtful
    ]  # fmt: skip
    return table(("confidence", "place", "metric", "value", "article", "flags"), rows, numbers=(0,)) or "<p>There are no claims.</p>"


def evidence(found: Gathered) -> str:
    """The sentences behind the figures, in the order of the articles."""
    ordered = sorted(found.evidence.values(), key=lambda c: (c["document_id"], (c["value"]["span"] or [0])[0], c["id"]))
    shown = []
    for claim in ordered:
        said = f", said by {zh(claim['source']['attribution']['name'])}" if claim["source"]["attribution"] else ""
        note = f"confidence {claim['confidence']:.2f}, rule {clean(claim['provenance']['rule'])}, claim {clean(claim['id'])}"
        shown.append(
            f'<article class="evidence" id="e-{clean(claim["id"])}"><h3>{zh(line_of(claim))}</h3>'
            f"{quoted(claim, found.documents.stretches.get(claim['id']))}"
            f'<p class="note">{source(claim["source"]["document"])}{said}; {note}</p></article>'
        )
    legend = " ".join(f'<span class="{part}">{NAMES[part]}</span>' for part in PARTS)
    return f"<p>{legend}</p>{''.join(shown)}" if shown else "<p>There are no claims.</p>"


def _most(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


_COMMONEST = 12
_LEGEND = (
    '<p class="note">Filled points are exact figures. Open triangles are bounds and point to where the value may lie, open circles are approximate, '
    "bars are ranges. The line goes through the surest figure of each period. A point leads to its sentence.</p>"
)
