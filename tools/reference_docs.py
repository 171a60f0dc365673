# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write the generated pages of docs/reference: `python -m tools.reference_docs`, or `make reference`.

Each page comes from a pure function in the room that owns what the page is about. A test compares the
pages with the functions, so that a page cannot fall behind the code.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from malram.audit.codes import CODES as AUDIT
from malram.cli.command_page import command_page
from malram.control.codes import CODES as CONTROL
from malram.demo.codes import CODES as DEMO
from malram.demo.file_page import file_page
from malram.economy.codes import CODES as ECONOMY
from malram.facts.codes import CODES as FACTS
from malram.facts.codes import code_page
from malram.facts.contract_page import contract_table
from malram.frames.codes import CODES as FRAMES
from malram.matters.codes import CODES as MATTERS
from malram.measures.catalogue.definition_page import definition_page
from malram.measures.catalogue.measure_page import measure_page
from malram.measures.codes import CODES as MEASURES
from malram.measures.region import catalogue_of, region_folder
from malram.organisation.roles import roles_page
from malram.reports.codes import CODES as REPORTS
from malram.steering.codes import CODES as STEERING
from malram.values.unit_page import unit_page
from malram.work.codes import CODES as WORK

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
REGION = ("varmland", "Region Värmland")
CODES = {
    "Filer, mappningar, inläsning och organisation (A, F, L, O)": FACTS,
    "Mått och bindningar till tryckta tal (M, B)": MEASURES,
    "Spåret av ändringar (T)": AUDIT,
    "Styrmodell, mål och indikatorer (S)": STEERING,
    "Ramar och planering (N)": FRAMES,
    "Ärenden (D)": MATTERS,
    "Uppdrag och effekter (W)": WORK,
    "Intern kontroll (K)": CONTROL,
    "Uppställningar (E)": ECONOMY,
    "Rapportmallar och texter (R)": REPORTS,
    "Demons rader (G)": DEMO,
}
PAGES: dict[str, Callable[[], str]] = {
    "commands.md": command_page,
    "contracts.md": contract_table,
    "definition-files.md": definition_page,
    "demo-files.md": file_page,
    "measures.md": lambda: measure_page(catalogue_of(region_folder(REGION[0])), REGION[1]),
    "problem-codes.md": lambda: code_page(CODES),
    "roles.md": roles_page,
    "units.md": unit_page,
}


def main() -> None:
    for name, page in PAGES.items():
        path = FOLDER / name
        text = page()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(path.relative_to(FOLDER.parents[1]))


if __name__ == "__main__":
    main()
