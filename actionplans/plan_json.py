"""A Plan as JSON and back, without loss: what a part file holds.

The types of normalise/plan.py say how each value is written, so a new field needs nothing here.
"""

from __future__ import annotations

import json
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING

from actionplans.normalise.plan import Plan

if TYPE_CHECKING:
    from msgspec.json import Decoder


def dump_plan(plan: Plan) -> bytes:
    """The plan on one line; in ASCII where it has lone surrogates, which UTF-8 cannot hold."""
    import msgspec

    facts = {field.name: getattr(plan, field.name) for field in fields(Plan)}
    try:
        return msgspec.json.encode(facts)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(facts), separators=(",", ":")).encode("ascii")


def load_plan(data: bytes) -> Plan:
    """The plan of dump_plan(). Raises ValueError if it is none."""
    import msgspec

    try:
        return _decoder().decode(data)
    except msgspec.ValidationError as error:
        raise ValueError(f"this is no plan: {error}") from error
    except msgspec.DecodeError:
        return _with_surrogates(data)


@cache
def _decoder() -> Decoder[Plan]:
    from msgspec.json import Decoder

    return Decoder(Plan)


def _with_surrogates(data: bytes) -> Plan:
    """The plan of JSON that only Python's own reader takes."""
    import msgspec

    try:
        return msgspec.convert(json.loads(data), Plan)
    except msgspec.ValidationError as error:
        raise ValueError(f"this is no plan: {error}") from error
