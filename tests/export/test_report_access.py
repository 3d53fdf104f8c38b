"""report.html for every reader: keyboard, names, small windows, nothing to show."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from report_plans import made_plan

pytest_plugins = ("report_browser",)
pytestmark = pytest.mark.browser


def test_the_focus_stays_where_the_reader_is(show):
    page = show(made_plan(20))
    focused = "return document.activeElement.dataset.key ?? document.activeElement.className"
    page.press("j", "o")
    assert page.run(focused) == "head"
    page.run("document.querySelectorAll('.column')[2].focus()")
    page.press("\ue014")  # right
    assert page.run(focused) == "2021-07"
    page.press("\ue007")  # Enter
    assert page.run(focused) == "2021-07"
    assert len(page.refs()) == 2
    page.press("\ue00c")
    page.run("document.querySelector('.record.chosen .edit').focus()")
    page.press("\ue007")
    page.one("#edit-input").send_keys(" and more")
    page.one("#edit-reason").send_keys("heard it", "\ue007")
    assert page.run(focused) == "edit"
    assert "and more" in page.one(".record.chosen .head").text
    assert len(page.all(".column[tabindex='0']")) == 1


def test_everything_from_the_keyboard(show):
    page = show(made_plan(20))
    page.press("j", "j")
    assert page.one(".record.chosen").text.startswith("2.4")
    assert page.run("return document.activeElement.className") == "head"
    page.press("k")
    assert page.one(".record.chosen").text.startswith("1.2")
    for key, selector in (("?", "#help[open]"), ("c", "#corrections[open]"), ("e", "#edit[open]")):
        page.press(key)
        assert page.all(selector)
        page.press("\ue00c")
        assert not page.all(selector)
    page.press("t")
    assert not page.one("#timeline-body").is_displayed()
    page.press("d")
    assert page.run("return document.documentElement.dataset.theme") == "dark"
    page.press("]")
    page.until("return document.getElementById('page-number').value === '2'")


def test_everything_that_can_be_used_has_a_name(show):
    """As a screen reader hears it: each control has a name, each picture and landmark too."""
    page = show(made_plan(20))
    for key in ("", "e", "c", "?"):
        if key:
            page.press(key)
        tree = page.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        used = {"button", "textbox", "searchbox", "combobox", "image", "link", "dialog", "region"}
        nameless = [
            node for node in tree
            if node.get("role", {}).get("value") in used and not node["ignored"]
            and not node.get("name", {}).get("value", "").strip()
        ]  # fmt: skip
        assert nameless == []
        if key:
            page.press("\ue00c")


@pytest.mark.parametrize("number", [0, 3])
def test_with_nothing_dated_there_is_no_timeline(show, number):
    plan = made_plan(8)
    bare = tuple(replace(action, deadline=None) for action in plan.actions[:number])
    page = show(replace(plan, actions=bare))
    assert page.one(".no-deadlines").is_displayed()
    assert not page.one("#timeline-fold").is_displayed()
    assert page.one("#filters").is_displayed() == (number > 0)
    assert page.run("return localStorage.length") == 0, "other plans keep their timelines"


def test_no_plans_are_said_to_be_none(show):
    page = show()
    assert page.one("h1").text == "No action plans"
    assert page.one("#records").text == "There are no plans here."
    assert not page.one("#page-tools").is_displayed()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (768, 1024), (1024, 400)])
def test_in_a_small_window_the_record_and_its_page_are_seen_together(show, width, height):
    page = show(made_plan(20))
    page.size(width, height)
    assert page.run("return document.documentElement.scrollWidth <= innerWidth")
    page.run("document.querySelectorAll('.head')[3].click()")
    page.until("return document.querySelector('.box.chosen[data-field=action]')")
    for selector in (".record.chosen .head", ".box.chosen[data-field=action]"):
        place = page.one(selector).rect
        top = place["y"] - page.run("return scrollY")
        assert 0 <= top < height - 20


def test_a_long_title_pushes_nothing_out_of_sight(show):
    page = show(replace(made_plan(20), title="A plan with a long title " * 20))
    assert page.run("return document.documentElement.scrollWidth <= innerWidth")
    assert page.one("#help-open").is_displayed()


# Every visible text whose contrast with what is behind it is below 4.5 (WCAG 2.2, AA).
FAINT = """
const parts = (text) => {
  const numbers = text.match(/[\\d.]+(?:e-?\\d+)?/g).map(Number);
  const scale = text.startsWith("color(") ? 255 : 1;
  return [...numbers.slice(0, 3).map((part) => part * scale), numbers[3] ?? 1];
};
const over = (top, below) => [0, 1, 2].map((at) => top[at] * top[3] + below[at] * (1 - top[3]));
const light = (colour) => colour.slice(0, 3).map((part) => part / 255)
  .map((part) => part <= 0.04 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
  .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
const behind = (node) => !node ? [255, 255, 255]
  : over(parts(getComputedStyle(node).backgroundColor), behind(node.parentElement));
return [...document.querySelectorAll("body *")].filter((node) =>
  node.checkVisibility() && !["SCRIPT", "OPTION"].includes(node.tagName)
  && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim())
).filter((node) => {
  const style = getComputedStyle(node);
  const below = behind(node);
  const colour = over(parts(node instanceof SVGElement ? style.fill : style.color), below);
  const [more, less] = [light(colour), light(below)].sort((a, b) => b - a);
  return (more + 0.05) / (less + 0.05) < 4.5;
}).map((node) => `${node.tagName}.${node.className}: ${node.textContent.slice(0, 40)}`);
"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_stands_out_from_what_is_behind_it(show, theme):
    page = show(made_plan(20))
    page.prefers(color_scheme=theme, reduced_motion="reduce")
    page.set("as-of", "2022-01-01")
    page.correct("5.3", "area", "Another area", "looked it up")
    page.set("filter-section", "Police")
    for key in ("", "c", "?", "e"):
        if key:
            page.press(key)
        assert page.run(FAINT) == []
        assert page.run("return document.getAnimations().length") == 0
        if key:
            page.press("\ue00c")
