"""report.html without a browser: what is in it, what is left out, and that nothing breaks out."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import PIL.Image
import pytest

from actionplans import corrections
from actionplans.export import report_choice
from actionplans.export.records import action_records
from actionplans.export.report import embedded, write_report
from actionplans.export.report_drawing import palette_of
from actionplans.export.report_pictures import Drawer, Sought, pictures_of
from actionplans.export.report_words import CORRECTABLE, LABELS
from actionplans.export.schema import ACTIONS
from actionplans.export.without_names import without_names
from actionplans.normalise.plan import UnplacedWord

sys.path.insert(0, str(Path(__file__).parent))
from report_plans import NASTY, draw_plan, made_plan


class Elements(HTMLParser):
    """Every element with its attributes and, for scripts and styles, its text."""

    def __init__(self, text):
        super().__init__()
        self.elements = []
        self.inside = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append([tag, dict(attrs), ""])
        self.inside = True

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.elements[-1][2] += data

    def scripts(self, kind):
        return [
            (a, text) for tag, a, text in self.elements if tag == "script" and a.get("type") == kind
        ]


@pytest.fixture
def write(tmp_path):
    def written(plans, *, drawn=True, **options):
        sources = {}
        for plan in plans if drawn else ():
            sources[plan.plan_id] = draw_plan(plan, tmp_path / plan.source_file)
        path = write_report(plans, tmp_path, sources=sources, version="1.2.3", **options)
        assert path == tmp_path / "report.html"
        return path.read_text(encoding="utf-8")

    return written


def plans_in(text):
    return [json.loads(t) for a, t in Elements(text).scripts("application/json") if a.get("class")]


def facts_in(text):
    return next(
        json.loads(t) for a, t in Elements(text).scripts("application/json") if a["id"] == "facts"
    )


def pictures_in(text):
    return {a["id"]: (a, t.strip()) for a, t in Elements(text).scripts("text/plain")}


def test_every_action_is_there_with_what_was_read(write):
    plan = made_plan(20)
    (shown,) = plans_in(write([plan]))
    assert [action["action_id"] for action in shown["records"]] == [
        action.action_id for action in plan.actions
    ]
    first = shown["records"][0]
    assert first["deadline"] == "2021-01-28"
    assert first["extra"] == {"Cost": "£5"}
    assert ["action", 1, 270.0, 60.0, 510.0, 100.0] in first["provenance"]
    assert shown["sheets"] == [[842.0, 595.0]] * 3
    assert len(shown["repairs"]) == len(plan.repairs)


def test_totals_are_those_of_all_plans(write):
    totals = facts_in(write([made_plan(20, "a"), made_plan(10, "b")]))["totals"]
    assert totals == {
        "plans": 2, "pages": 5, "actions": 30, "flagged": 8, "to_check": 2, "repairs": 6,
        "words_total": 200, "words_placed": 180, "words_elsewhere": 20, "words_unplaced": 0,
    }  # fmt: skip


def test_each_page_has_its_picture(write):
    pictures = pictures_in(write([made_plan(20)]))
    assert list(pictures) == ["picture-0-1", "picture-0-2", "picture-0-3"]
    attributes, data = pictures["picture-0-2"]
    assert attributes["data-kind"] == "png"
    with PIL.Image.open(BytesIO(base64.b64decode(data))) as image:
        assert image.size == (1221, 863)
        assert image.convert("RGB").getpixel((5, 5)) == (255, 255, 255)
    assert len(data) < 60_000


def test_a_page_set_sideways_is_drawn_as_it_reads(write):
    plan = made_plan(8)
    turned = replace(plan, sheets=(replace(plan.sheets[0], turned=90),))
    _, data = pictures_in(write([turned]))["picture-0-1"]
    with PIL.Image.open(BytesIO(base64.b64decode(data))) as image:
        assert image.size == (863, 1221)


def test_the_same_plans_give_the_same_bytes(write):
    assert write([made_plan(20)]) == write([made_plan(20)])


def test_without_pictures_no_page_is_drawn(write):
    text = write([made_plan(20)], pictures=False)
    assert pictures_in(text) == {}
    assert facts_in(text)["pictures"] is False
    assert plans_in(text)[0]["sheets"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("gone", "its PDF is no longer there"), ("text", "it could not be drawn")],
)
def test_a_page_without_a_picture_says_why(tmp_path, name, reason):
    source = tmp_path / name
    if name == "text":
        source.write_text("no PDF")
    write_report([made_plan(8)], tmp_path, sources={"made": source}, version="")
    text = (tmp_path / "report.html").read_text()
    assert pictures_in(text)["picture-0-1"][0]["data-reason"] == reason


def test_a_locked_plan_needs_its_password(tmp_path):
    pikepdf = pytest.importorskip("pikepdf")
    plain = draw_plan(made_plan(8), tmp_path / "plain.pdf")
    with pikepdf.open(plain) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="key", owner="key"))
    for password, kind in ((None, ""), ("wrong", ""), ("key", "png")):
        path = write_report(
            [made_plan(8)], tmp_path, sources={"made": tmp_path / "locked.pdf"}, version="",
            password=password,
        )  # fmt: skip
        attributes, _ = pictures_in(path.read_text())["picture-0-1"]
        assert attributes["data-kind"] == kind
        assert ("password" in attributes["data-reason"]) == (not kind)


def test_pages_in_need_of_a_look_get_the_pictures(write, monkeypatch):
    monkeypatch.setattr(report_choice, "MOST_PICTURES", 2)
    plan = made_plan(40)  # five pages, the doubt on the last
    calm = tuple(
        replace(action, flags=() if action.page_first in (1, 2, 4) else action.flags)
        for action in plan.actions
    )
    pictures = pictures_in(write([replace(plan, actions=calm)]))
    assert list(pictures) == ["picture-0-3", "picture-0-5"]


def test_a_page_with_a_lost_word_is_in_need_of_a_look(write, monkeypatch):
    monkeypatch.setattr(report_choice, "MOST_PICTURES", 1)
    plan = made_plan(40)
    plan = replace(
        plan,
        actions=tuple(replace(action, flags=()) for action in plan.actions),
        unplaced=(UnplacedWord("lost", 4, 1, 2, 3, 4),),
    )
    assert list(pictures_in(write([plan]))) == ["picture-0-4"]


def test_records_of_too_many_plans_are_left_out_and_counted(write, monkeypatch):
    monkeypatch.setattr(report_choice, "MOST_ACTIONS", 25)
    calm = made_plan(10, "calm")
    calm = replace(calm, actions=tuple(replace(action, flags=()) for action in calm.actions))
    text = write([calm, made_plan(10, "a"), made_plan(10, "b"), made_plan(5, "c")])
    shown = plans_in(text)
    assert [plan["records"] is not None for plan in shown] == [False, True, True, True]
    assert [plan["actions"] for plan in shown] == [10, 10, 10, 5]
    assert facts_in(text)["totals"]["actions"] == 35


def test_one_plan_is_always_shown_whole(write, monkeypatch):
    monkeypatch.setattr(report_choice, "MOST_ACTIONS", 3)
    assert len(plans_in(write([made_plan(10)]))[0]["records"]) == 10


def test_no_plans_make_a_page_too(write):
    assert plans_in(write([])) == []


def test_nothing_of_a_plan_becomes_markup(write):
    """The elements of the page are the same, whatever a plan says."""
    plan = made_plan(8)
    vicious = replace(
        plan,
        title=NASTY,
        source_file="made.pdf",
        actions=tuple(
            replace(
                action, action=NASTY, area=NASTY, section=NASTY, due_text=NASTY, lead_text=NASTY,
                extra={NASTY: NASTY},
            )
            for action in plan.actions
        ),
        unplaced=(UnplacedWord(NASTY, 1, 1, 2, 3, 4),),
    )  # fmt: skip
    good, bad = Elements(write([plan])), Elements(write([vicious]))
    assert [tag for tag, *_ in good.elements] == [tag for tag, *_ in bad.elements]
    (shown,) = plans_in(write([vicious]))
    assert shown["records"][0]["action"] == action_records(vicious)[0]["action"]


@pytest.mark.parametrize("text", ["</script>", "<!--", "]]>", "&lt;", "\u2028", "\x00", "\ud800"])
def test_embedded_text_is_plain_ascii_json(text):
    inside = embedded([text])
    assert json.loads(inside) == [text]
    assert inside.isascii()
    assert not set(inside) & set("<>&")


def test_the_policy_allows_this_style_and_this_script_only(write):
    elements = Elements(write([made_plan(8)])).elements
    (policy,) = [
        a["content"] for tag, a, _ in elements if a.get("http-equiv") == "Content-Security-Policy"
    ]
    (style,) = [text for tag, _, text in elements if tag == "style"]
    (script,) = [text for tag, a, text in elements if tag == "script" and "type" not in a]
    for text in (style, script):
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_page_asks_nothing_of_the_network(write):
    text = write([made_plan(8)], drawn=False)
    elements = Elements(text).elements
    assert not [a for _, a, _ in elements for name in a if name in ("src", "srcset", "action")]
    assert not [a for _, a, _ in elements for name in a if name.startswith("on")]
    assert not [a for tag, a, _ in elements if tag in ("link", "iframe", "object", "embed")]
    allowed = {"http://www.w3.org/2000/svg"}
    assert set(re.findall(r"https?://[^\s\"'<]+", text)) <= allowed


def test_what_can_be_corrected_is_what_the_converter_takes():
    assert set(CORRECTABLE) == set(corrections.CORRECTABLE)


def test_every_column_has_a_name():
    unsaid = {"plan_id", "action_id", "sequence", "extra", "page_first", "page_last"}
    unsaid |= {"provenance", "flags", "lead_inherited"}
    assert set(LABELS) == {field.name for field in ACTIONS.fields} - unsaid


def test_colours_of_cells_stay_and_shades_of_letters_go():
    page = PIL.Image.new("RGB", (900, 600), "white")
    page.paste((255, 192, 0), (10, 10, 300, 100))
    page.paste((217, 217, 217), (10, 200, 500, 300))
    palette = palette_of(page)
    assert (255, 192, 0) in palette
    assert (217, 217, 217) in palette
    assert len(palette) == 5


def test_a_photograph_has_no_palette():
    noise = PIL.Image.effect_noise((300, 300), 90).convert("RGB")
    assert palette_of(noise) is None


def test_a_page_that_takes_too_long_is_given_up(tmp_path):
    source = draw_plan(made_plan(8), tmp_path / "made.pdf")
    drawer = Drawer(patience=0.0)
    try:
        slow = drawer.draw(Sought(0, source, 1))
        assert slow.reason == "it took too long to draw"
        drawer._patience = 20.0
        assert drawer.draw(Sought(0, source, 1)).kind == "png"
    finally:
        drawer.end()


def test_a_page_that_ends_its_process_harms_no_other(tmp_path):
    source = draw_plan(made_plan(8), tmp_path / "made.pdf")
    drawer = Drawer()
    try:
        assert drawer.draw(Sought(0, source, 1)).kind == "png"
        drawer._process.kill()
        drawer._process.wait()
        assert drawer.draw(Sought(0, source, 1)).reason == "it could not be drawn"
        assert drawer.draw(Sought(0, source, 1)).kind == "png"
    finally:
        drawer.end()


def test_pictures_come_in_the_order_asked_for(tmp_path):
    source = draw_plan(made_plan(40), tmp_path / "made.pdf")
    asked = [Sought(0, source, page) for page in (5, 1, 99, 3, 2, 4) * 4]
    came = list(pictures_of(asked))
    assert [sought for sought, _ in came] == asked
    assert all(bool(picture.data) == (sought.page != 99) for sought, picture in came)


def test_no_name_is_left_in_a_report_without_names(tmp_path, sample_plan):
    plan = without_names(sample_plan)
    path = write_report([plan], tmp_path, sources={}, version="", pictures=False)
    text = path.read_text(encoding="utf-8")
    names = {lead.name for action in sample_plan.actions for lead in action.leads if lead.name}
    assert len(names) > 10
    assert [name for name in names if name in text] == []
    assert len(plans_in(text)[0]["records"]) == len(sample_plan.actions)


def test_modules_where_the_user_stands_are_not_run(tmp_path, monkeypatch):
    source = draw_plan(made_plan(8), tmp_path / "made.pdf")
    for name in ("json", "PIL", "actionplans"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('not mine')")
    monkeypatch.chdir(tmp_path)
    ((_, picture),) = pictures_of([Sought(0, source, 1)])
    assert picture.kind == "png"
