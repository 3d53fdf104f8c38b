"""Made-up plans whose rows are cut by page ends, with the truth about every row beside them.

    python tests/corpus/cut_rows.py FOLDER            the untagged make (reportlab, drawn rules)
    python tests/corpus/cut_rows.py FOLDER --tagged   the tagged make instead (needs LibreOffice)

Each make is ten documents; the same numbers come out every time. Beside each PDF stands a JSON with
the rows as the author wrote them. The pages in it are not taken from the layout but read back from
the PDF: the characters of each column, in order over all pages, must be exactly those of the cells
in order, or the build fails.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "samples"))

from press import fixed, ruled, word  # noqa: E402
from press.lines import MARGIN, WIDTHS  # noqa: E402
from press.source import Action, Area, Paragraph, Paragraphs, Plan, Row, Section  # noqa: E402
from press.source import paragraphs as read_paragraphs  # noqa: E402

FIELDS = ("ref", "area", "action", "due", "lead")
ROWS = 56  # at least, in a document


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tagged", action="store_true")
    options = parser.parse_args()
    build(options.folder, tagged=options.tagged)


def build(folder: Path, *, tagged: bool = False) -> None:
    """Write the ten documents of one make, and their truth, into folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, plan in enumerate(plans(), 1):
        if tagged:
            target = folder / f"tagged-{number:02}.pdf"
            word.write(plan, target)
            fixed.fix_dates(target)
            fixed.pack(target)
        else:
            closed = number % 2 == 0
            target = folder / f"ruled-{number:02}-{'closed' if closed else 'open'}.pdf"
            ruled.write(plan, target, closed=closed)
        save_truth(plan, target)


def plans() -> Iterator[Plan]:
    words = tomllib.loads((HERE / "plan_words.toml").read_text(encoding="utf-8"))
    for number, theme in enumerate(words["plan"]):
        yield Author(words, theme, random.Random(number)).plan()


