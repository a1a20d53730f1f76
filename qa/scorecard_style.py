"""The style sheet of a scorecard's page: system fonts, light and dark, nothing to load.

It knows the classes that `qa.scorecard_html` and `qa.plots` use, and nothing else.
"""

STYLE = """
:root { color-scheme: light dark; --paper: #faf8f4; --ink: #1c1f24; --soft: #585d66;
  --rule: #dcd8cf; --s0: #1f5560; --s1: #8a4b16; --s2: #6a3d8f; --s3: #585d66; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14171a; --ink: #e8e5de; --soft: #a6abb3; --rule: #333940;
    --s0: #8cc7cf; --s1: #e6ad7c; --s2: #c9a8ec; --s3: #a6abb3; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif;
  overflow-wrap: anywhere; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1, h2, h3 { line-height: 1.25; }
h2 { margin-top: 3rem; }
.note, caption, dt, cite, .id { color: var(--soft); }
dl { margin: 0.5rem 0; }
dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; }
dt { min-width: 12rem; }
dd { margin: 0; flex: 1 1 16rem; }
.scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
caption { text-align: start; padding-bottom: 0.25rem; }
th, td { padding: 0.3rem 0.75rem 0.3rem 0; text-align: start; vertical-align: top;
  border-bottom: 1px solid var(--rule); }
th[scope="row"] { font-weight: 500; min-width: 9rem; }
details td:last-child { min-width: 24rem; }
article { border-top: 1px solid var(--rule); padding: 0.5rem 0 1rem; }
blockquote { margin: 0.5rem 0; padding-inline-start: 1rem;
  border-inline-start: 3px solid var(--rule); }
figure { margin: 1rem 0; }
svg { width: 100%; max-width: 44rem; height: auto; }
svg text { fill: var(--ink); font-size: 13px; }
.grid { stroke: var(--rule); }
.line { fill: none; stroke-width: 2; }
.ideal { fill: none; stroke: var(--soft); stroke-dasharray: 5 5; }
.line.s0 { stroke: var(--s0); }
.line.s1 { stroke: var(--s1); stroke-dasharray: 9 4; }
.line.s2 { stroke: var(--s2); stroke-dasharray: 2 4; }
.line.s3 { stroke: var(--s3); stroke-dasharray: 9 4 2 4; }
.dot, .bar.s0 { fill: var(--s0); }
.bar.s1 { fill: var(--s1); }
.bar.s2 { fill: var(--s2); }
.bar.s3 { fill: var(--s3); }
"""
