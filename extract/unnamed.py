"""Tables whose headings nobody knows: geometry must speak for them, and speak clearly."""

from __future__ import annotations

from actionplans.extract.regions import Region, Sheet


def unnamed_region(sheet: Sheet) -> Region | None:
    return None
