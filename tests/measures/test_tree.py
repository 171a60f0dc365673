# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The organisation in three views: as it was then, as it is now, as if organised like another year."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from malram.facts.unit_rows import UnitRow, check_units
from malram.measures.tree import Tree
from tests.measures.histories import DAYS, histories

OLD, NEW = date(2024, 12, 31), date(2026, 12, 31)


def row(unit, parent="", first=2021, last=None, then=(), known=2020, regi="own"):
    """A row from the first day of a year to the last day of another."""
    end = date(last, 12, 31) if last else None
    return UnitRow(
        unit,
        parent,
        unit.title(),
        "enhet",
        regi,
        date(first, 1, 1),
        end,
        known_from=date(known, 1, 1),
        successors=tuple(then),
    )


REGION = [row("region"), row("norr", "region"), row("soder", "region")]


def test_the_order_is_depth_first_with_siblings_as_in_the_file():
    tree = Tree([*REGION, row("s1", "soder"), row("n1", "norr"), row("n2", "norr"), row("riket")], OLD)
    assert tree.order == ("region", "norr", "n1", "n2", "soder", "s1", "riket")
    assert [tree.index[unit] for unit in tree.order] == list(range(7))
    assert list(tree.below("norr")) == ["norr", "n1", "n2"]
    assert tree.path("n2") == ["region", "norr", "n2"]


def test_after_a_merger_the_units_count_at_the_new_one_and_it_counts_above_them_before():
    rows = [*REGION, row("a", "norr", last=2025, then=["c"]), row("b", "norr", last=2025, then=["c"])]
    rows.append(row("c", "norr", first=2026))
    now, then = Tree(rows, NEW), Tree(rows, OLD)
    assert (now.places["a"], now.places["b"], now.places["c"]) == ("c", "c", "c")
    assert (then.places["a"], then.places["c"]) == ("a", "norr")  # nobody knows which row of c is whose


def test_after_a_split_a_unit_counts_over_both_parts_and_they_count_at_it_before():
    rows = [*REGION, row("a", "norr", last=2025, then=["c", "d"])]
    rows += [row("c", "norr", first=2026), row("d", "soder", first=2026)]
    now, then = Tree(rows, NEW), Tree(rows, OLD)
    assert now.places["a"] == "region"  # the nearest that c in the north and d in the south stand under
    assert (then.places["c"], then.places["d"]) == ("a", "a")


def test_a_unit_closed_without_successor_counts_where_it_stood():
    rows = [row("region"), row("norr", "region", last=2025, then=["soder"]), row("soder", "region")]
    assert Tree([*rows, row("a", "norr", last=2025)], NEW).places["a"] == "soder"
    assert Tree([*REGION, row("a", "norr", last=2025)], NEW).places["a"] == "norr"


def test_a_unit_with_neither_successor_nor_parent_stands_alone_at_the_top():
    tree = Tree([row("region"), row("forr", last=2025), row("a", "forr", last=2025)], NEW)
    assert tree.order == ("region", "forr")
    assert tree.places == {"region": "region", "forr": "forr", "a": "forr"}


def test_a_move_and_a_new_name_show_from_their_day_and_only_when_they_are_known():
    moved = UnitRow("a", "soder", "Nya A", "enhet", "own", date(2026, 1, 1), known_from=date(2025, 11, 1))
    rows = [*REGION, row("a", "norr"), moved]
    assert Tree(rows, OLD).path("a") == ["region", "norr", "a"]
    assert (Tree(rows, NEW).parent("a"), Tree(rows, NEW).name("a")) == ("soder", "Nya A")
    before = Tree(rows, NEW, known_at=date(2025, 10, 31))
    assert (before.parent("a"), before.name("a")) == ("norr", "A")


def test_a_unit_that_was_not_known_then_counts_where_it_came_from():
    """What became known later does not change the tree of then, but its facts must count somewhere."""
    rows = [*REGION, row("a", "norr", known=2020), row("a", "norr", last=2023, then=["b"], known=2025)]
    rows.append(row("b", "norr", first=2024, known=2025))
    then = Tree(rows, OLD, known_at=date(2024, 6, 1))
    assert "b" not in then
    assert then.places["b"] == "a"


def test_another_version_of_the_register_tells_of_units_that_this_one_lacks():
    older = [*REGION, row("a", "norr")]
    newer = [*REGION, row("a", "norr", last=2025, then=["b"]), row("b", "norr", first=2026)]
    tree = Tree(older, OLD, others=newer)
    assert tree.order == Tree(older, OLD).order
    assert tree.places["b"] == "a"


def test_who_runs_a_unit_follows_its_facts_and_not_the_place_where_they_count():
    tree = Tree([*REGION, row("p", "norr", last=2025, regi="private")], NEW)
    assert (tree.places["p"], tree.regi["p"], tree.regi["norr"]) == ("norr", "private", "own")
    assert tree.counted_in("norr") == ["norr", "p"]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(histories(), st.sampled_from(DAYS), st.sampled_from([None, *DAYS]))
def test_in_every_view_every_unit_counts_once_and_a_subtree_is_one_range(rows, day, known_at):
    assert [str(problem) for problem in check_units(rows)] == []
    tree = Tree(rows, day, known_at)
    assert set(tree.places) == {row.unit for row in rows}
    assert set(tree.places.values()) <= set(tree.order)
    assert {unit: tree.places[unit] for unit in tree.order} == {unit: unit for unit in tree.order}
    tops = [unit for unit in tree.order if tree.parent(unit) is None]
    assert sorted(one for top in tops for one in tree.counted_in(top)) == sorted(tree.places)
    for unit in tree.order:
        below = list(tree.below(unit))
        assert set(below) == {one for one in tree.order if unit in tree.path(one)}
        assert below == list(tree.order[tree.index[unit] :][: len(below)])
