"""Build the fresh plans: python tests/corpus/fresh/build_fresh.py [--only NAME] [--out DIR]

Word and Excel files are made first and printed by LibreOffice in one run for each kind.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
os.environ.setdefault("SOURCE_DATE_EPOCH", "1700000000")

import fresh_excel  # noqa: E402
import fresh_word  # noqa: E402
import press_html  # noqa: E402
import press_reportlab  # noqa: E402
import press_typst  # noqa: E402
from fresh_composing import Plan, blocks, truth  # noqa: E402
from fresh_more import MORE  # noqa: E402
from fresh_plans import FRESH  # noqa: E402
from layouts import Layout  # noqa: E402

OFFICE = {"word": "writer_pdf_Export", "word-untagged": "writer_pdf_Export",
          "excel": "calc_pdf_Export"}  # fmt: skip
TYPESET = {"chromium": press_html.chromium, "weasyprint": press_html.weasyprint,
           "typst": press_typst.typst, "reportlab": press_reportlab.reportlab}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="how the names of the plans begin")
    parser.add_argument("--out", type=Path, default=HERE.parent / "fresh_documents")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    chosen = [plan for plan in (*FRESH, *MORE) if plan.name.startswith(options.only)]
    for plan in chosen:
        told = {"layout": plan.name, "content": plan.content, "producer": plan.producer,
                "scan": 0, "actions": truth(plan)}  # fmt: skip
        (options.out / f"{plan.name}.json").write_text(lines(told), encoding="utf-8")
        if plan.producer in TYPESET:
            TYPESET[plan.producer](blocks(plan), layout(plan), options.out / f"{plan.name}.pdf")
    for kind, made_by in OFFICE.items():
        office([plan for plan in chosen if plan.producer == kind], made_by, kind, options.out)
    for plan in chosen:
        pack(options.out / f"{plan.name}.pdf")


def pack(path: Path) -> None:
    """The same objects in fewer bytes: tagged files by LibreOffice halve."""
    import pikepdf

    pikepdf.settings.set_flate_compression_level(9)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate,
                 recompress_flate=True, deterministic_id=True)  # fmt: skip


def lines(told: dict[str, Any]) -> str:
    """The truth as JSON, one action a line."""
    rows = ",\n".join(
        json.dumps({key: value for key, value in row.items() if key != "also" or value},
                   ensure_ascii=False, separators=(",", ":"))
        for row in told.pop("actions")
    )  # fmt: skip
    return f'{json.dumps(told)[:-1]}, "actions": [\n{rows}\n]}}\n'


def layout(plan: Plan) -> Layout:
    look = plan.look
    return Layout(plan.name, plan.content, plan.producer, (), page=look.get("page", (841.9, 595.3)),
                  margin=look.get("margin", 42), font=look.get("font", "Liberation Sans"),
                  size=look.get("size", 10), rules=look.get("rules", "all"),
                  running_head=look.get("head", ""), page_numbers="{page}")  # fmt: skip


def office(plans: list[Plan], made_by: str, kind: str, out: Path) -> None:
    if not plans:
        return
    with tempfile.TemporaryDirectory() as folder:
        sources = []
        for plan in plans:
            press, ending = (fresh_excel, "xlsx") if kind == "excel" else (fresh_word, "docx")
            source = Path(folder) / f"{plan.name}.{ending}"
            press.save(blocks(plan), plan.look, source)
            sources.append(str(source))
        tagged = str(kind != "word-untagged").lower()
        form = f'pdf:{made_by}:{{"UseTaggedPDF":{{"type":"boolean","value":"{tagged}"}}}}'
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", form, "--outdir", str(out), *sources],
            check=True, capture_output=True, timeout=600,
        )  # fmt: skip


if __name__ == "__main__":
    main()
