"""report.html in a real browser: actions, pages, filters, timeline, paper."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from actionplans.normalise.plan import UnplacedWord

sys.path.insert(0, str(Path(__file__).parent))
from report_plans import NASTY, made_plan

pytest_plugins = ("report_browser",)
pytestmark = pytest.mark.browser


def test_doubts_come_first_then_repairs_then_the_rest(show):
    page = show(made_plan(20))
    assert page.refs()[:5] == ["5.3", "1.2", "2.4", "4.2", "5.4"]
    assert len(page.refs()) == 20
    page.press("o")
    assert page.refs()[:5] == ["1.1", "1.2", "1.3", "1.4", "2.1"]
    assert "Lead taken from the rows above" in page.all(".record .why")[0].text


def test_choosing_a_record_shows_its_boxes_on_its_page(show):
    page = show(made_plan(20))
    page.press("o")
    head = next(h for h in page.all(".head") if "Action number 18 " in h.text)
    head.click()
    page.until("return document.querySelectorAll('.box.chosen').length === 5")
    assert page.one("#page-number").get_property("value") == "3"
    assert page.one("#page-total").text == "of 3"
    picture, box, pane = (
        page.one(f"{selector}").rect
        for selector in (".sheet[data-page='3'] img", ".box.chosen[data-field='action']", "#pages")
    )
    scale = picture["width"] / 842
    assert box["x"] - picture["x"] == pytest.approx(270 * scale, abs=4)
    assert box["y"] - picture["y"] == pytest.approx((60 + 60) * scale, abs=4)
    assert box["width"] == pytest.approx(240 * scale, abs=6)
    assert pane["y"] < box["y"] < pane["y"] + pane["height"]
    assert page.run("return document.querySelector('.sheet[data-page=\"3\"] img').naturalWidth") > 0


def test_choosing_a_box_opens_its_record(show):
    page = show(made_plan(20))
    box = page.until(
        "return [...document.querySelectorAll('.box[data-field=due_text]')]"
        ".find((node) => node.place.actions[0].action_ref === '5.1')"
    )
    box.click()
    opened = page.all(".record.chosen")
    assert len(opened) == 1
    assert opened[0].text.startswith("5.1")
    assert page.one(".record.chosen .head").get_attribute("aria-expanded") == "true"
    assert "May 2021" in opened[0].text
    assert "null" not in opened[0].text
    assert page.one("#page-number").get_property("value") == "3"
    assert page.one("#page-total").text == "of 3"


def test_pointing_at_one_shows_the_other(show):
    page = show(made_plan(20))
    chosen = page.one(".record.chosen")
    page.point_at(chosen.find_element("css selector", ".field[data-field='due_text']"))
    page.until("return document.querySelector('.box.hinted')?.dataset.field === 'due_text'")
    assert len(page.all(".box.hinted")) == 1
    page.point_at(page.one(".box.chosen[data-field='lead_text']"))
    page.until("return document.querySelector('.field.hinted')?.dataset.field === 'lead_text'")
    assert len(page.all(".record.hinted")) == 1


@pytest.mark.parametrize(
    ("kind", "value", "number"),
    [("section", "Health", 7), ("status", "complete", 5), ("rag", "amber", 4),
     ("flag", "due-not-understood", 1), ("flag", "lead-inherited", 4), ("lead", "Jo Smith", 20),
     ("status", "\0none", 15)],
)  # fmt: skip
def test_filters(show, kind, value, number):
    page = show(made_plan(20))
    page.set(f"filter-{kind}", value)
    assert len(page.refs()) == number
    assert page.one("#shown").text == f"{number} of 20 actions"
    page.press("\ue00c")  # Escape
    assert len(page.refs()) == 20


def test_search_finds_every_word_anywhere(show):
    page = show(made_plan(20))
    page.press("/")
    page.press("pathway area 5")
    page.until("return document.querySelectorAll('.record').length < 20")
    assert set(page.refs()) >= {"5.1", "5.2", "5.3", "5.4"}
    page.press(" £5 nothing")
    page.until("return !document.querySelector('.record')")
    assert page.one("#records").text == "No action fits these filters."


def test_the_timeline_filters_and_knows_no_today(show):
    page = show(made_plan(20))
    columns = page.all(".column")
    labels = [column.get_attribute("aria-label") for column in columns]
    assert labels[0] == "Jan 2021: 2 actions, 2 complete"
    assert not any("overdue" in label for label in labels)
    columns[0].click()
    assert page.refs() == ["1.1", "4.1"]
    page.press("\ue00c")
    page.set("as-of", "2021-06-01")
    labels = [column.get_attribute("aria-label") for column in page.all(".column")]
    assert "Mar 2021: 2 actions, 2 overdue" in labels
    assert "Jan 2021: 2 actions, 2 complete" in labels
    assert not any("2022" in label and "overdue" in label for label in labels)


def test_a_field_is_clicked_to_see_its_place(show):
    page = show(made_plan(20))
    page.run("document.getElementById('pages').scrollTop = 0")
    page.one(".record.chosen .field[data-field='due_text'] dt").click()
    page.until("return document.getElementById('page-number').value === '3'")
    page.set("page-number", "1")
    page.until("return document.getElementById('page-number').value === '1'")


def test_actions_without_a_deadline_can_be_chosen(show):
    plan = made_plan(20)
    bare = tuple(replace(a, deadline=None) if a.sequence < 4 else a for a in plan.actions)
    page = show(replace(plan, actions=bare))
    last = page.all(".column")[-1]
    assert last.get_attribute("aria-label") == "3 actions not dated"
    last.click()
    assert page.refs() == ["1.2", "1.1", "1.3"]
    assert page.one("#filter-month").text == "Not dated"


def test_nothing_of_a_plan_is_run(show):
    plan = made_plan(8)
    vicious = replace(
        plan,
        title=NASTY,
        actions=tuple(
            replace(action, action=NASTY, area=NASTY, lead_text=NASTY, extra={NASTY: NASTY})
            for action in plan.actions
        ),
        unplaced=(UnplacedWord(NASTY, 1, 1, 2, 3, 4),),
        words_unplaced=1,
    )
    page = show(vicious)
    assert "owned" not in page.driver.title.partition("SUM")[0]
    assert page.run("return document.querySelectorAll('img[src=x]').length") == 0
    text = page.one(".record.chosen").text
    assert "=SUM(A1)</script><script>document.title='owned'</script>" in text
    assert "[U+202E]dlrow" in text


def test_pages_without_pictures_still_have_boxes(show):
    page = show(made_plan(20), pictures=False)
    page.until("return document.querySelectorAll('.box.chosen').length === 5")
    assert not page.all(".sheet img")
    assert "shows no names" in page.one(".no-picture").text


def test_many_plans_turn_to_the_chosen_ones_pages(show):
    page = show(made_plan(10, "first"), made_plan(10, "second"))
    head = next(h for h in reversed(page.all(".head")) if "Action number 1 " in h.text)
    head.click()
    assert page.one("#file").text == "second.pdf"
    page.set("filter-plan", "first")
    assert len(page.refs()) == 10


def test_on_paper_the_actions_are_a_table(show):
    page = show(made_plan(20))
    text = page.printed()
    for number in range(1, 21):
        assert f"Action number {number} reviews" in text
    assert "Search the actions" not in text
    page.press("/")
    page.press("number 17")
    page.until("return document.querySelectorAll('.record').length === 1")
    assert "1 of 20 actions · “number 17”" in page.printed()


def test_where_an_action_out_of_sight_stands_is_said(show):
    page = show(made_plan(40))
    page.point_at(page.all(".head")[1])
    page.until("return document.getElementById('elsewhere').textContent === '1.2: page 1'")
    page.point_at(page.all(".head")[0])
    page.until("return document.getElementById('elsewhere').textContent === ''")
    page.point_at(page.all(".head")[1])
    page.all(".head")[1].click()
    page.until("return document.getElementById('page-number').value === '1'")
    page.until("return document.getElementById('elsewhere').textContent === ''")


def test_lost_words_are_listed_with_their_pages(show):
    lost = UnplacedWord("lost", 2, 100, 100, 140, 112)
    page = show(replace(made_plan(20), unplaced=(lost,), words_unplaced=1))
    page.one("#about-open").click()
    page.one("#about summary").click()
    assert "page 2 lost" in page.one("#about li").text
    page.one("#about li .link").click()
    assert not page.all("#about[open]")
    page.until("return document.getElementById('page-number').value === '2'")
    page.until("return document.querySelector('.box.lost')?.title === '“lost” reached no field'")


@pytest.mark.slow
def test_a_plan_of_131_pages_stays_usable(show):
    plan = made_plan(131 * 8)
    page = show(plan)
    facts = json.loads(
        page.run("return JSON.stringify(performance.getEntriesByType('navigation')[0])")
    )
    assert facts["domComplete"] < 5000
    assert facts["decodedBodySize"] / 131 < 60_000
    assert len(page.all(".sheet img")) < 12, "pictures far from sight are not decoded"
    begun = time.monotonic()
    page.press("o")
    page.press("k")
    assert page.one(".record.chosen").text.startswith("262.")
    assert time.monotonic() - begun < 3
