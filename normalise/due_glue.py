"""What stands between two dates: the small words of ranges, pairs, lists and brackets."""

from __future__ import annotations

import re

FLAGS = re.ASCII  # the texts here are in lower case
CLOSING = r"['\")]{0,2}\s{0,6}"
TO = re.compile(
    rf"{CLOSING}(?:,\s{{0,2}})?(?:-{{1,2}}|to|until|till?|through(?:\s{{1,3}}to)?|thru|up\s{{1,3}}to|->|→)"
    r"\s{0,4}(?:to\s{1,3}|the\s{1,3})?$",
    FLAGS,
)
TO_A_DEADLINE = re.compile(  # "April 2021 until end of June 2021": the second has its own words
    rf"{CLOSING}(?:to|until|till?|up\s{{1,3}}to|-{{1,2}})(?![a-z])\s{{0,3}}(?:the\s{{1,3}})?(?:by\s|end\b)?",
    FLAGS,
)
AND = re.compile(rf"{CLOSING}(?:and|&|\+)\s{{0,4}}(?:the\s{{1,3}}|in\s{{1,3}})?$", FLAGS)
SLASH = re.compile(r"\s{0,4}/\s{0,4}$", FLAGS)
LIST = re.compile(
    rf"{CLOSING}(?:[,;/]|[,;]?\s{{0,3}}(?:and|&|or|then))\s{{0,6}}(?:in\s{{1,3}}|the\s{{1,3}})?$",
    FLAGS,
)
BETWEEN = re.compile(r"\bbetween\s{1,3}(?:the\s{1,3})?$", FLAGS)
REVISED_TO = re.compile(
    r"\b(?:revised|extended|moved|changed|amended|deferred|postponed|delayed|slipped|put|pushed)"
    r"\s{1,3}(?:(?:back|forward|out)\s{1,3})?(?:to|until)\s{1,3}(?:the\s{1,3})?$",
    FLAGS,
)
"""Before the new date of "revised to December from September"."""
BRACKET = re.compile(r"\s{0,4}[(\[]\s{0,3}(?:i\.?e\.?,?\s{0,2})?$", FLAGS)


def glued(gap: str) -> bool:
    """Whether two dates with this between them belong to one range or list."""
    return len(gap) < 24 and bool(TO.match(gap) or LIST.match(gap) or AND.match(gap))
