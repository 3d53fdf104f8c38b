"""Corrections: read, applied, put on record; what does not fit is named."""

from __future__ import annotations

from datetime import date

import pytest

from actionplans.corrections import Correction, apply, read_corrections, strays
from actionplans.errors import CorrectionsError
from actionplans.export.dataset import write_dataset
from actionplans.export.validate import validate
from actionplans.normalise.due import parse_due
from actionplans.normalise.leads import parse_leads
from actionplans.normalise.plan import Action, Plan

HEAD = "action_id,field,value,reason\n"


def action(number, due_text, lead_text=None, **known):
    due = parse_due(due_text)
    return Action(
        "p", f"p/{number}", number, None, None, None, str(number), "Do it", due_text, due.start,
        due.end, due.precision, due.edtf, due.deadline, due.recurrence,
        known.pop("status", due.status), None, lead_text, False, parse_leads(lead_text or ""),
        due.milestones, flags=due.flags, **known,
    )  # fmt: skip


@pytest.fixture
def plan():
    actions = (
        action(1, "June 2020"),
        action(2, "soon", "Zzz qqq"),
        action(3, "May 2020: Complete"),
    )
    return Plan("p", None, "p.pdf", "00" * 32, 1, actions, converter_version="1")


def corrected(plan, *told):
    lines = [Correction(*each, row=row) for row, each in enumerate(told, 1)]
    return apply(plan, lines)


def test_a_due_text_is_read_anew(plan):
    made, stale = corrected(plan, ("p/2", "due_text", "end of July 2020", "as the minutes say"))
    changed = made.actions[1]
    assert stale == ()
    assert (changed.due_start, changed.due_end) == (None, date(2020, 7, 31))
    assert changed.deadline == date(2020, 7, 31)
    assert changed.due_edtf == "../2020-07-31"
    assert "due-undated" not in changed.flags
    assert "due-not-understood" not in changed.flags
    assert changed.flags[-1] == "corrected"


def test_a_year_is_counted_from_the_start_of_the_plan(plan):
    made, _ = corrected(plan, ("p/2", "due_text", "October", ""))
    assert made.actions[1].due_end == date(2020, 10, 31)
    assert "year-inferred" in made.actions[1].flags


def test_a_status_goes_with_the_words_that_gave_it(plan):
    made, _ = corrected(plan, ("p/3", "due_text", "May 2020", "not done after all"))
    assert plan.actions[2].status == "complete"
    assert made.actions[2].status is None


def test_a_date_stands_above_the_text(plan):
    made, stale = corrected(
        plan,
        ("p/1", "due_end", "2020-12-24", "moved"),
        ("p/1", "due_text", "July 2020", "misprint"),
    )
    changed = made.actions[0]
    assert stale == ()
    assert changed.due_text == "July 2020"
    assert (changed.due_start, changed.due_end) == (date(2020, 7, 1), date(2020, 12, 24))
    assert changed.deadline == date(2020, 12, 24)
    assert (changed.due_precision, changed.due_edtf) == ("range", "2020-07-01/2020-12-24")


def test_leads_are_read_anew(plan):
    made, _ = corrected(plan, ("p/2", "lead_text", "Jo Smith, Head of Audit", "typo"))
    assert [(lead.name, lead.role) for lead in made.actions[1].leads] == [
        ("Jo Smith", "Head of Audit")
    ]


def test_nothing_means_not_stated(plan):
    made, _ = corrected(plan, ("p/1", "due_text", None, "struck out"))
    changed = made.actions[0]
    assert (changed.due_text, changed.due_end, changed.milestones) == (None, None, ())


def test_each_is_on_record(plan):
    made, _ = corrected(plan, ("p/1", "action", "Do it well", "cut off at the page end"))
    (repair,) = made.repairs
    assert (repair.action_id, repair.kind, repair.before, repair.after) == (
        "p/1", "corrected", "Do it", "Do it well",
    )  # fmt: skip
    assert "cut off at the page end" in repair.evidence
    assert "action" in repair.evidence


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (("p/9", "action", "x", ""), "no action has this id"),
        (("p/1", "sequence", "5", ""), "only these can be corrected"),
        (("p/1", "due_end", "30/06/2020", ""), "no day such as"),
        (("p/1", "status", "nearly", ""), "is none of complete"),
        (("p/1", "recurrence", "monthly", ""), "no repetition"),
        (("p/1", "recurrence", "FREQ=FOO", ""), "no repetition"),
        (("p/1", "recurrence", "FREQ=MONTHLY;INTERVAL=0", ""), "no repetition"),
        (("p/1", "rag", "banana", ""), "none of red, amber"),
        (("p/1", "action", None, ""), "has a text"),
        (("p/1", "action", "Do it", ""), "says what was read"),
        (("p/1", "due_end", "2020-01-01", ""), "lies after"),
    ],
)
def test_what_does_not_fit_is_named(plan, told, why):
    made, stale = corrected(plan, told)
    assert made == plan
    assert len(stale) == 1
    assert why in str(stale[0])
    assert told[0] in str(stale[0])


def test_the_last_of_two_holds(plan):
    made, stale = corrected(plan, ("p/1", "rag", "Red", ""), ("p/1", "rag", "Green", ""))
    assert made.actions[0].rag == "green"
    assert "correction 2 says it anew" in str(stale[0])


def test_other_plans_are_passed_over_and_strays_are_named(plan):
    told = [Correction("q/1", "action", "x", "", 1)]
    assert apply(plan, told) == (plan, ())
    assert [each.correction for each in strays(told, {"p"})] == told
    assert strays(told, {"p", "q"}) == ()


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_files_of_spreadsheets(tmp_path, mark, encoding):
    path = tmp_path / "corrections.csv"
    head = HEAD.replace(",", mark)
    path.write_bytes(f'{head}p/1{mark}area{mark}"Two\r\nlines "{mark}why\r\n\r\n'.encode(encoding))
    assert read_corrections(path) == (Correction("p/1", "area", "Two\nlines", "why", 1),)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "cannot be read"),
        (b"action_id,field,reason\n", "the column value is missing"),
        (b"", "is missing"),
        ("action_id,field,value,reason\na,b,caf\xe9,\n".encode("latin-1"), "not CSV in UTF-8"),
        (b'action_id,field,value,reason\na,b,"open,\n', "not CSV"),
    ],
)
def test_files_that_are_no_corrections(tmp_path, content, reason):
    path = tmp_path / "corrections.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CorrectionsError) as raised:
        read_corrections(path)
    assert reason in str(raised.value)
    assert "CSV UTF-8" in str(raised.value)


def test_lines_that_are_too_short_or_too_long(tmp_path):
    path = tmp_path / "corrections.csv"
    path.write_text(HEAD + "p/1,action\np/2,action,a,b,c\n", encoding="utf-8")
    assert [each.value for each in read_corrections(path)] == [None, "a"]


def test_a_corrected_dataset_is_sound(plan, tmp_path):
    made, stale = corrected(
        plan,
        ("p/1", "due_end", "2020-12-24", ""),
        ("p/2", "deadline", "2020-12-24", ""),
        ("p/3", "due_text", "Q2 2020/21", ""),
    )
    assert stale == ()
    write_dataset([made], tmp_path)
    assert validate(tmp_path) == ()
