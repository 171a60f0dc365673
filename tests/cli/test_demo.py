# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""`malram demo --scale`: what is asked for that there is not."""


def test_a_scale_that_does_not_exist(malram):
    said = malram("demo", "--scale", "huge")
    assert said.code == 2
    assert said.talk == [
        "malram demo: --scale: 'huge' finns inte. Välj bland 'full', 'tenth', 'hundredth'. "
        "Se 'malram demo --help'."
    ]


def test_a_home_with_other_facts_is_not_written_to(malram, in_january):
    said = malram("demo", "--scale", "hundredth")
    assert said.code == 1
    assert said.err.rstrip().endswith("där finns redan andra fakta. Sätt MALRAM_HOME till en tom katalog.")


def test_fresh_belongs_to_the_other_demo(malram):
    said = malram("demo", "--scale", "tenth", "--fresh")
    assert (said.code, said.talk) == (
        1,
        ["--fresh gäller demons källfiler. Börja i en ny katalog i MALRAM_HOME i stället."],
    )
