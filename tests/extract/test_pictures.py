"""Pages that are pictures: telling them, putting them straight, lines, fills and text."""

from __future__ import annotations

import sys
from difflib import SequenceMatcher
from pathlib import Path

import cv2
import numpy as np
import pytest

from actionplans.errors import NoTextLayerError
from actionplans.extract.deskew import skew, straightened, turned
from actionplans.extract.page import Box, Page, Word
from actionplans.extract.pdfium import read_pages
from actionplans.extract.picture_lines import fills_in, rules_in, without_rules
from actionplans.extract.pictures import _rendered as rendered
from actionplans.extract.pictures import is_picture, recognise
from actionplans.extract.recogniser import capital_i

DATA = Path(__file__).parent / "data"
SCALE = 200 / 72
RNG = np.random.default_rng(5)


def page(words: int, *pictures: Box) -> Page:
    some = tuple(Word("w", 1, n, 0, n + 1, 1, 1) for n in range(words))
    return Page(1, 600, 800, some, pictures=pictures)


def test_a_page_that_is_one_picture() -> None:
    whole = Box(1, 0, 0, 600, 800)
    assert is_picture(page(0, whole))
    assert is_picture(page(4, whole))  # a stamp
    assert is_picture(page(0, *(Box(1, 0, 80 * n, 600, 80 * n + 80) for n in range(10))))  # strips
    assert not is_picture(page(300, whole))  # a scan with a text layer
    assert not is_picture(page(0))  # empty
    assert not is_picture(page(3, Box(1, 0, 0, 100, 100)))  # a logo
    assert not is_picture(Page(1, 0, 0, ()))
    title = Word("Plan", 1, 100, 300, 200, 330, 24)
    assert not is_picture(Page(1, 600, 800, (title,), pictures=(whole,)))  # on a photograph
    assert is_picture(page(0, Box(1, 50, 100, 550, 400)))  # a table pasted as a picture


def drawn_table(rows: int = 4) -> np.ndarray:
    """A page with a grid of three columns, a grey heading row, a red cell and text in serifs."""
    sheet = np.full((1000, 1400, 3), 250, np.uint8)
    sheet[100:160, 100:1300] = (200, 200, 200)
    sheet[220:340, 900:1300] = (230, 40, 40)
    for n, y in enumerate([100, 160, *range(340, 340 + 120 * rows, 120)]):
        cv2.line(sheet, (100, y), (1300, y), (0, 0, 0), 2)
        for x in (110, 510):
            text = f"Supervision and training {n}"
            cv2.putText(sheet, text[:20], (x, y + 40), cv2.FONT_HERSHEY_COMPLEX, 0.9, (20, 20, 20))
    for x in (100, 500, 900, 1300):
        cv2.line(sheet, (x, 100), (x, 340 + 120 * (rows - 1)), (0, 0, 0), 2)
    return sheet


