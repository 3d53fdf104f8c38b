"""Build the corpus: plans of known truth in many layouts, by many producers.

    python tests/corpus/build.py [--only NAME] [--out DIR]

Needs LibreOffice, Chromium, weasyprint, typst, reportlab and python-docx; what is committed needs
none of them. Without --out the committed files are written anew.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "judged")]
os.environ.setdefault("SOURCE_DATE_EPOCH", "1700000000")

import press_html  # noqa: E402
import press_pictures  # noqa: E402
import press_reportlab  # noqa: E402
import press_typst  # noqa: E402
import press_word  # noqa: E402
from composing import blocks, truth  # noqa: E402
from judged_layouts import JUDGED  # noqa: E402
from layouts import Layout  # noqa: E402
from open_layouts import OPEN  # noqa: E402

PRODUCERS: dict[str, Any] = {
    "weasyprint": press_html.weasyprint,
    "chromium": press_html.chromium,
    "libreoffice": press_word.libreoffice,
    "libreoffice-untagged": press_word.untagged,
    "reportlab": press_reportlab.reportlab,
    "typst": press_typst.typst,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", help="the name of one layout, or how it begins")
    parser.add_argument("--out", type=Path, default=HERE)
    options = parser.parse_args()
    for layout in (*OPEN, *JUDGED):
        if not options.only or layout.name.startswith(options.only):
            folder = options.out / ("judged" if layout.judging else "open")
            print(build(layout, folder), flush=True)


def build(layout: Layout, folder: Path) -> Path:
    """Write the PDF and the truth of one layout into folder."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{layout.name}.pdf"
    PRODUCERS[layout.producer](blocks(layout), layout, target)
    press_pictures.finish(layout, target)
    told = {"layout": layout.name, "content": layout.content, "producer": layout.producer,
            "scan": layout.scan, "actions": truth(layout)}  # fmt: skip
    target.with_suffix(".json").write_text(
        json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return target


if __name__ == "__main__":
    main()
