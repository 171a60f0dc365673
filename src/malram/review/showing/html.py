# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""A review as one page: the document with its figures marked, and the findings beside it.

The page stands alone: no script, nothing fetched, so that it can be mailed and opened anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from malram.review.claims import Finding, Review, Severity
from malram.review.showing.html_document import Rendered
from malram.review.showing.marks import marks_of
from malram.review.showing.places import Places
from malram.review.showing.quotes import quoted
from malram.review.showing.tally import Tally, count, summary, tally, unread
from malram.review.showing.words import ORDER, WORDS, by_severity, clean
from malram.values import number

STYLE = Path(__file__).with_name("page.css")
HEADINGS = {
    Severity.ERROR: ("Fel", "Det kan inte stämma hur talen än är avrundade."),
    Severity.QUESTION: ("Frågor", "Troligen fel, eller något som en människa behöver avgöra."),
    Severity.NOTE: ("Noteringar", "Skillnader som avrundning förklarar."),
}


def as_html(review: Review, back: tuple[str, str] | None = None) -> str:
    """The whole page. `back` is the text and the address of a way on from it, where it is served."""
    findings = by_severity(review.findings)
    document = Rendered(review.document, marks_of(review.claims, findings), findings)
    name = escape(clean(review.document.name))
    style = STYLE.read_text(encoding="utf-8").partition("*/")[2].strip()
    return f"""<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{name} – siffergranskning</title>
<style>
{style}
</style>
</head>
<body>
<a class="skip" href="#fynd">Till fynden</a>
<a class="skip" href="#dokument">Till dokumentet</a>
<header>
{_back(back)}<p class="kicker">Siffergranskning</p>
<h1>{name}</h1>
{_verdict(review)}
</header>
<main>
<section class="findings" id="fynd" aria-labelledby="fynd-rubrik">
<h2 id="fynd-rubrik">Fynd</h2>
{_findings(findings, Places(review.document), document.placed)}
</section>
<section class="document" id="dokument" aria-labelledby="dokument-rubrik">
<h2 id="dokument-rubrik">Dokumentet som det lästes</h2>
{_legend()}
{document.html or '<p class="quiet">Inga stycken eller tabeller kunde läsas.</p>'}
</section>
</main>
</body>
</html>
"""


def _back(back: tuple[str, str] | None) -> str:
    return f'<p><a href="{escape(back[1])}">{escape(back[0])}</a></p>\n' if back else ""


def _verdict(review: Review) -> str:
    it = tally(review)
    found = [(it.errors, "fel", "fel"), (it.questions, "fråga", "frågor")]
    nothing = "Inga fel hittades" if it.claims else "Inget gick att pröva"
    said = " och ".join(count(*one) for one in found if one[0]) or nothing
    checked = number(it.numbers - it.numbers_unchecked, 0)
    lines = [
        f"Av {count(it.numbers, 'tal', 'tal')} i dokumentet ingår {checked} i något påstående; "
        f"{number(it.numbers_unchecked, 0)} kunde inte prövas och är omarkerade.",
        unread(review),
    ]
    told = "\n".join(f"<p>{escape(clean(line))}</p>" for line in lines if line)
    return f'<p class="lead">{said}.</p>\n{_bar(review, it)}\n{told}'


def _bar(review: Review, it: Tally) -> str:
    """What came of the claims, drawn to scale; a part too small to see is drawn as wide as can be seen."""
    parts = [
        ("holds", it.true, "stämmer"),
        ("error", it.errors, "fel"),
        ("question", it.questions, "fråga" if it.questions == 1 else "frågor"),
        ("note", it.notes, "notering" if it.notes == 1 else "noteringar"),
        ("folded", it.folded, "följdfel"),
        ("undecided", it.undecided, "kunde inte avgöras"),
    ]
    drawn = [(tone, max(8.0, 1000 * many / max(it.claims, 1))) for tone, many, _ in parts if many]
    scale, at, shapes = 1000 / (sum(width for _, width in drawn) or 1), 0.0, []
    for tone, width in drawn:
        shapes.append(
            f'<rect class="{tone}" x="{at:.1f}" y="0" width="{max(1.0, width * scale - 3):.1f}" height="16"/>'
        )
        at += width * scale
    shown = [part for part in parts if part[1] or part[0] in ("holds", "error", "question", "undecided")]
    names = "".join(
        f'<li class="{tone}"><span class="sign" aria-hidden="true"></span>{number(many, 0)} {word}</li>'
        for tone, many, word in shown
    )
    picture = (
        f'<svg class="bar" role="img" aria-label="{escape(summary(review))}" viewBox="0 0 1000 16" '
        f'preserveAspectRatio="none">{"".join(shapes)}</svg>\n'
    )
    return f'{picture if shapes else ""}<ul class="outcomes">{names}</ul>'


