"""PDFs that are damaged, hostile or absurd, made by hand so that each has just one thing wrong."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path

from made_plans import write_plan

PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 5 0 R >>"
TEXT = b"BT /F1 12 Tf 50 700 Td (Some words on a page) Tj ET"
FONT = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def flate(data: bytes, entries: bytes = b"") -> bytes:
    return stream(zlib.compress(data), b"/Filter /FlateDecode " + entries)


def objects(**changed: bytes) -> dict[int, bytes]:
    """A sound document of one page, with some objects (o1, o2, …) replaced or added."""
    sound = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: PAGE,
        4: stream(TEXT),
        5: FONT,
    }
    return sound | {int(name[1:]): value for name, value in changed.items()}


def pdf(content: Mapping[int, bytes], header: bytes = b"%PDF-1.7", trailer: bytes = b"") -> bytes:
    """The objects as a file with its cross-reference table."""
    body = header + b"\n"
    places = {}
    for number, value in sorted(content.items()):
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    table = b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(content) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
    return body + table + end % (size, trailer, len(body))


def page_with(old: bytes, new: bytes) -> bytes:
    return pdf(objects(o3=PAGE.replace(old, new)))


def box(values: bytes) -> bytes:
    return page_with(b"[0 0 595 842]", values)


def laughing_forms() -> bytes:
    """Ten forms, each drawing the next ten times: ten thousand million words."""
    made = objects(
        o4=stream(b"/X10 Do"),
        o5=b"<< /XObject << /X10 10 0 R >> >>",
    )
    for number in range(10, 20):
        draw = b"/X%d Do " % (number + 1) * 10 if number < 19 else b"0 0 m 9 9 l S " + TEXT
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << "
        entries += b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> "
        entries += b"/XObject << /X%d %d 0 R >> >>" % (number + 1, number + 1)
        made[number] = stream(draw, entries)
    return pdf(made)


def laughing_objects() -> bytes:
    """A page tree in an object stream that blows up a thousandfold, twice."""
    inner = b"6 0 7 20 " + b" " * 200_000_000
    twice = zlib.compress(zlib.compress(inner))
    entries = b"/Type /ObjStm /N 2 /First 9 /Filter [/FlateDecode /FlateDecode]"
    return pdf(objects(o3=PAGE.replace(b"4 0 R", b"8 0 R"), o8=stream(twice, entries)))


def cross_reference_loop() -> bytes:
    sound = pdf(objects())
    return sound.replace(b"/Root 1 0 R ", b"/Root 1 0 R /Prev %d" % sound.index(b"xref\n0 1"))


def unicode_map(target: bytes) -> bytes:
    """The letter S is said to be this UTF-16 text."""
    cmap = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    cmap += b"1 beginbfchar <53> <%s> endbfchar endcmap" % target
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    return pdf(objects(o5=b"<< /Font << /F1 %s >> >>" % font, o6=stream(cmap)))


def acting(action: bytes) -> bytes:
    """A document that wants this done when it is opened."""
    return pdf(
        objects(
            o1=b"<< /Type /Catalog /Pages 2 0 R /OpenAction %s /AA << /WC %s >> >>"
            % (action, action),
            o3=PAGE.replace(b"/Contents", b"/AA << /O %s >> /Contents" % action),
        )
    )


def made(folder: Path) -> dict[str, bytes]:
    """Every bad file by name. folder is where the ones that act would leave a mark."""
    good_path = folder / "good.tmp"
    write_plan(good_path, rows=8, seed=9)
    good = good_path.read_bytes()
    write_plan(good_path, rows=8, seed=9, password="secret")
    locked = good_path.read_bytes()
    good_path.unlink()
    mark = str(folder / "mark").encode()
    return {
        "empty": b"",
        "text": b"This is no PDF.",
        "web-page": b"<!DOCTYPE html><title>404 Not Found</title>",
        "zeros": bytes(5000),
        "cut-in-half": good[: len(good) // 2],
        "cut-at-end": good[:-200],
        "wrong-header": b"%FOO-9.9" + good[8:],
        "late-header": b"\r\n" * 400 + good,
        "encrypted": locked,
        "no-pages": pdf(objects(o2=b"<< /Type /Pages /Kids [] /Count 0 >>")),
        "no-catalogue": pdf(objects(o1=b"null")),
        "cyclic-pages": pdf(objects(o2=b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>")),
        "cyclic-parent": pdf(
            objects(o3=b"<< /Type /Pages /Kids [2 0 R] /Parent 3 0 R /Count 1 >>")
        ),
        "too-many-pages": pdf(objects(o2=b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>")),
        "cyclic-form": pdf(
            objects(
                o4=stream(b"/X Do"),
                o5=b"<< /XObject << /X 6 0 R >> >>",
                o6=stream(b"/X Do", b"/Subtype /Form /BBox [0 0 9 9] /Resources 5 0 R"),
            )
        ),
        "cross-reference-loop": cross_reference_loop(),
        "missing-font": page_with(b"/Resources 5 0 R", b""),
        "million-paths": pdf(objects(o4=flate(b"1 1 m 9 9 l S 5 5 20 20 re S\n" * 500_000))),
        "million-words": pdf(objects(o4=flate(TEXT.replace(b"50 700", b"50 70") * 20_000))),
        "laughing-forms": laughing_forms(),
        "laughing-objects": laughing_objects(),
        "bomb": pdf(objects(o4=flate(b" " * 300_000_000))),
        "deep-arrays": pdf(objects(o5=b"[" * 200_000 + b"]" * 200_000)),
        "deep-content": pdf(objects(o4=flate(b"q " * 500_000 + b"[" * 500_000))),
        "huge-page": box(b"[0 0 1e30 1e30]"),
        "tiny-page": box(b"[0 0 0.0001 0.0001]"),
        "inside-out-page": box(b"[595 842 0 0]"),
        "nowhere-page": box(b"[1e38 -1e38 nan inf]"),
        "no-box": box(b"[]"),
        "turned-askew": page_with(b"/Contents", b"/Rotate 37 /UserUnit -5 /Contents"),
        "lone-surrogate": unicode_map(b"D800"),
        "nul": unicode_map(b"0000"),
        "right-to-left-mark": unicode_map(b"202E0041"),
        "script": acting(b"<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\)) >>"),
        "launch": acting(b"<< /S /Launch /F (/usr/bin/touch) /P (%s) >>" % mark),
        "launch-unix": acting(b"<< /S /Launch /Unix << /F (touch %s) >> >>" % mark),
        "outside": pdf(objects(o4=b"<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream")),
        "elsewhere": acting(b"<< /S /GoToR /F (http://127.0.0.1:9/x.pdf) /D [0 /Fit] >>"),
        "submit": acting(b"<< /S /SubmitForm /F (http://127.0.0.1:9/) >>"),
    }


def write_bad(folder: Path) -> list[str]:
    """Write every bad file into the folder; gives their names."""
    folder.mkdir(parents=True, exist_ok=True)
    files = made(folder)
    for name, data in files.items():
        (folder / f"{name}.pdf").write_bytes(data)
    return sorted(files)
