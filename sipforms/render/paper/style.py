"""How a blank form looks on A4: black on white, boxes that are easy to cross, no question over two pages."""

OURS = """
.paper { max-width: none; }
.paper h2 { margin: 1.5rem 0 0.3rem; border-bottom: 1.5px solid var(--ink); padding-bottom: 0.15rem; }
.paper h3 { margin: 1.1rem 0 0.2rem; }
.paper header.top { padding-bottom: 0.5rem; margin-bottom: 0.6rem; }
.paper p { max-width: none; margin: 0 0 0.25rem; }
.paper .about { break-after: avoid; }
.paper .how { font-size: 0.85em; color: var(--ink); }
.fill-in { display: grid; grid-template-columns: 1fr 1fr; gap: 0.5rem 2rem; margin: 0.6rem 0; align-items: end; }
.fill-in p { display: flex; align-items: end; gap: 0.5rem; flex-wrap: wrap; margin: 0; }
.fill-in .line { flex: 1; min-width: 3rem; border-bottom: 1px solid var(--ink); height: 7mm; }
.no { font-weight: 650; font-variant-numeric: tabular-nums; margin-right: 0.25em; }
.tick { display: inline-grid; place-items: center; width: 5.2mm; height: 5.2mm; border: 0.9px solid #000;
  border-radius: 0.6mm; font-size: 8.5pt; line-height: 1; color: #444; font-weight: 400; margin-right: 0.7mm;
  vertical-align: middle; }
.tick.reason { border-style: dotted; border-width: 1.1px; }
.row-of-ticks { white-space: nowrap; width: 1%; text-align: right; padding-left: 2.5mm !important; }
.row-of-ticks .tick:not(.reason) + .tick.reason { margin-left: 2mm; }
table.grid { margin: 0.5rem 0 0.8rem; font-size: 1em; }
table.grid th, table.grid td { padding: 1.3mm 0; border-bottom: 0.5px solid #999; vertical-align: middle; }
table.grid tbody th { font-weight: 400; min-width: 0; padding-right: 2mm; }
table.grid tr.above th { font-weight: 600; border-bottom: 0; padding-bottom: 0; }
table.grid tr.above ~ tr td { border-bottom: 0; padding: 0.6mm 0; }
table.grid tr.above ~ tr:last-child td { border-bottom: 0.5px solid #999; padding-bottom: 1.4mm; }
table.grid .name { float: left; width: 5.6em; font-weight: 600; font-size: 0.9em; }
table.grid .name ~ span { display: block; margin-left: 5.6em; }
table.grid tr.above ~ tr td:first-child { padding-left: 1.6em; }
table.grid .legend { border-bottom: 0; padding-bottom: 0.4mm; }
.legend .scale { display: block; font-size: 0.86em; line-height: 1.75; }
.word { white-space: nowrap; margin-right: 2.6mm; }
.legend .tick { width: 4.4mm; height: 4.4mm; font-size: 7.5pt; }
.tick.sign { font-size: 12pt; font-weight: 700; color: #222; }
.say.below, p.say, .when { display: block; }
.say, .when { font-size: 0.88em; line-height: 1.3; }
.say { color: #222; font-style: italic; }
.when { font-weight: 600; }
.turning th, .turning td:first-child, .item.turning { border-left: 1.1mm solid #777; padding-left: 2.2mm !important; }
.item, .one-row, .rows { margin: 0.55rem 0; }
.item .asked { break-after: avoid; }
.item .name { font-weight: 600; font-size: 0.92em; margin-top: 0.25rem; }
.told-of { font-size: 0.85em; color: #333; }
ul.ticks { list-style: none; margin: 0.15rem 0 0.2rem; padding: 0; display: flex; flex-wrap: wrap; gap: 0.7mm 4mm; }
ul.ticks.long { display: block; columns: 2; column-gap: 8mm; }
ul.ticks li { break-inside: avoid; padding: 0.35mm 0; }
ul.ticks.long li { padding-left: 6.8mm; text-indent: -6.8mm; }
ul.ticks .tick { text-indent: 0; }
.hand .part { display: inline-block; text-align: center; margin-right: 2.5mm; white-space: nowrap; }
.hand small { display: block; font-size: 7.5pt; color: #444; line-height: 1.1; }
.one-row { border: 0.8px solid #555; border-radius: 1mm; padding: 1.5mm 3mm; box-decoration-break: clone; }
.row-head { font-weight: 650; break-after: avoid; }
.gate { border: 1.2px solid #000; padding: 1.5mm 3mm; font-weight: 600; margin: 0.8rem 0; }
.end { margin-top: 1rem; }
@page { margin: 17mm 15mm 16mm; }
@media print { .paper h2 { margin-top: 1.1rem; font-size: 13pt; } h1 { font-size: 17pt; } }
"""
_AT_HAND = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 "
_SMALL = "font: 8.5pt system-ui, sans-serif; color: #333;"


def css_text(text: str) -> str:
    """A text between quotes for a style sheet; whatever is no plain letter, digit or blank is written by its number."""
    return '"' + "".join(one if one in _AT_HAND else f"\\{ord(one):x} " for one in text) + '"'


def around(title: str, whose: str, code: str) -> str:
    """What stands at the edge of every page, so that loose sheets find together: form, whose it is, and its code.

    Whose it is stands at the top of the first page anyway.
    """
    right = css_text(f"{whose}: " + "_" * 16)
    return "\n".join(
        (
            f"@page {{ @top-left {{ content: {css_text(title)}; {_SMALL} }}",
            f" @top-right {{ content: {right}; {_SMALL} }} @bottom-left {{ content: {css_text(code)}; {_SMALL} }} }}",
            '@page :first { @top-left { content: ""; } @top-right { content: ""; } }',
        )
    )
