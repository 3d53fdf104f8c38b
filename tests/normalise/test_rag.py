"""Colours named, keys read, a status only where words or the key give one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.extract.document import Cell, Document, Line, PageSize, Row, Swatch, Table
from actionplans.extract.page import Word
from actionplans.normalise.colour_key import read_key
from actionplans.normalise.colours import name_of
from actionplans.normalise.rag import Key, rag_of, status_of


def line(text: str) -> Line:
    return Line(tuple(Word(w, 1, 0.0, 0.0, 1.0, 1.0, 1.0) for w in text.split()))


def cell(text: str = "", fill: str | None = None) -> Cell:
    return Cell((line(text),) if text else (), fill)


def table(*rows: tuple[Cell, ...]) -> Table:
    return Table(tuple(Row(1, cells) for cells in rows), "ruled")


def document(*body: Table | Line) -> Document:
    return Document("plan.pdf", "0" * 64, None, (PageSize(1, 595, 842),), body)


@pytest.mark.parametrize(
    ("fill", "name"),
    [
        ("#ff0000", "red"),
        ("#c00000", "red"),
        ("#ffc7ce", "red"),
        ("#f4cccc", "red"),
        ("#ffc000", "amber"),
        ("#ed7d31", "amber"),
        ("#ffeb9c", "amber"),
        ("#f7caac", "amber"),
        ("#ffff00", "yellow"),
        ("#00b050", "green"),
        ("#92d050", "green"),
        ("#c6efce", "green"),
        ("#e2efd9", "green"),
        ("#00b0f0", "blue"),
        ("#4472c4", "blue"),
        ("#d9e2f3", "blue"),
        ("#7030a0", "purple"),
        ("#d9d9d9", "grey"),
        ("#f2f2f2", "grey"),
        ("#ffffff", None),
        ("#000000", "black"),
        ("nonsense", None),
    ],
)
def test_a_fill_has_its_everyday_name(fill: str, name: str | None) -> None:
    assert name_of(fill) == name


@pytest.mark.parametrize(
    ("text", "rag"),
    [
        ("Green", "green"),
        ("AMBER", "amber"),
        ("R", "red"),
        ("Oval: G", "green"),
        ("(A)", "amber"),
        ("RAG: Red", "red"),
        ("Blue - complete", "blue"),
        ("Amber/Green", None),
        ("Gray", "grey"),
        ("", None),
        ("n/a", None),
        ("a", None),
        ("The green paper on schools was read by all of the staff there", None),
        ("Redacted", None),
    ],
)
def test_a_colour_in_words(text: str, rag: str | None) -> None:
    assert rag_of(text, None, Key()) == rag


def test_the_fill_of_the_cell_speaks_where_words_do_not() -> None:
    assert rag_of("", "#00b050", Key()) == "green"
    assert rag_of("Amber", "#00b050", Key()) == "amber"
    assert rag_of(None, "#d9d9d9", Key()) is None
    assert rag_of(None, "#d9d9d9", Key({"grey": "on target", "black": "behind"})) == "grey"
    assert rag_of(None, "#ffc000", Key({"orange": "due soon", "red": "late"})) == "orange"


def test_a_fill_shared_by_a_whole_row_is_decoration() -> None:
    zebra = tuple(cell(text, "#d9e2f3") for text in ("1", "Do it", "May 2020", ""))
    key = read_key(
        document(table(zebra, (cell("2"), cell("Do"), cell("June"), cell("", "#00b050"))))
    )
    assert rag_of(None, "#d9e2f3", key) is None
    assert rag_of(None, "#00b050", key) == "green"


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        (
            "Red – Off Track, Amber – On Track, Green – Complete, Blue – Complete & CSPI",
            {
                "red": "Off Track",
                "amber": "On Track",
                "green": "Complete",
                "blue": "Complete & CSPI",
            },
        ),
        (
            "Red 'Off Track', Amber 'On Track', Green 'Complete'",
            {"red": "Off Track", "amber": "On Track", "green": "Complete"},
        ),
        (
            "grey=on target/achieved, hatched= behind target, and black=not on target/not achieved",
            {
                "grey": "on target/achieved, hatched= behind target",
                "black": "not on target/not achieved",
            },
        ),
        ("Implemented recommendations are shown in blue", {"blue": "Implemented recommendations"}),
        ("The Green Paper was read; Blue Badge holders may park.", {}),
    ],
)
def test_a_key_in_a_line(text: str, meanings: dict[str, str]) -> None:
    assert dict(read_key(document(line(text))).meanings) == meanings


def test_a_key_line_by_line() -> None:
    key = read_key(
        document(
            line("RAG key"), line("R = Not started"), line("A: In progress"), line("G – Complete")
        )
    )
    assert dict(key.meanings) == {"red": "Not started", "amber": "In progress", "green": "Complete"}
    assert status_of(None, "red", key) == "not started"


def test_codes_are_explained_by_the_document() -> None:
    key = read_key(
        document(line("CNFA – Complete, no further action"), line("NHS – National Health Service"))
    )
    assert dict(key.codes) == {"CNFA": "Complete, no further action"}
    assert status_of("CNFA", None, key) == "complete"
    assert "NHS" not in key.codes


def test_a_key_of_swatches() -> None:
    key = read_key(
        document(
            table(
                (cell("", "#ff0000"), cell("Overdue")),
                (cell("", "#ffc000"), cell("Completed in line with plans but will be ongoing")),
                (cell("", "#00b0f0"), cell("Timeline reconsidered")),
            )
        )
    )
    assert set(key.meanings) == {"red", "amber", "blue"}
    assert status_of(None, rag_of(None, "#ff0000", key), key) == "overdue"
    assert status_of(None, "blue", key) is None


def test_a_key_of_words_on_fills() -> None:
    key = read_key(
        document(
            table(
                (
                    cell("Complete", "#00b050"),
                    cell("In progress", "#ffc000"),
                    cell("Overdue", "#ff0000"),
                )
            )
        )
    )
    assert status_of(None, "green", key) == "complete"
    assert status_of(None, "amber", key) == "in progress"


def test_an_action_table_is_no_key() -> None:
    rows = [
        (
            cell(str(at)),
            cell("Review the policy with all partners " * 8),
            cell("May 2020"),
            cell("Green"),
            cell("Complete"),
        )
        for at in range(12)
    ]
    assert not read_key(document(table(*rows))).meanings


@pytest.mark.parametrize(
    ("text", "rag", "status"),
    [
        ("Completed", None, "complete"),
        ("Action completed.", None, "complete"),
        ("Not started", None, "not started"),
        ("Overdue", None, "overdue"),
        ("Ongoing", None, "ongoing"),
        ("In progress", "red", "in progress"),
        ("Not complete", None, None),
        ("On track", None, None),
        ("", "green", None),
        (None, None, None),
        ("100%", None, "complete"),
        ("40% complete", None, "in progress"),
        ("0%", None, "not started"),
        ("To be completed", None, None),
    ],
)
def test_a_status_needs_words(text: str | None, rag: str | None, status: str | None) -> None:
    assert status_of(text, rag, Key()) == status


def test_amber_may_mean_complete() -> None:
    key = read_key(document(line("Red – not started, Amber – completed, Blue – deferred")))
    assert status_of(None, "amber", key) == "complete"
    assert status_of("Amber", None, key) == "complete"
    assert status_of(None, "blue", key) is None


@given(st.text(max_size=200), st.one_of(st.none(), st.text(max_size=8)))
def test_nothing_raises(text: str, fill: str | None) -> None:
    key = read_key(document(*([line(text)] if text.split() else [])))
    status_of(text, rag_of(text, fill, key), key)


@pytest.mark.parametrize(
    ("meaning", "status"),
    [
        ("Complete", "complete"),
        ("Completed and closed", "complete"),
        ("Not on track, but a plan is in place to complete it", None),
        ("Unlikely to be completed", None),
        ("Behind schedule but will be completed", None),
        ("Delays, to be completed next year", None),
        ("Started but off track", "in progress"),
    ],
)
def test_what_is_off_track_is_not_complete(meaning: str, status: str | None) -> None:
    assert status_of(None, "red", Key({"red": meaning})) == status


def test_a_grey_fill_is_a_rating_only_in_a_column_of_ratings() -> None:
    assert rag_of(None, "#d9d9d9", Key(), grey=True) == "grey"
    assert rag_of(None, "#d9d9d9", Key(), grey=False) is None
    assert rag_of(None, "#d9d9d9", Key(decoration=frozenset({"#d9d9d9"})), grey=True) is None


@pytest.mark.parametrize(("heading", "rag"), [("RAG", "grey"), ("Status", None)])
def test_grey_in_a_column_of_the_plan(read, heading: str, rag: str | None) -> None:
    rows = read(
        f"""
        Action | Lead | By when | {heading}
        Hire a cook | Jo Smith | May 2024 | [#d9d9d9]
        Buy an oven | Al Jones | June 2024 | [#00b050]
        """,
        fields="rag",
    )
    assert rows == [(rag,), ("green",)]


def swatches(*found: tuple[str, str]) -> Key:
    return read_key(replace(document(), swatches=tuple(Swatch(*each) for each in found)))


def test_swatches_between_the_tables_are_a_key() -> None:
    key = swatches(("#00b050", "Complete"), ("#ff0000", "Not started"))
    assert dict(key.meanings) == {"green": "Complete", "red": "Not started"}
    assert status_of(None, rag_of(None, "#00b050", key), key) == "complete"


def test_a_swatch_with_the_name_of_a_colour_says_what_its_fill_is_called() -> None:
    key = swatches(("#00b050", "Green"), ("#ff0000", "Red"), ("#cc3300", "Amber"))
    assert dict(key.fills) == {"#00b050": "green", "#ff0000": "red", "#cc3300": "amber"}
    assert rag_of(None, "#cc3300", key) == "amber"
    assert not key.meanings


def test_a_shape_with_a_whole_paragraph_is_no_swatch() -> None:
    assert not swatches(("#00b050", "word " * 41), ("#ff0000", "word " * 41)).fills


def test_a_key_of_words_on_colours_in_one_row() -> None:
    key = table(
        (
            cell("Completed", "#8fb8e8"),
            cell("On track", "#9ad29a"),
            cell("Behind schedule", "#ee7b7b"),
            cell("Not yet due"),
        )
    )
    found = read_key(document(key)).meanings
    assert found == {"blue": "Completed", "green": "On track", "red": "Behind schedule"}


def test_a_key_of_letters_in_a_sentence(build) -> None:
    line = "BRAG: B = action completed; G = in progress and on time; R = serious delay."
    meanings = read_key(build.document(line)).meanings
    assert meanings["blue"] == "action completed"
    assert meanings["green"] == "in progress and on time"


def test_a_code_that_is_no_letter_of_a_colour(build) -> None:
    key = "B | Complete\nG | On track\nA | Some delay\nN | Not started"
    found = read_key(build.document(build.grid(key)))
    assert found.codes == {"N": "Not started"}
    assert status_of("N", None, found) == "not started"


def test_a_status_that_opens_what_a_colour_means_is_sure() -> None:
    key = Key(meanings={"blue": "Complete – evidence sent to the inspectorate or closed by letter"})
    assert status_of(None, "blue", key) == "complete"
    key = Key(meanings={"blue": "On schedule or complete"})
    assert status_of(None, "blue", key) is None


def test_two_shades_of_one_colour_each_with_a_meaning():
    key = read_key(
        document(
            table(
                (cell(fill="#00b050"), cell("Completed")),
                (cell(fill="#92d050"), cell("In progress – on schedule")),
                (cell(fill="#ff0000"), cell("Overdue")),
            )
        )
    )
    assert status_of(None, "green", key, "#00b050") == "complete"
    assert status_of(None, "green", key, "#92d050") == "in progress"
    assert status_of(None, "red", key, "#ff0000") == "overdue"


def test_a_swatch_without_a_colour_is_white():
    key = read_key(
        document(
            table(
                (cell(fill="#00b050"), cell("Complete")),
                (cell(fill="#ff0000"), cell("Overdue")),
                (cell(), cell("Not started")),
            )
        )
    )
    assert status_of(None, "white", key) == "not started"


def test_colours_to_the_right_of_what_they_mean():
    key = read_key(
        document(
            table(
                (cell("Complete"), cell(fill="#00b050")),
                (cell("In progress"), cell(fill="#ffc000")),
                (cell("Not started"), cell(fill="#ff0000")),
            )
        )
    )
    assert [status_of(None, colour, key) for colour in ("green", "amber", "red")] == [
        "complete", "in progress", "not started",
    ]  # fmt: skip


def test_statuses_with_their_colours_in_the_rows_of_a_plan_are_no_key():
    rows = [
        (cell(f"Do thing {n}"), cell("May 2024"), cell(text), cell(fill=fill))
        for n, (text, fill) in enumerate([("Complete", "#ffff00"), ("Not started", "#ff0000")])
    ]
    assert not read_key(document(table(*rows))).meanings
