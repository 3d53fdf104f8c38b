"""The files of a dataset by name: which are always there, and which each format brings."""

from __future__ import annotations

from collections.abc import Iterable

NAME = "action-plans"  # the data package's own
PACKAGE = "datapackage.json"
REPORT = "report.html"
ALWAYS = ("repairs.json", "unplaced.json")
OF_FORMAT = {
    "json": ("actions.json", "plans.json"),
    "csv": ("actions.csv", "plans.csv", "milestones.csv", "leads.csv"),
    "parquet": ("actions.parquet", "plans.parquet"),
    "xlsx": ("actions.xlsx",),
}
TABLES = frozenset((*ALWAYS, *(name for names in OF_FORMAT.values() for name in names)))
FILES = TABLES | {PACKAGE, REPORT}


def files_for(formats: Iterable[str]) -> frozenset[str]:
    """Every file of a dataset in these formats."""
    tables = {name for each in formats for name in OF_FORMAT.get(each, ())}
    return frozenset({*tables, *ALWAYS, PACKAGE, REPORT})
