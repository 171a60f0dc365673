# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Some 300 definitions from short lists: a subject for each file, a row for each family of measures."""

from __future__ import annotations

from typing import Any

from malram.demo.scale import money, staff
from malram.demo.scale.care import CONTACT_KINDS, FORMS, PROFESSIONS, WAIT_KINDS

Entry = dict[str, Any]
SOURCE = "Påhittade rader för mätningar"
BY_SEX = {"breakdowns": ["sex"]}

# A post of the income statement: its name, and which accounts it is made of.
POSTS: dict[str, Any] = {
    "intakter": {"starts_with": "3"},
    "personal": {"starts_with": "4"},
    "kopt-vard": {"starts_with": "5"},
    "material": {"starts_with": "6"},
    "ovrigt": {"starts_with": ["7", "8"]},
    "utan-de-storsta": {"not": money.ACCOUNTS.to_list()[:4]},
    **{f"konto-{first}{i}": {"starts_with": f"{first}{i}"} for first in "4567" for i in range(1, 4)},
    **{f"urval-{i}": money.ACCOUNTS.to_list()[i * 30 : i * 30 + 6] for i in range(6)},
}
# What else is asked of ledger rows.
LEDGER_ONLY: dict[str, Entry] = {
    "med-motpart": {"counterparty": {"empty": False}},
    "utan-projekt": {"project": {"empty": True}},
    "stora-poster": {"amount": {"more_than": 100000}},
    "sma-poster": {"amount": {"at_least": 0, "at_most": 500}},
    **{f"verksamhet-{code}": {"activity": code} for code in money.ACTIVITIES.to_list()[:40:10]},
    **{f"verksamheter-{code}": {"activity": {"starts_with": code}} for code in "2345678"},
}
COSTS = {"account": {"starts_with": ["4", "5", "6", "7", "8"]}}
AGES = {"barn": (0, 17), "vuxna": (18, 64), "aldre": (65, 79), "aldst": (80, 120)}
WITHIN = (3, 7, 14, 30, 60, 90)


def all_measures() -> dict[str, list[Entry]]:
    """The definitions by the name of the file they belong in."""
    return {
        "ekonomi": _money(),
        "personal": _staff(),
        "vard": _care(),
        "tillganglighet": _access(),
        "personer": _persons(),
        "slutenvard": _stays(),
        "over-tid": _linked(),
    }


def all_breakdowns() -> list[Entry]:
    """The ways to divide rows beside sex."""
    ages = {"contacts": "age", "episodes": "age", "population": "age_from"}
    bands = {f"{least}-{most}": {"at_least": least, "at_most": most} for least, most in AGES.values()}
    days = {"0-30": (0, 30), "31-60": (31, 60), "61-90": (61, 90), "91-": (91, 10_000)}
    spans = {name: {"at_least": least, "at_most": most} for name, (least, most) in days.items()}
    return [
        _breakdown("aldersgrupp", ages, bands),
        _breakdown("kontaktform", {"contacts": "form"}, {form: {"equals": form} for form in FORMS}),
        _breakdown("vantetid", {"waits": "days"}, spans),
    ]


def _breakdown(name: str, columns: dict[str, str], groups: dict[str, Entry]) -> Entry:
    said = [{"id": group.strip("-"), "label": group, "where": where} for group, where in groups.items()]
    return {"id": name, "label": name.capitalize(), "columns": columns, "groups": said}


def _entry(name: str, kind: str, unit: str, **said: Any) -> Entry:
    label = name.replace("-", " ").capitalize()
    return {"id": name, "label": label, "kind": kind, "unit": unit, "decimals": 1, **said, "source": SOURCE}


def _sum(fact: str, column: str, where: Entry | None = None) -> Entry:
    return {"fact": fact, "numerator": {"sum": column}, **({"where": where} if where else {})}


def _count(fact: str, where: Entry | None = None, **said: Any) -> Entry:
    return {"fact": fact, "numerator": {"count": True, **said}, **({"where": where} if where else {})}


def _part(fact: str, where: Entry, of: Entry | None = None, column: str = "") -> Entry:
    """Numerator and denominator of rows that meet a condition among those that meet another."""
    said = {"sum": column} if column else {"count": True}
    shared = {"where": of} if of else {}
    return {"fact": fact, "numerator": {**said, "where": where}, "denominator": said.copy(), **shared}


