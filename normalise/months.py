"""The months: their names, and the shapes in which plans write them."""

from __future__ import annotations

MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
# As written by who can spell.
MONTH_WORD = (
    r"(?:jan(?:uary)?|feb(?:ruary|uary|r)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
# Misspelt ones too, but neither Marianne nor Julian, Janet or Declan.
MONTH_LIKE = (
    r"(?:jan(?:u[a-z]{0,6})?|feb(?:r?u[a-z]{0,6})?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:u?st)?"
    r"|sept?(?:t?em[a-z]{0,6})?|oct(?:[ob][a-z]{0,5})?|nov(?:e?m[a-z]{0,5})?|dec(?:e?m[a-z]{0,5})?)"
)
