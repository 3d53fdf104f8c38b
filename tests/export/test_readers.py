"""What analysts read a dataset with gives the same rows and values from each format."""

from __future__ import annotations

import json
from datetime import date

import duckdb
import frictionless
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from actionplans.export.dataset import write_dataset
from actionplans.export.flat import extra_columns, flat_action, flat_fields
from actionplans.export.records import action_records
from actionplans.export.schema import ACTIONS
from actionplans.normalise.plan import Plan
from actionplans.reading import ActionPlan

NESTED = ("leads", "milestones", "extra", "provenance", "flags")
DATES = [field.name for field in ACTIONS.fields if field.type == "date"]


@pytest.fixture(scope="module")
def plans(sample_plan, tiny_plan):
    return sample_plan, tiny_plan


@pytest.fixture(scope="module")
def folder(plans, tmp_path_factory):
    out = tmp_path_factory.mktemp("dataset")
    write_dataset(plans, out, ("parquet", "csv", "json", "xlsx"), "0.1.0")
    return out


@pytest.fixture(scope="module")
def records(plans):
    return [record for plan in plans for record in action_records(plan)]


@pytest.fixture(scope="module")
def flat(records):
    extra = extra_columns(["Evidence"])
    return [{"extra: Evidence": None, **flat_action(record, extra)} for record in records]


def plain(value):
    """A value of any library as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, dict):
        if set(value) == {"key", "value"} and isinstance(value["key"], list):  # DuckDB's map
            return dict(zip(value["key"], value["value"], strict=True))
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)) or type(value).__name__ in ("ndarray", "Series"):
        inner = [plain(each) for each in value]
        if inner and all(isinstance(each, tuple) for each in value):  # Arrow's map
            return dict(inner)
        if inner and all(isinstance(e, dict) and set(e) == {"key", "value"} for e in inner):
            return {each["key"]: each["value"] for each in inner}  # Polars' map
        return inner
    return None if value is pd.NA or value is pd.NaT or value != value else value


def same(found, wanted):
    assert len(found) == len(wanted)
    for row, expected in zip(found, wanted, strict=True):
        row = {name: plain(value) for name, value in row.items()}
        if "extra" in row:  # an empty map is an empty list in some libraries
            row["extra"] = row["extra"] or {}
        assert row == expected


def test_pandas_reads_parquet(folder, records):
    frame = pd.read_parquet(folder / "actions.parquet", dtype_backend="pyarrow")
    same(frame.to_dict("records"), records)
    assert isinstance(frame["deadline"].dtype, pd.ArrowDtype)


# Without this pandas takes the reference 1.10 for the number 1.1, and a text "NA" for nothing.
AS_TEXT = {"keep_default_na": False, "na_values": [""]}
TEXTS = {field.name: "string" for field in flat_fields(ACTIONS) if field.type in ("string", "date")}


def test_pandas_reads_csv(folder, flat):
    path = folder / "actions.csv"
    frame = pd.read_csv(path, dtype=TEXTS, dtype_backend="pyarrow", **AS_TEXT)
    same(frame.to_dict("records"), flat)


def test_pandas_reads_xlsx(folder, flat):
    texts = {name: kind for name, kind in TEXTS.items() if name not in DATES}
    frame = pd.read_excel(folder / "actions.xlsx", dtype=texts, **AS_TEXT)
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    same(rows, flat)


def test_pandas_reads_json(folder, records):
    frame = pd.read_json(folder / "actions.json", dtype=False)
    same(frame.astype(object).to_dict("records"), records)


def test_polars_reads_parquet(folder, records):
    same(pl.read_parquet(folder / "actions.parquet").to_dicts(), records)


def test_polars_reads_csv(folder, flat):
    frame = pl.read_csv(folder / "actions.csv", infer_schema=False)
    assert frame["action"].to_list() == [row["action"] for row in flat]
    assert frame["deadline"].to_list() == [row["deadline"] for row in flat]
    assert frame["lead_inherited"].to_list() == [str(row["lead_inherited"]).lower() for row in flat]
    assert frame.columns == list(_in_order(flat))


def _in_order(flat):
    """The column of the plans' own heading comes last."""
    return sorted(flat[0], key=lambda name: name.startswith("extra: "))


