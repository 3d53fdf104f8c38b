"""How well, and how fast, lead cells are read: `python bench/leads.py`.

Counts the persons found (precision, recall, F1) and the cells read exactly (persons, words of the
roles, bodies) on tests/normalise/data/leads_*.tsv. leads_gold.tsv holds cells of published plans;
square brackets there, and round brackets that explain, are notes and are not scored.
leads_fresh.tsv was written, truth first, before the rules had seen it; first runs on it: 120 cells
F1 1.000, exact 0.908; another 69 harder cells F1 0.966, exact 0.884; after mending, another 46
F1 0.955, exact 0.848. What it scores now is after mending all three. leads_real*.tsv hold cells
of other published plans, persons renamed, truth first; first runs: 109 cells of 43 documents F1
0.940, exact 0.734; after mending, 60 of 15 others F1 0.979, exact 0.833. leads_blind.tsv was
written, truth first, by somebody who had not seen the rules: measured blind, 335 cells F1 0.894,
exact 0.624 (with doubtful truths corrected 0.898, 0.719); its 281 unambiguous cells are kept. After
mending, 82 other cells of the same kinds (leads_checked.tsv), by one who knew the rules: first run
F1 0.967, exact 0.866; after mending, 70 of other kinds of plan (leads_checked2.tsv) F1 0.969, exact
0.900; after mending, another 60 (leads_checked3.tsv) F1 0.966, exact 0.883; after mending,
60 harder ones (leads_checked4.tsv) F1 0.952, exact 0.750; after mending, 50 (leads_checked5.tsv)
F1 0.966, exact 0.840, before those were mended too. leads_blind2.tsv is a second set by somebody
who had not seen the rules: its 147 unambiguous cells, measured blind, after the rules were frozen,
F1 0.967, exact 0.946; what it scores now is after mending, and two of its truths keep a "Mr" or
"Miss" that the older sets leave out. leads_blind3.tsv is a third, 150 cells: F1 1.000, exact 0.993
before one body was mended. First figures stand on the truth as first
written; seven of these truths were corrected afterwards where they spoke against the older sets.
"""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from actionplans.normalise import leads
from actionplans.normalise.plan import Lead

DATA = Path(__file__).parents[1] / "tests" / "normalise" / "data"
_NOTES = re.compile(
    r"\[[^\]]*\]|\((?:initials|until|from|SPA|Police Sc|Injury Prev)[^)]*\)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Score:
    """Persons found, invented and missed; cells read exactly, of how many; the others."""

    found: int
    invented: int
    missed: int
    exact: int
    cells: int
    wrong: tuple[str, ...]

    @property
    def f1(self) -> float:
        return 2 * self.found / max(1, 2 * self.found + self.invented + self.missed)


def bare(words: str) -> str:
    return re.sub(r"[^\w&]+", " ", _NOTES.sub("", words).replace("’", "'")).casefold().strip()


def listed(column: str | None) -> frozenset[str]:
    return frozenset(filter(None, (bare(part) for part in (column or "").split(";"))))


def role_words(roles: Iterable[str]) -> frozenset[str]:
    """The words of the roles: "T/DCI, Child Protection Lead" is one role or two."""
    return frozenset(word for role in roles for word in bare(role).split()) - {"and", "&", "the"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def score(path: Path) -> Score:
    found = invented = missed = exact = 0
    wrong = []
    table = rows(path)
    for row in table:
        read: tuple[Lead, ...] = leads.parse_leads(row["cell"].replace("\\n", "\n"))
        names, truth = frozenset(bare(x.name) for x in read if x.name), listed(row["people"])
        found += len(names & truth)
        invented += len(names - truth)
        missed += len(truth - names)
        same = (
            names == truth
            and role_words(x.role for x in read if x.role) == role_words(listed(row["roles"]))
            and frozenset(bare(x.organisation) for x in read if x.organisation)
            == listed(row["organisations"])
        )
        exact += same
        if not same:
            wrong.append(row["cell"])
    return Score(found, invented, missed, exact, len(table), tuple(wrong))


def main() -> None:
    started = time.perf_counter()
    leads.parse_leads("Jo Smith")
    print(f"first cell (imports spaCy): {time.perf_counter() - started:.2f} s")
    for path in sorted(DATA.glob("leads_*.tsv")):
        cells = [row["cell"].replace("\\n", "\n") for row in rows(path)]
        leads.parse_leads.__globals__["_read"].cache_clear()
        started = time.perf_counter()
        for cell in cells:
            leads.parse_leads(cell)
        each = (time.perf_counter() - started) / len(cells)
        result = score(path)
        print(
            f"{path.name}: {result.cells} cells, persons F1 {result.f1:.3f}, exact"
            f" {result.exact / result.cells:.3f}, {1 / each:.0f} cells/s, {each * 1000:.2f} ms each"
        )
        for cell in result.wrong:
            print(f"    {cell!r}")


if __name__ == "__main__":
    main()
