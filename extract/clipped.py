"""Text that a spreadsheet printed and nobody sees: outside of the clip of its cell.

A cell that is merged over the end of a page is printed whole on both pages by spreadsheet
programs, each time with what belongs to the other page clipped away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pypdfium2

from actionplans.extract.clips import clip_of
from actionplans.extract.frame import Frame
from actionplans.extract.words import Runs, kept

if TYPE_CHECKING:
    from numpy.typing import NDArray

SPREADSHEETS = ("calc", "excel", "spreadsheet", "numbers")
EDGE = 1.0  # points of a line that may show without anybody reading it


def is_spreadsheet(document: pypdfium2.PdfDocument) -> bool:
    """True for a document that a spreadsheet program made, by what it says of itself."""
    try:
        creator = document.get_metadata_value("Creator").casefold()
    except UnicodeDecodeError:
        return False
    return any(name in creator for name in SPREADSHEETS)


def without_clipped(runs: Runs, objects: NDArray[np.intp], seen: Frame) -> Runs:
    """The runs without those that stand outside of the clip of their text object."""
    if not runs.texts:
        return runs
    page = (0.0, 0.0, seen.width, seen.height)
    different, place = np.unique(objects, return_inverse=True)
    boxes = [clip_of(obj, seen.matrix, page) or (0.0,) * 4 for obj in different.tolist()]
    clips = np.array(boxes)[place]
    x0, top, x1, bottom = runs.boxes.T
    left, up, right, down = clips.T
    shown = (x1 > left) & (x0 < right) & (bottom - EDGE > up) & (top + EDGE < down)
    return runs if shown.all() else kept(runs, shown)
