"""Fixed dates and identifiers for a PDF, so that a rebuild changes as little as it can."""

from __future__ import annotations

import re
from pathlib import Path

WRITTEN = b"20200701090000"
DATE = re.compile(rb"(/(?:Creation|Mod)Date\s*\(D:)\d{14}")
IDENTIFIER = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)")
CHECKSUM = re.compile(rb"(?<=/DocChecksum /)[0-9A-F]{32}")


def fix_dates(pdf: Path) -> None:
    """Overwrite the dates, the file identifiers and LibreOffice's checksum, byte for byte.

    Lengths stay, so the cross-reference table stays right.
    """
    data = DATE.sub(rb"\g<1>" + WRITTEN, pdf.read_bytes())
    body, mark, trailer = data.rpartition(b"trailer")
    trailer = CHECKSUM.sub(b"0" * 32, IDENTIFIER.sub(b"0" * 32, trailer))
    pdf.write_bytes(body + mark + trailer)


def pack(pdf: Path) -> None:
    """Write the same objects in fewer bytes: a tagged PDF shrinks to less than half."""
    import pikepdf

    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        document.save(
            pdf,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=True,
            deterministic_id=True,
        )
