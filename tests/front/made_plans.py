"""Made-up ruled plans of any length, drawn fast: a table of five columns, closed at page ends.

python tests/front/made_plans.py FOLDER --plans 1000
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 842, 595
EDGES = (40, 80, 270, 520, 650, 802)
HEADINGS = ("Ref", "Area for development", "Actions", "Completion date", "Lead")
SIZE, LEADING, PAD = 9, 11, 4
DAYS = ("30 June 2021", "by August 2021", "Q2 2021/22", "Autumn 2021", "End of May 2021", "Ongoing")
LEADS = (
    "Jo Smith, Head of Service",
    "Priya Patel, Service Manager",
    "Police",
    "NHS CCG – Ann Lee, Designated Nurse",
)
VERBS = ("Review", "Agree", "Publish", "Audit", "Train", "Update", "Map", "Share")
OBJECTS = (
    "the pathway for children who go missing",
    "the threshold guidance with partner agencies",
    "a joint audit of case records and report what it found",
    "front line practitioners in the use of the screening tool",
    "the information sharing protocol between health and police",
)


def write_plan(path: Path, rows: int, seed: int = 0, password: str | None = None) -> list[str]:
    """Draw a plan with so many actions; gives their references in order."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    dice = random.Random(seed)
    locked = StandardEncryption(password, strength=128) if password else None
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=True, encrypt=locked)
    refs: list[str] = []
    y = _head(canvas, title=f"Joint inspection action plan {seed}")
    for number in range(rows):
        refs.append(f"{number // 4 + 1}.{number % 4 + 1}")
        cells = _cells(dice, refs[-1])
        height = max(map(len, cells)) * LEADING + 2 * PAD
        if y - height < 40:
            canvas.showPage()
            y = _head(canvas)
        y = _row(canvas, y, height, cells)
    canvas.save()
    return refs


def write_pages(path: Path, pages: int) -> None:
    """A plan of exactly so many pages."""
    rows = 20 * pages
    write_plan(path, rows)
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        too_many = range(pages, len(document))
        for _ in too_many:
            document.del_page(pages)
        document.save(path.with_suffix(".cut"))
    path.with_suffix(".cut").replace(path)


def _cells(dice: random.Random, ref: str) -> list[list[str]]:
    action = f"{dice.choice(VERBS)} {dice.choice(OBJECTS)}."
    area = f"Partners should {dice.choice(VERBS).lower()} {dice.choice(OBJECTS)}."
    texts = (ref, area, action, dice.choice(DAYS), dice.choice(LEADS))
    return [
        _wrapped(text, right - left)
        for text, left, right in zip(texts, EDGES, EDGES[1:], strict=False)
    ]


def _wrapped(text: str, width: float) -> list[str]:
    room = int((width - 2 * PAD) / (SIZE * 0.52))
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _head(canvas: Canvas, title: str = "") -> float:
    y = HEIGHT - 40.0
    if title:
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(EDGES[0], y, title)
        y -= 20
    return _row(canvas, y, LEADING + 2 * PAD, [[text] for text in HEADINGS], "Helvetica-Bold")


def _row(
    canvas: Canvas, y: float, height: float, cells: list[list[str]], font: str = "Helvetica"
) -> float:
    canvas.setFont(font, SIZE)
    for lines, left, right in zip(cells, EDGES, EDGES[1:], strict=False):
        canvas.rect(left, y - height, right - left, height)
        for number, line in enumerate(lines):
            canvas.drawString(left + PAD, y - PAD - SIZE - number * LEADING, line)
    return y - height


def write_plans(folder: Path, count: int) -> None:
    """So many plans of 5 to 60 actions, in folders of a hundred."""
    for number in range(count):
        inside = folder / f"{number // 100:03}"
        inside.mkdir(parents=True, exist_ok=True)
        write_plan(inside / f"plan-{number:05}.pdf", 5 + number * 7 % 56, seed=number)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plans", type=int, default=1000)
    options = parser.parse_args()
    write_plans(options.folder, options.plans)
