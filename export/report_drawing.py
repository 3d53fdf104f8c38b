"""The process that draws pages for the report: orders on stdin, pictures on stdout.

Whatever a page does to the library that draws it, only this process is harmed. An order is a line
of JSON (path, password, page from 1, turned in degrees clockwise); the answer is a line of JSON,
{"length", "kind"} before that many bytes of picture or {"reason"}.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 1.45  # pixels a point: text of 8 points is crisp on a laptop, and a page stays under 60 kB
LONGEST = 1260  # pixels of the longer side; a poster is drawn more coarsely
GREYS = (0, 85, 170, 255)  # what the edges of letters need; more greys cost half as much again
COLOURS = 16  # in the palette: four bits a pixel
SPREAD = 3  # every third pixel, both ways, is looked at for the page's colours
RARE = 0.0004  # share of a page below which a colour is not worth a place in the palette
FLAT = 0.01  # share of a page from which a grey is a fill, and not the edge of letters
NEAR = 24  # of 255: colours nearer than this are one
MIDDLE = 128
DRAWN = 0.75  # share of a page that its chief colours cover where it is drawn; less is a photograph
MEMORY = 3 << 30  # bytes of address space
Colour = tuple[int, int, int]
Palette = tuple[Colour, ...]
Answer = tuple[dict[str, Any], bytes]


def main() -> None:
    """Answer orders until stdin ends."""
    _limit_memory()
    opened: dict[tuple[str, str | None], Any] = {}
    for line in sys.stdin.buffer:
        facts, picture = _answer(json.loads(line), opened)
        _send(sys.stdout.buffer, facts, picture)


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # not on Windows, not above a lower limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _send(stream: IO[bytes], facts: dict[str, Any], picture: bytes) -> None:
    stream.write(json.dumps(facts).encode() + b"\n" + picture)
    stream.flush()


def _answer(order: dict[str, Any], opened: dict[tuple[str, str | None], Any]) -> Answer:
    import pypdfium2

    source = (order["path"], order["password"])
    try:
        if source not in opened:
            opened.clear()  # one document at a time
            opened[source] = pypdfium2.PdfDocument(source[0], password=source[1])
        kind, picture = _picture(_drawn(opened[source][order["page"] - 1], order["turned"]))
    except FileNotFoundError:
        return {"reason": "its PDF is no longer there"}, b""
    except pypdfium2.PdfiumError as error:
        protected = getattr(error, "err_code", 0) == pypdfium2.raw.FPDF_ERR_PASSWORD
        reason = "its PDF is protected by a password" if protected else "it could not be drawn"
        return {"reason": reason}, b""
    except (OSError, ValueError, IndexError, MemoryError):
        return {"reason": "it could not be drawn"}, b""
    return {"length": len(picture), "kind": kind}, picture


def _drawn(page: Any, turned: int) -> Image:
    """The page as a reader sees it, on white."""
    longest = max(*page.get_size(), 1.0)
    image: Image = page.render(
        scale=min(SCALE, LONGEST / longest), rotation=turned, rev_byteorder=True
    ).to_pil()
    page.close()
    return image if image.mode == "RGB" else image.convert("RGB")


def _picture(image: Image) -> tuple[str, bytes]:
    """The kind of picture and its bytes: PNG for text and tables, WebP for photographs."""
    import PIL.Image

    file = BytesIO()
    palette = palette_of(image)
    if palette is None:
        image.save(file, format="webp", quality=35, method=2)
        return "webp", file.getvalue()
    colours = PIL.Image.new("P", (1, 1))
    colours.putpalette([part for colour in palette for part in colour])
    few = image.quantize(palette=colours, dither=PIL.Image.Dither.NONE)
    few.save(file, format="png", bits=2 if len(palette) <= len(GREYS) else 4)
    return "png", file.getvalue()


def palette_of(image: Image) -> Palette | None:
    """Greys for the letters and the page's own chief colours; None for a photograph or a scan.

    A grey that fills cells takes the place of the letters' grey next to it: each grey more makes
    the edges of letters longer to tell.
    """
    import PIL.Image

    size = (max(1, image.width // SPREAD), max(1, image.height // SPREAD))
    points = size[0] * size[1]
    sample: Any = image.resize(size, PIL.Image.Resampling.NEAREST)
    counts = sorted(sample.getcolors(points), reverse=True)
    chosen: list[Colour] = [(grey, grey, grey) for grey in GREYS]
    for count, colour in counts:
        if count < RARE * points or len(chosen) == COLOURS:
            break
        if min(_apart(colour, other) for other in chosen) < NEAR:
            continue
        if max(colour) - min(colour) >= NEAR:
            chosen.append(colour)
        elif count >= FLAT * points and chosen[:4] == [(grey,) * 3 for grey in GREYS]:
            chosen[1 if colour[1] < MIDDLE else 2] = colour
    covered = sum(count for count, colour in counts if min(_apart(colour, c) for c in chosen) < 6)
    return tuple(chosen) if covered >= DRAWN * points else None


def _apart(one: Colour, other: Colour) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


if __name__ == "__main__":
    main()
