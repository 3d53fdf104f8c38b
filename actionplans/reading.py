"""read(): one PDF to one ActionPlan. The order of the stages, and no rule of its own."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from actionplans.errors import ActionPlanError, unexpected
from actionplans.normalise.plan import Plan
from actionplans.normalise.profile import Profile

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

OcrMode = Literal["auto", "off", "force"]


class ActionPlan(Plan):
    """A plan as read() returns it: a Plan that can also be had as a data frame."""

    __slots__ = ()

    def to_arrow(self) -> pa.Table:
        """The actions as an Arrow table, with the dataset's schema and nested lists kept."""
        from actionplans.export.arrow import arrow_table
        from actionplans.export.records import action_record
        from actionplans.export.schema import ACTIONS

        return arrow_table(ACTIONS, map(action_record, self.actions))

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
    profile: Profile | None = None,
) -> ActionPlan:
    """Read the action plan in a PDF.

    profile: what you know of the plan that its layout does not tell (see read_profile).
    Raises ActionPlanError or a subclass, which names the file, the reason and the next step.
    """
    from actionplans import __version__
    from actionplans.extract.read import read_document
    from actionplans.normalise.headings import is_heading
    from actionplans.normalise.normalise import to_plan

    try:
        document = read_document(Path(source), password=password, ocr=ocr, is_heading=is_heading)
        plan = to_plan(document, profile or Profile())
    except (ActionPlanError, MemoryError):
        raise
    except Exception as error:  # a file that no test has thought of
        raise unexpected(str(source), error) from error
    facts: dict[str, Any] = {name: getattr(plan, name) for name in Plan.__slots__}
    return ActionPlan(**{**facts, "converter_version": __version__})
