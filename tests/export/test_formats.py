"""The same rows and values in every format, whatever the text, and the same bytes every time."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplans.export import xlsx
from actionplans.export.dataset import write_dataset
from actionplans.export.flat import columns, extra_columns, flat_action
from actionplans.export.records import action_records
from actionplans.export.schema import ACTIONS
from actionplans.export.validate import validate

FORMATS = ("parquet", "csv", "json", "xlsx")

NASTY = (
    "=1+1", "+44 20 7946 0000", "-5 days", "@SUM(A1)", '=HYPERLINK("http://x.example","y")',
    "<b>bold</b> & <script>alert(1)</script>", "]]>", "a;b; c", 'she said "no", twice', "'quoted",
    "line one\nline two", "\u202bשלום\u202c", "\u200fعربي", "👩‍👩‍👧‍👦 émigré ﬁ", "http://x.example/?a=b&c=d",
    "_x0041_ is no A", "NULL", "N/A", "nan", "true", "007", "1e5", "2020-06-30", "\t tabbed",
    " wide ",
    "x" * 5000,
)  # fmt: skip
IN_NO_FORMAT = ("nul\x00l", "bell\x07", "lone \ud800 surrogate", "\ufffe", "esc\x1b[31m")


def with_text(plan, text):
    full, bare = plan.actions
    full = replace(
        full, action=text, area=text, section=text, lead_text=text, due_text=text,
        extra={"Evidence": text, text: "x"},
        milestones=(replace(full.milestones[0], text=text),),
        leads=(replace(full.leads[0], name=text),),
    )  # fmt: skip
    return replace(plan, actions=(full, bare))


def untidy_at_most(folder):
    """Whether nothing is wrong with a dataset but that its words are not those of a plan read."""
    reasons = {problem.reason for problem in validate(folder)}
    return not {r for r in reasons if "one space" not in r and "normal form" not in r}


def read_json(folder):
    return json.loads((folder / "actions.json").read_text(encoding="utf-8"))


def read_csv(folder):
    with (folder / "actions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def read_xlsx(folder, sheet="actions"):
    book = openpyxl.load_workbook(folder / "actions.xlsx")
    head, *rows = book[sheet].iter_rows()
    names = [cell.value for cell in head]
    return [dict(zip(names, row, strict=True)) for row in rows]


def plain(cell):
    """A cell of XLSX as a record has it."""
    value = cell.value
    return value.date().isoformat() if isinstance(value, datetime) else value


@pytest.mark.parametrize("text", NASTY)
def test_any_text_comes_through_every_format(tiny_plan, tmp_path, text):
    write_dataset([with_text(tiny_plan, text)], tmp_path, FORMATS)
    assert untidy_at_most(tmp_path)  # CSV and Parquet hold what JSON holds
    first = read_json(tmp_path)[0]
    assert first["action"] == first["milestones"][0]["text"] == first["extra"]["Evidence"] == text
    cell = read_xlsx(tmp_path)[0]["action"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize("text", IN_NO_FORMAT)
def test_what_a_format_cannot_hold_is_marked_in_all(tiny_plan, tmp_path, text):
    write_dataset([with_text(tiny_plan, text)], tmp_path, FORMATS)
    assert untidy_at_most(tmp_path)
    said = read_json(tmp_path)[0]["action"]
    assert "\ufffd" in said
    assert len(said) == len(text)
    assert read_xlsx(tmp_path)[0]["action"].value == said


def test_a_heading_without_words_is_a_column(tiny_plan, tmp_path):
    write_dataset([with_text(tiny_plan, "\r")], tmp_path, FORMATS)
    assert untidy_at_most(tmp_path)
    assert "extra: (no heading)" in read_csv(tmp_path)[0]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(st.characters(exclude_categories=()), min_size=1, max_size=30))
def test_no_text_does_harm(tiny_plan, tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("any")
    write_dataset([with_text(tiny_plan, text)], folder, FORMATS)
    assert untidy_at_most(folder)
    assert read_xlsx(folder)[0]["action"].value == read_json(folder)[0]["action"]


def test_line_ends_are_one_kind(tiny_plan, tmp_path):
    write_dataset([with_text(tiny_plan, "a\r\nb\rc")], tmp_path, FORMATS)
    assert {rows[0]["action"] for rows in (read_json(tmp_path), read_csv(tmp_path))} == {"a\nb\nc"}
    assert read_xlsx(tmp_path)[0]["action"].value == "a\nb\nc"


def test_xlsx_holds_the_rows_of_csv(sample_plan, tiny_plan, tmp_path):
    plans = (sample_plan, tiny_plan)
    write_dataset(plans, tmp_path, FORMATS)
    records = [record for plan in plans for record in action_records(plan)]
    extra = extra_columns(["Evidence"])
    wanted = [flat_action(record, extra) for record in records]
    names = columns(ACTIONS, extra)
    found = [{n: plain(cell) for n, cell in row.items()} for row in read_xlsx(tmp_path)]
    assert found == [{name: row.get(name) for name in names} for row in wanted]
    assert [row["action_id"] for row in read_csv(tmp_path)] == [r["action_id"] for r in wanted]


def test_xlsx_is_a_table_with_a_frozen_header(tiny_plan, tmp_path):
    write_dataset([tiny_plan], tmp_path, ("xlsx",))
    sheet = openpyxl.load_workbook(tmp_path / "actions.xlsx")["actions"]
    (table,) = sheet.tables.values()
    assert table.ref == f"A1:{openpyxl.utils.get_column_letter(sheet.max_column)}3"
    assert [column.name for column in table.tableColumns] == [c.value for c in sheet[1]]
    assert sheet.freeze_panes == "A2"
    assert all(cell.alignment.wrap_text for cell in sheet[1])
    day = next(cell for cell in sheet[2] if isinstance(cell.value, datetime))
    assert day.number_format == "yyyy-mm-dd"
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "d", "b"}


def test_a_long_dataset_goes_on_in_another_sheet(sample_plan, tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "_ROWS_OF_A_TABLE", 0)
    monkeypatch.setattr(xlsx, "_ROWS_OF_A_SHEET", 50)
    write_dataset([sample_plan], tmp_path, ("xlsx",))
    rows = [*read_xlsx(tmp_path), *read_xlsx(tmp_path, "actions 2")]
    assert [row["action_id"].value for row in rows] == [a.action_id for a in sample_plan.actions]
    assert [row["due_start"].value for row in rows if row["due_start"].value]
    second = openpyxl.load_workbook(tmp_path / "actions.xlsx")["actions 2"]
    assert second.freeze_panes == "A2"


def test_a_text_too_long_for_excel_says_so(tiny_plan, tmp_path):
    write_dataset([with_text(tiny_plan, "long" * 9000)], tmp_path, FORMATS)
    said = read_xlsx(tmp_path)[0]["action"].value
    assert len(said) == 32_767
    assert "the whole is in the other formats" in said
    assert validate(tmp_path) == ()


def test_a_day_before_excel_is_text(tiny_plan, tmp_path):
    early = replace(tiny_plan.actions[0], deadline=date(1899, 12, 31))
    write_dataset([replace(tiny_plan, actions=(early,))], tmp_path, ("xlsx",))
    assert read_xlsx(tmp_path)[0]["deadline"].value == "1899-12-31"


def test_headings_that_differ_in_case_only_or_are_long():
    names = extra_columns(["RAG", "Rag", "rag (2)", "Two\nlines", "x" * 300, "x" * 301])
    assert list(names.values())[:4] == [
        "extra: RAG", "extra: Rag (2)", "extra: rag (2) (2)", "extra: Two lines",
    ]  # fmt: skip
    assert all(len(name) <= 255 for name in names.values())
    assert len({name.casefold() for name in names.values()}) == len(names)


def test_the_same_plans_give_the_same_bytes(sample_plan, tiny_plan, tmp_path):
    files = []
    for name in ("one", "two"):
        write_dataset([sample_plan, tiny_plan], tmp_path / name, FORMATS, "1")
        where = (tmp_path / name).iterdir()
        files.append({path.name: path.read_bytes() for path in where if path.is_file()})
    assert files[0] == files[1]
    assert len(files[0]) == 13


def test_every_file_of_the_contract(tiny_plan, tmp_path):
    write_dataset([tiny_plan], tmp_path, FORMATS)
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {
        "actions.parquet", "actions.json", "actions.csv", "actions.xlsx", "milestones.csv",
        "leads.csv", "plans.parquet", "plans.json", "plans.csv", "unplaced.json", "repairs.json",
        "datapackage.json", "report.html",
    }  # fmt: skip


def test_csv_is_rfc_4180(tiny_plan, tmp_path):
    write_dataset([with_text(tiny_plan, 'a "b", c\nd')], tmp_path, ("csv",))
    content = (tmp_path / "actions.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert content.replace(b"\r\n", b"").count(b"\r") == 0
    assert b'"a ""b"", c\nd"' in content


def test_unplaced_is_an_empty_list_when_nothing_was_lost(tiny_plan, tmp_path):
    write_dataset([replace(tiny_plan, unplaced=())], tmp_path, ("json",))
    assert json.loads((tmp_path / "unplaced.json").read_text(encoding="utf-8")) == []