def _money() -> list[Entry]:
    found = []
    for name, accounts in POSTS.items():
        where = {"account": accounts}
        found.append(_entry(f"{name}-utfall", "sum", "mnkr", **_sum("ledger", "amount", where)))
        found.append(_entry(f"{name}-budget", "sum", "mnkr", **_sum("budget", "amount", where)))
        terms = [{"measure": f"{name}-budget", "weight": 1}, {"measure": f"{name}-utfall", "weight": -1}]
        found.append(_entry(f"{name}-avvikelse", "derived", "mnkr", terms=terms))
    for name, where in LEDGER_ONLY.items():
        found.append(_entry(f"{name}-belopp", "sum", "mnkr", **_sum("ledger", "amount", where)))
    for name in ("personal", "kopt-vard", "material"):
        growth = {"of": f"{name}-utfall", "as": "percent"}
        found.append(_entry(f"{name}-okning", "growth", "%", **growth))
        share = _part("ledger", {"account": POSTS[name]}, COSTS, "amount")
        found.append(_entry(f"{name}-andel-av-kostnad", "share", "%", **share))
    return found


def _staff() -> list[Entry]:
    worked, found = {"sum": "scheduled_minutes", "fact": "worked_hours"}, []
    for i, group in enumerate(staff.GROUPS.to_list()):
        where, name = {"staff_group": group}, f"grupp-{i}"
        hours = _sum("worked_hours", "scheduled_minutes", where)
        found.append(_entry(f"{name}-tid", "sum", "minuter", **hours, **BY_SEX))
        own = hours | BY_SEX | {"regi": "own"}
        found.append(_entry(f"{name}-tid-egen-regi", "sum", "minuter", **own))
        share = _part("worked_hours", where, column="scheduled_minutes")
        found.append(_entry(f"{name}-andel-av-tid", "share", "%", **share, **BY_SEX))
        found.append(_entry(f"{name}-poster", "count", "st", **_count("worked_hours", where), **BY_SEX))
        short = {"scheduled_minutes": {"less_than": 2400}, "staff_group": group}
        found.append(_entry(f"{name}-korta-poster", "count", "st", **_count("worked_hours", short), **BY_SEX))
    for cause in ("sjuk", "ovrigt"):
        for least, most in ((1, 1), (2, 3), (4, 7), (8, 14), (15, 31)):
            days = {"minutes": {"at_least": least * staff.WORKDAY, "at_most": most * staff.WORKDAY}}
            name, where = f"franvaro-{cause}-{least}-{most}-dagar", {"cause": cause, **days}
            minutes = _sum("absence", "minutes", where)
            found.append(_entry(f"{name}-tid", "sum", "minuter", **minutes, **BY_SEX))
            top = {"fact": "absence", "sum": "minutes", "where": where}
            share = {"fact": "absence", "numerator": top, "denominator": worked}
            found.append(_entry(f"{name}-andel", "share", "%", **share, **BY_SEX))
            found.append(_entry(f"{name}-antal", "count", "st", **_count("absence", where), **BY_SEX))
    return found


def _care() -> list[Entry]:
    found = []
    for kind in CONTACT_KINDS.to_list():
        of = {"kind": kind}
        counted = _count("contacts", of) | {"breakdowns": ["sex", "aldersgrupp", "kontaktform"]}
        found.append(_entry(f"{kind}-antal", "count", "st", **counted))
        distance = _part("contacts", {"form": "distans"}, of)
        found.append(_entry(f"{kind}-distans", "share", "%", **distance, **BY_SEX))
        mean = {"fact": "contacts", "where": of | {"requested": {"empty": False}}}
        mean |= {"numerator": {"sum": "days"}, "denominator": {"count": True}}
        found.append(_entry(f"{kind}-dagar-i-medel", "mean", "dagar", **mean, **BY_SEX))
        for age, (least, most) in AGES.items() if kind in CONTACT_KINDS[:4] else ():
            band = of | {"age": {"at_least": least, "at_most": most}}
            found.append(_entry(f"{kind}-{age}", "count", "st", **_count("contacts", band), **BY_SEX))
        people = {"sum": "persons", "fact": "population", "over": "last"}
        rate = _count("contacts", of) | {"denominator": people, "per": 1000, "windows": ["r12"]}
        found.append(_entry(f"{kind}-per-invanare", "rate", "per 1 000 inv", **rate, **BY_SEX))
    for profession in PROFESSIONS.to_list():
        where = {"profession": profession, "staff": {"empty": False}}
        name = f"kontakter-{profession.translate(str.maketrans('åäö', 'aao'))}"
        found.append(_entry(name, "count", "st", **_count("contacts", where), **BY_SEX))
    high = _part("contacts", {"result": {"more_than": 70}}, {"kind": "hba1c"})
    return [*found, _entry("hba1c-hogt", "share", "%", **high, **BY_SEX)]


