"""What is done to a finished PDF: pages turned, pages made into pictures, dates taken out."""

from __future__ import annotations

import io
import random
from pathlib import Path

from layouts import Layout


def finish(layout: Layout, target: Path) -> None:
    if layout.scan:
        photograph(layout, target)
    if layout.turned:
        turn(layout.turned, target)
    pack(target)


def photograph(layout: Layout, target: Path) -> None:
    """Every page as a grey picture: skewed, with noise, as a scanner gives it."""
    import numpy as np
    import pypdfium2 as pdfium
    from PIL import Image

    chance = np.random.default_rng(random.Random(layout.name).randrange(2**32))
    pictures = []
    document = pdfium.PdfDocument(target)
    for index in range(len(document)):
        picture = document[index].render(scale=layout.scan / 72, grayscale=True).to_pil()
        skew = layout.skew * (1 if index % 2 == 0 else -0.6)
        picture = picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
        grey = np.asarray(picture, dtype=np.float32)
        noise = chance.normal(0, 14, (grey.shape[0] // 2 + 1, grey.shape[1] // 2 + 1))
        noise = noise.repeat(2, 0).repeat(2, 1)[: grey.shape[0], : grey.shape[1]]
        specks = chance.random(grey.shape) < 0.0002
        grey = np.where(specks, 40, np.clip(grey + noise - 6, 0, 255))
        levels = Image.fromarray((grey // 32 * 32 + 16).astype(np.uint8))
        # Copiers write black and white; it is also what keeps the files small.
        pictures.append(levels.point(lambda value: 255 * (value > 150)).convert("1"))
    document.close()
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=layout.scan)
    target.write_bytes(out.getvalue())


def turn(how: str, target: Path) -> None:
    """Set the content sideways on the paper; with "Rotate", tell the viewer to turn it back."""
    import pikepdf

    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(side) for side in page.mediabox)
            width, height = right - left, top - bottom
            page.contents_add(b"q 0 1 -1 0 %f 0 cm" % height, prepend=True)
            page.contents_add(b"Q")
            page.mediabox = [0, 0, height, width]
            for box in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
                if box in page:
                    del page[box]
            if how == "Rotate":
                page.Rotate = 90
        pdf.save(target)


def pack(target: Path) -> None:
    """Small, and the same bytes for the same content."""
    import pikepdf

    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        for key in ("/CreationDate", "/ModDate"):
            if key in pdf.docinfo:
                del pdf.docinfo[key]
        if "/Metadata" in pdf.Root:
            del pdf.Root["/Metadata"]
        pdf.save(target, deterministic_id=True, compress_streams=True,
                 object_stream_mode=pikepdf.ObjectStreamMode.generate)  # fmt: skip
