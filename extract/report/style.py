"""The style of the page: light and dark by the reader's setting, narrow screens, print."""

from __future__ import annotations

from extract.explain.marked import PART_STYLES

STYLE = (
    """
:root { color-scheme: light dark;
  --ink: #16202b; --soft: #55616e; --line: #d5dbe1; --paper: #fff; --panel: #f4f6f8; --accent: #1f5fae; --bar: #2f7ed8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ec; --soft: #a3aeb9; --line: #3a444e; --paper: #14181c; --panel: #1d2329;
  --accent: #7db4f5; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1.25rem 4rem; color: var(--ink); background: var(--paper);
  font: 15px/1.6 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.75rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.5rem 0 .4rem; }
a { color: var(--accent); }
p, ul { max-width: 48rem; }
.note { color: var(--soft); font-size: .88rem; }
nav { margin: 1rem 0; display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .75rem; margin: 1.25rem 0; padding: 0; list-style: none;
  max-width: none; }
.tiles li { background: var(--panel); border-radius: .5rem; padding: .7rem .9rem; }
.tiles b { display: block; font-size: 1.3rem; line-height: 1.25; font-variant-numeric: tabular-nums; white-space: nowrap; }
.tiles span { color: var(--soft); font-size: .85rem; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 0 2.5rem; align-items: start; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; margin: .25rem 0 .75rem; }
caption { text-align: left; font-weight: 600; padding: .4rem 0; }
th, td { text-align: left; vertical-align: top; padding: .28rem .9rem .28rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 500; }
tbody th { color: var(--ink); font-weight: 400; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.share { width: 7rem; padding-right: 0; }
.share i { display: block; height: .55rem; margin-top: .5rem; border-radius: 2px; background: var(--bar); }
.matrix th, .matrix td { padding: .3rem .5rem; border: 1px solid var(--line); }
.matrix thead th { writing-mode: vertical-rl;  font-size: .85rem; vertical-align: bottom; white-space: nowrap; }
.matrix thead th:first-child { writing-mode: horizontal-tb; }
.matrix tbody th { white-space: nowrap; }
.matrix td { text-align: center; min-width: 2.1rem; font-variant-numeric: tabular-nums; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 29rem), 1fr)); gap: 1.25rem 2rem; }
figure { margin: 0; break-inside: avoid; min-width: 0; }
figcaption { font-weight: 600; margin-bottom: .25rem; }
figcaption .note { font-weight: 400; }
figure svg { display: block; width: 100%; max-width: 540px; height: auto; }
figure svg text { fill: var(--ink); font-family: inherit; }
figure svg .role-axis-grid line { stroke: var(--line); }
figure svg .role-axis-domain line, figure svg .role-axis-tick line { stroke: var(--soft); }
figure svg a:focus-visible path, figure svg a:hover path { stroke: var(--ink); stroke-width: 2.5; }
details { margin: .3rem 0; } summary { cursor: pointer; color: var(--soft); }
.evidence { border-left: 3px solid var(--line); padding: .1rem 0 .1rem .9rem; margin: 1rem 0; break-inside: avoid; }
.evidence:target { border-color: #d97706; background: var(--panel); }
.evidence h3 { margin: 0; font-size: .95rem; }
.evidence blockquote { margin: .3rem 0; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.75; }
.evidence p { margin: 0; }
.contradiction { margin: 1.25rem 0; break-inside: avoid; }
.contradiction h3 { margin-bottom: .2rem; }
"""
    + PART_STYLES
    + """
@media (prefers-color-scheme: dark) { .city { background: #16324a; } .metric { background: #123a2c; } .value { background: #4a2611; }
  .date { background: #43243a; } .attribution { background: #3d3914; border-color: #e4e8ec; } }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } nav, summary { display: none; } a { color: inherit; text-decoration: none; }
  details:not([open]) { display: none; } h2 { break-after: avoid; } .wide { overflow: visible; } }
"""
)