def test_polars_reads_json(folder, records):
    frame = pl.read_json(folder / "actions.json", infer_schema_length=None)
    assert frame["action"].to_list() == [record["action"] for record in records]
    assert [plain(m) for m in frame["milestones"]] == [record["milestones"] for record in records]


@pytest.mark.parametrize("read", ["read_parquet", "read_json"])
def test_duckdb_reads_nested(folder, records, read):
    path = folder / f"actions.{read.partition('_')[2]}"
    relation = duckdb.sql(f"select * exclude (extra) from {read}('{path}')")
    rows = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
    assert [name for name in records[0] if name != "extra"] == relation.columns
    for row, record in zip(rows, records, strict=True):
        wanted = {name: value for name, value in record.items() if name != "extra"}
        assert {name: plain(value) for name, value in row.items()} == wanted


def test_duckdb_reads_csv(folder, flat):
    relation = duckdb.sql(f"select * from read_csv('{folder / 'actions.csv'}', all_varchar = true)")
    rows = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
    wanted = [
        {name: None if value is None else str(value).lower() if isinstance(value, bool)
         else str(value) for name, value in row.items()}
        for row in flat
    ]  # fmt: skip
    same(rows, wanted)


def test_duckdb_infers_dates_and_numbers(folder):
    relation = duckdb.sql(f"select deadline, sequence from read_csv('{folder / 'actions.csv'}')")
    assert [str(each) for each in relation.types] == ["DATE", "BIGINT"]


def test_openpyxl_reads_xlsx(folder, flat):
    rows = openpyxl.load_workbook(folder / "actions.xlsx")["actions"].values
    names = next(rows)
    same([dict(zip(names, row, strict=True)) for row in rows], flat)


def test_nested_rows_are_those_of_the_actions(folder, records):
    for name in ("milestones", "leads"):
        rows = pl.read_csv(folder / f"{name}.csv", infer_schema=False).to_dicts()
        wanted = [
            {"action_id": record["action_id"], "position": str(position), **item}
            for record in records
            for position, item in enumerate(record[name], start=1)
        ]
        assert rows == wanted


def test_frictionless_finds_the_package_valid(folder):
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.flatten(["name", "type", "note"]) == []
    assert report.valid
    assert len(report.tasks) == 11


def test_the_package_is_of_version_2_and_describes_every_column(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    for resource in package["resources"]:
        assert resource["hash"].startswith("sha256:")
        assert all(field["description"] for field in resource["schema"]["fields"])
    named = {resource["name"] for resource in package["resources"]}
    assert {"actions-csv", "actions-parquet", "actions-xlsx", "milestones-csv"} <= named


def test_damage_is_seen_by_frictionless(folder, tmp_path):
    for path in filter(lambda path: path.is_file(), folder.iterdir()):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "leads.csv").open("a", encoding="utf-8") as file:
        file.write("nobody/1,1,,,\r\n")
    assert not frictionless.Package(str(tmp_path / "datapackage.json")).validate().valid


def test_to_arrow_and_to_pandas(tiny_plan, records):
    plan = ActionPlan(**{name: getattr(tiny_plan, name) for name in Plan.__slots__})
    table = plan.to_arrow()
    assert table.schema.field("deadline").type == pa.date32()
    assert table.schema.field("deadline").metadata[b"description"]
    frame = plan.to_pandas()
    same(frame.to_dict("records"), records[-2:])
    assert all(isinstance(dtype, pd.ArrowDtype) for dtype in frame.dtypes)
    assert frame["deadline"].iloc[0] == date(2020, 9, 30)
    assert frame["sequence"].sum() == 3
