"""Build every make of the sample from plan.toml: python samples/east-sussex-jtai/build.py

Needs LibreOffice (soffice), Chromium, the Liberation fonts, python-docx and reportlab. Nobody needs
it to use or to test actionplans: the PDFs are committed.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from press import browser, fixed, ruled, source, word  # noqa: E402


def main() -> None:
    plan = source.load(HERE / "plan.toml")
    makes = {
        "east-sussex-jtai.pdf": word.write,
        "east-sussex-jtai-ruled.pdf": ruled.write,
        "east-sussex-jtai-print.pdf": browser.write,
    }
    for name, write in makes.items():
        write(plan, HERE / name)
        fixed.fix_dates(HERE / name)
        print(name)


if __name__ == "__main__":
    main()
