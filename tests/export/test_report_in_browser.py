"""report.html in a real browser: chromium, driven through its own protocol."""

from __future__ import annotations

import base64
import csv
import json
import shutil
import sys
import time
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from actionplans.corrections import apply, read_corrections
from actionplans.export.report import write_report
from actionplans.normalise.plan import UnplacedWord

sys.path.insert(0, str(Path(__file__).parent))
from report_plans import NASTY, draw_plan, made_plan

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
CHROMEDRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--window-size=1280,800",
)  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed"),
    pytest.mark.skipif(not CHROMEDRIVER, reason="chromedriver is not installed"),
]


class Page:
    """The report in the browser: what a reader does, and what he then sees."""

    def __init__(self, driver, downloads):
        self.driver = driver
        self.downloads = downloads

    def open(self, path):
        self.driver.get(path.as_uri())
        self.until("return document.readyState === 'complete'")
        return self

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def until(self, script, *arguments, seconds=10):
        end = time.monotonic() + seconds
        while not (seen := self.run(script, *arguments)):
            assert time.monotonic() < end, f"never true: {script}"
            time.sleep(0.02)
        return seen

    def press(self, *keys):
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def all(self, selector):
        return self.driver.find_elements("css selector", selector)

    def one(self, selector):
        return self.driver.find_element("css selector", selector)

    def point_at(self, element):
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).move_to_element(element).perform()

    def refs(self):
        return self.run(
            "return [...document.querySelectorAll('.record')]"
            ".map((node) => node.querySelector('.ref').firstChild.textContent)"
        )

    def errors(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def downloaded(self, name):
        path, end = self.downloads / name, time.monotonic() + 10
        while not path.exists():
            assert time.monotonic() < end, f"{name} was not downloaded"
            time.sleep(0.05)
        return path


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    webdriver = pytest.importorskip("selenium.webdriver")
    from selenium.webdriver.chrome.service import Service

    downloads = tmp_path_factory.mktemp("downloads")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(CHROMEDRIVER))
    driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)}
    )
    yield driver, downloads
    driver.quit()


@pytest.fixture
def show(browser, tmp_path):
    """Writes the report of some plans and opens it; at the end there must be no error."""
    page = Page(*browser)

    def shown(*plans, **options):
        sources = {plan.plan_id: draw_plan(plan, tmp_path / plan.source_file) for plan in plans}
        path = write_report(plans, tmp_path, sources=sources, version="1.2.3", **options)
        page.open(path)
        page.run("localStorage.clear()")
        return page.open(path)

    yield shown
    assert page.errors() == []


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
    page.run(
        "const node = document.getElementById(`filter-${arguments[0]}`); node.value = arguments[1];"
        "node.dispatchEvent(new Event('change'))", kind, value,
    )  # fmt: skip
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
    page.run(
        "const node = document.getElementById('as-of'); node.value = '2021-06-01';"
        "node.dispatchEvent(new Event('change'))"
    )
    labels = [column.get_attribute("aria-label") for column in page.all(".column")]
    assert "Mar 2021: 2 actions, 2 overdue" in labels
    assert "Jan 2021: 2 actions, 2 complete" in labels
    assert not any("2022" in label and "overdue" in label for label in labels)


def correct(page, ref, field, value, reason):
    head = next(h for h in page.all(".head") if h.text.startswith(ref))
    if head.get_attribute("aria-expanded") == "false":
        head.click()
    page.press("e")
    page.run(
        "const node = document.getElementById('edit-field'); node.value = arguments[0];"
        "node.dispatchEvent(new Event('change'));"
        "document.getElementById('edit-input').value = arguments[1]", field, value,
    )  # fmt: skip
    page.one("#edit-reason").send_keys(reason)
    page.one("#edit .strong").click()