def _legend() -> str:
    return (
        '<p class="legend">Så märks talen: <span class="holds">12,3</span> stämmer, '
        '<mark class="error">12,3<span class="sign">×</span></mark> fel, '
        '<mark class="question">12,3<span class="sign">?</span></mark> fråga, '
        '<mark class="note">12,3<span class="sign">·</span></mark> notering. '
        'Ett <mark class="error part">12,3</mark> utan tecken ingår i samma fynd, '
        'och <span class="folded">12,3</span> berörs av ett följdfel. '
        "Omarkerade tal har inte kunnat prövas.</p>\n"
        '<p class="choice"><label><input type="checkbox" id="visa" checked> '
        "Märk det som stämmer</label></p>"
    )


def _findings(findings: Sequence[Finding], places: Places, placed: set[int]) -> str:
    if not findings:
        return "<p>Inget av det som gick att pröva säger emot något annat i dokumentet.</p>"
    numbered = list(enumerate(findings, 1))
    return "\n".join(
        _group(severity, [one for one in numbered if one[1].severity is severity], places, placed)
        for severity in ORDER
    )


def _group(severity: Severity, findings: list[tuple[int, Finding]], places: Places, placed: set[int]) -> str:
    if not findings:
        return ""
    heading, meaning = HEADINGS[severity]
    items = "\n".join(_item(at, finding, places, at in placed) for at, finding in findings)
    inner = f'<p class="quiet">{meaning}</p>\n<ol>\n{items}\n</ol>'
    if severity is Severity.NOTE:
        many = count(len(findings), *WORDS[severity][1:])
        inner = f"<details><summary>Visa {many}</summary>\n{inner}\n</details>"
    return f'<section class="{severity.value}s"><h3>{heading} ({len(findings)})</h3>\n{inner}</section>'


def _item(at: int, finding: Finding, places: Places, placed: bool) -> str:
    symbol, word, _ = WORDS[finding.severity]
    place = places.of(finding)
    where = escape(clean(place.short))
    link = f'<a href="#plats-{at}">{where}<span class="visually-hidden"> i dokumentet</span></a>'
    name = f'<span class="badge"><span aria-hidden="true">{symbol}</span> {word.capitalize()} {at}</span>'
    parts = [f"<h4>{name} {link if placed else where}</h4>"]
    if place.around:
        parts.append(f'<p class="around">{escape(_capital(clean(place.around)))}</p>')
    if finding.claim.quote.strip():
        parts.append(f"<blockquote>{_quote(finding)}</blockquote>")
    parts.append(f"<p>{escape(clean(finding.message))}</p>")
    if advice := places.advice(finding):
        parts.append(f'<p class="repair"><span aria-hidden="true">→</span> {escape(clean(advice))}</p>')
    parts += _folded(finding, places)
    return f'<li class="{finding.severity.value}" id="fynd-{at}">{"".join(parts)}</li>'


def _folded(finding: Finding, places: Places) -> Iterator[str]:
    if not finding.folded:
        return
    rows = "".join(
        f"<li>{escape(_capital(clean(places.of(claim).short)))}: {escape(clean(claim.said))}</li>"
        for claim in finding.folded
    )
    yield f"<details><summary>{len(finding.folded)} följdfel</summary><ul>{rows}</ul></details>"


def _quote(finding: Finding) -> str:
    tone = finding.severity.value
    pieces = quoted(finding)
    return "".join(
        f'<mark class="{tone} part">{escape(text)}</mark>' if mark else escape(text) for text, mark in pieces
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