class Author:
    """Writes one plan; chance decides everything, and the seed decides chance."""

    def __init__(self, words: dict[str, Any], theme: dict[str, Any], chance: random.Random) -> None:
        self.words = words
        self.theme = theme
        self.chance = chance

    def plan(self) -> Plan:
        areas: list[Area] = []
        while sum(len(area.rows) for area in areas) < ROWS:
            areas.append(self.area(len(areas) + 1))
        banners = self.theme["banners"] or [""]
        size = -(-len(areas) // len(banners))
        sections = [
            Section(banner, tuple(areas[index * size : (index + 1) * size]))
            for index, banner in enumerate(banners)
        ]
        return Plan(self.theme["title"], "2021 to 2023", tuple(self.theme["columns"]),
                    tuple(sections))  # fmt: skip

    def area(self, number: int) -> Area:
        """With a pattern of its own for references each row is an area; else areas have several."""
        pattern = self.theme.get("reference")
        rows = [self.row(None, fresh=True)] if pattern else [
            self.row(f"{number}.{index}", fresh=index == 1 or self.chance.random() < 0.5)
            for index in range(1, self.chance.choice((2, 3, 4, 5)))
        ]  # fmt: skip
        return Area((pattern or "{}").format(number), (Paragraph(self.finding()),), tuple(rows))

    def row(self, ref: str | None, fresh: bool) -> Row:
        tab = self.theme.get("tab", False)
        action = Action(ref, tab, self.action(), read_paragraphs(self.due()))
        return Row((action,), self.lead() if fresh else None)

    def pick(self, kind: str) -> str:
        return str(self.chance.choice(self.words[kind]))

    def finding(self) -> str:
        first, second = self.chance.sample(self.words["findings"], 2)
        opening = f"{first}, {self.pick('details')}."
        if self.chance.random() < 0.5:
            opening = f"{opening} {second}."
        rest = self.chance.sample(self.words["consequences"], self.chance.choice((0, 1, 2, 3)))
        return " ".join((opening, *rest))

    def action(self) -> Paragraphs:
        text = f"{self.pick('verbs')} {self.pick('objects')} {self.pick('purposes')}"
        kind = self.chance.random()
        if kind < 0.2:
            items = self.chance.sample(self.words["items"], self.chance.choice((2, 3, 4)))
            return (Paragraph(f"{text}, with:"), *(Paragraph(item, "•") for item in items))
        if kind < 0.4:
            return (Paragraph(text),)
        count = 9 if kind > 0.97 else self.chance.choice((1, 2, 3, 4))
        more = self.chance.sample(self.words["further"], count)
        if kind < 0.65:
            return (Paragraph(f"{text}."), *map(Paragraph, more))
        return (Paragraph(" ".join((f"{text}.", *more))),)

    def due(self) -> str:
        month = self.chance.randrange(11)
        year = self.chance.choice((2021, 2022))
        return self.pick("dues").format(
            month=self.words["months"][month],
            later=self.words["months"][self.chance.randrange(month + 1, 12)],
            number=month + 1,
            day=self.chance.randrange(1, 29),
            year=year,
            next=(year + 1) % 100,
            quarter=self.chance.randrange(1, 5),
        )

    def lead(self) -> Paragraphs:
        count = self.chance.choice((1, 1, 1, 2, 3))
        return tuple(Paragraph(self.person()) for _ in range(count))

    def person(self) -> str:
        body = self.chance.choice(self.theme["bodies"])
        name, role = self.pick("names"), self.pick("roles")
        return self.chance.choice(
            (f"{name}, {role}", f"{body} – {name}, {role}", f"{body} {role}", f"{name} ({body})")
        )


def save_truth(plan: Plan, pdf: Path) -> None:
    """Write the rows and where they stand; a ValueError says where the PDF has other words."""
    pages, columns = read_columns(pdf)
    rows = list(truth(plan))
    for index, field in enumerate(FIELDS):
        locate(rows, field, columns[index], pdf.name)
    for row in rows:
        stands = row.pop("pages")
        row["page_first"] = min(first for first, _ in stands.values())
        row["page_last"] = max(last for _, last in stands.values())
        row["cut"] = [field for field, (first, last) in stands.items() if first != last]
    document = {"pdf": pdf.name, "pages": pages, "columns": plan.columns, "rows": rows}
    pdf.with_suffix(".json").write_text(
        json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def truth(plan: Plan) -> Iterator[dict[str, Any]]:
    """Every row with all five cells filled; merged says which repeat the row above."""
    for section in plan.sections:
        for area in section.areas:
            lead = ""
            for index, row in enumerate(area.rows):
                lead = lead if row.lead is None else shown(row.lead)
                (action,) = row.actions
                number = f"{action.ref} " if action.ref else ""
                merged = ["ref", "area"] if index else []
                yield {
                    "section": section.title or None,
                    "ref": area.ref,
                    "area": shown(area.text),
                    "action": number + shown(action.text),
                    "due": shown(action.due),
                    "lead": lead,
                    "merged": merged + (["lead"] if row.lead is None else []),
                    "pages": {},
                }


def shown(paragraphs: Paragraphs) -> str:
    """The paragraphs as printed, one a line."""
    return "\n".join(" ".join(filter(None, (p.marker, p.text))) for p in paragraphs)


def read_columns(pdf: Path) -> tuple[int, list[list[tuple[str, int]]]]:
    """How many pages, and each column's characters from top to bottom with their pages.

    All that is bold (title, headings, banners) and the running foot are left out.
    """
    import pdfplumber

    edges = [MARGIN + sum(WIDTHS[: index + 1]) for index in range(len(WIDTHS))]
    columns: list[list[tuple[str, int]]] = [[] for _ in WIDTHS]
    with pdfplumber.open(pdf) as document:
        for page in document.pages:
            chars = [
                char
                for char in page.chars
                if "Bold" not in char["fontname"] and char["matrix"][5] > MARGIN - 6
            ]
            for char in sorted(chars, key=lambda c: (-round(c["matrix"][5], 1), c["x0"])):
                column = sum(char["x0"] > edge for edge in edges)
                if char["text"].strip():
                    columns[column].append((char["text"], page.page_number))
        return len(document.pages), columns


def locate(rows: list[dict[str, Any]], field: str, chars: list[tuple[str, int]], name: str) -> None:
    """Note in each row the first and last page of its cell; all characters must be used up."""
    used = 0
    for row in rows:
        if field in row["merged"]:
            continue
        text = "".join(row[field].split())
        found = chars[used : used + len(text)]
        read = "".join(char for char, _ in found)
        if read != text:
            raise ValueError(f"{name}: {field} {row['ref']} reads {read!r}, not {text!r}")
        row["pages"][field] = (found[0][1], found[-1][1])
        used += len(text)
    if used != len(chars):
        raise ValueError(f"{name}: {field} has {len(chars) - used} characters too many")


if __name__ == "__main__":
    main()
