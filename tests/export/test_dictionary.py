"""The data dictionary is what the schema and the flags say now."""

from __future__ import annotations

from pathlib import Path

from actionplans.export.dictionary import data_dictionary
from actionplans.export.schema import TABLES
from actionplans.normalise.flags import FLAGS

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == data_dictionary(), "python docs/build_dictionary.py"


def test_every_column_and_flag_has_a_row():
    page = data_dictionary()
    names = [field.name for table in TABLES for field in table.fields] + list(FLAGS)
    assert [name for name in names if f"\n| `{name}` | " not in page] == []


def test_every_flag_of_the_sample_is_documented(sample_plan):
    seen = {flag for action in sample_plan.actions for flag in action.flags} | {*sample_plan.flags}
    assert seen <= set(FLAGS)