def _access() -> list[Entry]:
    found = []
    for kind in CONTACT_KINDS.to_list()[:4]:
        for days in WITHIN:
            share = _part("contacts", {"days": {"at_most": days}}, {"kind": kind})
            found.append(_entry(f"{kind}-inom-{days}-dagar", "share", "%", **share, **BY_SEX))
    for kind in WAIT_KINDS.to_list():
        waiting = _count("waits", {"kind": kind}, over="last") | {"breakdowns": ["sex", "vantetid"]}
        found.append(_entry(f"vantande-{kind}", "snapshot", "patienter", **waiting))
        for days in (30, 90, 180):
            share = _part("waits", {"days": {"at_most": days}}, {"kind": kind})
            found.append(_entry(f"vantat-{kind}-{days}-dagar", "share", "%", **share, **BY_SEX))
    for service in ("1177", "primarvard"):
        of, name = {"service": service}, f"samtal-{service}"
        found.append(_entry(f"{name}-antal", "count", "st", **_count("calls", of)))
        for minutes in (3, 5, 10, 15, 30):
            test = {"answered": True, "wait_seconds": {"at_most": minutes * 60}}
            found.append(_entry(f"{name}-inom-{minutes}-min", "share", "%", **_part("calls", test, of)))
        found.append(_entry(f"{name}-samma-dag", "share", "%", **_part("calls", {"same_day": True}, of)))
    return found


def _persons() -> list[Entry]:
    """What is no sum: different persons, and medians."""
    counted = {
        "patienter": ("contacts", "patient", {}),
        "patienter-lakarbesok": ("contacts", "patient", {"kind": "lakarbesok"}),
        "medarbetare": ("worked_hours", "person", {}),
        "sjuka-medarbetare": ("absence", "person", {"cause": "sjuk"}),
    }
    found = [
        _entry(name, "distinct", "personer", fact=fact, where=where, numerator={"distinct": who}, **BY_SEX)
        for name, (fact, who, where) in counted.items()
    ]
    median: Entry = {"quantile": 0.5, "numerator": {"values": "days"}, "unit": "dagar"}
    facts = {"vantetid": ("waits", WAIT_KINDS), "tid-till-kontakt": ("contacts", CONTACT_KINDS[:2])}
    for name, (fact, kinds) in facts.items():
        for kind in kinds.to_list():
            where = {"kind": kind}
            found.append(
                _entry(f"{name}-{kind}-median", "quantile", fact=fact, where=where, **median, **BY_SEX)
            )
    return found


def _stays() -> list[Entry]:
    """Inpatient episodes one by one."""
    counted = _count("episodes") | {"breakdowns": ["sex", "aldersgrupp"]}
    risks = dict.fromkeys(("fall_assessed", "ulcer_assessed", "nutrition_assessed"), True)
    assessed = _part("episodes", risks, {"care": "somatik", "age": {"at_least": 65}})
    avoidable = _count("episodes", {"diagnosis": {"starts_with": ["E1", "I2", "J4", "N3"]}})
    return [
        _entry("vardtillfallen-antal", "count", "st", **counted),
        _entry("vardtillfallen-riskbedomda", "share", "%", **assessed, **BY_SEX),
        _entry("vardtillfallen-paverkbara", "count", "st", **avoidable, **BY_SEX),
    ]


def _linked() -> list[Entry]:
    """What takes several rows of a person to see: a step per person comes before them all."""
    permanent = {"form": "tillsvidare"}
    back = _part("readmissions", {"readmitted": True}) | BY_SEX
    index = {"sum": "coc_ppm", "times": "1/10000", "over": "last"}
    doctors = {"fact": "continuity", "numerator": index, "denominator": {"count": True, "over": "last"}}
    degrees = {"sum": "degree", "over": "last", "where": permanent}
    long = {"count": True, "over": "last", "where": {"long_sick": True}}
    sick = {"fact": "long_sick", "numerator": long, "denominator": {"count": True, "over": "last"}}
    staff_mean = {"fact": "staff_months", "count": True, "over": "mean", "where": permanent}
    left = _count("leavers") | BY_SEX
    return [
        _entry("aterinskrivna", "share", "%", **back),
        _entry("aterinskrivna-listad-enhet", "share", "%", **back, unit_column="home_unit"),
        _entry("lakarkontinuitet", "mean", "%", **doctors, **BY_SEX, windows=["r18"]),
        _entry("anstallningar", "snapshot", "st", **_count("staff_months", over="last"), **BY_SEX),
        _entry(
            "heltider", "snapshot", "omräknade heltider", fact="staff_months", numerator=degrees, **BY_SEX
        ),
        _entry("langtidssjuka", "share", "%", **sick, **BY_SEX),
        _entry("avgangar", "count", "st", **left),
        _entry("personalomsattning", "share", "%", **left, denominator=staff_mean, windows=["r12"]),
    ]
