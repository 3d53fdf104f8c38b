"""Corrections made in report.html, in a real browser."""

from __future__ import annotations

import csv
import sys
from io import StringIO
from pathlib import Path

import pytest

from actionplans.corrections import apply, read_corrections

sys.path.insert(0, str(Path(__file__).parent))
from report_plans import made_plan

pytest_plugins = ("report_browser",)
pytestmark = pytest.mark.browser


def test_a_correction_is_made_taken_away_and_applied(show):
    plan = made_plan(20)
    page = show(plan)
    page.correct("5.3", "due_text", "by the end of March 2023", "said “so”, in a letter")
    page.correct("5.4", "action", '=HYPERLINK("x";"y"), two\nlines', "+typed")
    page.correct("1.2", "deadline", "", "none is meant")
    page.correct("1.2", "status", "in progress", "asked them")
    assert page.one("#corrections-count").text == "4"
    page.press("c")
    page.one("#corrections-save").click()
    path = page.downloaded("corrections.csv")
    rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"), newline="")))
    assert {
        "action_id": "made/1.2", "field": "status", "value": "in progress", "reason": "asked them",
    } in rows  # fmt: skip
    corrected, stale = apply(plan, read_corrections(path))
    assert stale == ()
    by_ref = {action.action_ref: action for action in corrected.actions}
    assert by_ref["5.3"].deadline.isoformat() == "2023-03-31"
    assert by_ref["5.4"].action == '=HYPERLINK("x";"y"), two\nlines'
    assert by_ref["1.2"].deadline is None
    assert by_ref["1.2"].status == "in progress"
    path.unlink()
    page = show(corrected)
    assert page.run("return document.querySelectorAll('.record').length") == 20
    head = next(h for h in page.all(".head") if h.text.startswith("5.3"))
    head.click()
    body = page.one(".record.chosen").text
    assert "31 Mar 2023" in body
    assert "Corrected by hand. Due, as printed: said" in body
    assert "said “so”, in a letter" in body


def test_corrections_outlive_the_page_and_go_on_from_a_file(show, tmp_path):
    page = show(made_plan(20))
    page.correct("5.3", "area", "Another area", "looked it up")
    page.driver.refresh()
    page.until("return document.getElementById('corrections-count').textContent === '1'")
    file = tmp_path / "before.csv"
    file.write_text(
        "action_id;field;value;reason\r\n"
        'made/1.1;action;"Words; ""of"" old";why\r\n'
        "made/9.9;area;x;\r\n"
    )
    page.press("c")
    page.one("#corrections-file").send_keys(str(file))
    page.until("return document.getElementById('corrections-count').textContent === '2'")
    assert "made/9.9" in page.one("#corrections .notice").text
    assert 'Words; "of" old' in page.one("#corrections").text


def test_blanks_are_no_reason(show):
    page = show(made_plan(20))
    page.press("e")
    page.one("#edit-input").send_keys(" more")
    page.one("#edit-reason").send_keys("  ")
    page.one("#edit .strong").click()
    assert page.all("#edit[open]")
    assert page.one("#corrections-count").text == "0"
    page.one("#edit-reason").send_keys("seen")
    page.one("#edit .strong").click()
    assert page.one("#corrections-count").text == "1"


def test_what_is_corrected_is_what_is_searched(show):
    page = show(made_plan(20))
    page.correct("5.3", "action", "A quite different sentence", "heard it")
    page.press("/")
    page.press("different")
    page.until("return document.querySelectorAll('.record').length === 1")
