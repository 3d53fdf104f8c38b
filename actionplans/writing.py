"""The dataset of a run: its plans gathered from the parts, written whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from actionplans import __version__
from actionplans.amending import Amend
from actionplans.asked import Asked
from actionplans.export.dataset import write_files
from actionplans.export.replacing import STATE, replacing
from actionplans.gathered import Gathered
from actionplans.parts import Facts, Outcome, Parts, program_digest
from actionplans.reporting import Wish, report_beside
from actionplans.state import State, files_in, still_there, write_state
from actionplans.survey import Wanted


def write(
    wanted: Sequence[Wanted],
    outcomes: Mapping[str, Outcome],
    parts: Parts,
    out: Path,
    asked: Asked,
    amend: Amend,
    before: State,
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write what the sources gave, unless it is there already: the files, and what to say of it.

    With nothing to write the old dataset, if there is one, stays. Raises OutputError.
    """
    good = [one for one in wanted if isinstance(outcomes.get(one.made.key), Facts)]
    if not good:
        return (), ()
    state = _state(wanted, {one.place for one in good}, asked)
    if state.request == before.request and still_there(before, out):
        return tuple(sorted(out / name for name in before.files)), before.notes
    plans = Gathered([one.made for one in good], Parts(parts.folder.absolute()), amend)
    where = {one.made.plan_id: one.source.path.absolute() for one in good}
    with replacing(out) as folder:
        beside = folder.with_name("report")
        wish = Wish(plans, beside, where, asked.password, not asked.without_names, asked.limits)
        with report_beside(wish) as notes:
            write_files(plans, folder, asked.formats, __version__)
        (beside / "report.html").replace(folder / "report.html")
        beside.rmdir()
        state = replace(state, files=files_in(folder), notes=(*amend.notes(where.keys()), *notes))
        write_state(folder / STATE, state)
    return tuple(sorted(out / name for name in state.files)), state.notes


def _state(wanted: Sequence[Wanted], good: set[str], asked: Asked) -> State:
    """What the dataset is about to be made of, and a digest of all that decides its bytes."""
    sources = {one.place: replace(one.made, failed=one.place not in good) for one in wanted}
    corrections = asked.corrections.read_bytes() if asked.corrections else b""
    facts = (
        program_digest("extract", "normalise", "export"), sorted(sources.items()),
        sorted(asked.formats), hashlib.sha256(corrections).hexdigest(), asked.without_names,
    )  # fmt: skip
    request = hashlib.sha256(repr(facts).encode("utf-8", "backslashreplace")).hexdigest()
    return State(sources, request)