def test_a_correction_is_made_taken_away_and_applied(show):
    plan = made_plan(20)
    page = show(plan)
    correct(page, "5.3", "due_text", "by the end of March 2023", "said “so”, in a letter")
    correct(page, "5.4", "action", '=HYPERLINK("x";"y"), two\nlines', "+typed")
    correct(page, "1.2", "deadline", "", "none is meant")
    correct(page, "1.2", "status", "in progress", "asked them")
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
    correct(page, "5.3", "area", "Another area", "looked it up")
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
    correct_open(page, "another text", "heard it")
    assert page.run(focused) == "edit"
    assert "another text" in page.one(".record.chosen .head").text
    assert len(page.all(".column[tabindex='0']")) == 1


def correct_open(page, value, reason):
    page.press("\ue007")
    page.one("#edit-input").clear()
    page.one("#edit-input").send_keys(value)
    page.one("#edit-reason").send_keys(reason)
    page.one("#edit .strong").click()


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


def test_a_field_is_clicked_to_see_its_place(show):
    page = show(made_plan(20))
    page.run("document.getElementById('pages').scrollTop = 0")
    page.one(".record.chosen .field[data-field='due_text'] dt").click()
    page.until("return document.getElementById('page-number').value === '3'")
    page.run(
        "const node = document.getElementById('page-number'); node.value = 1;"
        "node.dispatchEvent(new Event('change'))"
    )
    page.until("return document.getElementById('page-number').value === '1'")


def test_what_is_corrected_is_what_is_searched(show):
    page = show(made_plan(20))
    correct(page, "5.3", "action", "A quite different sentence", "heard it")
    page.press("/")
    page.press("different")
    page.until("return document.querySelectorAll('.record').length === 1")


def test_actions_without_a_deadline_can_be_chosen(show):
    plan = made_plan(20)
    bare = tuple(replace(a, deadline=None) if a.sequence < 4 else a for a in plan.actions)
    page = show(replace(plan, actions=bare))
    last = page.all(".column")[-1]
    assert last.get_attribute("aria-label") == "3 actions not dated"
    last.click()
    assert page.refs() == ["1.2", "1.1", "1.3"]
    assert page.one("#filter-month").text == "Not dated"


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
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    page.driver.refresh()
    assert page.run("return document.documentElement.scrollWidth <= innerWidth")
    page.run("document.querySelectorAll('.head')[3].click()")
    page.until("return document.querySelector('.box.chosen[data-field=action]')")
    for selector in (".record.chosen .head", ".box.chosen[data-field=action]"):
        place = page.one(selector).rect
        top = place["y"] - page.run("return scrollY")
        assert 0 <= top < height - 20
    page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


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


def test_a_long_title_pushes_nothing_out_of_sight(show):
    page = show(replace(made_plan(20), title="A plan with a long title " * 20))
    assert page.run("return document.documentElement.scrollWidth <= innerWidth")
    assert page.one("#help-open").is_displayed()


def test_many_plans_turn_to_the_chosen_ones_pages(show):
    page = show(made_plan(10, "first"), made_plan(10, "second"))
    head = next(h for h in reversed(page.all(".head")) if "Action number 1 " in h.text)
    head.click()
    assert page.one("#file").text == "second.pdf"
    page.run(
        "const node = document.getElementById('filter-plan'); node.value = 'first';"
        "node.dispatchEvent(new Event('change'))"
    )
    assert len(page.refs()) == 10


def test_on_paper_the_actions_are_a_table(show):
    page = show(made_plan(20))
    printed = page.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    import pypdfium2

    pdf = pypdfium2.PdfDocument(base64.b64decode(printed["data"]))
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    for number in range(1, 21):
        assert f"Action number {number} reviews" in text
    assert "Search the actions" not in text
    page.press("/")
    page.press("number 17")
    page.until("return document.querySelectorAll('.record').length === 1")
    printed = page.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pdf = pypdfium2.PdfDocument(base64.b64decode(printed["data"]))
    assert "1 of 20 actions · “number 17”" in pdf[0].get_textpage().get_text_range()
    pdf.close()


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
