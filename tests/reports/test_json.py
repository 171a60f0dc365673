# SPDX-FileCopyrightText: 2026 The Målram contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from malram.charts import Chart
from malram.reports import blocks as b
from malram.reports.json_form import DocumentFormatError, from_json, to_json

words = st.text(max_size=12)
ids = st.text("abcdefghij-", min_size=1, max_size=8)
runs = st.lists(
    st.one_of(
        st.builds(b.Text, words, st.booleans(), st.booleans()),
        st.builds(b.FigureRun, ids, words, st.booleans()),
        st.builds(b.StatusRun, ids, words, words, st.sampled_from(b.TONES)),
        st.builds(b.NoteRef, ids),
    ),
    max_size=3,
).map(tuple)
columns = st.lists(
    st.builds(b.Column, words, st.sampled_from(b.ALIGNMENTS), st.integers(1, 9)), max_size=3
).map(tuple)
rows = st.lists(
    st.builds(b.Row, st.lists(runs, max_size=3).map(tuple), st.sampled_from(b.ROLES)), max_size=3
).map(tuple)
notes = st.lists(st.builds(b.Note, ids, runs), max_size=2).map(tuple)
specs = st.dictionaries(
    words, st.one_of(st.integers(), words, st.lists(st.integers(), max_size=2)), max_size=2
)
charts = st.builds(Chart, ids, specs, words, words, st.lists(st.tuples(words, words), max_size=2).map(tuple))
any_block = st.one_of(
    st.builds(b.Heading, ids, st.integers(1, 4), words),
    st.builds(b.Paragraph, ids, runs, st.sampled_from(["body", "lead", "small"])),
    st.builds(b.List, ids, st.lists(runs, max_size=2).map(tuple), st.booleans()),
    st.builds(b.FactList, ids, st.lists(st.builds(b.Fact, words, runs), max_size=2).map(tuple)),
    st.builds(b.Table, ids, words, columns, rows, notes, st.booleans(), st.booleans()),
    st.builds(b.ChartBlock, ids, charts, words, columns, rows),
    st.builds(b.Callout, ids, runs, st.sampled_from(b.TONES)),
    st.builds(b.PageBreak, ids),
)
documents = st.builds(
    b.Document, ids, words, words, words, words, words, words,
    st.lists(any_block, max_size=4).map(tuple), notes, st.just("sv"), words,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(documents)
def test_any_document_comes_back_from_json_as_it_was(document):
    assert from_json(to_json(document)) == document


def test_a_ledger_comes_back_from_json_as_it_was(built):
    assert from_json(to_json(built.ledger)) == built.ledger


def test_the_same_document_is_the_same_text(built, built_with):
    assert to_json(built.document) == to_json(built_with().document)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "inte giltig JSON"),
        ("[]", "inte ett rapportdokument"),
        ('{"version": 1, "content": {"kind": "Hack"}}', "Okänt slag av block: 'Hack'"),
        ('{"version": 1, "content": {"kind": "NoteRef", "fel": 1}}', "NoteRef har fel fält"),
    ],
)
def test_what_is_no_document_is_refused_with_one_sentence(text, message):
    with pytest.raises(DocumentFormatError, match=message):
        from_json(text)