def scanned(sheet: np.ndarray, angle: float) -> np.ndarray:
    noise = RNG.normal(0, 8, sheet.shape[:2])[:, :, None]
    return np.clip(turned(sheet, angle) * 0.95 + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("angle", [-3.0, -0.7, 0.0, 0.3, 1.4])
def test_the_angle_of_a_scan_is_found(angle: float) -> None:
    grey = cv2.cvtColor(scanned(drawn_table(), angle), cv2.COLOR_RGB2GRAY)
    assert skew(grey) == pytest.approx(-angle, abs=0.11)


def test_a_blank_page_is_left_alone() -> None:
    blank = np.full((300, 200, 3), 255, np.uint8)
    assert straightened(blank).mean() > 254
    grey = blank[:, :, 0]
    assert rules_in(grey, SCALE) == ()
    assert fills_in(blank, (), SCALE) == ()


@pytest.mark.parametrize("angle", [0.0, 0.9])
def test_lines_are_found_and_letters_are_not_lines(angle: float) -> None:
    grey = cv2.cvtColor(straightened(scanned(drawn_table(), angle)), cv2.COLOR_RGB2GRAY)
    rules = rules_in(grey, SCALE)
    flat = sorted(r.top * SCALE for r in rules if r.x1 - r.x0 > r.bottom - r.top)
    high = sorted(r.x0 * SCALE for r in rules if r.x1 - r.x0 < r.bottom - r.top)
    assert flat == pytest.approx([100, 160, 340, 460, 580, 700], abs=9 if angle else 3)
    assert high == pytest.approx([100, 500, 900, 1300], abs=9 if angle else 3)
    assert all(min(r.x1 - r.x0, r.bottom - r.top) < 3 for r in rules)


@pytest.mark.parametrize(
    ("wide", "ink", "found"), [(700, 0.75, True), (700, 0.5, False), (200, 0.75, False)]
)
def test_a_worn_line_is_one_where_it_is_as_wide_as_text(wide: int, ink: float, found: bool) -> None:
    grey = np.full((400, 900), 255, np.uint8)
    for x in (80, 80 + wide):
        grey[60:340, x : x + 3] = 0
    for x in range(80, 80 + wide):
        if x % 8 < 8 * ink:
            grey[200:202, x] = 0
    flat = [r for r in rules_in(grey, SCALE) if r.x1 - r.x0 > r.bottom - r.top]
    assert bool(flat) == found


def black_and_white(*, dotted: float) -> np.ndarray:
    """A grid whose second upright line is whole in its first row, and has ink in a part of the
    rows of pixels below; in the third row letters meet it."""
    grey = np.full((700, 900), 255, np.uint8)
    for y in (100, 250, 400, 550):
        grey[y : y + 3, 100:801] = 0
    for x in (100, 800):
        grey[100:553, x : x + 3] = 0
    grey[100:250, 400:403] = 0
    for y in range(262, 400):
        if y % 20 < 20 * dotted:
            grey[y, 400 + y % 3] = 0
    cv2.putText(grey, "booking in, individual", (300, 440), cv2.FONT_HERSHEY_DUPLEX, 1.0, 0, 2)
    return grey


@pytest.mark.parametrize(("dotted", "ends"), [(0.9, 400), (0.5, 250), (0.0, 250)])
def test_a_dotted_line_goes_on_and_a_word_that_meets_it_does_not(dotted: float, ends: int) -> None:
    rules = rules_in(black_and_white(dotted=dotted), SCALE)
    inner = [r for r in rules if r.x1 - r.x0 < 3 and abs(r.x0 * SCALE - 400) < 6]
    assert max(rule.bottom for rule in inner) * SCALE == pytest.approx(ends, abs=4)


def test_painting_over_lines_leaves_the_text() -> None:
    grey = cv2.cvtColor(drawn_table(), cv2.COLOR_RGB2GRAY)
    clean = without_rules(grey, rules_in(grey, SCALE), SCALE)
    assert clean[460, 200:400].min() > 200
    assert (clean[470:505, 110:400] < 100).sum() == (grey[470:505, 110:400] < 100).sum()


def test_coloured_cells_are_found() -> None:
    sheet = drawn_table()
    grey = cv2.cvtColor(sheet, cv2.COLOR_RGB2GRAY)
    fills = fills_in(sheet, rules_in(grey, SCALE), SCALE)
    red = [fill for fill in fills if fill.colour == "#e62828"]
    assert len(red) == 1
    assert tuple(round(n * SCALE) for n in red[0][:4]) == pytest.approx(
        (900, 220, 1300, 340), abs=9
    )
    heading = [fill for fill in fills if fill.colour == "#c8c8c8"]
    assert [round(fill.x0 * SCALE, -2) for fill in heading] == [100, 500, 900]
    assert len(fills) == 4


@pytest.mark.parametrize(
    ("read", "meant"),
    [("DCl", "DCI"), ("JTAl", "JTAI"), ("all", "all"), ("l", "l"), ("Al", "Al"), ("2l", "2l")],
)
def test_small_l_among_capitals(read: str, meant: str) -> None:
    assert capital_i(read) == meant


def test_without_the_extra_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(NoTextLayerError, match=r'pip install "actionplans\[ocr\]"'):
        recognise(DATA / "tagged-libreoffice.pdf", [1])


def as_scan(source: Path, target: Path, angle: float, resolution: int) -> Path:
    """The first page of a PDF as a scan of it: one picture, askew and noisy."""
    import pypdfium2
    from PIL import Image

    document = pypdfium2.PdfDocument(source)
    sheet = document[0].render(scale=resolution / 72, rev_byteorder=True).to_numpy()[:, :, :3]
    Image.fromarray(scanned(sheet, angle)).save(target, "PDF", resolution=resolution, quality=75)
    document.close()
    return target


@pytest.mark.ocr
def test_a_scan_reads_like_its_original(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rapidocr")
    monkeypatch.setattr("socket.socket.connect", None)  # nothing is fetched
    source = DATA / "tagged-libreoffice.pdf"
    scan = as_scan(source, tmp_path / "scan.pdf", -0.8, 250)
    original = next(iter(read_pages(source)))
    assert is_picture(next(iter(read_pages(scan))))
    (found,) = recognise(scan, [1])
    assert (found.width, found.height) == pytest.approx((original.width, original.height), abs=1)
    read = "".join(sorted(" ".join(word.text for word in found.words)))
    printed = "".join(sorted(" ".join(word.text for word in original.words)))
    assert SequenceMatcher(None, printed, read, autojunk=False).ratio() > 0.97
    long = [word for word in original.words if len(word.text) > 3]
    twins = [w for word in long for w in found.words if w.text == word.text and near(w, word)]
    assert len(twins) > 0.95 * len(long)
    assert all(twin.confidence is not None and twin.confidence > 0.7 for twin in twins)


def near(word: Word, other: Word) -> bool:
    middles = ((w.x0 + w.x1) / 2 for w in (word, other))
    one, two = middles
    return abs(one - two) < 8 and abs(word.top - other.top) < 6


@pytest.mark.ocr
def test_a_scan_laid_down_otherwise_is_turned(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    from PIL import Image

    from actionplans.extract.upright import quarter_turns, turned_by

    scan = as_scan(DATA / "tagged-libreoffice.pdf", tmp_path / "scan.pdf", 0.4, 150)
    ((_, sheet, _),) = rendered(scan, [1], None)
    half = sheet[: len(sheet) // 2]  # enough to read
    assert [quarter_turns(turned_by(half, turns)) for turns in range(4)] == [0, 3, 2, 1]
    (upright,) = recognised(half, tmp_path)
    (turned,) = recognised(turned_by(half, 1), tmp_path)
    assert (upright.turned, turned.turned) == (0, 270)
    assert [word.text for word in turned.words] == [word.text for word in upright.words]
    blank = Image.new("RGB", (300, 200), "white")
    (empty,) = recognised(np.asarray(blank), tmp_path)
    assert (empty.words, empty.turned) == ((), 0)


def recognised(sheet: np.ndarray, folder: Path) -> tuple[Page, ...]:
    from PIL import Image

    Image.fromarray(sheet).save(folder / "sheet.pdf", "PDF", resolution=200, quality=95)
    return recognise(folder / "sheet.pdf", [1])
