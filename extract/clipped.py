"""Text that a spreadsheet printed and nobody sees: outside of the clip of its cell.

A cell that is merged over the end of a page is printed whole on both pages by spreadsheet
programs, each time with what belongs to the other page clipped away.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2

from actionplans.extract.clips import clip_of
from actionplans.extract.frame import Frame
from actionplans.extract.words import Runs, kept

SPREADSHEETS = ("calc", "excel", "spreadsheet", "numbers")
EDGE = 1.0  # points of a line that may show without anybody reading it


def is_spreadsheet(document: pypdfium2.PdfDocument) -> bool:
    """True for a document that a spreadsheet program made, by what it says of itself."""
    try:
        creator = document.get_metadata_value("Creator").casefold()
    except UnicodeDecodeError:
        return False
    return any(name in creator for name in SPREADSHEETS)


def without_clipped(runs: Runs, objects: Sequence[int], seen: Frame) -> Runs:
    """The runs without those that stand outside of the clip of their text object."""
    if not runs.texts:
        return runs
    page = (0.0, 0.0, seen.width, seen.height)
    boxes = {obj: clip_of(obj, seen.matrix, page) for obj in dict.fromkeys(objects)}
    clips = np.array([boxes[obj] or (0.0, 0.0, 0.0, 0.0) for obj in objects])
    x0, top, x1, bottom = runs.boxes.T
    left, up, right, down = clips.T
    shown = (x1 > left) & (x0 < right) & (bottom - EDGE > up) & (top + EDGE < down)
    return runs if shown.all() else kept(runs, shown)
