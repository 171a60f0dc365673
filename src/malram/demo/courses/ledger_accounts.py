# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which accounts a post is booked on, where, how over the year and in how many vouchers."""

from __future__ import annotations

from dataclasses import dataclass

from malram.demo.courses.cost_centres import CENTRAL, SERVICE, CostCentre

# Twelve months, January first; only the proportions matter.
SEASONS = {
    "salary": (100, 97, 99, 100, 103, 106, 96, 98, 100, 101, 100, 103),
    "vacation": (60, 72, 64, 78, 70, 165, 330, 205, 62, 71, 58, 104),
    "sick": (118, 116, 112, 96, 88, 80, 62, 70, 98, 112, 118, 124),
    "agency": (92, 86, 90, 88, 95, 122, 178, 126, 90, 104, 121, 128),
    "visits": (108, 101, 106, 104, 99, 92, 52, 71, 106, 113, 109, 88),
    "grants": (38, 46, 84, 92, 77, 142, 44, 63, 106, 118, 129, 241),
    "purchases": (92, 94, 101, 97, 98, 101, 78, 88, 101, 108, 112, 138),
    "travel": (74, 92, 108, 112, 115, 96, 30, 58, 113, 124, 121, 152),
    "energy": (152, 141, 128, 98, 72, 58, 51, 56, 70, 98, 124, 148),
    "steady": (98, 98, 99, 99, 99, 100, 100, 100, 101, 101, 102, 103),
    "medicine": (97, 94, 101, 99, 100, 98, 95, 98, 101, 105, 103, 109),
    "care": (88, 90, 101, 97, 99, 104, 82, 86, 102, 110, 113, 128),
    "finance": (81, 74, 112, 88, 79, 134, 77, 80, 118, 92, 83, 186),
}


@dataclass(frozen=True)
class Booking:
    """One account of a post: its share of the post, its season, vouchers a month, and kind of voucher."""

    account: str
    share: float
    season: str
    vouchers: float
    kind: str
    spread: str


def _booked(season: str, kind: str, spread: str, *accounts: tuple[str, float, float]) -> tuple[Booking, ...]:
    return tuple(
        Booking(account, share, season, vouchers, kind, spread) for account, share, vouchers in accounts
    )


_SALARY = _booked(
    "salary",
    "LON",
    "people",
    ("4010", 24, 2),
    ("4011", 31, 3),
    ("4012", 19, 3),
    ("4013", 12, 2),
    ("4020", 5, 2),
)
_OTHER = _booked(
    "purchases", "LEV", "people",
    ("6010", 30, 2), ("6030", 14, 5), ("6040", 12, 4), ("6050", 9, 2), ("6060", 12, 4), ("6070", 13, 3),
)  # fmt: skip
_TRAVEL = _booked("travel", "LEV", "people", ("6020", 10, 4))

