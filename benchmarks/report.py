# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""The board's annual report in all three formats, from the snapshot to the bytes."""

from __future__ import annotations

from pathlib import Path

from benchmarks.table import Clock, show

REPORT = "hsn-arsredovisning-2024"
BASELINE = "assemble"


def run(home: Path) -> None:
    """Build the report of `home`, which must be MALRAM_HOME. Django must have been started."""
    from malram.charts import svg
    from malram.measures.region import chosen_region, compute_region
    from malram.reports.assemble import assemble, templates_of
    from malram.reports.blocks import ChartBlock
    from malram.reports.writers import page, typeset, write_docx

    region = chosen_region(home)
    m = compute_region(home, region)  # finds the snapshot, unless definitions have changed since
    clock = Clock()
    built = assemble(region, templates_of(region)[REPORT], m)
    clock.lap(BASELINE)
    charts = [block.chart for block in built.document.blocks if isinstance(block, ChartBlock)]
    for chart in charts:  # kept, so that the three formats find them drawn
        svg(chart)
    clock.lap("charts")
    html = page(built.document, built.ledger).encode()
    clock.lap("html")
    typeset_report = typeset(built.document, built.ledger)
    clock.lap("pdf")
    docx = write_docx(built.document, built.ledger, typeset_report.pages)
    clock.lap("docx")
    sizes = " + ".join(f"{len(made) // 1000} kB" for made in (html, typeset_report.pdf, docx))
    title = f"Annual report, {len(built.ledger.entries)} figures, {len(charts)} charts, {sizes}"
    show(title, clock.laps | {"all three formats": clock.total}, BASELINE, {"all three formats": "10 s"})
