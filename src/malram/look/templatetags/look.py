# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tags for figures, grades, trends, periods and days. No template formats a number itself."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from malram.values import NO_VALUE, Figure, Period, State

register = template.Library()

# The four colours have a shape each, so that a grade can be read in print and by those who see no colours.
SHAPES = {"good": "●", "warn": "◆", "bad": "■", "quiet": "○"}
COLOURS = {
    "good": "good", "warn": "warn", "bad": "bad", "quiet": "quiet",
    "green": "good", "amber": "warn", "yellow": "warn", "red": "bad", "grey": "quiet",
}  # fmt: skip


@register.simple_tag
def figure(value: Any, href: str = "", *, unit: bool = True) -> SafeString:
    """Print a Measurement or a Figure: linked to how it came about, or a dash with its reason."""
    number: Figure | None = getattr(value, "figure", value)
    word = getattr(value, "word", None)
    if number is None or not (number.shown or word):
        return missing(number, href)
    text = word or number.text(unit=unit)
    kind = "figure figure--preliminary" if number.state is State.PRELIMINARY else "figure"
    notes = "\n".join(getattr(value, "notes", ()))
    title = format_html(' title="{}"', notes) if notes else ""
    if href:
        return format_html('<a class="{}" href="{}"{}>{}</a>', kind, href, title, text)
    return format_html('<span class="{}"{}>{}</span>', kind, title, text)


def missing(number: Figure | None, href: str = "") -> SafeString:
    """A dash that says why, to those who point at it and to those who hear the page read."""
    dash = format_html(
        '<span class="figure figure--missing" title="{0}"><span aria-hidden="true">{1}</span>'
        '<span class="visually-hidden">{0}</span></span>',
        reason_text(number),
        number.digits() if number is not None else NO_VALUE,
    )
    return format_html('<a class="figure" href="{}">{}</a>', href, dash) if href else dash


def reason_text(number: Figure | None) -> str:
    if number is not None and number.state is State.SUPPRESSED:
        return _("visas inte, för få personer")
    return number.reason.label if number is not None and number.reason else _("uppgift saknas")


@register.simple_tag
def why(value: Any) -> SafeString:
    """The reason there is no number, where there is room to print it and not only to point at it."""
    number: Figure | None = getattr(value, "figure", value)
    if getattr(value, "word", None) or (number is not None and number.shown):
        return SafeString()
    return format_html('<small class="why">{}</small>', sentence(reason_text(number)))


@register.simple_tag
def grade(value: Any, reason: str = "") -> SafeString:
    """Print a grade as symbol, word and colour together; without a grade, that there is none and why."""
    if value is None:
        label, colour, symbol = _("Ingen bedömning"), "quiet", SHAPES["quiet"]
    else:
        colour = COLOURS.get(str(value.colour), "quiet")
        label, symbol = value.word, getattr(value, "symbol", "") or SHAPES[colour]
    why = format_html(' title="{}"', reason) if reason else ""
    return format_html(
        '<span class="grade grade--{}"{}><span class="grade__symbol" aria-hidden="true">{}</span>'
        "<span>{}</span></span>",
        colour,
        why,
        symbol,
        label,
    )


@register.simple_tag
def trend_arrow(change: Any, direction: str = "none") -> SafeString:
    """Arrow for the way a number went; its colour for what that means in this indicator's direction."""
    number: Figure | None = getattr(change, "figure", change)
    if number is None or (rounded := number.rounded()) is None:
        return SafeString()
    verdict = (rounded > 0) - (rounded < 0)
    arrow, said = {1: ("▲", _("ökat")), -1: ("▼", _("minskat")), 0: ("►", _("oförändrat"))}[verdict]
    better = {"higher": verdict, "lower": -verdict}.get(direction, 0)
    colour, judged = {1: ("good", _("bättre")), -1: ("bad", _("sämre"))}.get(better, ("quiet", ""))
    spoken = f"{said}, {judged}" if judged else said
    return format_html(
        '<span class="trend trend--{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span></span>',
        colour,
        spoken,
        arrow,
        spoken,
    )


@register.filter
def period(value: Period | str | None) -> str:
    """'helår 2024', 'jan–aug 2026'."""
    if value is None:
        return ""
    return (Period.parse(value) if isinstance(value, str) else value).text()


@register.filter
def day(value: date | datetime | None) -> str:
    """'22 november 2026', in the reader's time zone."""
    if value is None:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_format(value, "j F Y")


@register.filter
def sentence(value: object) -> str:
    """First letter large, the rest as it is: 'helår 2024' becomes 'Helår 2024'."""
    text = str(value)
    return text[:1].upper() + text[1:]


@register.simple_tag
def drawing(svg: str) -> SafeString:
    """A chart drawn by our own `charts` room from our own numbers; the only markup a page lets through."""
    return mark_safe(svg)


@register.simple_tag
def spark(series: Any, described: str = "") -> SafeString:
    """A word-sized curve of Measurements or Figures in their order; missing values are passed over."""
    numbers = [getattr(item, "figure", item) for item in series or ()]
    known = [float(n.value) for n in numbers if n is not None and n.shown]
    if len(known) < 2:
        return SafeString()
    low, high = min(known), max(known)
    step, scale = 100 / (len(numbers) - 1), 20 / (high - low or 1)
    drawn = " ".join(
        f"{i * step:.1f},{24 - (float(n.value) - low) * scale:.1f}"
        for i, n in enumerate(numbers)
        if n is not None and n.shown
    )
    return format_html(
        '<svg class="spark" viewBox="-3 0 106 28" role="img" aria-label="{}"><polyline points="{}"/>'
        '<circle cx="{}" cy="{}" r="2.6"/></svg>',
        described or _("Utveckling"),
        drawn,
        *drawn.split()[-1].split(","),
    )
