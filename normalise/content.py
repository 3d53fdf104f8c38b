"""What the cells of a column look like: the evidence where a heading is missing or odd."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actionplans.normalise import refs

_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b[\s,.’'-]*\d{2,4}"
    r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b(?:19|20)\d\d\b|\bQ[1-4]\b|\bend of\b"
    r"|\bimmediate|\b(?:spring|summer|autumn|winter)\b|\b\d+ (?:weeks|months)\b"
    r"|\b(?:ongoing|tbc|asap|quarterly|monthly)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\b(?:head|director|manager|officer|lead|leader|chair|chief|team|service|board|deputy|governors?"
    r"|coordinator|nurse|sergeant|inspector|DCI|DI|matron|committee|executive|principal|AD|DCS|SENCo)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^(?:(?:Dr|Mrs?|Ms|Cllr|Prof|D?/?Supt|Insp|Sgt|[A-Z]{2,4})\.? )?"
    r"[A-Z][^\W\d]+(?: [A-Z][\w’'-]+){1,3}$"
    r"|^[A-Z]{2,4}(?:[ /,&]+[A-Z]{2,4})*$"
)


@dataclass(frozen=True, slots=True)
class Look:
    """Shares of a column's filled cells, 0 to 1, the mean number of words in them, and how many
    different texts they hold."""

    filled: int
    words: float
    refs: float
    dates: float
    leads: float
    distinct: int = 0


def look_of(texts: Sequence[str]) -> Look:
    texts = [text for text in texts if text]
    if not texts:
        return Look(0, 0.0, 0.0, 0.0, 0.0)
    sizes = [len(text.split()) for text in texts]
    total = len(texts)
    return Look(
        filled=total,
        words=sum(sizes) / total,
        refs=sum(n <= 3 and refs.whole(t) is not None for t, n in zip(texts, sizes, strict=True))
        / total,
        dates=sum(n <= 25 and bool(_DATE.search(t)) for t, n in zip(texts, sizes, strict=True))
        / total,
        leads=sum(
            n <= 25 and not _DATE.search(t) and bool(_LEAD.search(t) or _NAME.match(t))
            for t, n in zip(texts, sizes, strict=True)
        )
        / total,
        distinct=len(set(texts)),
    )


def looks_dated(text: str) -> bool:
    """True if the text holds something like a date."""
    return bool(_DATE.search(text))
