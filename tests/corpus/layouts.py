"""How a layout is declared: everything about a plan's looks that a truth can depend on."""

from __future__ import annotations

from dataclasses import dataclass

Columns = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """One document of the corpus.

    columns: (kind, printed heading) from left to right. Kinds: ref, area, action, due, lead,
    lead_due (both in one cell), lead2, start, rag, status, progress, success, para.
    later_columns: the columns of the second half of the plan, where they change.
    areas: merged (a spanning cell), blank (once, blanks below), repeat, banner, heading, none.
    sections: banner, heading, none.  leads: repeat, blank, merged.
    area_ref, action_ref: how a reference is printed, "" for none; {ref} is the content's own,
    {n} the area's number, {k} the action's number in it, {abc} the same as a letter, {i} its
    number in the plan, {para} the paragraph of the report.
    area_ref_at, action_ref_at: "column", "before" the text, or (actions) in "every" column.
    packed: all actions of an area in one row, kept in step by "lines" or by "count".
    group: (first column, last column, heading) of a second header row above.
    key: colour -> (word printed in the key, status it means or ""), in words and swatches.
    around: names of other tables on the page. turned: "Rotate", "sideways" or "".
    scan: dots per inch, 0 for none. skew in degrees.
    """

    name: str
    content: str
    producer: str
    columns: Columns
    widths: tuple[float, ...] = ()
    later_columns: Columns = ()
    areas: str = "merged"
    sections: str = "banner"
    leads: str = "repeat"
    area_ref: str = ""
    area_ref_at: str = "column"
    action_ref: str = ""
    action_ref_at: str = "column"
    packed: str = ""
    guidance: tuple[str, ...] = ()
    group: tuple[int, int, str] | None = None
    headed: bool = True
    repeat_header: bool = True
    rules: str = "all"
    closed: bool = False
    head_fill: str = "#d9d9d9"
    head_ink: str = "#000000"
    band_fill: str = "#eeeeee"
    rag: str = ""
    key: tuple[tuple[str, str, str], ...] = ()
    around: tuple[str, ...] = ()
    running_head: str = ""
    page_numbers: str = ""
    marking: str = ""
    watermark: str = ""
    footnote: str = ""
    bullets: bool = False
    hyphenate: bool = False
    soft_hyphens: bool = False
    hard_spaces: bool = False
    page: tuple[float, float] = (841.9, 595.3)
    margin: float = 42
    font: str = "Liberation Sans"
    size: float = 10
    spacer: float = 0
    keep_rows: bool = False
    turned: str = ""
    scan: int = 0
    skew: float = 0.0
    judging: bool = False
