# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a year of money adds up to, in kronor per group of accounts, before anything is spread out.

The published tables give every line rounded to a tenth of a million, and differences between rounded
lines. The sums here are chosen inside those roundings so that all printed outcomes, changes, budgets
and deviations come out of one consistent set (tests/demo/test_money_calibration.py says which).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

YEARS = (2023, 2024)


@dataclass(frozen=True)
class Post:
    """A group of accounts with its outcome 2023 and 2024 and its budget 2024, in whole kronor."""

    board: str
    group: str
    name: str
    outcome_2023: int
    outcome_2024: int
    budget_2024: int

    def outcome(self, year: int) -> int:
        return {2023: self.outcome_2023, 2024: self.outcome_2024}[year]

    def budget(self, year: int) -> int:
        """The budget of 2023 is printed nowhere: somewhat below that of 2024."""
        return self.budget_2024 if year == 2024 else self.budget_2024 * 953 // 1000


# Income is negative, as in the ledger.
_HSN = {
    "patientavgifter": (-262_418_305, -292_896_411, -300_000_000),
    "sald-vard": (-441_183_970, -474_091_268, -330_000_000),
    "statsbidrag": (-458_012_640, -446_478_102, -400_000_000),
    "ovriga-intakter": (-255_985_085, -254_514_219, -249_180_000),
    "loner": (3_938_187_214, 3_995_098_763, 3_700_000_000),
    "sociala-avgifter": (1_799_221_306, 1_961_118_905, 1_725_700_000),
    "ovriga-personalkostnader": (61_811_480, 37_102_332, 61_000_000),
    "kop-av-verksamhet": (1_411_913_027, 1_502_027_614, 1_310_060_000),
    "verksamhetsanknutna-tjanster": (209_658_112, 215_954_337, 177_010_000),
    "helikopter": (0, 48_197_405, 48_000_000),
    "inhyrd-personal": (304_461_888, 230_248_258, 0),
    "receptlakemedel": (1_024_977_236, 1_101_302_048, 1_030_910_000),
    "rekvisitionslakemedel": (338_722_764, 317_717_952, 324_000_000),
    "material-och-varor": (636_092_540, 648_318_713, 597_410_000),
    "bidrag": (16_203_118, 15_919_206, 19_930_000),
    "bidrag-helikopter": (47_496_882, 0, 0),
    "ovriga-kostnader": (446_098_233, 403_339_871, 422_760_000),
    "insatser-statsbidrag": (0, 0, 150_000_000),
    "avskrivningar": (136_008_450, 141_371_596, 140_530_000),
}

# The executive's groups: outcome 2023, outcome 2024, budget 2024. "ovriga-kostnader" is what remains.
_RS_GROUPS = {
    "region-it": (318_402_117, 330_018_440, 336_400_000),
    "regionfastigheter": (548_597_806, 519_978_211, 496_160_000),
    "rlk-ovriga-verksamheter": (529_304_938, 516_703_349, 559_295_000),
    "vo-52": (299_706_226, 296_112_650, 333_268_000),
    "vo-90": (37_398_913, 38_897_350, 53_757_000),
}
_RS_LINES = {
    "intakter-styrelsen": (-145_388_720, -159_487_316, -97_160_000),
    "personal-styrelsen": (846_583_009, 844_779_215, 905_100_000),
    "kop-av-verksamhet-styrelsen": (5_971_404, 1_480_912, 20_000),
    "it-tjanster": (15_889_630, 22_690_418, 23_290_000),
    "sjukvardsartiklar": (3_021_077, 5_779_364, 2_580_000),
    "bidrag-styrelsen": (35_819_846, 43_661_205, 37_060_000),
    "lakemedel-styrelsen": (601_223, 618_940, 640_000),
    "avskrivningar": (189_611_382, 190_018_274, 178_210_000),
    "fastighetsmaterial": (94_188_715, 75_752_031, 74_360_000),
    "finansiella-poster": (56_900_000, -12_600_000, -12_600_000),
}
_RS_SHARES = {  # per mille of each line, in the order of the groups
    "intakter-styrelsen": (250, 350, 250, 150, 0),
    "personal-styrelsen": (210, 170, 555, 30, 35),
    "kop-av-verksamhet-styrelsen": (0, 0, 600, 400, 0),
    "it-tjanster": (800, 0, 200, 0, 0),
    "sjukvardsartiklar": (0, 100, 900, 0, 0),
    "bidrag-styrelsen": (0, 0, 350, 600, 50),
    "lakemedel-styrelsen": (0, 0, 1000, 0, 0),
    "avskrivningar": (320, 620, 40, 20, 0),
    "fastighetsmaterial": (40, 920, 40, 0, 0),
    "finansiella-poster": (0, 0, 0, 1000, 0),
}


def posts() -> Iterator[Post]:
    """Every group of accounts of both boards; together they are the two boards' money."""
    for name, sums in _HSN.items():
        yield Post("hsn", "hsn", name, *sums)
    yield from _executive_posts()


def _executive_posts() -> Iterator[Post]:
    """Lines by shares; the other running costs are what each group's total leaves over."""
    used = {group: [0, 0, 0] for group in _RS_GROUPS}
    for name, sums in _RS_LINES.items():
        for group, parts in zip(_RS_GROUPS, _shared(sums, _RS_SHARES[name]), strict=True):
            used[group] = [a + b for a, b in zip(used[group], parts, strict=True)]
            if any(parts):
                yield Post("rs", group, name, *parts)
    for group, totals in _RS_GROUPS.items():
        rest = [total - part for total, part in zip(totals, used[group], strict=True)]
        yield Post("rs", group, "ovriga-kostnader-styrelsen", *rest)


def _shared(sums: tuple[int, int, int], shares: tuple[int, ...]) -> list[list[int]]:
    """Split each sum by per mille; the first group with a share takes what rounding leaves."""
    parts = [[total * share // 1000 for total in sums] for share in shares]
    taker = next(i for i, share in enumerate(shares) if share)
    for column, total in enumerate(sums):
        parts[taker][column] += total - sum(part[column] for part in parts)
    return parts
