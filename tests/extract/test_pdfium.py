"""The reader, on small PDFs that each show one feature."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.colors import HexColor, white
from reportlab.pdfgen.canvas import Canvas

from actionplans.errors import EncryptedPdfError, NotAPdfError, SourceNotFoundError
from actionplans.extract import drawing, plumber
from actionplans.extract.page import Page
from actionplans.extract.pdfium import read_pages
from actionplans.extract.words import is_bold_name, is_plain_name

Drawing = Callable[[Canvas], Any]
WIDTH, HEIGHT = 600, 800


def pdf(folder: Path, draw: Drawing, **options: Any) -> Path:
    path = folder / "drawn.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), **options)
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.save()
    return path


def page_of(folder: Path, draw: Drawing) -> Page:
    (page,) = read_pages(pdf(folder, draw))
    return page


def texts(page: Page) -> list[str]:
    return [word.text for word in page.words]


def test_words_stand_where_they_are_printed(tmp_path: Path) -> None:
    page = page_of(tmp_path, lambda c: c.drawString(100, 700, "By when"))
    assert texts(page) == ["By", "when"]
    word = page.words[0]
    assert (word.page, word.x0, word.top, word.bottom) == (1, 100, 92, 102.2)
    assert word.size == 10
    assert word.upright


def test_bold_size_and_colour(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.setFillColor(HexColor("#12659a"))
        c.rect(50, 680, 200, 40, stroke=0, fill=1)
        c.setFillColor(white)
        c.setFont("Helvetica-Bold", 12)
        c.drawString(60, 700, "Lead")

    page = page_of(tmp_path, draw)
    (word,) = page.words
    assert (word.bold, word.size, word.colour) == (True, 12, "#ffffff")
    assert [fill.colour for fill in page.fills] == ["#12659a"]
    assert page.fills[0][:4] == (50, 80, 250, 120)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_coordinates_follow_the_page_rotation(tmp_path: Path, rotation: int) -> None:
    """The page is drawn so that it reads upright after its own rotation."""

    def draw(c: Canvas) -> None:
        c.setPageRotation(rotation)  # which also swaps the sides of reportlab's page
        c.translate(*{0: (0, 0), 90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[rotation])
        c.rotate(rotation)
        c.drawString(100, 300, "Upright")
        c.line(100, 200, 300, 200)

    page = page_of(tmp_path, draw)
    assert (page.width, page.height) == (WIDTH, HEIGHT)
    (word,) = page.words
    assert (word.text, word.upright, page.turned) == ("Upright", True, 0)
    assert word.x0 == pytest.approx(100, abs=0.1)
    assert word.bottom == pytest.approx(HEIGHT - 300 + 2.2, abs=0.1)
    (rule,) = page.rules
    assert rule.x1 - rule.x0 == pytest.approx(200)
    assert rule.top == pytest.approx(HEIGHT - 200, abs=1)


@pytest.mark.parametrize(("angle", "turned"), [(90, 90), (270, 270)])
def test_a_page_set_sideways_is_turned(tmp_path: Path, angle: int, turned: int) -> None:
    def draw(c: Canvas) -> None:
        c.translate(*((WIDTH, 0) if angle == 90 else (0, HEIGHT)))
        c.rotate(angle)
        c.drawString(100, 300, "All of the text of this page runs up the side of it")
        c.line(100, 200, 300, 200)

    page = page_of(tmp_path, draw)
    assert page.turned == turned
    assert (page.width, page.height) == (HEIGHT, WIDTH)
    assert texts(page)[:4] == ["All", "of", "the", "text"]
    assert page.words[0].x0 == pytest.approx(100, abs=0.1)
    assert all(word.upright for word in page.words)
    assert page.rules[0].x1 - page.rules[0].x0 == pytest.approx(200)


def test_sideways_headings_keep_the_page_upright(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.drawString(100, 700, "The rest of the page is upright and has much more text.")
        c.translate(80, 500)
        c.rotate(90)
        c.drawString(0, 0, "By when")

    page = page_of(tmp_path, draw)
    assert page.turned == 0
    assert [word.text for word in page.words if not word.upright] == ["By", "when"]


def test_crop_box_moves_the_origin(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.setCropBox((50, 100, 550, 750))
        c.drawString(100, 700, "Inside")
        c.drawString(100, 20, "Outside")

    page = page_of(tmp_path, draw)
    assert (page.width, page.height) == (500, 650)
    assert texts(page) == ["Inside"]
    assert page.words[0].x0 == 50
    assert page.words[0].bottom == pytest.approx(52.2)


def test_forms_within_forms_stand_in_their_place(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.beginForm("inner")
        c.line(0, 10, 100, 10)
        c.drawString(0, 15, "nested")
        c.endForm()
        c.beginForm("outer")
        c.translate(10, 20)
        c.doForm("inner")
        c.endForm()
        c.translate(100, 500)
        c.scale(2, 2)
        c.doForm("outer")

    page = page_of(tmp_path, draw)
    (rule,) = page.rules
    assert (rule.x0, rule.x1) == (120, 320)
    assert (rule.top + rule.bottom) / 2 == pytest.approx(240)
    assert page.words[0].x0 == pytest.approx(120, abs=0.1)
    assert page.words[0].size == pytest.approx(2 * 12, abs=5)


def test_superscripts_join_their_word(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        text = c.beginText(100, 700)
        for part, size, rise in (("3", 10, 0), ("rd", 6, 4), (" June Date", 10, 0), ("1", 6, 4)):
            text.setFont("Helvetica", size)
            text.setRise(rise)
            text.textOut(part)
        c.drawText(text)

    page = page_of(tmp_path, draw)
    assert [(word.text, word.raised) for word in page.words] == [
        ("3rd", "rd"),
        ("June", ""),
        ("Date1", "1"),
    ]
    assert page.words[0].size == 10


def test_a_footnote_mark_before_the_full_stop_is_raised_all_the_same(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        text = c.beginText(100, 700)
        for part, size, rise in (
            ("review", 10, 0), ("2", 6, 4), (". On the 3", 10, 0), ("rd", 6, 4), (", in km", 10, 0),
            ("2", 6, 4), (".", 10, 0),
        ):  # fmt: skip
            text.setFont("Helvetica", size)
            text.setRise(rise)
            text.textOut(part)
        c.drawText(text)

    page = page_of(tmp_path, draw)
    seen = [(word.text, word.raised) for word in page.words]
    assert seen[0] == ("review.2", "2")
    assert [text for text, _ in seen[-3:]] == ["3rd,", "in", "km2."]


def test_words_part_at_gaps_without_spaces(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.drawString(100, 700, "Ref")
        c.drawString(130, 700, "Action")
        c.setFont("Helvetica-Bold", 10)
        c.drawString(100, 680, "B")
        c.setFont("Helvetica", 10)
        c.drawString(100 + c.stringWidth("B", "Helvetica-Bold", 10), 680, "old")

    page = page_of(tmp_path, draw)
    assert texts(page) == ["Ref", "Action", "Bold"]


@pytest.mark.parametrize(
    ("gap", "words"), [(0.15, ["By", "when"]), (0.25, ["By", "when"]), (0.02, ["Bywhen"])]
)
def test_spaces_may_be_narrow(tmp_path: Path, gap: float, words: list[str]) -> None:
    """The words are set one by one, as typesetters do, with so much of the size between them."""

    def draw(c: Canvas) -> None:
        c.drawString(100, 700, "By")
        c.drawString(100 + c.stringWidth("By", "Helvetica", 10) + 10 * gap, 700, "when")

    assert texts(page_of(tmp_path, draw)) == words


@pytest.mark.parametrize(
    ("name", "bold", "plain"),
    [
        ("arial-boldmt", True, False),
        ("roboto-black", True, False),
        ("roboto-regular", False, True),
        ("gillsans-light", False, True),
        ("gillsans-bolditalic", True, False),
        ("abcdef+f1", False, False),
    ],
)
def test_what_the_name_of_a_font_says(name: str, bold: bool, plain: bool) -> None:
    assert (is_bold_name(name), is_plain_name(name)) == (bold, plain)


def test_shapes_with_curves_are_seen(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.setFillColor(HexColor("#00b050"))
        c.circle(200, 400, 5, stroke=0, fill=1)
        c.circle(300, 400, 5, stroke=1, fill=0)
        c.rect(100, 100, 50, 20, stroke=0, fill=1)
        c.setFillColor(white)
        c.circle(400, 400, 5, stroke=0, fill=1)
        c.drawString(50, 50, "x")

    page = page_of(tmp_path, draw)
    (shape,) = page.shapes
    assert shape.colour == "#00b050"
    assert shape[:4] == pytest.approx((195, 395, 205, 405), abs=0.1)
    assert len(page.fills) == 1


def test_letters_printed_twice_are_read_once(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        for shift in (0, 0.3):
            c.drawString(100 + shift, 700, "Health need")

    assert texts(page_of(tmp_path, draw)) == ["Health", "need"]


def test_hyphens_at_line_ends_stay_what_they_are(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.drawString(100, 700, "a multi-")
        c.drawString(100, 688, "agency audit")

    assert texts(page_of(tmp_path, draw)) == ["a", "multi-", "agency", "audit"]


def test_what_nobody_sees_is_left_out(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.drawString(-200, 700, "off")
        c.setFont("Helvetica", 0.4)
        c.drawString(100, 600, "dust")
        c.setFont("Helvetica", 10)
        c.drawString(100, 700, "seen")
        c.setStrokeColor(white)
        c.line(100, 500, 300, 500)
        c.setFillColor(white)
        c.rect(100, 300, 100, 100, stroke=0, fill=1)

    page = page_of(tmp_path, draw)
    assert texts(page) == ["seen"]
    assert page.rules == ()
    assert page.fills == ()


def test_white_lines_on_a_fill_are_rules(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.setFillColor(HexColor("#003366"))
        c.rect(100, 500, 300, 30, stroke=0, fill=1)
        c.setStrokeColor(white)
        c.line(200, 500, 200, 530)

    (rule,) = page_of(tmp_path, draw).rules
    assert (rule.x0 + rule.x1) / 2 == 200


def test_pieces_of_a_line_become_one_rule(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        for start in range(100, 300, 20):  # a border drawn cell by cell, as thin rectangles
            c.rect(start, 500, 20.4, 0.5, stroke=0, fill=1)
        for start in range(100, 300, 2):  # a dotted one
            c.rect(start, 400, 0.6, 0.6, stroke=0, fill=1)
        c.line(100, 300, 300, 300)  # a doubled one
        c.line(100, 300.8, 300, 300.8)

    rules = page_of(tmp_path, draw).rules
    assert len(rules) == 3
    assert all(rule.x1 - rule.x0 == pytest.approx(200, abs=2) for rule in rules)


def test_clips_cut_what_is_drawn(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        path = c.beginPath()
        path.rect(100, 100, 200, 200)
        c.clipPath(path, stroke=0, fill=0)
        c.line(50, 200, 500, 200)
        c.line(50, 400, 500, 400)

    (rule,) = page_of(tmp_path, draw).rules
    assert (rule.x0, rule.x1) == (100, 300)


def test_symbols_of_private_fonts_are_named() -> None:
    from actionplans.extract.words import _clean

    assert _clean("\uf0b7", True) == "•"
    assert _clean("\uf0fc", True) == "✓"
    assert _clean("\uf041\uf062", False) == "Ab"


def test_a_word_is_nfc_and_keeps_a_soft_hyphen_only_at_its_end() -> None:
    from actionplans.extract.words import _clean

    assert _clean("cafe\u0301", False) == "café"
    assert _clean("safe\u00adguar\u00ad", False) == "safeguar\u00ad"


def test_every_page_is_read(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        for number in range(3):
            c.drawString(100, 700, f"sheet {number}")
            c.showPage()

    pages = list(read_pages(pdf(tmp_path, draw)))
    assert [page.number for page in pages] == [1, 2, 3]
    assert {word.page for word in pages[2].words} == {3}


def test_pictures_are_seen(tmp_path: Path) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    buffer = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(buffer, "png")
    buffer.seek(0)
    page = page_of(tmp_path, lambda c: c.drawImage(ImageReader(buffer), 100, 100, 200, 300))
    assert [box[1:] for box in page.pictures] == [(100, 400, 300, 700)]


def test_errors_name_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFoundError):
        next(read_pages(tmp_path / "none.pdf"))
    (tmp_path / "text.pdf").write_text("this is no PDF")
    with pytest.raises(NotAPdfError):
        next(read_pages(tmp_path / "text.pdf"))
    with pytest.raises(NotAPdfError):
        plumber.read_pages(tmp_path / "text.pdf")
    locked = pdf(tmp_path, lambda c: c.drawString(100, 700, "secret"), encrypt="open sesame")
    for reader in (lambda p, w: next(read_pages(p, w)), plumber.read_pages):
        with pytest.raises(EncryptedPdfError):
            reader(locked, None)
        with pytest.raises(EncryptedPdfError):
            reader(locked, "wrong")
    assert texts(next(read_pages(locked, "open sesame"))) == ["secret"]


def test_the_fallback_reads_the_same_page(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.setFillColor(HexColor("#dddddd"))
        c.rect(90, 690, 300, 30, stroke=1, fill=1)
        c.setFillColor(HexColor("#000000"))
        c.drawString(100, 700, "Areas for development")
        c.line(90, 600, 390, 600)

    path = pdf(tmp_path, draw)
    (one,), (other,) = tuple(read_pages(path)), plumber.read_pages(path)
    assert texts(one) == texts(other)
    assert [fill.colour for fill in one.fills] == [fill.colour for fill in other.fills]
    assert len(one.rules) == len(other.rules) == 5
    for a, b in zip(one.words, other.words, strict=True):
        assert (a.x0, a.x1) == pytest.approx((b.x0, b.x1), abs=0.2)


def test_what_is_typed_into_a_form_is_read(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.drawString(100, 700, "Lead")
        c.acroForm.textfield(name="lead", value="Jo Smith", x=150, y=690, width=200, height=20)

    assert {"Lead", "Jo", "Smith"} <= set(texts(page_of(tmp_path, draw)))


def test_what_is_drawn_may_be_looked_at_in_stretches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(c: Canvas) -> None:
        for n in range(12):
            c.setFillColor(HexColor(f"#{n:02x}659a"))
            c.rect(50, 50 * n, 200, 40, stroke=n % 2, fill=1)
            c.circle(400, 50 * n, 10, stroke=0, fill=1)
            c.line(300, 50 * n, 350, 50 * n)

    whole = page_of(tmp_path, draw)
    assert (len(whole.fills), len(whole.shapes), len(whole.rules)) == (12, 12, 36)
    monkeypatch.setattr(drawing, "AT_ONCE", 7)
    assert page_of(tmp_path, draw) == whole


def test_a_drawing_of_many_paths_is_read_in_time(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        path = c.beginPath()
        for n in range(20_000):
            path.rect(n % 500, n / 30, 4, 4)
        c.drawPath(path)

    page = page_of(tmp_path, draw)
    assert page.words == ()


@pytest.mark.parametrize(
    ("creator", "seen"), [("Calc", ["shown"]), ("Writer", ["hidden", "shown"])]
)
def test_text_that_a_spreadsheet_clips_away(tmp_path: Path, creator: str, seen: list[str]) -> None:
    def draw(c: Canvas) -> None:
        c.setCreator(creator)
        clip = c.beginPath()
        clip.rect(100, 600, 200, 40)
        c.clipPath(clip, stroke=0)
        c.drawString(110, 650, "hidden")  # above the cell
        c.drawString(110, 620, "shown")

    assert texts(page_of(tmp_path, draw)) == seen
