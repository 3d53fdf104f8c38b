"""The data dictionary: every table, column and code of the dataset as one Markdown page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from actionplans.export.codes import FLAGS, REPAIRS
from actionplans.export.flat import flat_fields
from actionplans.export.schema import ACTIONS, TABLES, Field, ListOf, MapOf, Table

_HEAD = """\
# Data dictionary

<!-- Generated from export/schema.py, export/codes.py and normalise/flags.py: change those, then run
python docs/build_dictionary.py -->

What each file, column and code of a dataset means. Unknown is null (an empty field in CSV, an empty
cell in XLSX), never an empty string. Text is Unicode NFC with one space between words; `\\n` parts
paragraphs and list items. Dates are ISO 8601. Columns are only ever added, and only at the end.
The same as JSON Schema: `actionplans schema`; as a Frictionless Data Package: `datapackage.json`.

| file | holds |
|---|---|
"""

_FORMATS = """
## One value in every format

JSON, Parquet, CSV and XLSX tell the same rows in the same order with the same values.

- Parquet and JSON keep the nested columns. In CSV and XLSX the leads become `lead_names`,
  `lead_roles` and `lead_organisations`, these and `flags` joined with “; ”; every other heading of
  a plan's table becomes a column `extra: HEADING` (a number follows where two headings differ only
  in letter case); milestones and leads stand in full in `milestones.csv` and `leads.csv`;
  `provenance` is left out.
- CSV follows RFC 4180: UTF-8 without a mark in front, commas, CRLF between rows, quotes where they
  are needed, `true` and `false`.
- A text that begins with `=`, `+`, `-` or `@` is written to CSV as it is, so that every reader gets
  the words of the plan. A spreadsheet would take it for a formula: open `actions.xlsx` there, where
  text is always text, or load the CSV with every column as text.
- A character that one of the formats cannot hold (control characters, lone surrogates) is U+FFFD
  in all of them. Line ends inside a text are `\\n`.
- Excel holds 32,767 characters in a cell and 1,048,576 rows on a sheet: a longer text is cut there
  and says so, more rows go on in the sheet `actions 2`. It knows no day before 1900: such a date is
  text there.
- The same plans give the same bytes, file by file.
"""

_CORRECTIONS = """
## Corrections

A file `corrections.csv`, as the report saves it, has the columns `action_id`, `field`, `value` and
`reason`; an empty value means “not stated”. `actionplans convert --corrections corrections.csv`
applies it: a corrected `due_text` or `lead_text` is read anew, a corrected date stands above what
the text says, and the milestones stay what the due text says. Each is on record in `repairs.json`
with the kind `corrected`, and the action has the flag of that name. A correction that fits no
action or no field, or has no value of its field, is named and left out.
"""

_NAMES = """
## Without names

`actionplans convert --without-names` puts `[name]` for the people whom the lead cells of a plan
name, wherever the plan names them; behind a title or rank (Mr, Dr, Cllr, DCI …), whoever that is;
and `[contact]` for e-mail addresses and telephone numbers. Leads keep role and organisation,
corrections lose their reason, the report shows no pages, and no file of the folder keeps what was
taken out. **This is no anonymisation.** Somebody who is no lead and is named without a title
(“Tom Okoro agreed”) cannot be told from other words and stays, and so does a name in a file's
name, `plan_id` or `source_file`. Read the report before you publish.
"""

_FILES = {
    "actions": ("actions.parquet", "actions.json", "actions.csv", "actions.xlsx"),
    "plans": ("plans.parquet", "plans.json", "plans.csv"),
    "milestones": ("milestones.csv",),
    "leads": ("leads.csv",),
    "unplaced": ("unplaced.json",),
    "repairs": ("repairs.json",),
}


def data_dictionary() -> str:
    """The page as Markdown."""
    return "".join((_HEAD, *_files(), *_tables(), _FORMATS, _CORRECTIONS, _NAMES, *_codes()))


def _files() -> Iterator[str]:
    for table in TABLES:
        names = ", ".join(f"`{name}`" for name in _FILES[table.name])
        yield f"| {names} | {table.description} |\n"
    yield "| `datapackage.json` | All of the above described as a Data Package (v2). |\n"
    yield "| `report.html` | The page for reviewing the dataset: one file, no network. |\n"


def _tables() -> Iterator[str]:
    for table in TABLES:
        yield f"\n## {table.title}\n\n{table.description}"
        yield f" Key: {', '.join(f'`{name}`' for name in table.key)}.\n" if table.key else "\n"
        yield from _rows(table.fields)
        for field in table.fields:
            if isinstance(field.type, ListOf) and field.type.fields:
                yield f"\nEach of `{field.name}`:\n"
                yield from _rows(field.type.fields)
        if table is ACTIONS:
            yield "\nIn CSV and XLSX only:\n"
            yield from _rows(_only_flat(table))


def _only_flat(table: Table) -> Iterator[Field]:
    known = {field.name for field in table.fields}
    return (field for field in flat_fields(table) if field.name not in known)


def _rows(fields: Iterable[Field]) -> Iterator[str]:
    yield "\n| column | type | meaning |\n|---|---|---|\n"
    for field in fields:
        values = f" One of {', '.join(f'`{value}`' for value in field.values)}."
        meaning = field.description + (values if field.values else "")
        yield f"| `{field.name}` | {_type(field)} | {meaning} |\n"


def _type(field: Field) -> str:
    mark = "?" if field.nullable else ""
    if isinstance(field.type, MapOf):
        return f"map of string to string{mark}"
    if isinstance(field.type, ListOf):
        return f"list of {'struct' if field.type.fields else 'string'}{mark}"
    return f"{field.type}{mark}"


def _codes() -> Iterator[str]:
    yield "\n## Flags\n\nWhat a person should look at, in the actions or the plan as a whole.\n"
    yield from _meanings(FLAGS)
    yield "\n## Kinds of repair\n\nWhat was done, in `repairs.json`.\n"
    yield from _meanings(REPAIRS)


def _meanings(codes: Mapping[str, str]) -> Iterator[str]:
    yield "\n| code | meaning |\n|---|---|\n"
    for code, meaning in sorted(codes.items()):
        yield f"| `{code}` | {meaning[0].upper()}{meaning[1:].rstrip('.')}. |\n"