BOOKINGS: dict[str, tuple[Booking, ...]] = {
    "patientavgifter": _booked("visits", "KAS", "clinics", ("3010", 82, 6), ("3020", 18, 3)),
    "sald-vard": _booked("care", "KUN", "specialists", ("3110", 72, 3), ("3120", 28, 2)),
    "statsbidrag": _booked("grants", "BOK", "central", ("3510", 84, 9), ("3520", 16, 6)),
    "ovriga-intakter": _booked("visits", "KUN", "people", ("3210", 58, 3), ("3910", 42, 2)),
    "loner": _SALARY
    + _booked("vacation", "LON", "people", ("4030", 7, 1))
    + _booked("sick", "LON", "people", ("4040", 2, 1)),
    "sociala-avgifter": _booked("salary", "LON", "people", ("4510", 65, 2), ("4520", 35, 2)),
    "ovriga-personalkostnader": _booked(
        "travel", "LEV", "people", ("4610", 52, 3), ("4620", 21, 1), ("4630", 27, 2)
    ),
    "kop-av-verksamhet": _booked(
        "care", "LEV", "bought",
        ("5010", 44, 80), ("5020", 33, 60), ("5030", 12, 30), ("5040", 6, 20), ("5050", 5, 20),
    ),
    "verksamhetsanknutna-tjanster": _booked(
        "purchases", "LEV", "clinics", ("5210", 46, 4), ("5230", 14, 2), ("5240", 40, 3)
    ),
    "helikopter": _booked("care", "LEV", "ambulance", ("5220", 1, 8)),
    "inhyrd-personal": _booked("agency", "LEV", "staffed", ("5310", 63, 4), ("5320", 37, 4)),
    "receptlakemedel": _booked("medicine", "LEV", "prescribed", ("5610", 1, 12)),
    "rekvisitionslakemedel": _booked("medicine", "LEV", "clinics", ("5620", 1, 5)),
    "material-och-varor": _booked(
        "purchases", "LEV", "clinics", ("5710", 47, 7), ("5720", 19, 3), ("5730", 22, 4), ("5740", 12, 2)
    ),
    "bidrag": _booked("care", "BOK", "central", ("5810", 1, 12)),
    "bidrag-helikopter": _booked("care", "BOK", "central", ("5820", 1, 12)),
    "ovriga-kostnader": _OTHER + _TRAVEL,
    "insatser-statsbidrag": _booked("steady", "BOK", "central", ("6990", 1, 1)),
    "avskrivningar": _booked("steady", "BOK", "clinics", ("7910", 22, 1), ("7920", 61, 1), ("7930", 17, 1)),
    "intakter-styrelsen": _booked(
        "grants", "KUN", "people", ("3510", 38, 6), ("3210", 34, 8), ("3910", 28, 6)
    ),
    "personal-styrelsen": _SALARY[:1]
    + _booked("salary", "LON", "people", ("4013", 40, 4), ("4510", 21, 3), ("4520", 11, 3))
    + _booked("vacation", "LON", "people", ("4030", 3, 2))
    + _booked("travel", "LEV", "people", ("4610", 1, 6)),
    "kop-av-verksamhet-styrelsen": _booked("care", "LEV", "people", ("5050", 1, 2)),
    "it-tjanster": _booked("steady", "LEV", "people", ("5410", 70, 8), ("5420", 30, 5)),
    "sjukvardsartiklar": _booked("purchases", "LEV", "people", ("5710", 1, 3)),
    "bidrag-styrelsen": _booked("care", "BOK", "people", ("5810", 1, 6)),
    "lakemedel-styrelsen": _booked("medicine", "LEV", "people", ("5620", 1, 1)),
    "fastighetsmaterial": _booked("energy", "LEV", "people", ("5740", 30, 8), ("5750", 70, 10)),
    "finansiella-poster": _booked("finance", "BOK", "finance", ("8010", 60, 14), ("8410", 40, 12)),
    "ovriga-kostnader-styrelsen": _OTHER + _TRAVEL,
}  # fmt: skip

_BOUGHT = {
    "hs-kopt-vard": 1400.0,
    "hs-ledning": 40.0,
    "primarvard-gemensamt": 120.0,
    "avd-rattspsykiatri-1": 60.0,
}


def weight(centre: CostCentre, spread: str) -> float:
    """How much of an account a cost centre carries compared with others; nothing when it carries none."""
    care = centre.level in ("vardavdelning", "mottagning", "vardcentral", "klinik", "verksamhet")
    clinical = care or (centre.id not in CENTRAL + SERVICE and centre.level in ("kostnadsstalle", "enhet"))
    match spread:
        case "people":
            return centre.people
        case "clinics":
            return (
                centre.people if clinical or centre.board == "rs" or centre.id.endswith("hjalpmedel") else 0.0
            )
        case "specialists":
            return centre.people if clinical and centre.level not in ("vardcentral", "enhet") else 0.0
        case "staffed":
            return centre.people if care and not centre.id.startswith("ftv") else 0.0
        case "prescribed":
            return {"vardcentral": centre.people, "mottagning": centre.people * 0.6}.get(centre.level, 0.0)
        case "central":
            return centre.people if centre.id in CENTRAL or centre.id == "primarvard-gemensamt" else 0.0
        case "ambulance":
            return centre.people if centre.id.startswith("ambulans") else 0.0
        case "bought":
            return _BOUGHT.get(centre.id, 0.0)
        case "finance":
            return centre.people if centre.id == "vo-52-finans" else 0.0
    raise ValueError(spread)
