"""Status words and repetition, with their false friends."""

from __future__ import annotations

import pytest

from actionplans.normalise.completion import status_words
from actionplans.normalise.due import parse_due
from actionplans.normalise.recurrence import repetitions

STATUS = [
    ("May 2020: Complete", "complete"),
    ("DONE", "complete"),
    ("Completed 'October 2003", "complete"),
    ("CNFA", "complete"),
    ("Already in place", "complete"),
    ("Audit undertaken June 2020", "complete"),
    ("Complete – Sept 23", "complete"),
    ("Completed by HR March 2023", "complete"),
    ("Complete. Review March 2024", "complete"),
    ("100% complete", "complete"),
    ("✔ March 2021", "complete"),
    ("to be completed by July", None),
    ("completed by September 2012", None),
    ("Completed by end March 2024", None),
    ("Completion: March 2023", None),
    ("management action not complete", None),
    ("the message not being lost", None),
    ("Complete the audit by May 2021", None),
    ("Ensure all training is completed", None),
    ("Once completed, report to the board", None),
    ("In place from 1 April 04", None),
    ("In place by June 2021", None),
    ("Put in place a tracker", None),
    ("Already in place as a BVPI but needs expanding", None),
    ("Audits completed monthly", None),
    ("Awaiting completion", None),
    ("Incomplete", None),
    ("Audit undertaken June 2020 December 2020", None),
    ("Launched on 3 June 2020", None),
    ("50% complete", "in progress"),
    ("Partially complete", "in progress"),
    ("In progress", "in progress"),
    ("Work is under way", "in progress"),
    ("Not started", "not started"),
    ("Not yet started", "not started"),
    ("Yet to commence", "not started"),
    ("Overdue", "overdue"),
    ("Implementation date passed", "overdue"),
    ("Ongoing", "ongoing"),
    ("Mar-04 + ongoing", "ongoing"),
    ("on-going", "ongoing"),
    ("September 2020", None),
    ("Complete as of March 2023", "complete"),
    ("Date completed: 14/09/2020", "complete"),
    ("Date achieved 14/09/2020", "complete"),
    ("Date closed: 3 May 2021", "complete"),
    ("Date implemented: May 2021", "complete"),
    ("Target date: June 2021\nDate completed: 4 June 2021", "complete"),
    ("Date completed: TBC", None),
    ("Due date: May 2021 Date completed:", None),
    ("Target date completed: May 2021", None),
    ("Completed Y/N", None),
    ("Completed? (Yes / No)", None),
    ("Completed Y/N: Y", "complete"),
    ("Completed: Yes", "complete"),
    ("Completed No", None),
    ("Due Date 01/05/2021 Date Completed 03/05/2021", "complete"),
    ("Not started – March 2024", "not started"),
    ("Action complete – review April 2022", "complete"),
    ("Status: Complete\nDate: 14/06/2022", "complete"),
    ("Completed 02/03/2020 and fed back on 04/03/2020", "complete"),
    ("Completed 02/03/2020 and extended to 04/05/2020", None),
    ("Completed May 2023 and embedded by Sept 2023", None),
    ("Completed with the exception of training", "in progress"),
    ("1.1 Sept 2021 1.2 Oct 2021 1.3 Complete", None),
    ("Part 1 - Complete\nPart 2 - March 2023", None),
    ("1. Complete\n2. Complete May 2021", "complete"),
    ("Embedded in practice from October 2021", None),
]


@pytest.mark.parametrize(("text", "status"), STATUS)
def test_status_only_when_the_words_say_so(text: str, status: str | None) -> None:
    assert parse_due(text).status == status


def test_a_status_word_stands_where_it_says() -> None:
    text = "May 2020 - complete"
    (word,) = status_words(text)
    assert text[word.start : word.end] == "complete"


RECURRENCE = [
    ("monthly", "FREQ=MONTHLY"),
    ("Quarterly audit", "FREQ=MONTHLY;INTERVAL=3"),
    ("each quarter", "FREQ=MONTHLY;INTERVAL=3"),
    ("every 3 months", "FREQ=MONTHLY;INTERVAL=3"),
    ("Every six weeks until March 2025", "FREQ=WEEKLY;INTERVAL=6"),
    ("fortnightly", "FREQ=WEEKLY;INTERVAL=2"),
    ("Biennial", "FREQ=YEARLY;INTERVAL=2"),
    ("Second Monday of the month", "FREQ=MONTHLY;BYDAY=2MO"),
    ("three x a year", "FREQ=MONTHLY;INTERVAL=4"),
    ("every other week", "FREQ=WEEKLY;INTERVAL=2"),
    ("6-monthly", "FREQ=MONTHLY;INTERVAL=6"),
    ("twice a year", "FREQ=MONTHLY;INTERVAL=6"),
    ("4 times a year", "FREQ=MONTHLY;INTERVAL=3"),
    ("bi-annually", "FREQ=MONTHLY;INTERVAL=6"),
    ("at least annually", "FREQ=YEARLY"),
    ("each academic yar", "FREQ=YEARLY"),
    ("not less than once a year", "FREQ=YEARLY"),
    ("termly", "FREQ=MONTHLY;INTERVAL=4"),
    ("half-termly", "FREQ=MONTHLY;INTERVAL=2"),
    ("every Monday", "FREQ=WEEKLY;BYDAY=MO"),
    ("on the last Wednesday of every half term", "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1WE"),
    ("Autumn, Spring, Summer updates", "FREQ=MONTHLY;INTERVAL=4"),
    ("daily", "FREQ=DAILY"),
    ("once a quarter", "FREQ=MONTHLY;INTERVAL=3"),
    ("one visit per quarter", "FREQ=MONTHLY;INTERVAL=3"),
    ("5 audits per month", "FREQ=MONTHLY"),
    ("two audits per year", "FREQ=MONTHLY;INTERVAL=6"),
    ("twice per term", "FREQ=MONTHLY;INTERVAL=2"),
    ("every September", "FREQ=YEARLY"),
    ("2nd Tuesday of each month", "FREQ=MONTHLY;BYDAY=2TU"),
    ("twice yearly", "FREQ=MONTHLY;INTERVAL=6"),
    ("every 2 yrs", "FREQ=YEARLY;INTERVAL=2"),
    ("15 children per month", None),
    ("2021/22 annual report", None),
    ("Autumn and Spring terms 2021-22", None),
    ("60 hours per week", None),
    ("Once recruited", None),
    ("March 2021", None),
]


@pytest.mark.parametrize(("text", "rrule"), RECURRENCE)
def test_repetition_as_rrule(text: str, rrule: str | None) -> None:
    assert parse_due(text).recurrence == rrule


@pytest.mark.parametrize(("text", "rrule"), [row for row in RECURRENCE if row[1]])
def test_dateutil_understands_the_rule(text: str, rrule: str) -> None:
    dateutil = pytest.importorskip("dateutil.rrule")
    assert dateutil.rrulestr(rrule)
    assert [found.rrule for found in repetitions(text)] == [rrule]


@pytest.mark.parametrize("name", ["Alan Coe", "Marianne Coe", "Julian Ames", "Declan Furey"])
def test_who_completed_it_may_be_called_like_a_month(name):
    due = parse_due(f"Completed by {name} 3 May 2020")
    assert (str(due.end), due.status) == ("2020-05-03", "complete")
    assert parse_due("Completed by March").status is None
