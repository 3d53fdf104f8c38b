"""read(): one PDF to one ActionPlan. The order of the stages, and no rule of its own."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actionplans.asked import OcrMode, ocr_of, profile_of
from actionplans.errors import ActionPlanError, UsageError, unexpected
from actionplans.normalise.plan import Plan
from actionplans.normalise.profile import Profile
from actionplans.sources import check_readable, printable

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from actionplans.extract.document import Document


@dataclass(frozen=True, slots=True)
class ActionPlan(Plan):
    """A plan as read() returns it: a Plan that can also be had as a data frame.

    unused_headings: those that the profile names and no table of the PDF has.
    """

    unused_headings: tuple[str, ...] = ()

    def to_arrow(self) -> pa.Table:
        """The actions as an Arrow table, with the dataset's schema and nested lists kept."""
        from actionplans.export.arrow import arrow_table
        from actionplans.export.records import action_records
        from actionplans.export.schema import ACTIONS

        return arrow_table(ACTIONS, action_records(self))

    def to_pandas(self) -> pd.DataFrame:
        """The actions as a pandas DataFrame with Arrow-backed types (dates stay dates)."""
        import pandas as pd

        frame: pd.DataFrame = self.to_arrow().to_pandas(types_mapper=pd.ArrowDtype)
        return frame


def read(
    source: str | PathLike[str],
    *,
    password: str | None = None,
    ocr: OcrMode = "auto",
    profile: Profile | str | PathLike[str] | None = None,
) -> ActionPlan:
    """Read the action plan in a PDF.

    profile: what you know of the plan that its layout does not tell, or the path of such a file
    (see read_profile). Raises ActionPlanError or a subclass, which names the file, the reason and
    the next step; UsageError, which is a ValueError, for a wrong argument.
    """
    if not isinstance(source, (str, PathLike)) or not str(source):
        raise UsageError("source", f"must be the path of a PDF, not {source!r}.", "")
    told = profile_of(profile) or Profile()
    ocr = ocr_of(ocr)
    check_readable(Path(source))
    from actionplans import __version__

    try:
        with collector_resting():
            plan, unused = _read(Path(source), password, ocr, told)
    except (ActionPlanError, MemoryError):
        raise
    except Exception as error:  # a file that no test has thought of
        raise unexpected(str(source), error) from error
    facts: dict[str, Any] = {name: getattr(plan, name) for name in Plan.__slots__}
    facts |= {"converter_version": __version__, "source_file": printable(Path(source).name)}
    return ActionPlan(**facts, unused_headings=unused)


def _read(
    source: Path, password: str | None, ocr: OcrMode, told: Profile
) -> tuple[Plan, tuple[str, ...]]:
    """The plan, and the headings of the profile that it has not. The document is let go here, so
    that nobody searches it for garbage."""
    from actionplans.extract.read import read_document
    from actionplans.normalise.headings import is_heading
    from actionplans.normalise.normalise import to_plan

    document = read_document(source, password=password, ocr=ocr, is_heading=is_heading)
    unused = tuple(unused_headings(document, told)) if told.headings else ()
    return to_plan(document, told), unused


@contextmanager
def collector_resting() -> Iterator[None]:
    """No search for garbage in cycles meanwhile: the stages' frozen values hold none, and to walk
    through them again and again would take a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def unused_headings(document: Document, profile: Profile) -> Iterator[str]:
    """The headings of the profile that stand above no column of the document."""
    from actionplans.normalise.headings import normalised
    from actionplans.normalise.inspection import inspect_document

    seen = {
        normalised(column.heading)
        for table in inspect_document(document, profile).tables
        for column in table.columns
    }
    return (heading for heading in profile.headings if normalised(heading) not in seen)
