# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every month of the made-up region shares: units, patients and employees, and how busy each is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from malram.demo.scale.organisation import leaves_of
from malram.demo.scale.sizes import Scale
from malram.demo.scale.skew import Draw, Ints, Random, generator, ids, towards_few, zipf
from malram.facts.contracts import SEXES

NEAR = 4  # a unit meets the patients of so many units' neighbourhoods
ELSEWHERE = 0.2  # and this share of its contacts are with anybody


@dataclass(frozen=True)
class People:
    """Pseudonyms with what is always the same about a person."""

    names: pl.Series
    sex: Ints
    born: Ints

    def sexes(self, who: Ints) -> pl.Series:
        return SEX_WORDS.gather(self.sex[who])


SEX_WORDS = pl.Series(SEXES)


def _people(kind: str, prefix: str, size: int, women: float, born: tuple[int, int]) -> People:
    random = generator(kind)
    sex = Draw([women, 0.995 - women, 0.005])(random, size)
    years = random.integers(*born, size)
    return People(ids(prefix, size), sex, years)


class World:
    """One scale of the region, ready to draw from."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.units = pl.Series(leaves_of(scale))
        self.draw_unit = Draw(zipf(len(self.units), 0.9), generator("units"))
        self.patients = _people("patients", "p", scale.patients, 0.52, (1930, 2022))
        self.persons = _people("persons", "m", scale.persons, 0.78, (1957, 2002))
        self.draw_small = Draw(zipf(12, 1.6))
        # A person's posts: the same units and groups in every month.
        posts = generator("posts")
        size = max(scale.by_month("worked_hours"))
        self.post_unit = self.draw_unit(posts, size)
        self.post_degree = 400 + 100 * posts.integers(0, 7, size)

    def patients_of(self, units: Ints, random: Random) -> Ints:
        """Most patients of a unit live near it; some come to it again and again."""
        size, among = len(units), self.scale.patients
        each = max(among // len(self.units), 1)
        near = units * each + towards_few(random, size, min(each * NEAR, among))
        anywhere = random.random(size, dtype=np.float32) < ELSEWHERE
        return np.where(anywhere, towards_few(random, size, among), near) % among

    def near_unit(self, units: Ints, random: Random, among: int) -> Ints:
        """Codes that follow the unit: each has a few of its own and rarely another's."""
        return (units * 7 + self.draw_small(random, len(units))) % among


def some(random: Random, size: int, share: float) -> NDArray[np.bool_]:
    return random.random(size, dtype=np.float32) < share
