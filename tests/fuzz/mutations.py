"""Ways to damage a PDF: its bytes, its objects, and what its streams draw."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable

NUMBER = re.compile(rb"-?\d+\.?\d*")
NAME = re.compile(rb"/[A-Za-z][A-Za-z0-9]*")
OBJECT = re.compile(rb"\d+ 0 obj.*?endobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
OPERATOR = re.compile(rb"\b(?:Tj|TJ|Td|Tm|Tf|BT|ET|re|cm|Do|BDC|EMC|q|Q|l|m|S|f|n)\b")
NUMBERS = (
    b"0", b"-1", b"1", b"65536", b"2147483647", b"-2147483648", b"4294967296", b"1e999", b"0.00001",
    b"99999999999999999999", b"-0.0", b"nan",
)  # fmt: skip
PIECES = (
    b"null", b"[", b"]", b"<<", b">>", b"(", b")", b"<", b"obj", b"endobj", b"stream\n",
    b"endstream", b"1 0 R", b"999 0 R", b"\x00", b"\xff\xfe", b"%%EOF", b"xref", b"/Kids [1 0 R]",
    b"/Rotate 90", b"/Type /Pages", b"/Filter /FlateDecode", b"/Length 99999999",
    b"/MCID -1", b"/StructParents 0", b"/K 0", b"/K [0 1 2]", b"/ColSpan 9999", b"/RowSpan -3",
)  # fmt: skip

Mutation = Callable[[bytes, random.Random], bytes]


def _span(data: bytes, dice: random.Random, longest: int = 200) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    return start, min(len(data), start + dice.randrange(1, longest))


def flip(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 2, 8, 64))):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def cut(data: bytes, dice: random.Random) -> bytes:
    start, end = _span(data, dice)
    return data[:start] + data[end:]


def truncate(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def repeat(data: bytes, dice: random.Random) -> bytes:
    start, end = _span(data, dice)
    return data[:end] + data[start:end] * dice.choice((1, 2, 100)) + data[end:]


def insert(data: bytes, dice: random.Random) -> bytes:
    start, _ = _span(data, dice)
    return data[:start] + b" " + dice.choice(PIECES) + b" " + data[start:]


def _one(pattern: re.Pattern[bytes], data: bytes, dice: random.Random) -> re.Match[bytes] | None:
    found = list(pattern.finditer(data))
    return dice.choice(found) if found else None


def _replaced(data: bytes, at: re.Match[bytes] | None, new: bytes, group: int = 0) -> bytes:
    return data if at is None else data[: at.start(group)] + new + data[at.end(group) :]


def number(data: bytes, dice: random.Random) -> bytes:
    return _replaced(data, _one(NUMBER, data, dice), dice.choice(NUMBERS))


def name(data: bytes, dice: random.Random) -> bytes:
    other = _one(NAME, data, dice)
    return _replaced(data, _one(NAME, data, dice), other[0] if other else b"/X")


def drop_object(data: bytes, dice: random.Random) -> bytes:
    return _replaced(data, _one(OBJECT, data, dice), b"")


def exchange_objects(data: bytes, dice: random.Random) -> bytes:
    """One object's content stands under another's number."""
    one, other = _one(OBJECT, data, dice), _one(OBJECT, data, dice)
    if one is None or other is None:
        return data
    head = one[0].partition(b" 0 obj")[0]
    return _replaced(data, one, head + b" 0 obj" + other[0].partition(b" 0 obj")[2])


def drawing(data: bytes, dice: random.Random) -> bytes:
    """What a stream draws, changed within; compressed again if it was compressed."""
    at = _one(STREAM, data, dice)
    if at is None:
        return data
    try:
        content, packed = zlib.decompress(at[1]), True
    except zlib.error:
        content, packed = at[1], False
    for _ in range(dice.choice((1, 3, 20))):
        content = dice.choice((number, operator, insert, cut, repeat))(content or b" ", dice)
    return _replaced(data, at, zlib.compress(content) if packed else content, 1)


def operator(data: bytes, dice: random.Random) -> bytes:
    other = _one(OPERATOR, data, dice)
    return _replaced(data, _one(OPERATOR, data, dice), other[0] if other else b"q")


MUTATIONS: tuple[Mutation, ...] = (
    flip, cut, truncate, repeat, insert, number, number, name, drop_object, exchange_objects,
    drawing, drawing, drawing,
)  # fmt: skip


def mutated(data: bytes, dice: random.Random) -> bytes:
    """The data with one to four kinds of damage."""
    for _ in range(dice.randrange(1, 5)):
        data = dice.choice(MUTATIONS)(data or b" ", dice)
    return data
