"""Every block of code in docs/recipes.md runs, and gives what it says."""

from __future__ import annotations

import re
import shutil
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import duckdb
import pytest

from actionplans.export.dataset import write_dataset
from actionplans.normalise.plan import Lead

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
BLOCKS = [
    (f"{section.splitlines()[0]}: {kind} {place}", kind, code)
    for section in PAGE.split("\n## ")[1:]
    for place, (kind, code) in enumerate(re.findall(r"```(\w+)\n(.*?)```", section, re.DOTALL))
]


@pytest.fixture(scope="module")
def workplace(tiny_plan, tmp_path_factory):
    """A folder as the page says: out, 2020, 2021 and plan.pdf."""
    folder = tmp_path_factory.mktemp("recipes")
    full, bare = tiny_plan.actions
    audit = replace(
        full, action_id="tiny/1.2", action_ref="1.2", sequence=2, deadline=date(2020, 6, 30),
        status="complete", leads=(Lead(None, None, "Police"),),
    )  # fmt: skip
    late = replace(
        full, action_id="tiny/1.3", action_ref="1.3", sequence=3, status=None,
        leads=(Lead(None, None, "Police"), Lead("Ann Lee", None, "Health")),
    )  # fmt: skip
    plan = replace(tiny_plan, actions=(full, audit, late, replace(bare, sequence=4)))
    write_dataset([plan], folder / "out", ("parquet", "csv", "json"))
    write_dataset([tiny_plan], folder / "2020")
    moved = replace(full, deadline=date(2020, 12, 31))
    write_dataset([replace(tiny_plan, actions=(moved, bare))], folder / "2021")
    sample = ROOT / "samples" / "east-sussex-jtai" / "east-sussex-jtai.pdf"
    shutil.copy(sample, folder / "plan.pdf")
    return folder


@pytest.fixture(autouse=True)
def in_workplace(workplace, monkeypatch):
    monkeypatch.chdir(workplace)


def run(kind, code):
    """What a block gives: the rows of SQL; the names that Python leaves, and what it prints."""
    if kind == "sql":
        return duckdb.sql(code).fetchall(), ""
    names: dict[str, object] = {}
    with redirect_stdout(StringIO()) as said:
        exec(compile(code, "recipes.md", "exec"), names)
    return names, said.getvalue()


def block(title):
    return next((kind, code) for name, kind, code in BLOCKS if name == title)


@pytest.mark.parametrize(("name", "kind", "code"), BLOCKS, ids=[name for name, *_ in BLOCKS])
def test_every_block_runs_and_gives_something(name, kind, code):
    result, said = run(kind, code)
    assert said or (kind == "sql" and result)


OVERDUE = [("Police", 2), ("Health", 1), ("not stated", 1)]


def test_three_ways_to_the_same_numbers():
    title = "Overdue actions by organisation"
    rows, _ = run(*block(f"{title}: sql 0"))
    assert rows == OVERDUE
    names, _ = run(*block(f"{title}: python 1"))
    assert names["by_organisation"].to_dict() == dict(OVERDUE)
    names, _ = run(*block(f"{title}: python 2"))
    assert names["by_organisation"].rows() == OVERDUE


def test_a_moved_deadline_is_told():
    _, said = run(*block("One plan over two versions: python 0"))
    assert said == "1.1 2020-09-30 → 2020-12-31\n"


def test_references_stay_text():
    names, _ = run(*block("CSV in pandas, without surprises: python 0"))
    assert names["actions"]["action_ref"].to_list()[:3] == ["1.1", "1.2", "1.3"]
    assert names["actions"]["deadline"].dtype.kind == "M"


def test_milestones_come_in_order():
    rows, _ = run(*block("What is due next, milestone by milestone: sql 0"))
    assert rows[0][2] == date(2020, 9, 30)
