"""The dataset of a run: its plans gathered from the parts, written whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from actionplans import __version__
from actionplans.amending import Amend
from actionplans.asked import Asked
from actionplans.export.dataset import write_files
from actionplans.export.replacing import STATE, replacing
from actionplans.gathered import Gathered
from actionplans.holding import Held
from actionplans.parts import Parts, program_digest
from actionplans.reporting import Wish, report_beside
from actionplans.state import State, files_in, still_there, write_state
from actionplans.survey import Wanted


@dataclass(frozen=True, slots=True)
class Written:
    """The files of the dataset, and what to say of it. anew: they were not there already."""

    files: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()
    anew: bool = False


def write(
    wanted: Sequence[Wanted],
    held: Sequence[Held],
    parts: Parts,
    out: Path,
    asked: Asked,
    amend: Amend,
    before: State,
) -> Written:
    """Write the plans that the run holds, unless they are there already. Raises OutputError.

    With nothing to write the old dataset, if there is one, stays.
    """
    if not held:
        return Written()
    state = _state(wanted, held, asked)
    if state.request == before.request and still_there(before, out):
        return Written(tuple(sorted(out / name for name in before.files)), before.notes)
    plans = Gathered([each.made for each in held], Parts(parts.folder.absolute()), amend)
    # Of a file that has changed since it was read there are no pages to show.
    where = {h.made.plan_id: h.one.source.path.absolute() for h in held if h.is_current}
    with replacing(out) as folder:
        beside = folder.with_name("report")
        wish = Wish(plans, beside, where, asked.password, not asked.without_names, asked.limits)
        with report_beside(wish) as notes:
            write_files(plans, folder, asked.formats, __version__)
        (beside / "report.html").replace(folder / "report.html")
        beside.rmdir()
        state = replace(state, files=files_in(folder), notes=(*amend.notes(held), *notes))
        write_state(folder / STATE, state)
    return Written(tuple(sorted(out / name for name in state.files)), state.notes, anew=True)


def _state(wanted: Sequence[Wanted], held: Sequence[Held], asked: Asked) -> State:
    """What the dataset is about to be made of, and a digest of all that decides its bytes."""
    sources = {one.place: replace(one.made, failed=True) for one in wanted}
    sources |= {each.one.place: each.made for each in held}
    corrections = asked.corrections.read_bytes() if asked.corrections else b""
    current = [each.is_current for each in held]
    facts = (
        program_digest("extract", "normalise", "export"), sorted(sources.items()), current,
        sorted(asked.formats), hashlib.sha256(corrections).hexdigest(), asked.without_names,
    )  # fmt: skip
    request = hashlib.sha256(repr(facts).encode("utf-8", "backslashreplace")).hexdigest()
    return State(sources, request)
