"""Plans that are no grids, laid out as tables: forms, columns of lists, numbered answers."""

from __future__ import annotations

from actionplans.extract.document import Document
from actionplans.normalise.answers import with_answers_as_rows
from actionplans.normalise.forms import as_tables
from actionplans.normalise.side_by_side import with_columns_as_rows


def laid_out(document: Document) -> Document:
    """The document with such plans as tables; words and order stay."""
    return with_answers_as_rows(with_columns_as_rows(as_tables(document)))
