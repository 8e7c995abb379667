"""Writing across a picture who looks at it and when, so that a leaked copy says whose it was.

Here: the drawing. Not here: who may look (`views.photos`).
"""

from io import BytesIO
from typing import Final

from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

LARGEST: Final = 1000
LIGHT, DARK = (255, 255, 255, 150), (0, 0, 0, 130)


def written_across(picture: bytes, *, code: str) -> bytes:
    """The picture, no larger than a screen, with code and minute in lines from edge to edge."""
    with Image.open(BytesIO(picture)) as opened:
        image = opened.convert("RGBA")
    image.thumbnail((LARGEST, LARGEST))
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    size = max(12, image.width // 18)
    font = ImageFont.load_default(size=size)
    draw = ImageDraw.Draw(layer)
    words = f"{code}  {timezone.localtime():%d.%m.%Y %H:%M}  "
    line = words * (2 + image.width // max(1, int(draw.textlength(words, font=font))))
    for number, top in enumerate(range(0, image.height, size * 4)):
        at = (-size * (number % 3), top)
        draw.text((at[0] + 1, at[1] + 1), line, font=font, fill=DARK)
        draw.text(at, line, font=font, fill=LIGHT)
    out = BytesIO()
    Image.alpha_composite(image, layer).convert("RGB").save(out, "JPEG", quality=85)
    return out.getvalue()
