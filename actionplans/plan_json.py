"""A Plan as JSON and back, without loss: what a part file holds.

The types of normalise/plan.py say how each value is written, so a new field needs nothing here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from actionplans.normalise.plan import Plan

Read = Callable[[Any], Any]


def dump_plan(plan: Plan) -> bytes:
    """The plan on one line. Escapes everything past ASCII, so lone surrogates survive."""
    facts = {field.name: getattr(plan, field.name) for field in fields(Plan)}
    return json.dumps(facts, default=_plain, separators=(",", ":")).encode("ascii")


def load_plan(data: bytes) -> Plan:
    """The plan of dump_plan(). Raises ValueError, KeyError or TypeError if it is none."""
    plan: Plan = _reader(Plan)(json.loads(data))
    return plan


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is not part of a plan")


@cache
def _reader(kind: Any) -> Read:
    """What makes a value of this type of its JSON."""
    if kind is date:
        return date.fromisoformat
    if is_dataclass(kind):
        return _reader_of_fields(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (known,) = (part for part in inner if part is not type(None))
        read = _reader(known)
        return _same if read is _same else lambda value: None if value is None else read(value)
    if origin is tuple:
        read = _reader(inner[0])
        return tuple if read is _same else lambda value: tuple(map(read, value))
    if kind in (str, int, float, bool) or origin is Literal or issubclass(origin, Mapping):
        return _same
    raise TypeError(f"{kind} is not part of a plan")


def _reader_of_fields(kind: Any) -> Read:
    hints = get_type_hints(kind)
    readers = [(field.name, _reader(hints[field.name])) for field in fields(kind)]

    def read(value: Mapping[str, Any]) -> Any:
        return kind(*[make(value[name]) for name, make in readers])

    return read


def _same(value: Any) -> Any:
    return value
