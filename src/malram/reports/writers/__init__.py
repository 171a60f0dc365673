# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
"""One writer per format. Each takes the same document and gives the same figures."""

from malram.reports.writers.docx import write_docx
from malram.reports.writers.html import fragment, page
from malram.reports.writers.typst import heading_pages, typeset, typst_source, write_pdf

__all__ = ["fragment", "heading_pages", "page", "typeset", "typst_source", "write_docx", "write_pdf"]
