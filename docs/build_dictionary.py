"""Writes docs/data-dictionary.md from the schema and the list of flags.

python docs/build_dictionary.py          write it
python docs/build_dictionary.py --check  fail when it is out of date
"""

from __future__ import annotations

import sys
from pathlib import Path

from actionplans.export.dictionary import data_dictionary

PAGE = Path(__file__).parent / "data-dictionary.md"

if __name__ == "__main__":
    text = data_dictionary()
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text(encoding="utf-8") != text)
    PAGE.write_text(text, encoding="utf-8", newline="\n")
