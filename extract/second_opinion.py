"""Another reader's columns, asked only where our own are in doubt.

camelot's `network` and `hybrid` flavours find columns from the alignment of text alone. They cut
rows badly, so rows are never taken from them; their column borders are taken when they explain the
words better than ours, by the same measure of doubt.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from actionplans.extract.columns import Gutter, aligned_share, crosses
from actionplans.extract.runs import Printed

IN_DOUBT = 0.12  # above this the other reader is asked
BETTER_BY = 0.03  # what its columns must gain
REACH = 8.0  # points around its border in which ours may lie
FLAVOURS = ("network", "hybrid")


def doubt(lines: Sequence[Printed], gutters: Sequence[Gutter], claimed: int) -> float:
    """How badly columns explain the text: 0 is perfect.

    The share of lines with a run across a gutter, half the share of cells that are aligned with
    no other, and the share of claimed gutters that were not found.
    """
    if not lines or not gutters:
        return 1.0
    across = sum(any(crosses(run, g) for run in line.runs for g in gutters) for line in lines)
    ragged = 1 - aligned_share(lines, gutters)
    lost = max(0, claimed - len(gutters)) / max(1, claimed)
    return across / len(lines) + 0.5 * ragged + lost


def other_claims(
    source: Path, password: str | None, page: int, top: float, bottom: float, height: float
) -> list[list[Gutter]]:
    """Where camelot sees borders of columns between top and bottom of the page, by flavour.

    Points from the top left; nothing when it fails, for it is only a second opinion.
    """
    opinions = []
    for flavour in FLAVOURS:
        for table in _ask(source, password, page, flavour):
            _, low, _, high = table._bbox
            inside = min(bottom, height - low) - max(top, height - high)
            if inside > 0.5 * (bottom - top):
                edges = [float(left) for left, _ in table.cols[1:]]
                opinions.append([Gutter(edge - REACH, edge + REACH) for edge in edges])
    return opinions


def _ask(source: Path, password: str | None, page: int, flavour: str) -> list[Any]:
    logging.getLogger("camelot").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from camelot.io import read_pdf

        try:
            found = read_pdf(
                str(source),
                pages=str(page),
                flavor=flavour,
                password=password,
                suppress_stdout=True,
            )
        except Exception:  # noqa: BLE001 - whatever ails it, our own reading stands
            return []
    return list(found)
