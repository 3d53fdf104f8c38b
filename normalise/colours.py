"""A fill by its everyday name."""

from __future__ import annotations

from colorsys import rgb_to_hls
from functools import lru_cache

WORDS = (
    "red", "amber", "orange", "yellow", "green", "blue", "purple", "violet", "grey", "gray",
    "black", "white", "pink", "brown",
)  # fmt: skip
"""The colours that plans write out."""

# Upper ends of the hues in degrees. Office's amber FFC000 is 45°, its yellow 60°, Excel's pale
# "neutral" FFEB9C 48°; Excel's pale "bad" FFC7CE is 353°.
_HUES = (
    (14, "red"), (52, "amber"), (68, "yellow"), (172, "green"), (256, "blue"), (322, "purple"),
    (340, "pink"), (361, "red"),
)  # fmt: skip
GREY_BELOW = 0.055  # chroma, 0 to 1
GREYISH_BELOW, GREYISH = 0.17, (0.25, 0.8)  # saturation, and the lightness between
WHITE_ABOVE = 0.965  # lightness
BLACK_BELOW = 0.16


@lru_cache(maxsize=4096)
def name_of(fill: str) -> str | None:
    """The name of "#rrggbb"; None for white, and for what is no colour at all."""
    try:
        red, green, blue = (int(fill.removeprefix("#")[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return None
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    chroma = max(red, green, blue) - min(red, green, blue)
    if chroma < GREY_BELOW:
        return None if lightness > WHITE_ABOVE else "black" if lightness < BLACK_BELOW else "grey"
    if saturation < GREYISH_BELOW and GREYISH[0] < lightness < GREYISH[1]:
        return "grey"  # slate
    return next(name for end, name in _HUES if hue * 360 < end)
